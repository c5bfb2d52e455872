"""Which acts a text says are done, and which are not: 「阀门没关」 is the contrary of 「阀门关好了」. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

_VERBS = (
    "关", "拔", "断", "停", "挂", "转", "报", "打", "按", "吃", "喝", "咽", "吞", "喂", "灭", "开", "醒", "动", "喘", "出来", "上来", "下来",
    "退", "止", "吐", "看",
)  # fmt: skip
_BETWEEN = r"(?:去|来得及|能|人|敢|得|全|都|怎么|大|会|再|上去|下去|回去|把它|给他|给她)"
_RESULT = r"(?:掉|好|上|牢|住|紧|过|完|通|断|过来|出来|转来|进去|下去)"
_FEWEST = 2  # wordings that say the contrary
_SHARE = 3  # one of so many wordings


@lru_cache(maxsize=64)
def _patterns(verb: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says that it is done, and what says that it is not; 「关没关」 and 「有没有关」 say neither."""
    done = rf"(?<![没不勿弗未别有要])(?<!没有)(?<!来得及){verb}(?!没|不|勿){_RESULT}?{_RESULT}?(?:了|啦|哉)(?!吗|没|么|伐|才|再|就)|已经{verb}"
    undone = (
        rf"(?<![{verb}有])(?:没有?|未|勿曾|呒没)(?:{_BETWEEN}){{0,2}}{verb}(?!系|事)"
        rf"|(?<!{verb})[不勿弗](?:{_BETWEEN}){{0,1}}{verb}(?!{_RESULT}?[吗么?？])|{verb}(?:不|勿|弗)(?:{_RESULT}|了|动|到)"
    )
    return re.compile(done), re.compile(undone)


def says_done(verb: str, text: str) -> bool:
    """Does the text say that this was done?"""
    return _patterns(verb)[0].search(text) is not None


def says_undone(verb: str, text: str) -> bool:
    """Does the text say that this was not done, or does not happen?"""
    return _patterns(verb)[1].search(text) is not None


def contradicts(text: str, wordings: Sequence[str]) -> bool:
    """Does the text say of an act the contrary of what a good part of these wordings say, and none of them says the same?"""
    return any(_contrary(verb, text, wordings) for verb in _VERBS if verb in text)


def _contrary(verb: str, text: str, wordings: Sequence[str]) -> bool:
    done, undone = says_done(verb, text), says_undone(verb, text)
    if done == undone:
        return False
    same, contrary = (says_done, says_undone) if done else (says_undone, says_done)
    many = sum(contrary(verb, wording) for wording in wordings)
    enough = many >= _FEWEST and many * _SHARE >= len(wordings)
    return enough and not any(same(verb, wording) for wording in wordings)
