"""What the staff read of a matter or a question, without 「我就问」, 「我没丢东西」, 「改这个」. Pure."""

import re

_CLAUSE = re.compile(r"[^，,。；;！!？?\s]+[，,。；;！!？?\s]*")
_STOPS = " ，,。；;！!"
_LEAD = re.compile(
    r"^(?:哎呀?|唉|那|不是){0,2}(?:我|阿拉|俺)(?:(?:就|只|只是|就是|光|不过)(?:是)?(?:想|要|来)?问(?:一下|一声|问)?|(?:是)?问的?(?:就)?是|说的?(?:就)?是)[，,\s]*(?=.{3})"
)
_AROUND = re.compile(
    r"(?:就|请|给我|帮我|要|那|你|再)?(?:改|写|换|记)(?:成)?(?:这个|这样|这条|这句)(?:了|吧|的|就行|就好|啊|呀){0,2}"
    r"|(?:我|阿拉)?(?:又|可|根本)?(?:没|没有)(?:丢|捡|报|订|要|说|讲|问)(?:过|要|到)?(?:东西|快递|包|修|名|课|这个|那个|什么|啥)(?:的|了|啊|呀){0,2}"
    r"|你(?:光|就|只)(?:会)?(?:说|讲|晓得|知道)[^，,。\s]{0,8}|错了|搞错了?|弄错了?"
)


def without_talk(text: str) -> str:
    """The text without the clauses that are said against a misunderstanding; as it is where nothing else is said."""
    clauses = [found[0] for found in _CLAUSE.finditer(text)]
    kept = [clause for clause in clauses if not _AROUND.fullmatch(clause.strip(_STOPS))]
    rest = "".join(kept).strip(_STOPS) if len(kept) < len(clauses) else text
    return _LEAD.sub("", rest or text)
