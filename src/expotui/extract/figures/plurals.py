"""Nouns in the plural, and in the singular as English spells it."""

from expotui.extract.wordlists import words

# They end in s, and are not what is counted.
_NO_PLURALS = words("""
    overseas outdoors indoors sports sales business express various previous famous precious serious
    numerous its
    this was has is as his us yes less plus versus across sometimes always perhaps besides towards
    news mass class cross gross access process success press glass electronics robotics logistics
    economics physics politics mathematics athletics aerospace arms customs means telecoms mr ms
    mrs dr vs gas bus status campus focus bonus virus census consensus corpus analysis basis crisis
    thesis emphasis chassis tennis oasis genesis diagnosis hypothesis synthesis metropolis iris
    paris paralysis catharsis sis
""")
_NO_MEN = words("specimen regimen abdomen")
# Plural nouns without an s.
_WITHOUT_S = words("""
    people persons men women children staff personnel aircraft spacecraft police cattle fish sheep
    livestock alumni media criteria phenomena feet teeth headcount merchandise crew folk series
    species
""")
_SINGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child",
    "businesspeople": "businessperson", "craftspeople": "craftsperson", "feet": "foot",
    "salespeople": "salesperson", "teeth": "tooth", "criteria": "criterion", "shoes": "shoe",
    "phenomena": "phenomenon", "alumni": "alumnus", "series": "series", "species": "species",
    "heroes": "hero", "halves": "half", "leaves": "leaf", "lives": "life", "wives": "wife",
    "memoranda": "memorandum", "symposia": "symposium", "stadia": "stadium", "fora": "forum",
    "tranches": "tranche", "niches": "niche", "caches": "cache", "headaches": "headache",
    "scarves": "scarf", "thieves": "thief", "calves": "calf", "hooves": "hoof", "mous": "mou",
    "knives": "knife", "shelves": "shelf", "loaves": "loaf", "wolves": "wolf", "movies": "movie",
    "ties": "tie", "pies": "pie", "cookies": "cookie", "calories": "calorie", "rookies": "rookie",
    "selfies": "selfie", "buses": "bus", "gases": "gas", "lenses": "lens", "potatoes": "potato",
    "tomatoes": "tomato", "echoes": "echo", "analyses": "analysis", "axes": "axis",
    "bases": "base", "crises": "crisis", "theses": "thesis", "viruses": "virus",
    "campuses": "campus", "bonuses": "bonus", "quizzes": "quiz", "premises": "premises",
    "headquarters": "headquarters", "personnel": "person", "staff": "staff", "folk": "person",
    "ups": "up", "ins": "in",
}  # fmt: skip
NATIONS = words("""
    chinese japanese portuguese vietnamese taiwanese burmese swiss french british dutch irish
    lebanese maltese nepalese sudanese congolese senegalese
""")


def is_plural(word: str) -> bool:
    """Whether a word (in small letters) looks like a noun in the plural."""
    if word in _WITHOUT_S or word in _SINGULAR:
        return True
    if word.endswith("men") and len(word) > 6 and word not in _NO_MEN:  # "dairymen"
        return True
    if len(word) < 4 or not word.endswith("s") or word in _NO_PLURALS:
        return False
    return not word.endswith(("ss", "ous", "'s", "us"))


def singular(word: str) -> str:
    """A noun in the singular, as English spells it: countries → country, branches → branch."""
    word = word.removesuffix("'s")
    if word in _SINGULAR:
        return _SINGULAR[word]
    if word.endswith("men") and len(word) > 5:
        return word[:-2] + "an"
    if not word.endswith("s") or word.endswith(("ss", "us")) or word in _NO_PLURALS:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
