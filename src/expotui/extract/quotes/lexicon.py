"""The closed classes of words by which speakers and quotations are told apart."""

from expotui.extract.wordlists import words

DETERMINERS = words(
    "a an the one another some many several most all both each every any this that these those two "
    "three four five other others few no its their his her our my"
)
ARTICLES = words("a an the one another some")
PRONOUNS = words("he she they it")
MINE = words("i we you who which that what there this these those everyone nobody somebody")
PREPOSITIONS = words(
    "of from at for in with by on to about after before during under over among between since "
    "until against through across into within without near behind amid despite as like than "
    "outside inside via following besides"
)
CONJUNCTIONS = words(
    "and but or nor yet so as while when whereas because although though if since where unless "
    "however meanwhile still then also later afterwards moreover furthermore nevertheless instead "
    "indeed here there today yesterday tomorrow now even perhaps again that which who whose"
)
AUXILIARIES = words(
    "has had have is was were are been be being will would could did does do may might can should "
    "must also then later once further again still just already often recently now since even "
    "himself herself themselves itself afterwards yesterday today first finally simply in "
    "turn once more both all further"
) - {"in", "turn"}
BE = words("is was were are been be being")
# No noun phrase holds one of these.
FINITE = BE | words("has had have will would could did does do can should must")
HONORIFICS = words(
    "mr mrs ms mx miss messrs madam madame dr prof sir dame lord lady herr frau mme shri smt datuk "
    "dato eng engr alhaji hajia sheikh sheikha aunt uncle"
)
FEMALE = words("mrs ms miss madam madame dame lady frau mme spokeswoman chairwoman businesswoman")
MALE = words("mr sir lord herr spokesman chairman businessman")
PARTICLES = words(
    "van von der den de del della di da du la le al el bin ibn ben ter ten zu y e dos"
)
CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december feb sept oct nov dec"
)
# Words of a post that a name follows: "President Xi Jinping", "chief executive Ana Ruiz".
TITLES = words(
    "president minister chairman chairwoman chairperson chair ceo cfo coo cto director premier "
    "professor mayor secretary spokesman spokeswoman spokesperson ambassador commissioner governor "
    "senator king queen prince princess founder co-founder manager chancellor consul envoy analyst "
    "economist editor captain judge justice deputy chief executive officer head partner owner "
    "curator counsellor counselor attache delegate attaché vice-president vice-minister "
    "vice-chairman vice-premier vice-mayor dean rector principal"
)
# Posts may begin with these, though they look like participles.
POSTS = words("acting managing marketing founding leading visiting sitting purchasing commanding")
# Heads of those who can speak; others are known by their endings (see `can_speak`).
PEOPLE = words(
    "man woman men women boss head chief official officials aide aides staff guest guests host "
    "people person resident residents student students expert experts representative "
    "representatives executive executives agent agents merchant merchants participant participants "
    "attendant attendants consultant consultants accountant assistant client clients customer "
    "delegate delegates delegation firm company ministry bureau government city council "
    "association committee group agency organisation organization commission chamber department "
    "office authority authorities board bank union federation secretariat secretary president "
    "diplomat diplomats entrepreneur entrepreneurs chef spokesperson spokespersons guide pilot "
    "artist cook clerk couple family student colleague colleagues friend insider insiders source "
    "sources veteran veterans critic critics mechanic nurse captain patron architect florist judge "
    "mother father brother sister daughter son wife husband king queen driver partner partners "
    "citizen citizens retiree retirees attendee attendees employee employees trainee "
    "lady ladies gentleman girl boy mum dad newcomer ambassador consul envoy envoys mayor premier "
    "chair founder ceo owner beekeeper"
)
INSTITUTIONS = words(
    "ministry bureau council chamber department administration association university bank office "
    "commission academy institute federation union committee government authority board agency "
    "society centre center organisation organization republic expo fair exhibition group company "
    "corp corporation ltd inc co holdings times news agency daily post herald ledger wire museum "
    "foundation municipality court parliament party airlines motors electronics industries "
    "international city province zone port initiative road court embassy consulate"
)
_PERSONAL_ENDINGS = (
    "er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women",
    "person", "eer", "eers", "ant", "ants", "keeper", "lady",
)  # fmt: skip
_NOT_PERSONAL = words(
    "further rather either neither another together altogether "
    "number numbers paper order orders never after under over other better together former later "
    "whether however counter corner border quarter quarters summer winter october november "
    "december september letter offer centre center water power tower floor door sector sectors "
    "factor factors motor motors error color humor labor restaurant restaurants merchant plant "
    "plants relevant important significant instant brilliant distant constant container containers "
    "computer computers monitor doctor's river dinner summer latter matter banner banners poster "
    "posters sticker stickers flyer theatre proper poor super major minor senior junior inner "
    "outer upper lower greater larger smaller bigger higher longer cheaper earlier corridor "
    "corridors register answer chapter charter character figures asian european italian russian "
    "indonesian australian canadian brazilian egyptian norwegian indian persian"
)
# What bears words without speaking them: slogans, sayings, signs.
PRINTED = words(
    "slogan slogans motto mottos theme themes saying sayings proverb proverbs adage adages maxim "
    "banner banners poster posters sign signs headline headlines title titles song songs lyric "
    "lyrics tagline taglines catchphrase caption captions label labels sticker stickers logo "
    "placard placards phrase phrases expression expressions term terms inscription plaque "
    "catalogue catalog brochure leaflet flyer pamphlet website advertisement "
    "t-shirt watchword cliché cliche idiom nickname moniker epithet billboard rhyme"
)
# What comes before a name in quotation marks.
NAMING = words(
    "called dubbed named titled entitled nicknamed labelled labeled branded themed tagged termed "
    "christened known so-called styled coined baptised baptized marked slogan motto theme title "
    "term phrase word words nickname brand programme program campaign initiative project"
)
# The noun of an utterance, whose possessor speaks: "Her answer was simple: …".
UTTERANCES = words(
    "answer reply response comment explanation message advice conclusion verdict summary view "
    "warning assessment remark remarks retort promise opinion prediction forecast plea words quip "
    "joke reaction lesson complaint"
)
DOCUMENTS = words("statement report notice release letter survey communique document transcript")


def can_speak(word: str) -> bool:
    """Whether a common noun, in lower case, is one of people or of a body of them."""
    if word in PRINTED:
        return False
    if word in PEOPLE or word in TITLES or word in DOCUMENTS:
        return True
    return len(word) > 4 and word.endswith(_PERSONAL_ENDINGS) and word not in _NOT_PERSONAL
