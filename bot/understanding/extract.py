"""The slots of a parse: what the text names and tells, as far as the wish has a use for it."""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.understanding.parse import SlotValue
from bot.understanding.slots import number, person, phone, place, when
from bot.understanding.vocabulary import Mention

_PEOPLE = ("name", "phone")
_WANTED: Mapping[str, tuple[str, ...]] = {
    "training.browse": ("course_kind",),
    "training.recommend": ("age", "gender", "education", "course_kind"),
    "training.info": ("course", "age"),
    "training.enrol": ("course", *_PEOPLE, "age"),
    "training.mine": ("course", *_PEOPLE),
    "training.cancel": ("course", *_PEOPLE, "date"),
    "training.request": ("course",),
    "training.jobs": ("course", "age", "education"),
    "training.employer": (*_PEOPLE, "quantity"),
    "activity.join": (*_PEOPLE, "age", "date"),
    "club.info": ("club", "age"),
    "venue.info": ("venue",),
    "disaster.tips": ("hazard", "phase"),
    "disaster.emergency": ("place",),
    "disaster.shelter": ("hazard", "venue"),
    "disaster.drill": ("hazard",),
    "disaster.subscribe": ("channel", "hazard", "phone"),
    "disaster.unsubscribe": ("channel", "hazard", "phone"),
    "health.pest": ("item",),
    "exchange.info": ("item",),
    "exchange.rates": ("item", "quantity"),
    "exchange.offer": ("item", "quantity", *_PEOPLE),
    "exchange.find": ("item",),
    "exchange.mine": ("item",),
    "recycling.sort": ("item",),
    "volunteer.join": (*_PEOPLE, "team", "age", "date"),
    "volunteer.activities": ("team",),
    "talent.offer": ("skill", *_PEOPLE, "date"),
    "talent.request": ("item", "skill", *_PEOPLE, "team"),
    "feedback.submit": ("place",),
    "feedback.status": ("ticket",),
    "privacy.manage": ("phone", "name"),
}
_TICKET = re.compile(r"(?<![a-z0-9])([a-z]{0,3}-?\d{3,12})(?![a-z0-9])", re.IGNORECASE)
_AFTER = re.compile(r"之后|以后|过后|过去了|后怎|退了|走了|停了|完了|后要|后该|后能|后需|后注意|后续|后还")
_BEFORE = re.compile(r"之前|来前|前要|前该|提前|准备|预防|防范|怎么防|要来了|快来了|还没来|备些|备点|备什么")
_DURING = re.compile(r"时候|的时|发生时|时要|时该|时怎|来了|当中|正在|期间|怎么逃|逃生")
_SKILL_KIND = re.compile(r"技能|技术|手艺|职业|就业|找工作|能赚钱|谋生")
_CULTURE_KIND = re.compile(r"文化|休闲|兴趣|文艺|才艺|爱好|修身|生活类")


def slots(intent: str, text: str, bare: str, mentions: Sequence[Mention]) -> dict[str, SlotValue]:
    """The slots that this wish can carry, with their values."""
    found: dict[str, SlotValue] = {}
    for slot in _WANTED.get(intent, ()):
        value = _named(slot, mentions) or _told(slot, text, bare)
        if value:
            found[slot] = value
    return found


def _named(slot: str, mentions: Sequence[Mention]) -> str | None:
    values = [mention for mention in mentions if mention.slot == slot]
    return max(values, key=lambda mention: mention.end - mention.start).value if values else None


def _told(slot: str, text: str, bare: str) -> SlotValue | None:
    reader = _READERS.get(slot)
    return reader(text, bare) if reader else None


def _quantity(text: str, bare: str) -> int | None:
    found = number.quantity(bare) or number.quantity(text)
    return found[0] if found else None


def _phase(text: str, bare: str) -> str | None:
    for name, pattern in (("after", _AFTER), ("before", _BEFORE), ("during", _DURING)):
        if pattern.search(bare):
            return name
    return None


def _kind(text: str, bare: str) -> str | None:
    skill, culture = bool(_SKILL_KIND.search(bare)), bool(_CULTURE_KIND.search(bare))
    return None if skill == culture else ("skill" if skill else "culture")


def _channel(text: str, bare: str) -> str | None:
    if re.search(r"短信|手机短信|信息", bare):
        return "sms"
    return "wechat" if re.search(r"微信|公众号|推送", bare) else None


def _ticket(text: str, bare: str) -> str | None:
    found = _TICKET.search(text)
    return found[1] if found and not phone.find(text) else None


_READERS: Mapping[str, Callable[[str, str], SlotValue | None]] = {
    "name": lambda text, bare: person.find_name(text, asked=False) or person.beside_phone(text),
    "phone": lambda text, bare: phone.find(text),
    "age": lambda text, bare: number.age(text, asked=False),
    "gender": lambda text, bare: person.gender(bare),
    "education": lambda text, bare: person.education(bare),
    "date": lambda text, bare: when.day(bare),
    "place": lambda text, bare: place.find(bare),
    "quantity": _quantity,
    "phase": _phase,
    "course_kind": _kind,
    "channel": _channel,
    "ticket": _ticket,
}
