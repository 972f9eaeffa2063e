"""Currencies: their codes, names and signs by babel's tables, before a number and behind it.

What several countries call by one name (dollar, franc, peso, ¥) is one of them by the press's
custom, or by what the text speaks of; where neither says, it stays the name as printed.
"""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from expotui.extract.tokens import WORD, Token, touching, word_at
from expotui.extract.tokens import tokens as tokens_of
from expotui.extract.wordlists import words

# As the press uses them: babel has none of these, or the same for many countries.
_SIGNS = {
    "$": "USD", "US$": "USD", "U.S.$": "USD", "U$": "USD", "USD$": "USD", "A$": "AUD", "AU$": "AUD",
    "$US": "USD", "$A": "AUD", "$AU": "AUD", "$NZ": "NZD", "$CA": "CAD", "$HK": "HKD",
    "SR": "SAR", "QR": "QAR", "KD": "KWD", "BD": "BHD", "JD": "JOD", "FCFA": "XOF", "Q": "GTQ",
    "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "SG$": "SGD",
    "R$": "BRL", "MX$": "MXN", "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₽": "RUB",
    "₺": "TRY", "₦": "NGN", "₫": "VND", "฿": "THB", "₱": "PHP", "₪": "ILS", "₴": "UAH", "₸": "KZT",
    "₾": "GEL", "₡": "CRC", "₲": "PYG", "₵": "GHS", "GH₵": "GHS", "GH¢": "GHS", "৳": "BDT",
    "CN¥": "CNY", "JP¥": "JPY", "RMB¥": "CNY", "RMB": "CNY", "CNH": "CNY", "Rs": "INR",
    "Rs.": "INR", "Re": "INR", "Fr.": "CHF", "Fr": "CHF", "SFr": "CHF", "SFr.": "CHF",
    "sFr.": "CHF", "Rp": "IDR", "RM": "MYR", "Tk": "BDT", "Dh": "AED", "Dhs": "AED", "Dh.": "AED",
    "Dhs.": "AED", "KSh": "KES", "Ksh": "KES", "Sh": "KES", "Shs": "KES", "TSh": "TZS",
    "USh": "UGX", "TL": "TRY", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "Br": "ETB", "N": "NGN",
    "R": "ZAR", "LE": "EGP", "VNĐ": "VND", "đ": "VND", "S/": "PEN", "S/.": "PEN",
    "Euro": "EUR", "euro": "EUR",
}  # fmt: skip
# The tokens that the signs begin with; codes are three capitals.
STARTS = frozenset(next(tokens_of(sign)).text for sign in _SIGNS) | frozenset({"kr", "Kr"})
LETTERS = frozenset(sign for sign in _SIGNS if sign.isalpha())
# Signs that words begin with: only joined to the digits ("R2.5bn", "N500m").
_ONLY_JOINED = words("R N Re Br Ft Sh Shs")
_KRONER = words("kr Kr kr.")

