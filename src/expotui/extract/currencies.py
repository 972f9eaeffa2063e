"""Currencies: their codes, names and signs by babel's tables, before a number and behind it.

What several countries call by one name (dollar, franc, peso, ¥) is one of them by the press's
custom, or by what the text speaks of; where neither says, it stays the name as printed.
"""

from collections.abc import Sequence
from functools import cache

from expotui.extract.tokens import WORD, Token

# As the press uses them; babel has none of these, or many countries that use the same.
_SIGNS = {
    "$": "USD", "US$": "USD", "U.S.$": "USD", "U$": "USD", "USD$": "USD", "A$": "AUD", "AU$": "AUD",
    "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "SG$": "SGD",
    "R$": "BRL", "MX$": "MXN", "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₽": "RUB",
    "₺": "TRY", "₦": "NGN", "₫": "VND", "฿": "THB", "₱": "PHP", "₪": "ILS", "₴": "UAH", "₸": "KZT",
    "₾": "GEL", "₡": "CRC", "₲": "PYG", "₵": "GHS", "GH₵": "GHS", "GH¢": "GHS", "৳": "BDT",
    "CN¥": "CNY", "JP¥": "JPY", "RMB¥": "CNY", "RMB": "CNY", "CNH": "CNY", "Rs": "INR", "Rs.": "INR",
    "Re": "INR", "Fr.": "CHF", "Fr": "CHF", "SFr": "CHF", "SFr.": "CHF", "sFr.": "CHF",
    "Rp": "IDR", "RM": "MYR", "Tk": "BDT", "Dh": "AED", "Dhs": "AED", "Dh.": "AED", "Dhs.": "AED",
    "KSh": "KES", "Ksh": "KES", "TSh": "TZS", "USh": "UGX", "TL": "TRY", "zł": "PLN", "Kč": "CZK",
    "Ft": "HUF", "Br": "ETB", "N": "NGN", "R": "ZAR", "Euro": "EUR", "euro": "EUR",
}  # fmt: skip
# Signs of letters that words begin with: only joined to the digits ("R2.5bn", "N500m").
_ONLY_JOINED = {"R", "N", "Re", "Br", "Ft", "TL"}

_CUSTOM = {
    "dollar": "USD", "pound": "GBP", "quid": "GBP", "euro": "EUR", "yuan": "CNY", "renminbi": "CNY",
    "rmb": "CNY", "yen": "JPY", "won": "KRW", "rupee": "INR", "dirham": "AED", "riyal": "SAR",
    "rouble": "RUB", "ruble": "RUB", "lira": "TRY", "real": "BRL", "reais": "BRL", "reai": "BRL",
    "franc": "CHF", "rand": "ZAR", "naira": "NGN", "baht": "THB", "ringgit": "MYR", "zloty": "PLN",
    "forint": "HUF", "shekel": "ILS", "dong": "VND", "rupiah": "IDR", "cedi": "GHS", "birr": "ETB",
    "hryvnia": "UAH", "tenge": "KZT", "taka": "BDT", "greenback": "USD", "loonie": "CAD",
    "u s dollar": "USD", "us dollar": "USD", "american dollar": "USD", "sterling": "GBP",
    "pound sterling": "GBP", "pounds sterling": "GBP", "chinese yuan": "CNY",
    "singapore dollar": "SGD", "aussie dollar": "AUD", "euros": "EUR", "korean won": "KRW",
    "元": "CNY", "人民币": "CNY", "美元": "USD", "欧元": "EUR", "日元": "JPY", "港元": "HKD",
    "港币": "HKD", "英镑": "GBP", "韩元": "KRW", "円": "JPY", "卢布": "RUB",
}  # fmt: skip
# Currency names that are words of other meanings as well: only behind a scale or in the plural.
_WORDS_TOO = {"real", "won", "rand", "pound", "pounds", "dong", "mark", "marks", "crown", "crowns"}

_WORDS_IN_CAPITALS = {"ALL", "TOP", "CUP", "MOP", "PEN", "COP", "BOB", "MAD"}

# By what a text speaks of: words, and the code they speak for.
_SPOKEN_OF = {
    "¥": (("yuan", "CNY"), ("RMB", "CNY"), ("renminbi", "CNY"), ("China", "CNY"), ("Chinese", "CNY"),
          ("yen", "JPY"), ("Japan", "JPY"), ("Tokyo", "JPY"), ("Osaka", "JPY")),
    "Rs": (("Pakistan", "PKR"), ("Karachi", "PKR"), ("Lahore", "PKR"), ("Sri Lanka", "LKR"),
           ("Colombo", "LKR"), ("Nepal", "NPR"), ("Kathmandu", "NPR"), ("Mauritius", "MUR")),
    "kr": (("Sweden", "SEK"), ("Swedish", "SEK"), ("Stockholm", "SEK"), ("Norway", "NOK"),
           ("Norwegian", "NOK"), ("Oslo", "NOK"), ("Denmark", "DKK"), ("Danish", "DKK"),
           ("Copenhagen", "DKK")),
    "peso": (("Mexic", "MXN"), ("Philippin", "PHP"), ("Manila", "PHP"), ("Argentin", "ARS"),
             ("Buenos Aires", "ARS"), ("Chile", "CLP"), ("Colombia", "COP")),
    "dinar": (("Kuwait", "KWD"), ("Bahrain", "BHD"), ("Jordan", "JOD"), ("Algeria", "DZD"),
              ("Tunisia", "TND"), ("Serbia", "RSD"), ("Iraq", "IQD")),
    "shilling": (("Kenya", "KES"), ("Nairobi", "KES"), ("Tanzania", "TZS"), ("Uganda", "UGX")),
    "dirham": (("Morocc", "MAD"), ("Casablanca", "MAD")),
    "krona": (("Sweden", "SEK"), ("Swedish", "SEK"), ("Iceland", "ISK")),
    "krone": (("Norw", "NOK"), ("Oslo", "NOK"), ("Danish", "DKK"), ("Denmark", "DKK")),
}  # fmt: skip
_SAME_AS = {
    "￥": "¥", "Rs.": "Rs", "rupee": "Rs", "SEK": "kr", "Dh": "dirham", "Dhs": "dirham",
    "kronor": "krona", "kroner": "krone", "krones": "krone", "crown": "krona", "Kr": "kr",
}  # fmt: skip


