"""What a number is the name of: "Hall 7", "Paragraph 12", "Boeing 737", "Expo 2020"."""

from expotui.extract.wordlists import words

# A number behind one of these is part of a name or an address.
LABELS = words("""
    day hall halls booth stand stall room gate pavilion expo fortune forbes no nos number flight
    route line
    terminal chapter section article phase level grade class group zone area building floor suite
    page pages vol volume issue season version model mark type track exhibit lot unit block sector
    street road avenue highway runway channel studio platform bay dock pier appendix figure table
    district ward desk counter lane annex note item paragraph clause rule act bill resolution agenda
    vision horizon email icp isbn
    issn iso en din top ftse nasdaq dax nikkei csi ibex sensex nifty stoxx boeing airbus embraer
    iphone galaxy pixel windows android ios covid sars cop industry web category zip postcode box
""")