_CUSTOM = {
    "dollar": "USD", "pound": "GBP", "quid": "GBP", "euro": "EUR", "yuan": "CNY", "renminbi": "CNY",
    "rmb": "CNY", "chf": "CHF", "tl": "TRY", "yen": "JPY", "won": "KRW", "rupee": "INR",
    "dirham": "AED", "riyal": "SAR", "rouble": "RUB", "ruble": "RUB", "lira": "TRY", "real": "BRL",
    "reais": "BRL", "reai": "BRL", "franc": "CHF", "rand": "ZAR", "naira": "NGN", "baht": "THB",
    "ringgit": "MYR", "zloty": "PLN", "forint": "HUF", "shekel": "ILS", "dong": "VND",
    "lev": "BGN", "leva": "BGN", "leu": "RON", "lei": "RON", "manat": "AZN", "lari": "GEL",
    "soum": "UZS", "quetzal": "GTQ", "lempira": "HNL", "metical": "MZN", "meticai": "MZN",
    "kwanza": "AOA", "pula": "BWP", "dalasi": "GMD", "dram": "AMD", "guarani": "PYG",
    "boliviano": "BOB", "riel": "KHR", "kip": "LAK", "kyat": "MMK", "koruna": "CZK", "denar": "MKD",
    "tugrik": "MNT", "ariary": "MGA", "soles": "PEN", "nuevo sol": "PEN", "lek": "ALL",
    "zł": "PLN", "zl": "PLN", "kč": "CZK", "fcfa": "XOF",
    "rupiah": "IDR", "cedi": "GHS", "birr": "ETB", "hryvnia": "UAH", "tenge": "KZT", "taka": "BDT",
    "greenback": "USD", "buck": "USD", "loonie": "CAD", "u s dollar": "USD", "us dollar": "USD",
    "american dollar": "USD", "sterling": "GBP", "pound sterling": "GBP",
    "pounds sterling": "GBP", "singapore dollar": "SGD", "aussie dollar": "AUD",
    "korean won": "KRW", "元": "CNY", "人民币": "CNY", "美元": "USD", "欧元": "EUR", "日元": "JPY",
    "港元": "HKD", "港币": "HKD", "英镑": "GBP", "韩元": "KRW", "円": "JPY", "卢布": "RUB",
}  # fmt: skip
# Words of other meanings as well: money only behind a scale.
_WORDS_TOO = words("real won rand pound pounds dong soles kip lek dram lei lev")
# But for texts that speak of the country.
_AT_HOME = {
    "soles": ("Peru", "Lima"), "lei": ("Romania", "Bucharest", "Moldova"), "kip": ("Laos",),
    "lek": ("Albania",), "dram": ("Armenia",), "lev": ("Bulgaria", "Sofia"),
    "won": ("Korea", "Seoul", "Busan"), "quetzal": ("Guatemala",), "real": ("Brazil",),
    "rand": ("South Africa",), "dong": ("Vietnam",),
}  # fmt: skip
# Codes that are words in capitals, too, and the countries whose money they are.
_CODES_TOO = {
    "ALL": ("Albania",), "TOP": ("Tonga",), "CUP": ("Cuba",), "MOP": ("Macao", "Macau"),
    "PEN": ("Peru",), "COP": ("Colombia",), "BOB": ("Bolivia",), "MAD": ("Morocc",),
}  # fmt: skip
# Names that no other country's currency has, whatever adjective stands before them.
_ONE_COUNTRY = words("yuan yen won dirham lira rand naira baht ringgit rupiah")
# What alone says which money a number is: "with the yen at around 150".
CUSTOMARY = {name: _CUSTOM[name] for name in _ONE_COUNTRY - {"won", "rand"}}
# Scales that a stop may follow: "60 Mio. francs".
_SHORT_SCALES = words("mio mrd mn bn cr tn")

