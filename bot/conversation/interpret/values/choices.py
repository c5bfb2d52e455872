"""Which of the choices that were offered a message takes. Pure."""

import re
from collections.abc import Sequence

from bot.common.message import Choice
from bot.common.postback import Control, Wish, intent_of
from bot.conversation.interpret.values import times
from bot.understanding.parse import Parse
from bot.understanding.questions.ending_questions import says_it_was_not_ended
from bot.understanding.questions.passing_on import beside_passing, passes_on
from bot.understanding.slots import choice, yes_no

MORE_WORDS = frozenset({"更多", "看更多", "下一页", "接着看", "继续看", "还有呢"})
"""For the rest of an answer, or the next page of a list."""
_SAYS_MORE = re.compile(
    r"更多|下一[页批]|别的|其[他它]|接着|继续|再|多|还有(?:呢|吗|么|没|伐|啥|什么|哪|多少|几|点|些|$)|还要|往下|后[面头]|下面|全部|都"
)
_DOES = re.compile(
    r"(?:行|好的?|嗯|对|那|就|可以|中|要得|成|替我|帮我|给我|你|侬|麻烦|[，, ]){0,6}(?P<deed>[记登报留订查退转撤])"
    r"[记下上一名个着掉]{0,3}(?:[吧呗嘛呀了]){0,2}[。！! ]*"
)
_WRITES_DOWN = "登记"
_PASSING = frozenset({"feedback.submit", "feedback.ask"})
_WATCH, _WATCHES, _NOT = "exchange.wish", "留意", re.compile(r"不|别|莫|勿")
_PASS_ON = re.compile(
    r"转(?:给|过去|吧|一下|达)|(?:跟|向|给|同)(?:社区|他们|上面)(?:说|讲|反映|提)|报上去|替我(?:说|讲|反映)"
)
_THANKS = "谢"
_ASKS_MEANING = re.compile(r"(?:什么|啥|啥子|什么个)意思|是(?:什么|啥|啥子)|为(?:什么|啥)|做啥用|干什么用")
_NUMBER_FIRST = re.compile(r"^(?P<number>[1-9])[\s,，.。、:：]+(?P<rest>[^\d\s]{1,8})$")
BRIEF = 14  # characters: longer messages say more than which choice they take
RESUME_WORDS = frozenset({"继续", "继续填", "接着填", "继续报名", "接着报名", "接着来"})
"""For a form that was left half done."""

FEW_SIGNS = 2  # characters

_REFUSES = re.compile(
    r"(?:我|他|她|伊|阿拉|家里)?(?:没有|没装|呒没|冇|不要|不用|别(?![的人处家])|勿要|弗要|覅)"
)


def choice_taken(choices: Sequence[Choice], text: str) -> Choice | None:
    """The choice that the text takes, by number or by words; None when it takes none, or could take several.

    A plain yes takes what 「要…吗？」 was asked about.
    """
    if not choices or says_it_was_not_ended(text):
        return None
    numbered = _numbered(choices, text)
    if numbered is not None:
        return numbered
    index = choice.pick(text, [offered.label for offered in choices])
    if index is not None:
        offered = choices[index]
        return None if _speaks_of_it_only(text, offered.label) else offered
    named = _by_a_sign(choices, text.strip()) or _by_its_deed(choices, text.strip())
    return named or _watching(choices, text) or _passed_on(choices, text) or _confirmed(choices, text)


def _speaks_of_it_only(text: str, label: str) -> bool:
    """Does a text that says the choice ask what that means, refuse it, or tell a time more exactly?"""
    asks = _ASKS_MEANING.search(text) is not None and text.strip() != label
    refuses = _REFUSES.match(text.strip()) is not None and not _REFUSES.match(label)
    return asks or refuses or _says_more(text, label)


def _by_a_sign(choices: Sequence[Choice], text: str) -> Choice | None:
    """「换」, which stands in one label only: 「不退，换个班」."""
    if not 0 < len(text) <= FEW_SIGNS or not text.isalpha():
        return None
    named = [offered for offered in choices if text in offered.label]
    return named[0] if len(named) == 1 else None


def _by_its_deed(choices: Sequence[Choice], text: str) -> Choice | None:
    """「行，记吧」 to 「我想学吉他，替我记下」: consent with the verb that stands in one label only."""
    found = _DOES.fullmatch(text)
    deed = found["deed"] if found else ""
    deeds = _WRITES_DOWN if deed and deed in _WRITES_DOWN else deed
    named = [offered for offered in choices if any(sign in offered.label for sign in deeds)]
    return named[0] if len(named) == 1 else None


def _numbered(choices: Sequence[Choice], text: str) -> Choice | None:
    """「1 不要了」 to 「要撤吗？1. 对 2. 不了」: the number says which, unless the words are those of another choice."""
    found = _NUMBER_FIRST.match(text.strip())
    index = int(found["number"]) - 1 if found else len(choices)
    if found is None or index >= len(choices) or not any(map(confirms, choices)):
        return None
    others = [offered.label for offered in choices if offered is not choices[index]]
    return (
        None if any(found["rest"] in label or label in found["rest"] for label in others) else choices[index]
    )


def _passed_on(choices: Sequence[Choice], text: str) -> Choice | None:
    passing = next((offered for offered in choices if offered.intent in _PASSING), None)
    if passing is None or len(text) > BRIEF or beside_passing(text):
        return None
    thanks = _THANKS in text and not passes_on(text)
    return passing if _PASS_ON.search(text) or (yes_no.read(text) and not thanks) else None


def _confirmed(choices: Sequence[Choice], text: str) -> Choice | None:
    confirming = [offered for offered in choices if confirms(offered)]
    return confirming[0] if len(confirming) == 1 and yes_no.read(text) else None


def _watching(choices: Sequence[Choice], text: str) -> Choice | None:
    """「留意一下，最好带辅助轮的」 takes the only choice, which is to keep an eye open for the thing."""
    offered = choices[0]
    taken = len(choices) == 1 and offered.intent == _WATCH and _WATCHES in text and not _NOT.search(text)
    return offered if taken else None


def _says_more(text: str, label: str) -> bool:
    """Is a time told more exactly than the choice has it: 「明天下午」, where 「明天」 was offered?"""
    said = times.all_meant(text)
    return label in said and label != said


def says_more(text: str) -> bool:
    """Is there a word for more of what was listed? 「还有名额吗」 asks for something else."""
    return _SAYS_MORE.search(text) is not None


def confirms(offered: Choice) -> bool:
    """Does taking this choice carry out what 「要…吗？」 was asked about?"""
    return isinstance(offered.postback, Wish) and offered.postback.confirmed is True


def next_page(choices: Sequence[Choice]) -> Choice | None:
    """The first choice that leads to more of what was listed."""
    return next((offered for offered in choices if offered.more), None)


def parse_of_choice(parse: Parse, postback: Wish | Control) -> Parse:
    """The parse as if the resident had said plainly what the choice stands for."""
    return Parse(
        text=parse.text,
        normal=parse.normal,
        intent=intent_of(postback),
        confidence=1.0,
        slots=dict(postback.slots) if isinstance(postback, Wish) else {},
        segments=parse.segments,
    )
