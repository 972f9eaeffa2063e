"""Given names that tell whether "he" or "she" can mean somebody; those of both are left out."""

from expotui.extract.wordlists import words

FEMALE_NAMES = words("""
    adaeze agnes agnieszka aisha akiko alejandra alessandra alice amanda amelia amina amy ana
    anastasia angela anita anja anjali anna anne annette antonia asha astrid ayesha barbara
    beata beatrice beatriz begoña birgit blessing brenda brigitte camila carla carmen carol
    carolina caroline catherine cecilia charlotte chiara chioma christina christine clara
    claudia cristina daniela deborah deepa delphine denise diana divya dolores dorota dörte
    edith eleanor elena elisa elisabeth elizabeth emily emma erika esther eva ewa ewelina farah
    fatima fernanda fiona folake francesca funmilayo gabriela gail gerda gisela giulia gloria
    grace greta halima hala hanako hannah heather heidi heike helen helena helga henrietta hilde
    huda ida ilse inês inés ingrid irene irina isabel isabella isabelle jacqueline jane janet
    jessica joan joanna johanna josephine joyce judith julia juliana julie karin karina katarina
    katarzyna kate katharina katherine kathleen katrin kavita keiko kerstin khadija kirsten
    lakshmi laura lauren layla leila lerato lina linda lindiwe lisa lucia lucía lucy luisa
    magdalena manon margaret maria mariam mariana marie marina marta martha martina mary maryam
    matilda meera megan melanie melissa mercy michelle michiko miriam monica monika nadia nancy
    naoko natalia natalie nathalie neha ngozi nicole nina noriko norma noura oksana olga olivia
    paola patricia paula petra pilar pooja priya rachel rebecca reem rekha renata ritu rosa
    rosemary ruth sabine saima salma samantha sandra sandrine sara sarah selma sharon shiori
    shreya silke silvia simone siti sofia solange sonia sophia sophie stella stephanie sunita
    susan susanne svetlana sylvia sylvie tatiana teresa theresa thandiwe tomoko ulrike ursula
    valentina valérie vanessa vera verónica victoria virginia wanjiru yasmin yoko yolanda zahra
    zainab zeynep
""")
MALE_NAMES = words("""
    aaron abdul abdullah adam ahmad ahmed akira alan albert alejandro alessandro alexander
    alexei ali amit andré andreas andrew andrzej anil anthony antonio arjun arthur ashok ayman
    bakyt bambang barry benjamin bernard bilal björn boris brian bruce budi carl carlos charles
    christian christopher craig daniel darren david dennis diego dieter dietmar dmitry donald
    douglas duncan edward eduardo emeka emilio emmanuel enrique eric erik ernesto ethan eugene
    faisal felix fernando florian francesco francisco frank franz françois frédéric friedrich
    gary gavin george gérard gerhard giovanni giuseppe graham greg gregor gregory guillermo
    gustavo hamid hans harald harold hassan heinz helmut henrik henry hiroshi hugo hussein
    ibrahim igor ignacio imran ivan jack jacob jakob james jamal jason javier jeffrey jens jerzy
    joachim joão jochen johan johannes john jonas jonathan jorge josé josef joseph joshua juan
    jürgen kai karim karl kazuo keith kenji kenneth kevin khalid klaus kofi krzysztof kwabena
    kwame lars laurent lawrence leonardo liam lorenzo louis luca lucas luigi luis lukas lukasz
    magnus mahmoud manfred manuel marc marcel marco marcos marek mario mark markus martin mateo
    mathias matteo matthew matthias max michael michel miguel mikhail mohamed mohammad mohammed
    muhammad mukesh murat mustafa nathan nicholas nicolas nikolai norbert oliver olivier omar
    oscar oskar oumar pablo paolo patrick paul pavel paweł pedro peter philip philippe pierre
    piotr rafael rahul raj rajesh ralf ralph ramesh rashid raúl ravi raymond reinhard reto
    ricardo richard robert roberto rodrigo roger roland rolf roman ronald rudolf rui russell
    ryan saleh samir samuel sanjay satoshi scott sean sebastian sergei sergio simon sipho stefan
    stephen steven stuart sudhir suresh sven takashi tariq thabo theo thomas tilman timothy
    tobias tomasz torsten tunde ueli usman uwe vikram vijay vincent vladimir walter werner
    wilhelm william wojciech wolfgang xavier youssef yuri yusuf
""")