# By what a text speaks of: words, and the code they speak for.
_SPOKEN_OF: dict[str, dict[str, tuple[str, ...]]] = {
    "¥": {"CNY": ("yuan", "RMB", "renminbi", "China", "Chinese"),
          "JPY": ("yen", "Japan", "Tokyo", "Osaka")},
    "Rs": {"PKR": ("Pakistan", "Karachi", "Lahore"), "LKR": ("Sri Lanka", "Colombo"),
           "NPR": ("Nepal", "Kathmandu"), "MUR": ("Mauritius",)},
    "kr": {"SEK": ("Sweden", "Swedish", "Stockholm"), "NOK": ("Norway", "Norwegian", "Oslo"),
           "DKK": ("Denmark", "Danish", "Copenhagen")},
    "krona": {"SEK": ("Sweden", "Swedish"), "ISK": ("Iceland",)},
    "krone": {"NOK": ("Norw", "Oslo"), "DKK": ("Danish", "Denmark")},
    "peso": {"MXN": ("Mexic", "Guadalajara", "Monterrey"), "PHP": ("Philippin", "Manila"),
             "CLP": ("Chile", "Santiago"), "ARS": ("Argentin", "Buenos Aires"),
             "COP": ("Colombia", "Bogot", "Medell"), "UYU": ("Urugua", "Montevideo"),
             "DOP": ("Dominican", "Santo Domingo"), "CUP": ("Cuba", "Havana")},
    "dinar": {"KWD": ("Kuwait",), "BHD": ("Bahrain",), "JOD": ("Jordan",), "DZD": ("Algeria",),
              "TND": ("Tunisia",), "RSD": ("Serbia",), "IQD": ("Iraq",)},
    "shilling": {"KES": ("Kenya", "Nairobi"), "TZS": ("Tanzania",), "UGX": ("Uganda",)},
    "dirham": {"AED": ("Dubai", "Abu Dhabi", "UAE", "Emirat", "Sharjah"),
               "MAD": ("Morocc", "Casablanca", "Marrakech", "Rabat")},
    "kwacha": {"ZMW": ("Zambia", "Lusaka"), "MWK": ("Malawi", "Blantyre")},
    "cfa franc": {"XOF": ("Senegal", "Dakar", "Ivor", "Abidjan", "Mali", "Burkina", "Benin",
                          "Togo", "Niger", "Bissau"),
                  "XAF": ("Cameroon", "Gabon", "Chad", "Congo", "Equatorial", "Central African",
                          "Douala", "Libreville")},
    "rial": {"OMR": ("Oman", "Muscat"), "IRR": ("Iran", "Tehran")},
    "/-": {"INR": ("India", "Rs", "Delhi", "Mumbai"), "KES": ("Kenya", "Nairobi"),
           "TZS": ("Tanzania", "Dar es Salaam"), "UGX": ("Uganda",), "PKR": ("Pakistan",)},
}  # fmt: skip
_US_DOLLARS = ("US$", "$US", "U.S.$", "USD", "US dollar", "U.S. dollar", "US Dollar")
_DOLLAR_SIGNS = {
    "AUD": ("A$", "AU$", "$A", "AUD"), "CAD": ("C$", "CA$", "CAD"), "NZD": ("NZ$", "$NZ", "NZD"),
}  # fmt: skip
_DOLLAR_PLACES = {
    "AUD": ("Australia", "Sydney", "Melbourne", "Brisbane", "Perth", "Adelaide", "Queensland",
            "New South Wales", "Tasmania", "Canberra"),
    "CAD": ("Canad", "Toronto", "Ottawa", "Quebec", "Québec", "Montreal", "Vancouver", "Alberta",
            "Ontario", "Calgary", "TSX", "Saskatchewan", "Manitoba"),
    "NZD": ("New Zealand", "Waikato", "Auckland", "Wellington", "Christchurch", "Hamilton", "Gore",
            "Otago", "Kiwi", "Dunedin"),
}  # fmt: skip
_ELSEWHERE = ("China", "Chinese", "America", "U.S.", "Dubai", "India", "Japan", "Singapore")
_OFTEN = 3
_SAME_AS = {
    "￥": "¥", "Rs.": "Rs", "rupee": "Rs", "Sh": "shilling", "Shs": "shilling", "Dh": "dirham",
    "Dhs": "dirham", "kronor": "krona", "kroner": "krone", "krones": "krone", "crown": "krona",
    "Kr": "kr", "kr.": "kr", "FCFA": "cfa franc", "fcfa": "cfa franc",
}  # fmt: skip
_LONGEST = 6


