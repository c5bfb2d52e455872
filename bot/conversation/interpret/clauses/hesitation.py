"""Sounds and silence: 「嗯……那个……」, 「呃」, 「。。。」. neither a yes nor something unclear. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_SOUNDS = r"[嗯恩呃额唔啊哦喔噢哎诶欸呀嘛呐呣aehmoru]"
_STALLS = r"那个|这个|就是|怎么[说讲]|咋说|呢|我(?:看看|想想)|让我想想|想想"
_BREAKS = r"[\s…⋯.。，,、~～\-—·]"
_HESITATION = re.compile(rf"^(?:{_SOUNDS}|{_STALLS}|{_BREAKS})++$", re.IGNORECASE)
_SILENCE = re.compile(r"…|⋯|\.{2,}|。{2,}|，{2,}|、{2,}|—{2,}|-{3,}")
_UNDECIDED = re.compile(r"呃|额|唔|呣|那个|怎么(?:说|讲)|咋说|m{2,}|um|er|想想|我看看", re.IGNORECASE)
_ONLY_SOUNDS = re.compile(rf"^(?:{_SOUNDS}|{_BREAKS})++$", re.IGNORECASE)


@remembered
def hesitates(text: str) -> bool:
    """Is the text nothing but sounds and dots of somebody who has not made up their mind? A plain 「嗯」 is a yes."""
    only = _HESITATION.fullmatch(text) is not None
    return only and (_SILENCE.search(text) is not None or _UNDECIDED.search(text) is not None)


def is_sound(text: str) -> bool:
    """Is it a mere sound, which is an answer only where yes or no is asked: 「嗯」, 「哦」?"""
    return _ONLY_SOUNDS.fullmatch(text) is not None and any(map(str.isalpha, text))
