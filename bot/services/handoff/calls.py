"""A call that is booked: on which number, when, and what the resident has said that it is about."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.dates import spoken
from bot.content.hours import is_open, next_opening
from bot.content.shared.community import COMMUNITY, Office
from bot.conversation.daily_limits import address_allows
from bot.conversation.forms.common_slots import PHONE, not_asked, words_slot
from bot.conversation.forms.readers import Reading
from bot.conversation.forms.spec import FormSpec, SlotSpec
from bot.conversation.hooks import FormOpening
from bot.conversation.interpret import times
from bot.conversation.interpret.form_messages import asks
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.handoff import records as handoffs
from bot.services.handoff.records import Handoff
from bot.understanding.bounded_cache import remembered
from bot.understanding.clauses import bare_clauses
from bot.understanding.parse import Parse
from bot.understanding.slots import phone as phone_number

SHORTEST, LONGEST = 3, 300  # characters that tell a matter, and that are kept of it
LASTS = 6  # turns for which what was told before is what a call is about
_BETWEEN = "；"
KNOWN_NUMBER, OTHER_NUMBER = "handoff.call_known", "other"
"""What takes the number that is offered, and the slot of the wish to be rung on another."""
_ONLY_CALLS = re.compile(
    r"(?:我|要|想|帮|请|叫|找|转|个|你们?|侬|您|社区|工作人员|工作|人工|真人|客服|服务|人员|人|打|给|电话|号码|手机|一下|来|说话|讲话|跟|谁|有没有|有"
    r"|吗|吧|好|嗯|对|行|的|那|就|在|不|了|下|回|联系|能|可以|直接|到|接|麻烦|是|啊|呀|哦|过来|没|喂|快点?|这个|写|留|记|[\s，,。.！!？?：:\d])*+"
)
_TIMES = re.compile(
    r"今天|明天|后天|(?:周|礼拜|星期)[一二三四五六日天]|上午|下午|晚上|中午|早上"
    r"|[\d一二两三四五六七八九十]+点(?:半|钟)?|以后|之后|以前|左右|方便|都行|随便|跳过"
)


_NO = r"(?:没有?得?|冇|呒没|弗|勿)"
_NOT_RUNG = re.compile(
    rf"(?:电话|回电)[^，,。\s]{{0,8}}{_NO}[^，,。\s]{{0,4}}(?:来|打|接到|收到|响)"
    rf"|(?<!有){_NO}(?:一个|哪个|啥|半个)?(?:人|哪个)?[^，,。\s]{{0,3}}(?:打(?:来|过|给我|电话)|回(?:电|我|过)|来电)"
    rf"|{_NO}(?:接|收|等)(?:到|着)[^，,。\s]{{0,6}}电话|怎么(?:还|都)?(?:没|不)[^，,。\s]{{0,3}}打"
)


@remembered
def complains_of_no_call(text: str) -> bool:
    """「侬电话一只也没来过」, 「说好打给我的 等了两天没人打」."""
    return _NOT_RUNG.search(text) is not None


def _read_reason(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    return Reading(str(heard.slots.get("reason", "")))


CALL = FormSpec(
    name="callback",
    intent="handoff.call",
    confirm=False,
    slots=(
        PHONE,
        words_slot("free", skippable=True),
        SlotSpec("reason", _read_reason, needed=not_asked, personal=True),
    ),
)


def matter(text: str) -> str:
    """What a message tells beside numbers, times and the wish for a call; "" where it tells nothing else."""
    told = phone_number.without(text).strip(" ，,。")
    return "" if len(_ONLY_CALLS.sub("", _TIMES.sub("", told))) < SHORTEST else text[:LONGEST]


def told_before(turn: Turn) -> str:
    """What was told before a person was asked for, or a call; "" where that is too long ago."""
    topic = turn.session.topic
    lately = bool(topic.matter) and turn.session.turn - topic.matter_turn <= LASTS
    return topic.matter if lately else ""


async def with_reason(turn: Turn) -> FormOpening:
    """The form opens with what the talk was about."""
    said = _together((told_before(turn), matter(turn.message.text)))
    known = turn.session.known.get("phone", "")
    if known and not turn.slot(OTHER_NUMBER) and not phone_number.find_any(turn.message.text):
        return FormOpening(_offered(turn, known, said))
    return FormOpening(slots={"reason": said} if said else {})


def _offered(turn: Turn, number: str, said: str) -> Reply:
    """The number that the resident gave a moment ago, asked back instead of asked for anew."""
    turn.session.topic.tell_matter(said, turn.session.turn)
    when = times.all_meant(turn.message.text)
    slots = (("phone", number), ("free", when)) if when else (("phone", number),)
    choices = (
        Choice(turn.words.say("handoff.call_known_link"), Wish(KNOWN_NUMBER, slots)),
        Choice(turn.words.say("handoff.call_other_link"), Wish("handoff.call", ((OTHER_NUMBER, "yes"),))),
    )
    return turn.say("handoff.call_known", phone=phone_number.in_groups(number), choices=choices)


def _together(texts: Sequence[str]) -> str:
    kept = [text for text in dict.fromkeys(texts) if text]
    return _BETWEEN.join(text for text in kept if not any(text in other for other in kept if other != text))


async def book_number(turn: Turn, number: str) -> Reply:
    """Book a call to the number, at the time that the message names."""
    when = times.all_meant(phone_number.without(turn.message.text))
    said = _together((told_before(turn), matter(turn.message.text)))
    values = {"phone": number} | ({"free": when} if when else {}) | ({"reason": said} if said else {})
    return await book(turn, FormState(CALL.name, values))


async def book(turn: Turn, state: FormState) -> Reply:
    """Book a call; the staff's time is scarce, so a resident books so many a day."""
    phone, free = state.slots["phone"], state.slots.get("free", "")
    free = times.alone(free) or _when(free)
    office = turn.content.part(COMMUNITY).office
    booked = await handoffs.calls_booked_since(turn.work, turn.message.user, turn.now - timedelta(days=1))
    most = turn.rules.callbacks_a_day
    if booked >= most or not await address_allows(turn, "callbacks", most):
        return turn.say("handoff.calls_spent", hours=office.hours)
    handoff = await handoffs.call_back(turn.work, turn.message.user, phone, free, turn.now)
    said = _together((state.slots.get("reason", ""), matter(turn.message.text)))
    turn.session.handoff, turn.session.topic.matter = 0, ""
    await written_down(turn, handoff, said)
    return _booked(turn, phone, free, office, why=bool(said))