class Purse:
    """The currencies of one text: what is ambiguous is settled by what the text speaks of."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._settled: dict[str, str | None] = {}

    def before(self, tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
        """The currency that begins at a token, before a number: its unit, and where that begins.

        "US$", "RMB", "CHF ", "Rs. "; joined to the number, or a space away from it.
        """
        text, best = "", None
        for end in range(at + 1, min(at + _LONGEST, len(tokens))):
            if end > at + 1 and not touching(tokens, end - 1):
                break
            text += tokens[end - 1].text
            gap = tokens[end].start - tokens[end - 1].end
            if gap <= 1 and not (gap and text in _ONLY_JOINED):
                unit = self._sign(text)
                best = best if unit is None else (unit, end)
        return best

    def _sign(self, text: str) -> str | None:
        if text in ("¥", "￥") or text in _KRONER:
            return self._by_context(text, None)
        if text == "Q" and not self._speaks_of(_AT_HOME["quetzal"]):
            return None  # a quarter of a year
        if text == "$":
            return self._dollar
        if text in _SIGNS:
            return self._by_context(text, _SIGNS[text])
        return self._code(text)

    def _code(self, text: str) -> str | None:
        if text in _CODES_TOO and not self._speaks_of(_CODES_TOO[text]):
            return None
        return text if text in _codes() else None

    def behind(self, tokens: Sequence[Token], at: int, *, scaled: bool) -> tuple[str, int] | None:
        """The currency that stands behind a number (and its scale): its unit, and where it ends."""
        if word_at(tokens, at) == "." and word_at(tokens, at - 1) in _SHORT_SCALES:
            at += 1
        if word_at(tokens, at) == "/" and word_at(tokens, at + 1) == "-" and touching(tokens, at):
            unit = self._by_context("/-", None)
            return (unit, at + 2) if unit else None
        if at < len(tokens) and tokens[at].text in _SIGNS and tokens[at].kind != WORD:
            return self._by_context(tokens[at].text, _SIGNS[tokens[at].text]) or "", at + 1
        capital = at < len(tokens) and tokens[at].text[0].isupper()
        if not capital and word_at(tokens, at) not in _first_words():
            return None
        names: list[str] = []
        best: tuple[str, int] | None = None
        for end in range(at, min(at + _LONGEST, len(tokens))):
            token = tokens[end]
            if token.text == "." and names and len(names[-1]) == 1:
                continue
            if token.kind != WORD or len(names) == 4:
                break
            names.append(token.lower)
            unit = self._code(token.text) if end == at else None
            unit = unit or self._named(names, scaled=scaled)
            best = best if unit is None else (unit, end + 1)
        return best

    def _named(self, names: list[str], *, scaled: bool) -> str | None:
        name = ("" if names[0] >= "\u3400" else " ").join(names)
        if name in _WORDS_TOO and not scaled and not self._speaks_of(_AT_HOME.get(name, ())):
            return None
        single = _single(name)
        for form in (name, single):
            if form in _CUSTOM or form in _names():
                return self._by_context(single, _CUSTOM.get(form) or _names().get(form))
        if single in _SPOKEN_OF or single in _SAME_AS:
            return self._by_context(single, None)
        last = _single(names[-1])
        return _CUSTOM[last] if 1 < len(names) < 4 and last in _ONE_COUNTRY else None

    @cached_property
    def _dollar(self) -> str:
        """What a bare "$" is: of Canada, Australia or New Zealand, whose own press leaves it out.

        Only where a text writes that country's dollar with letters elsewhere, or speaks of the
        country more than of all the others, and never of US dollars.
        """
        if self._speaks_of(_US_DOLLARS):
            return "USD"
        told = {code: self._speaks_of(signs) for code, signs in _DOLLAR_SIGNS.items()}
        if any(told.values()):
            return next(code for code, named in told.items() if named)
        counted = {
            code: sum(self._text.count(place) for place in places)
            for code, places in _DOLLAR_PLACES.items()
        }
        best = max(counted, key=lambda code: counted[code])
        rest = sum(counted.values()) - counted[best]
        rest += sum(self._text.count(place) for place in _ELSEWHERE)
        return best if counted[best] >= _OFTEN and counted[best] > rest else "USD"

    def _speaks_of(self, places: tuple[str, ...]) -> bool:
        return any(place in self._text for place in places)

    def _by_context(self, name: str, usual: str | None) -> str | None:
        """The code by what the text speaks of; else the usual one, else the name as printed."""
        name = _SAME_AS.get(name, name)
        if name not in _SPOKEN_OF:
            return usual
        if name not in self._settled:
            counted = {
                code: sum(self._text.count(word) for word in spoken)
                for code, spoken in _SPOKEN_OF[name].items()
            }
            best = max(counted, key=lambda code: counted[code])
            self._settled[name] = best if counted[best] else None
        return self._settled[name] or usual or (name if name.isalpha() else None)


def _single(name: str) -> str:
    return name[:-1] if name.endswith("s") else name


@cache
def _codes() -> frozenset[str]:
    """ISO 4217 codes in use."""
    return frozenset(code for code, name in _currencies() if "(" not in name)


@cache
def _names() -> dict[str, str]:
    """English names of currencies with their country: "swiss franc" → CHF."""
    current = ((code, name.lower()) for code, name in _currencies() if "(" not in name)
    return {_single(name): code for code, name in current if " " in name}


@cache
def _first_words() -> frozenset[str]:
    """What names of currencies begin with, where that is in small letters."""
    listed = (*_CUSTOM, *_SPOKEN_OF, *_SAME_AS, *_names())
    first = {name.split()[0].lower() for name in listed}
    chinese = {name[0] for name in listed if name[0] >= "\u3400"}
    return frozenset(first | chinese | {f"{word}s" for word in first})


@cache
def _currencies() -> tuple[tuple[str, str], ...]:
    """Codes and English names."""
    # 60 ms to import: only a text with numbers pays for it.
    from babel import Locale

    named: Mapping[str, str] = Locale("en").currencies
    return tuple((str(code), str(name)) for code, name in named.items())
