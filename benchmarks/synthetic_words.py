"""Words of synthetic coverage: a few that everybody uses, and a long tail of invented names.

Real text never stops bringing new words, and it is they that make a vocabulary large: so the names
here are drawn by a Zipf-Mandelbrot law, and made of the syllables of several languages. The word
of a kind and rank is always the same one, in every store.
"""

from functools import lru_cache
from random import Random

# The shipped fairs are real: nothing invented may carry their names.
RESERVED = {"ciie", "wcifit", "linyi", "jinjiang", "yuqiahui", "hongqiao", "chongqing"}

_SYLLABLES = {
    "en": "ash ber brook cal den ell ford gar ham kes lang mer nor ox pem ridge sel thorn ton "
    "under val wick worth yar stead lin cot bury win har dale",
    "es": "al bar ca cor des ez fuen gal illa jar lez mar món no ñez or par quí ra sán ta ú vez za "
    "ción ros lén do",
    "fr": "an bel bré ça chau dé eau four gné har ille jou lé lan mont neuf oî pré quet roy sau "
    "té ure vign yer çon",
    "de": "acht bach brück dorf ell fürst grün hau heim ig kirch löw mann neu ober pfaff rött "
    "schwar stein thal über vogt wald ziegl",
    "pl": "br cze dą ek fran gó ho icz jan ków lew łow mi nów osz prz rze ski sław tar wy zbi żyń",
    "tr": "ak bay can çe de er gül han ış kar lı mez nur oğ öz pınar sı tek ül ver yıl zer",
    "sw": "ba chi da fu gwe ha ji ka lo mba ndi nya o pwa ru shi ta u wa yo zu kwi mwe nge",
    "hi": "a bha cha deep gan hari ish jai kul lax man nath om prem raj shan tha vik yam su pur "
    "gar abad",
    "zh": "bai cheng dan feng guo hui jia kang lan mei nan ping qing rui shu tong wen xiao yuan "
    "zhao",
    "vi": "an bình chí đức gia hải khánh lộc minh ngọc phú quý sơn thịnh uyên vinh xuân yến",
}  # fmt: skip
_CYRILLIC = "аб вер гор дан ев жар зим ив кор лад мир нов ов пет рус сев тих ул фед хар цар чер шин"
_ARABIC = "با تم جد حس خا در رش زي سا شم صد طل عم غر فا قد كر لي مو نا هد وا يس"
_HANZI = "安百成丹恩丰光海华嘉景凯兰明南宁平启瑞山盛泰文锡雅永远振中卓"
_LATIN = tuple(_SYLLABLES)