class Purse:
    """The currencies of one text: what is ambiguous is settled by what the text speaks of."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._settled: dict[str, str | None] = {}

    def before(self, tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
        """The currency that stands before a number: its unit, and where the number begins.

        "US$", "RMB", "CHF ", "Rs. "; joined to the number, or a space away from it.
        """
        text, end = "", at
        best: tuple[str, int] | None = None
        while end < len(tokens) and end < at + 5 and (not text or tokens[end - 1].end == tokens[end].start):
            text += tokens[end].text
            end += 1
            if end < len(tokens) and (unit := self._sign(text, tokens, end)) is not None:
                best = unit, end
        return best

    def _sign(self, text: str, tokens: Sequence[Token], end: int) -> str | None:
        gap = tokens[end].start - tokens[end - 1].end
        if gap > 1 or (gap and text in _ONLY_JOINED):
            return None
        if text in ("¥", "￥", "kr", "Kr", "kr."):
            return self._by_context(text.rstrip("."), None)
        if text in _SIGNS:
            return self._by_context(text, _SIGNS[text])
        return text if len(text) == 3 and text in _codes() else None

    def behind(self, tokens: Sequence[Token], at: int, *, scaled: bool) -> tuple[str, int] | None:
        """The currency that stands behind a number (and its scale): its unit, and where it ends."""
        words: list[str] = []
        best: tuple[str, int] | None = None
        for end in range(at, min(at + 6, len(tokens))):
            token = tokens[end]
            if token.text == "." and words and len(words[-1]) == 1:
                continue
            if token.kind != WORD:
                if token.text in ("€", "£", "$", "₽", "₺", "₩", "¥") and end == at:
                    return self._by_context(token.text, _SIGNS.get(token.text)) or token.text, at + 1
                break
            words.append(token.lower)
            if (unit := self._named(words, token, scaled=scaled)) is not None:
                best = unit, end + 1
            if len(words) == 4:
                break
        return best

    def _named(self, words: list[str], token: Token, *, scaled: bool) -> str | None:
        name = ("" if token.text >= "\u3400" else " ").join(words)
        if len(words) == 1:
            if token.text in _codes() and len(token.text) == 3:
                return token.text
            if name in ("rmb", "kr", "chf"):
                return self._by_context(name, _SIGNS.get(name.upper()))
        if name in _WORDS_TOO and not scaled:
            return None
        single = _single(name)
        for form in (name, single):
            if form in _CUSTOM:
                return self._by_context(single, _CUSTOM[form])
            if form in _names():
                return _names()[form]
        return self._by_context(single, None) if single in _SPOKEN_OF or single in _SAME_AS else None

    def _by_context(self, name: str, usual: str | None) -> str | None:
        """The code by what the text speaks of; else the usual one."""
        name = _SAME_AS.get(name, name)
        if name not in _SPOKEN_OF:
            return usual
        if name not in self._settled:
            counted: dict[str, int] = {}
            for word, code in _SPOKEN_OF[name]:
                counted[code] = counted.get(code, 0) + self._text.count(word)
            best = max(counted, key=lambda code: counted[code])
            self._settled[name] = best if counted[best] else None
        return self._settled[name] or usual or (name if name.isalpha() else None)


def _single(name: str) -> str:
    return name[:-1] if name.endswith("s") else name


@cache
def _codes() -> frozenset[str]:
    """ISO 4217 codes in use, but for those that are words in capitals, too."""
    return frozenset(code for code, name in _currencies() if "(" not in name) - _WORDS_IN_CAPITALS


@cache
def _names() -> dict[str, str]:
    """English names of currencies with their country: "swiss franc" → CHF."""
    current = ((code, name.lower()) for code, name in _currencies() if "(" not in name)
    return {_single(name): code for code, name in current if " " in name}


@cache
def _currencies() -> tuple[tuple[str, str], ...]:
    """Codes and English names."""
    # 60 ms to import: only a text with numbers pays for it.
    from babel import Locale

    return tuple((str(code), str(name)) for code, name in Locale("en").currencies.items())
