"""Which part of a text may tell of a danger: no bare figure, but what stands before a harmless request. Pure."""

import re
from collections.abc import Iterator

FEWEST_LETTERS = 2  # beside a figure
FEWEST_OF_TALE = 12  # characters before a request that tell enough
_REQUEST = re.compile(
    r"(?<=[\s，,。；;！!])(?=(?:我|就|所以|顺便|想|请){0,3}(?:想问|请问|问问|问一下)|(?:你们|社区|谁|哪里)?[^\s，,。；;！!]{0,2}(?:有没有|几时|几点|借))"
)

_CLAUSE = re.compile(r"[\s，,。；;！!？?]+")
FEWEST_OF_PART = 5  # characters of a part that says enough to be read by itself
LONGEST_PART = 3  # clauses
MOST_CLAUSES = 16


_FEARED = re.compile(r"万一|要是|如果|假如|哪天|迟早|早晚|总有一天")


_ONLY_FEARED = re.compile(
    r"(?:万一|哪天|迟早|早晚(?=要|会|得)|总有一天|(?:别|不要|勿要|免得|省得|防止)再(?:有|让|叫|出)|以后再有)[^\s，,。；;！!？?]*"
)


def without_feared(text: str) -> str:
    """「纸箱堆满楼道，万一哪天烧起来跑不出去」: the text without what may only happen some day."""
    return _ONLY_FEARED.sub(" ", text).strip()


def clauses(text: str) -> list[str]:
    """What stands between spaces and punctuation: who dictates or types in a hurry sets nothing else."""
    return [clause for clause in _CLAUSE.split(text) if clause]


def parts(text: str) -> Iterator[str]:
    """One, two or three clauses that follow on each other, but not the whole text: a danger may be told in these alone.

    What is said of some day is only feared, and tells of none: 「万一哪天烧起来」.
    """
    told = clauses(text)[:MOST_CLAUSES]
    for run in runs(len(told)):
        part = " ".join(told[number] for number in run)
        if len(part) >= FEWEST_OF_PART and not _FEARED.search(part):
            yield part


def runs(count: int) -> Iterator[range]:
    """The numbers of one, two or three that follow on each other of so many, but not of all; the shortest runs first."""
    for size in range(1, min(LONGEST_PART, count - 1) + 1):
        yield from (range(start, start + size) for start in range(count - size + 1))


def before_request(text: str) -> str:
    """What a normalised text tells before it begins to ask for something; "" where it asks for nothing or tells little."""
    asked = _REQUEST.search(text)
    return text[: asked.start()] if asked is not None and asked.start() > FEWEST_OF_TALE else ""


_LESSON = re.compile(r"课|培训|讲座|班|报名|活动|志愿")
_OF_DANGERS = re.compile(r"演练|演习|消防|急救|逃生|自救|防灾|防火|防溺|安全")
_ASKS = re.compile(
    r"几[点时号月]|[吗伐么]|还有|有没有|[开收教要]不[开收教要]|多少|哪[天里]|怎么报|啥时|什么时候|(?:想|要|我|给)[^\s，,。]{0,4}报"
)
_SINCE = re.compile(r"从?(?:昨天|前天|昨晚|上周|上礼拜|上个月|前几天)(?:就)?(?:开始|起)(?:就)?")


def beside_lessons(text: str) -> str:
    """「楼道里煤气味好重 插花课还有吗」: the clauses but those that ask for a lesson or the like; "" where none asks.

    What has gone on 「从昨天开始」 is not past. Lessons of how to get out of danger are spoken of in its own words: "" too.
    """
    if _OF_DANGERS.search(text):
        return ""
    told = clauses(_SINCE.sub(" ", text))
    rest = [clause for clause in told if not (_LESSON.search(clause) and _ASKS.search(clause))]
    left = " ".join(rest)
    return left if len(rest) < len(told) and len(left) >= FEWEST_OF_PART else ""


def only_a_figure(bare: str) -> bool:
    """Is it a number, with a unit perhaps: 120, 12号, 13800000000, 「？！」? Such a text is never a danger."""
    letters = sum(map(str.isalpha, bare))
    return letters < FEWEST_LETTERS if any(map(str.isdecimal, bare)) else not letters
