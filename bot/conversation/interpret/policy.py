"""Who speaks: pure decisions on a parse and a session."""

import re
from collections.abc import Collection, Sequence
from enum import Enum, auto

from bot.common.message import Choice
from bot.common.postback import Control, Wish, intent_of
from bot.conversation.forms.engine import corrects
from bot.conversation.forms.spec import FormSpec
from bot.conversation.session import FormState
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.ranking import is_confident
from bot.understanding.slots import choice
from bot.understanding.slots.numerals import figures

MORE = frozenset({"更多", "看更多", "下一页", "接着看", "继续看", "还有呢"})

GO_ON = frozenset({"继续", "继续填", "接着填", "继续报名", "接着报名", "接着来"})

CERTAIN = 0.97  # a form is dropped only for words that can mean nothing else: what was said would be lost
_QUESTION = re.compile(
    r"[?？]|吗|么|呢|伐|什么|啥|怎么|咋|哪|几点|几号|几时|多少|多久|谁|为何|为什么|行不行|能不能|可不可以|有没有|要不要|是不是"
)


_PLEASANTRIES = frozenset({"dialog.greet", "dialog.thanks", "dialog.bye", "dialog.help"})
"""What 「上午」 or 「有空就行」 sounds like to one who was not asked when."""


class Speaker(Enum):
    """Who answers a message while a form is open."""

    STOP = auto()  # the form is dropped
    ASIDE = auto()  # a question in the middle: answered, then the form goes on
    FORM = auto()  # the form hears it first


_WHY = re.compile(
    r"(?:要|问|留|填).{0,4}(?:地址|电话|手机|名字|姓名|号码|年龄|岁数|信息).{0,3}(?:干嘛|干什么|干啥|做什么|做啥|什么用|啥用)"
    r"|(?:为什么|为啥|干嘛|干啥|怎么还)(?:还)?(?:要|问|留|填).{0,4}(?:地址|电话|手机|名字|姓名|号码|年龄|岁数|信息)"
)


def asks_why(text: str) -> bool:
    """「你们要电话干嘛」: why something personal is asked for."""
    return bool(_WHY.search(text))


def pick(choices: Collection[Choice], text: str) -> Choice | None:
    """The choice of those offered last that the text takes, by number or by words."""
    offered = list(choices)
    if not offered:
        return None
    index = choice.pick(text, [option.label for option in offered])
    return offered[index] if index is not None else None


def chosen(parse: Parse, postback: Wish | Control) -> Parse:
    """The parse as if the resident had said plainly what the choice stands for."""
    return Parse(
        text=parse.text,
        normal=parse.normal,
        intent=intent_of(postback),
        confidence=1.0,
        slots=dict(postback.slots) if isinstance(postback, Wish) else {},
        segments=parse.segments,
    )


def in_form(parse: Parse, spec: FormSpec, state: FormState, answered: Collection[str]) -> Speaker:
    """Who speaks while this form is open; `answered`: the intents that somebody has an answer to."""
    if not is_confident(parse):
        return Speaker.FORM
    if parse.intent in ("dialog.cancel", "dialog.restart") and parse.confidence >= CERTAIN:
        return Speaker.STOP
    other = str(parse.slots.get("course", ""))
    dropped = parse.intent in spec.dropped_by and other in ("", state.slots.get("course", ""))
    if dropped and not corrects(parse.text):
        return Speaker.STOP
    if parse.intent == "dialog.human" and not _HEADS.fullmatch(figures(parse.normal)):
        return Speaker.ASIDE
    slot = spec.slot(state.asking)
    if slot is not None and slot.any_words and parse.intent in _PLEASANTRIES:
        return Speaker.FORM
    open_to_all = slot is not None and slot.free and parse.intent not in spec.kin
    if (open_to_all or _QUESTION.search(parse.text)) and is_aside(parse, spec, answered):
        return Speaker.ASIDE
    return Speaker.FORM


def is_aside(parse: Parse, spec: FormSpec, answered: Collection[str]) -> bool:
    """Could this be something else than an answer to the form?"""
    own = {spec.intent, "dialog.affirm", "dialog.deny", "dialog.cancel", "dialog.help", OUT_OF_SCOPE}
    return is_confident(parse) and parse.intent in answered and parse.intent not in own


_HEADS = re.compile(
    r"(?:就|一共|总共)?\d+(?:个|位|口)?(?:人)?"
)  # 「3个人」 is a number, no call for a person
_NO_WISH = frozenset({"dialog.greet", "dialog.thanks", "dialog.bye", "dialog.affirm", "dialog.deny"})


def wishes(clauses: Sequence[Parse], answered: Collection[str]) -> tuple[Parse, ...]:
    """The two sure wishes of a message that holds two; empty for all others."""
    found: dict[str, Parse] = {}
    for clause in clauses:
        if is_confident(clause) and clause.intent in answered and clause.intent not in _NO_WISH:
            found.setdefault(clause.intent, clause)
    return tuple(found.values()) if len(found) == 2 else ()


def questions(clauses: Sequence[Parse], spec: FormSpec, answered: Collection[str]) -> tuple[Parse, ...]:
    """The clauses that ask something else while a form is open."""
    return tuple(
        clause for clause in clauses if _QUESTION.search(clause.text) and is_aside(clause, spec, answered)
    )
