"""Words that a resident dictates: 「加“前轮有点松”」「就写『厨房水槽下面漏水』」. Pure."""

import re

QUOTED = re.compile(r"[“\"「『](?P<words>[^“”\"「」『』]{2,40})[”\"」』]")
"""Words that stand in quotes of any kind."""
_WRITES = re.compile(r"加|补|添|写|记|备注|注明|标|改成|是(?:说|讲|指)")
_ASKS_WHETHER = re.compile(r"了(?:没有|没|吗|伐|么)[?？。 ]{0,2}$|怎么|什么|啥")
_NOT_WRITTEN = re.compile(r"[撤删退去拿划]|不要|不是|别|取消|改成|[叫姓]")


def quoted(text: str) -> str:
    """The words in quotes that are to be written besides; "" where none are, or they are to go, or are asked about."""
    words = QUOTED.search(text)
    if words is None:
        return ""
    rest = f"{text[: words.start()]} {text[words.end() :]}"
    if not _WRITES.search(rest) or _ASKS_WHETHER.search(rest) or _NOT_WRITTEN.search(rest):
        return ""
    return words["words"].strip()
