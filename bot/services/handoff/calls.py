"""A call that is booked: on which number, when, and what the resident has said that it is about."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.dates import spoken
from bot.content.hours import is_open, next_opening
from bot.content.shared.community import COMMUNITY
from bot.conversation.carry_out.readings.unasked import wants_ringing
from bot.conversation.daily_limits import address_allows
from bot.conversation.forms.common_slots import PHONE, not_asked, words_slot
from bot.conversation.forms.readers import Reading
from bot.conversation.forms.spec import FormSpec, SlotSpec
from bot.conversation.hooks import FormOpening
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import times
from bot.conversation.interpret.wishes.call_wishes import of_trouble, when_to_ring
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.handoff import records as handoffs
from bot.services.handoff.records import Handoff
from bot.understanding.parse import Parse
from bot.understanding.questions.said_to_bot import grumbles
from bot.understanding.slots import person
from bot.understanding.slots import phone as phone_number
from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.clauses import bare_clauses

SHORTEST, LONGEST = 3, 300  # characters that tell a matter, and that are kept of it
SHORT = 40  # characters of what is said back of it
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
    clauses = bare_clauses(text)
    told = [clause for clause in clauses if not _is_to_the_bot(clause)]
    text = text if len(told) == len(clauses) else "，".join(told)
    rest = phone_number.without(text).strip(" ，,。")
    return "" if len(_ONLY_CALLS.sub("", _TIMES.sub("", rest))) < SHORTEST else text[:LONGEST]


_TO_THE_BOT = re.compile(
    r"[你侬您](?!们)[^，,。\s]{0,12}(?:听|懂|弹|看没看|没看|看不看|写的?$|问|聊|答非|脑子|机器|程序)|(?:跟|和|同)[你侬您](?!们)(?:说|讲|聊)|是(?:个|一个)?(?:机器|程序)"
)


def _is_to_the_bot(clause: str) -> bool:
    """「你看没看我写的」: does the clause only find fault with the bot?"""
    return grumbles(clause) or _TO_THE_BOT.search(clause) is not None


_OF_THE_TIME = re.compile(
    r"有空|没事|在家|家里|座机|固话|固定电话|得空|可以接|能接|接得到|但是?|不过|最好|都|我|一般|开始|到|之间|左右|刚刚?|已经|发过|给过|说过|了|呀|吧|呢|嘛|哈|谢谢|急|早点?|一下|尽快|再"
)
_LEADS = re.compile(r"^(?:\d[、.．]?|但是?|不过|就是|还有|另外|然后|那|我(?=姓)|免贵(?=姓))+")
BRIEF_WISH = 14  # characters of a wish to be rung that says no more than that
_A_SIGN = re.compile(r"[\u3400-\u9fffA-Za-z]")


def notes_told(text: str) -> str:
    """What whoever rings should know, in few words: 「姓董」, 「要女的打」; "" where there is no more than number and time."""
    clauses = bare_clauses(phone_number.without(text))
    return "，".join(note for clause in clauses if not asks(clause) and (note := _note(clause)))


def _without_times(text: str) -> str:
    """The text without the times that stand; one that does not suit stays, for it is to be told."""
    for time in filter(None, times.all_meant(text).split("、")):
        said = times.as_said(text, time)
        text = text.replace(said, "", 1) if said else text
    return text


def _note(clause: str) -> str:
    words = _LEADS.sub("", clause)
    if person.is_surname(words):
        return f"姓{words}"
    if _is_to_the_bot(words) or (wants_ringing(words) and len(words) <= BRIEF_WISH):
        return ""
    rest = _ONLY_CALLS.sub("", _OF_THE_TIME.sub("", _TIMES.sub("", _without_times(words))))
    return words if _A_SIGN.search(rest) else ""


def told_before(turn: Turn) -> str:
    """What was told before a person was asked for, or a call; "" where that is too long ago."""
    topic = turn.session.topic
    lately = bool(topic.matter) and turn.session.turn - topic.matter_turn <= LASTS
    return topic.matter if lately else ""


async def with_reason(turn: Turn) -> FormOpening:
    """The form opens with what the talk was about."""
    said = together((told_before(turn), matter(turn.message.text)))
    known = turn.session.known.get("phone", "")
    if known and not turn.slot(OTHER_NUMBER) and not phone_number.find_any(turn.message.text):
        return FormOpening(offered(turn, known, said, "handoff.call_known"))
    return FormOpening(slots={"reason": said} if said else {})


def offered(turn: Turn, number: str, said: str, key: str) -> Reply:
    """The number that the resident gave a moment ago, asked back instead of asked for anew."""
    turn.session.topic.tell_matter(said, turn.session.turn)
    when = when_to_ring(turn.message.text)
    slots = (("phone", number), ("free", when)) if when else (("phone", number),)
    choices = (
        Choice(turn.words.say("handoff.call_known_link"), Wish(KNOWN_NUMBER, slots)),
        Choice(turn.words.say("handoff.call_other_link"), Wish("handoff.call", ((OTHER_NUMBER, "yes"),))),
    )
    return turn.say(key, phone=phone_number.in_groups(number), choices=choices)


def together(texts: Sequence[str]) -> str:
    """All that was told, each thing once."""
    kept = [text for text in dict.fromkeys(texts) if text]
    return _BETWEEN.join(text for text in kept if not any(text in other for other in kept if other != text))


async def book_number(turn: Turn, number: str) -> Reply:
    """Book a call to the number, at the time that the message names."""
    when = when_to_ring(turn.message.text)
    values = {"phone": number} | ({"free": when} if when else {})
    reply = await book(turn, FormState(CALL.name, values))
    turn.session.topic.done, turn.session.topic.done_turn = CALL.name, turn.session.turn
    return reply


async def book(turn: Turn, state: FormState) -> Reply:
    """Book a call; the staff's time is scarce, so a resident books so many a day."""
    phone, free = state.slots["phone"], state.slots.get("free", "")
    free = ("" if of_trouble(free) else times.alone(free)) or _when(free)
    office = turn.content.part(COMMUNITY).office
    booked = await handoffs.calls_booked_since(turn.work, turn.message.user, turn.now - timedelta(days=1))
    most = turn.rules.callbacks_a_day
    if booked >= most or not await address_allows(turn, "callbacks", most):
        return turn.say("handoff.calls_spent", hours=office.hours)
    handoff = await handoffs.call_back(turn.work, turn.message.user, phone, free, turn.now)
    notes = notes_told(turn.message.text)
    said = together((state.slots.get("reason", ""), told_before(turn), matter(turn.message.text) or notes))
    turn.session.handoff, turn.session.topic.matter = 0, ""
    await written_down(turn, handoff, said)
    key = "handoff.booked_why" if said else "handoff.booked"
    told = notes or said
    return booked_as(turn, handoff, "handoff.booked_told" if 0 < len(told) <= SHORT else key, told)


