"""Turns a piece of a message and the state that it is read against into the features of the act model. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.understanding.dialog_state import DialogState
from bot.understanding.slots import amounts, choice, day_time, person, phone, yes_no
from bot.understanding.text.normalize import simplified
from bot.understanding.text.pinyin import syllables

_NOT_WORDS = re.compile(r"[^\w%+]+|_+")
_LONG_NUMBER = re.compile(r"\d{5,}")
_DIGIT = re.compile(r"\d")
_NUMERAL = re.compile(r"[零一二两三四五六七八九十百几]")
_RUN = re.compile(r"(.)\1{2,}")
_LENGTHS = (1, 2, 4, 8, 16, 32)
SHORT = 6  # characters: so short a text means something only beside what was asked

# Words that tell what is done with a value, whatever the value is.
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("question", re.compile(r"[?？]|吗|么|呢|伐|什么|啥|怎么|咋|哪|几点|几号|几时|多少|多久|谁|为何|干嘛|干什么"
        r"|行不行|能不能|可不可以|有没有|要不要|是不是")),
    ("except", re.compile(r"除了|除开|除掉|除去|别(?:的)?(?:给|发|让|安排|推|叫|选|排|来)|不要|不想|不用|不去"
        r"|不行|不方便|莫|没空|来不了|去不了|不爱|不喜欢|不考虑|就是不|唯独")),
    ("wrong", re.compile(r"错|不对|不是|弄反|搞反|反了|不叫|多了个|少了个|写成|听成|打成|记成|应该是|改成|换成|改为|搞混|岔")),
    ("wait", re.compile(r"等一?下|等等|稍等|等我|我想想|想一想|让我想|慢点|别急|我看看|我去看|我问问|找找")),
    ("already", re.compile(r"说过|讲过|问过|刚才|刚刚|又|还要|怎么还|老是|总是")),
    ("wish", re.compile(r"我想|我要|想要|要报|想报|报名|帮我|麻烦|有没有人|想学|想找")),
    ("give_up", re.compile(r"算了|不报了|不要了|取消|不弄了|不搞了|不填了|退出|不办了|撤")),
    ("past", re.compile(r"了$|过了|好了|掉了|已经")),
)  # fmt: skip


def readable_words(text: str) -> str:
    """The text simplified, in half width, punctuation as single spaces, long runs of a character shortened."""
    return _RUN.sub(r"\1\1", _NOT_WORDS.sub(" ", simplified(text)).strip())


def act_features(text: str, state: DialogState, evidence: Sequence[str] = ()) -> list[str]:
    """Character and syllable n-grams, what the state says, and both crossed; each feature once.

    evidence: what understanding found in the piece: labels, things named, signs of danger.
    """
    words = readable_words(text)
    bare = words.replace(" ", "")
    masked = _DIGIT.sub("0", _LONG_NUMBER.sub("#", bare))
    context = [*_context(bare, state), *cues(words), *_values(text, bare, state)]
    return list(
        dict.fromkeys(
            (
                *_grams(f"^{masked}$"),
                *_sounds(bare),
                *(f"c:{name}" for name in context),
                *(f"c:{state.asked}:{name}" for name in context),
                *(f"c:form:{name}" for name in cues(words) if state.flow),
                *(f"u:{name}" for name in evidence),
                *(f"u:{'form' if state.flow else state.asked}:{name}" for name in evidence),
                *_crossed(masked, state),
            )
        )
    )


def _grams(text: str) -> Iterator[str]:
    for size in (1, 2, 3):
        yield from (text[start : start + size] for start in range(len(text) - size + 1))


def _sounds(bare: str) -> Iterator[str]:
    yield from (f"{first} {second}" for first, second in pairwise(syllables(bare)))


def _crossed(masked: str, state: DialogState) -> Iterator[str]:
    """The text beside the state: 「不要」 to a question is not 「不要」 to a slot."""
    place = "form" if state.flow else "open"
    yield from (f"x:{place}:{first}{second}" for first, second in pairwise(masked))
    yield f"x:{state.asked}:begins:{masked[:3]}"
    yield f"x:{state.asked}:ends:{masked[-3:]}"
    if len(masked) <= SHORT:
        yield f"x:whole:{masked}"
        yield f"x:{place}:whole:{masked}"
        yield f"x:{state.asked}:whole:{masked}"


def _context(bare: str, state: DialogState) -> Iterator[str]:
    yield f"asked:{state.asked}"
    yield f"flow:{state.flow}"
    yield "form" if state.flow else "no_form"
    yield f"long:{next((str(most) for most in _LENGTHS if len(bare) <= most), 'more')}"
    if state.topic.get("danger"):
        yield "danger"
    if state.own:
        yield "own"
    if state.pending:
        yield f"pending:{state.pending}"
    if state.paused:
        yield "paused"
    if state.shown:
        yield "shown"


def cues(words: str) -> list[str]:
    return [name for name, pattern in _CUES if pattern.search(words)]


def _figures(text: str, bare: str) -> Iterator[str]:
    """At most one feature: a whole phone number, part of one, digits, or a numeral in words."""
    if phone.find(text):
        yield "value:phone"
    elif phone.attempted(text):
        yield "value:digits"
    elif _DIGIT.search(bare):
        yield "value:digit"
    elif _NUMERAL.search(bare):
        yield "value:numeral"


def _values(text: str, bare: str, state: DialogState) -> Iterator[str]:
    """The kinds of value that stand in the text."""
    yield from _figures(text, bare)
    if person.find_name(text, asked=True):
        yield "value:name"
    if day_time.find(bare):
        yield "value:time"
    if amounts.age(text, asked=False):
        yield "value:age"
    if person.relation(bare):
        yield "value:relation"
    answer = yes_no.read(text)
    if answer is not None:
        yield "value:yes" if answer else "value:no"
    yield from _known(text, bare, state)


def _known(text: str, bare: str, state: DialogState) -> Iterator[str]:
    """What the state holds and the text names."""
    if state.shown and choice.pick(text, state.shown) is not None:
        yield "value:shown"
    if any(value and value in bare for value in state.slots.values()):
        yield "value:known"
    if any(record.title and set(record.title) & set(bare) for record in state.own):
        yield "value:own_title"
