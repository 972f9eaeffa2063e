"""Attribution in Chinese text: X表示：“…”, “…”X说。 Each character is a token of its own."""

import re

from expotui.extract.quotes.phrases import BODY, PERSON, PRONOUN, Mention
from expotui.extract.quotes.sentences import QUOTED
from expotui.extract.tokens import WORD, Token

_REACH = 40  # characters of a clause that names a speaker
_VERB = re.compile(
    r"(?:告诉记者|介绍说|补充说|接着说|笑着说|感慨地说|坦言|表示|指出|认为|强调|介绍|透露|补充|回应|写道|说道|感叹|说|称|道)$"
)
# What stands between a name and the verb: "at an interview", "to reporters".
_BETWEEN = re.compile(r"(?:在|对|向|接受|昨日|今日|日前|近日|告诉|则|也|还|又|曾|同时|笑着)")
_POST = re.compile(
    r"^(.*(?:会长|主任|部长|经理|总裁|董事长|负责人|主席|书记|市长|省长|局长|处长|司长|院长|教授|专家|商|发言人|"
    r"代表|大使|总监|创始人|老板|商人|秘书长|总统|总理|外长|记者|企业家|店主|农民|学者|分析师|大臣|人员))"
    r"([\u3400-\u9fff·]{2,8})$"
)
_NAME = re.compile(r"^[\u3400-\u9fff]{2,4}$")
_PRONOUNS = {"他": "he", "她": "she", "他们": "they", "它": "it"}


def lead(items: list[Token], at: int, text: str) -> tuple[Mention, str, str] | None:
    """Who is named before a quotation, with a verb of saying right before it."""
    end = at
    while end and items[end - 1].text in "：:，,":
        end -= 1
    begun = end
    while begun > max(0, end - _REACH) and _is_chinese(items[begun - 1]):
        begun -= 1
    return _read(items, begun, end, text, "introduced")


def tag(items: list[Token], at: int, text: str) -> tuple[Mention, str, str] | None:
    """Who is named after a quotation, with a verb of saying that ends the clause."""
    begun = at + 1
    if begun < len(items) and items[begun].text in "，,":
        begun += 1
    end = begun
    while end < min(len(items), begun + _REACH) and _is_chinese(items[end]):
        end += 1
    if end < len(items) and items[end].text not in "，。：；,.:;！":
        return None
    return _read(items, begun, end, text, "inline")


def _is_chinese(item: Token) -> bool:
    return (item.kind == WORD and "\u3400" <= item.text[0] <= "\uf9ff") or item.text == "·"


def _read(
    items: list[Token], begun: int, end: int, text: str, rule: str
) -> tuple[Mention, str, str] | None:
    if end - begun < 2 or any(item.kind == QUOTED for item in items[begun:end]):
        return None
    clause = text[items[begun].start : items[end - 1].end]
    verb = _VERB.search(clause)
    if verb is None or clause[: verb.start()].endswith("被"):
        return None
    who = clause[: verb.start()]
    cut = _BETWEEN.search(who, 1)
    who = who[: cut.start()] if cut else who
    if not who:
        return None
    if who in _PRONOUNS:
        return Mention(PRONOUN, _PRONOUNS[who], None, begun, end), verb[0], rule
    post = _POST.match(who)
    if post is not None:
        return Mention(PERSON, post[2], post[1], begun, end), verb[0], rule
    kind = PERSON if _NAME.match(who) else BODY
    return Mention(kind, who, None, begun, end), verb[0], rule