def booked_as(turn: Turn, handoff: Handoff, key: str, told: str = "") -> Reply:
    """What is said of the call: no promise for a day on which nobody works, or for an hour at which nobody is there."""
    office, phone, free = turn.content.part(COMMUNITY).office, handoff.phone, handoff.free
    opening = next_opening(office.open, turn.now)
    away = opening is not None and not is_open(office.open, turn.now) and opening.date() != turn.now.date()
    when = (_TODAY.sub("", free) if away else free) or office.hours
    told_as = {"told": told} if told else {}
    lines = [turn.words.say(key, phone=phone, when=when, **told_as)]
    if away and opening is not None:
        day = f"{spoken(opening.date(), turn.now.date())} {opening:%H:%M}"
        lines.append(turn.words.say("handoff.booked_from", next=day))
    if _LATE.search(free):
        lines.append(turn.words.say("handoff.out_of_hours", hours=office.hours))
    return Reply("\n".join(lines))


_TODAY = re.compile(r"^(?:(?:今天|今朝|今日)(?:晚上|夜里)?|今晚上?|今夜)[、，, ]{0,2}")
_LATE = re.compile(
    r"晚上|夜里|傍晚|下午[六七八九6-9]点|(?<!早上)(?<!上午)[六七67]点(?:半|钟)?(?:以后|之后|后)|(?:1[89]|2\d)[点:：]"
)


def _when(told: str) -> str:
    """When to ring; of words with a number in them only the time: 「1 电话139… 上午」 → 上午."""
    if of_trouble(told):
        return when_to_ring(told)
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
