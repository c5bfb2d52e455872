"""Which word a message asks the meaning of, and nothing else: 「啥叫候补」, 「撤回是啥意思」. Pure."""

import re

_LEAD = r"(?:那|啊|哎|等一?下|等等|请问|我问|问一?下|[，, ]){0,3}"
_END = r"(?:啊|呀|呢|哦|的)?[?？。 ]*$"
_MEANS = re.compile(
    rf"^{_LEAD}(?:啥叫|什么叫|啥是|什么是|何为)(?P<before>[^，,。？?\s]{{1,8}}?){_END}"
    rf"|^{_LEAD}(?:你|您)?(?:说|讲)?的?(?P<behind>[^，,。？?\s]{{1,8}}?)(?:到底)?(?:是)?(?:个)?(?:啥|什么)(?:意思|东西){_END}"
)


def word_asked(text: str) -> str:
    """The word; "" where the message asks anything else."""
    found = _MEANS.match(text)
    return (found["before"] or found["behind"]) if found else ""
