"""Keeps with who despairs where a message sounds as if it was all a mistake, or over, and says so nowhere. Pure."""

import re

from bot.content.shared.danger_answers import DangerAnswer
from bot.conversation.crisis_state import Crisis
from bot.services.disaster.in_danger import relief, whose_despair
from bot.understanding.danger_signs.danger import DESPAIR

_MEANS = re.compile(
    r"(?:买|备|准备|数|攒|囤|写|交代|安排)(?:好|够|齐|完)(?:了|$)|遗书|想跳|跳下去|吞(?:下去|了)|一了百了|解脱|安眠药|农药|百草枯|老鼠药|敌敌畏|(?:药|刀|绳子?)(?:我)?都?(?:买|有|在)"
)
"""What somebody has at hand, or means to do."""
_PUT_AWAY = re.compile(
    r"收(?:走|掉|好|起来)|扔|丢|倒掉|交给|锁(?:起来|好|上)|拿走|保管|没(?:有)?(?:吃|吞|买)|不(?:吃|吞|跳|写)|开给我|医生"
)


def goes_on(crisis: Crisis, text: str, kind: str, written: DangerAnswer | None) -> bool:
    """「啥意思 我说的是我自己」, 「算了 药我都买好了」: is it still their own despair, though it sounds like a mistake or an end?

    kind: of the message; written: the answer that it would be given.
    """
    eases = kind in ("mistaken", *relief.KINDS) or (written is not None and (written.ends or written.eased))
    if not eases:
        return False
    at_hand = _MEANS.search(text) is not None and not _PUT_AWAY.search(text)
    return crisis.card in DESPAIR and (at_hand or whose_despair.is_of_oneself(text))