def _booked(turn: Turn, phone: str, free: str, office: Office, *, why: bool) -> Reply:
    """What is said of the call: no promise for a day on which nobody works, or for an hour at which nobody is there."""
    opening = next_opening(office.open, turn.now)
    away = opening is not None and not is_open(office.open, turn.now) and opening.date() != turn.now.date()
    when = (_TODAY.sub("", free) if away else free) or office.hours
    lines = [turn.words.say("handoff.booked_why" if why else "handoff.booked", phone=phone, when=when)]
    if away and opening is not None:
        day = f"{spoken(opening.date(), turn.now.date())} {opening:%H:%M}"
        lines.append(turn.words.say("handoff.booked_from", next=day))
    if _LATE.search(free):
        lines.append(turn.words.say("handoff.out_of_hours", hours=office.hours))
    return Reply("\n".join(lines))


_TODAY = re.compile(r"^(?:今天|今朝|今日)[、，, ]{0,2}")
_LATE = re.compile(
    r"晚上|夜里|傍晚|下午[六七八九6-9]点|(?<!早上)(?<!上午)[六七67]点(?:半|钟)?(?:以后|之后|后)|(?:1[89]|2\d)[点:：]"
)


def _when(told: str) -> str:
    """When to ring; of words with a number in them only the time: 「1 电话139… 上午」 → 上午."""
    return times.all_meant(phone_number.without(told)) if phone_number.find_any(told) else told


async def written_down(turn: Turn, handoff: Handoff, said: str) -> None:
    """Put what was said into the thread, where whoever rings or answers reads it; once."""
    thread = await handoffs.thread(turn.work, handoff.id)
    for text in filter(None, said.split(_BETWEEN)):
        if all(text != message.text for message in thread):
            await handoffs.say(turn.work, handoff, handoffs.RESIDENT, text, turn.now)


_LIMIT = re.compile(
    r"(?:之前|以前|前|之后|以后|后|点钟?|半|上|午|天|[一二三四五六日末])(?:再|就|都|来|可以|好|能|请|最好){0,3}打(?![了过算扫工牌针])(?:来|给我|过来|电话|好了|我){0,2}[吧呀啊哦了]{0,2}$"
)
_NOT_THEN = re.compile(
    r"^(?P<when>[^，,。\s]{0,4}(?:早上|上午|中午|下午|晚上|夜里))(?:我)?(?:不行|没空|不方便|别打|不要打|勿要打|不接|接不到|接不了)"
)


def told_limit(text: str) -> str:
    """「五点之前打」, 「早上不行」: when to ring, or when not; "" where it is not told, or asked."""
    clauses = [clause for clause in bare_clauses(text) if not asks(clause)]
    told = [when for clause in clauses if _LIMIT.search(clause) and (when := times.all_meant(clause))]
    refused = [found[0] for clause in clauses if (found := _NOT_THEN.match(clause))]
    return "，".join([*told, *refused])