_ENGLISH = (
    "the of and to a in that we is for it with this on our are as was have from by not be at more "
    "they new market year buyers companies trade here people but who business know first years "
    "can all will their has one which when or than there time world find products before after "
    "every now look what so only other into its think you come many demand growth orders work "
    "good long customers stand because just even open partners where next about small hall back "
    "over meet need want price cost quality factory supply chain export import door week country "
    "countries million machines design green energy food health safe future young local global "
    "investment industry exhibition expo fair visitors exhibitors technology services bridge "
    "deal contract sign pavilion booth government city region port road farmers workers family "
    "money bank digital screen online platform brand company team show see sell buy make build "
    "grow change learn listen travel arrive leave return wait start finish promise believe trust "
    "hope doubt question answer problem reason result record number figure share percent half "
    "double twice never always often sometimes soon already still again once today tomorrow "
    "yesterday morning evening spring summer autumn winter north south east west water solar wind "
    "steel glass wood cotton silk leather paper coffee tea rice wheat fruit fish meat milk sugar "
    "salt oil gas coal battery engine truck ship train plane container warehouse cold fresh clean "
    "smart light heavy strong fast slow quiet busy empty full crowded ready early late far near "
    "better best bigger fewer simple difficult serious honest direct real proud happy tired old"
)
_ORDINARY = {
    "en": _ENGLISH,
    "fr": "le la les de des du un une et à est que nous pour dans avec ce qui plus sur pas notre "
    "marché acheteurs salon clients pays entreprises année jamais toujours déjà commerce qualité "
    "prix confiance avenir énergie été première étrangers commandes visiteurs métier",
    "es": "el la los de del un una y a es que nosotros para en con se por más no nuestro mercado "
    "compradores feria clientes países empresas año nunca siempre ya comercio calidad precio "
    "confianza futuro energía primera extranjeros pedidos visitantes también mañana",
    "de": "der die das und zu ein eine ist dass wir für in mit es auf mehr nicht unser Markt "
    "Käufer Messe Kunden Länder Unternehmen Jahr nie immer schon Handel Qualität Preis Vertrauen "
    "Zukunft Energie größer Aufträge Besucher über Geschäft",
    "pt": "o a os de do um uma e é que nós para em com se por mais não nosso mercado compradores "
    "feira clientes países empresas ano nunca sempre já comércio qualidade preço confiança futuro "
    "energia primeira exportações visitantes também amanhã",
    "ru": "и в не на что мы это с как для по наш рынок покупатели выставка клиенты страны компании "
    "год никогда всегда уже торговля качество цена доверие будущее энергия первый заказы гости",
    "ar": "في من على إن نحن هذا مع كل السوق المشترين المعرض العملاء الدول الشركات السنة دائما "
    "التجارة الجودة السعر الثقة المستقبل الطاقة الأولى الطلبات الزوار",
    "zh": "我们 市场 今年 企业 参展 采购商 合作 机会 世界 产品 技术 服务 客户 订单 增长 开放 全球 "
    "平台 展会 首次 更多 希望 通过 已经 非常 质量 价格 未来 能源 贸易 投资 国家 地区 共同 发展 "
    "带来 看到 中国 品牌 创新 绿色 数字 供应链 伙伴 信心 持续 扩大 深化 交流 举办 进入 成为 "
    "重要 窗口",
}  # fmt: skip
WORDS = {language: text.split() for language, text in _ORDINARY.items()}
_WEIGHTS = {
    language: [sum(1 / (rank + 3) for rank in range(at + 1)) for at in range(len(words))]
    for language, words in WORDS.items()
}

_SPREAD, _POWER, _LAST = 60.0, 1 / 0.42, 400_000


def rank(random: Random) -> int:
    """A rank by the Zipf-Mandelbrot law: the first hundred are met daily, the last only once."""
    drawn: float = _SPREAD * ((1 - random.random()) ** -_POWER - 1)
    return int(drawn) % _LAST


def name(random: Random, kind: str, language: str) -> str:
    """An invented name: of a person (`kind` "surname", "given"), a city, a company, a product."""
    return word(kind, rank(random), language if language in ("ru", "ar", "zh") else "latin")


@lru_cache(maxsize=1 << 16)
def word(kind: str, at: int, script: str) -> str:
    """The word of a kind and rank: of two to four syllables, its first letter a capital."""
    random = Random(f"{kind}/{at}/{script}")
    made = ""
    while not made or made.casefold() in RESERVED:
        made = _forged(random, script)
    return made


def _forged(random: Random, script: str) -> str:
    if script == "zh":
        return "".join(random.choices(_HANZI, k=random.choice((2, 2, 3))))
    if script == "ru":
        syllables = _CYRILLIC.split()
    elif script == "ar":
        syllables = _ARABIC.split()
    else:
        syllables = _SYLLABLES[random.choice(_LATIN)].split()
    return "".join(random.choices(syllables, k=random.choice((2, 2, 2, 2, 3, 3, 4)))).capitalize()


def sentence(random: Random, language: str) -> str:
    """Spoken words: 8 to 40, mostly of those everybody uses; one in ten is a rare one."""
    length = random.randint(8, 40)
    words = random.choices(WORDS[language], cum_weights=_WEIGHTS[language], k=length)
    for _ in range(length // 10):
        words[random.randrange(length)] = name(random, "product", language).lower()
    if language == "zh":
        return "，".join("".join(words[at : at + 6]) for at in range(0, length, 6))
    if length > 16:
        words[length // 2] += ","
    return " ".join(words).capitalize()
