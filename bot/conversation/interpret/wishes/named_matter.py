"""The matter that a wish to pass something on names itself: 「我停车的事也转给社区」. Pure."""

import re

from bot.understanding.questions.passing_on import beside_passing, passes_on

_NAMES_IT = re.compile(
    r"(?:那|还有|就|把|对了){0,2}(?:我|我们?家|阿拉|那个|这个)?(?P<matter>(?![这那上刚])[^，,。\s]{2,12}?的(?:事情?|问题))(?:也|都|一起|一道|请|麻烦|顺便){0,2}"
)


def matter_named(text: str) -> str:
    """「停车的事」, which is to be passed on by its name; "" where none is named."""
    if not passes_on(text):
        return ""
    found = _NAMES_IT.fullmatch(beside_passing(text).strip(" ，,。"))
    return found["matter"] if found is not None else ""
