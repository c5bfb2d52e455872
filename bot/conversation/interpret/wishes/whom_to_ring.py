"""Whom whoever comes is to ring, told beside the answers of a form: 「要打电话的话打给我」 is no wish to be rung. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_RING = r"(?:打|拨|联系|找|寻|通知)"
_ME = r"(?:给|到)?(?:我|阿拉|俺)(?:这里|这边|的电话|的手机|电话|手机|这个号)?"
_IF = r"(?:有(?:啥|什么)?(?:事|问题|情况)|要是?|如果|真要|万一|到时候?|来之?前|上门前|出门前|来的时候)"
_CLAUSE = re.compile(
    rf"(?:{_IF}(?:要|真要|你们|他们|师傅|先){{0,2}}(?:打|联系|找|用)?(?:个|到)?(?:电话|人)?(?:的话|呢)?[，,\s]{{0,2}}(?:都|就|也|先|请|麻烦|直接|一定){{0,3}}{_RING}{_ME}"
    rf"|(?:要)?打(?:个)?电话的话[，,\s]{{0,2}}(?:就|都|请)?{_RING}{_ME}"
    rf"|(?:电话|手机)(?:就|都|也|请|要)?(?:打|拨|联系){_ME})"
    r"(?:吧|就行|就好|就可以|好了|哦|啊|呀)?(?=[，,。；;！!\s\d]|我叫|我姓|$)"
)
_STOPS = " ，,。；;！!"


@remembered
def without_whom_to_ring(text: str) -> str | None:
    """「他耳朵不好 要打电话的话打给我 我叫林晓东139…」 without that clause; None where no such clause stands in the text."""
    found = _CLAUSE.search(text)
    if found is None:
        return None
    before, after = text[: found.start()].strip(_STOPS), text[found.end() :].strip(_STOPS)
    return " ".join(part for part in (before, after) if part)
