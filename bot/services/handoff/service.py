"""A person of the staff: the queue in office hours, messages carried both ways, a call booked when the office is closed."""

import re
from datetime import timedelta

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.hours import is_open
from bot.content.shared.community import COMMUNITY
from bot.conversation.carry_out.readings.record_choices import record_choice
from bot.conversation.carry_out.readings.unasked import asks_call
from bot.conversation.carry_out.records.record_fields import told_of
from bot.conversation.carry_out.records.record_status import asks_of_record
from bot.conversation.commands import Record, RecordAction
from bot.conversation.hooks import JobContext
from bot.conversation.interpret.session_state import state_of
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.services.handoff import calls, export, staff
from bot.services.handoff import records as handoffs
from bot.services.handoff.closed_office import closed_now
from bot.services.handoff.records import Handoff
from bot.services.handoff.statuses import HANDOFF_TRANSITIONS, HandoffStatus
from bot.services.handoff.tables import HandoffMessageRecord, HandoffRecord
from bot.services.handoff.unheard import pass_on_link
from bot.storage import notices
from bot.storage.record_type import Queue, RecordType, Retention, Without
from bot.storage.transitions import Party
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.ranking import is_confident
from bot.understanding.slots import phone as phone_number

service = Service(
    name="handoff",
    reads=(COMMUNITY,),
    says={
        "handoff.queued": frozenset({"before", "back"}),
        "handoff.next": frozenset({"back"}),
        "handoff.carried": frozenset({"back"}),
        "handoff.waits": frozenset(),
        "handoff.closed_now": frozenset({"hours", "next", "address", "phone"}),
        "handoff.call_link": frozenset(),
        "handoff.booked": frozenset({"phone", "when"}),
        "handoff.booked_why": frozenset({"phone", "when"}),
        "handoff.booked_told": frozenset({"phone", "when", "told"}),
        "handoff.noted": frozenset({"phone", "when"}),
        "handoff.not_noted": frozenset(),
        "handoff.matter_heard": frozenset({"pass_on"}),
        "handoff.not_noted_known": frozenset({"phone"}),
        "handoff.booked_from": frozenset({"next"}),
        "handoff.out_of_hours": frozenset({"hours"}),
        "handoff.call_known": frozenset({"phone"}),
        "handoff.call_known_link": frozenset(),
        "handoff.call_other_link": frozenset(),
        "handoff.when_noted": frozenset({"phone", "when", "hours"}),
        "handoff.not_rung": frozenset({"phone", "when", "address"}),
        "handoff.calls_spent": frozenset({"hours"}),
        "handoff.back_word": frozenset(),
        "handoff.back": frozenset(),
        "handoff.back_unheard": frozenset(),
        "handoff.not_called": frozenset(),
        "handoff.pass_on": frozenset(),
        "handoff.unheard": frozenset(),
        "handoff.nothing_said": frozenset(),
        "handoff.said": frozenset({"text"}),
        "handoff.alarm": frozenset({"text"}),
        "handoff.in_danger": frozenset(),
        "handoff.over": frozenset(),
        "handoff.lapsed": frozenset(),
        "handoff.line": frozenset({"status"}),
        "handoff.status_waiting": frozenset(),
        "handoff.status_open": frozenset(),
        "handoff.status_callback": frozenset(),
        "handoff.call_line": frozenset({"status"}),
        "handoff.call_title": frozenset(),
        "handoff.talk_title": frozenset(),
        "handoff.next_callback": frozenset({"phone", "when"}),
        "handoff.next_waiting": frozenset(),
        "handoff.next_open": frozenset(),
        "handoff.withdraw_sure": frozenset({"title", "status"}),
        "handoff.call_off": frozenset(),
        "handoff.added": frozenset({"more"}),
        "handoff.add_what": frozenset(),
        "handoff.rate": frozenset(),
        "handoff.stars": frozenset(),
        "handoff.rated": frozenset({"stars"}),
        "handoff.rated_low": frozenset({"stars"}),
        "handoff.call_none": frozenset(),
        "handoff.call_off_link": frozenset(),
        "handoff.rate_none": frozenset(),
        "community.no_phone": frozenset(),
        "dialog.human": frozenset({"address", "hours", "phone"}),
    },
    records=(
        RecordType(
            key="handoffs",
            spoken_of=("callback",),
            table=HandoffRecord,
            transitions=HANDOFF_TRANSITIONS,
            called="privacy.kind_handoffs",
            statuses=staff.STATUSES,
            staff=Without("conversations are answered in the inbox"),
            export=export.table,
            retention=Retention("KEEP_CONVERSATIONS_DAYS after it is closed", handoffs.long_closed),
            changeable=("phone", "free"),
            queues={
                "handoffs": Queue(HandoffRecord.created_at, lambda now: (handoffs.IS_WAITING,)),
                "callbacks": Queue(HandoffRecord.created_at, lambda now: (handoffs.IS_CALLBACK,)),
            },
        ),
        RecordType(
            key="handoff_messages",
            spoken_of=Without("what was said stays said; residents speak of the conversation"),
            table=HandoffMessageRecord,
            statuses=Without("the column repeats who sent the message"),
            staff=Without("messages are shown with their conversation, in the inbox"),
            export=Without("what was said to the staff stays in the inbox"),
            retention=Retention("KEEP_CONVERSATIONS_DAYS", handoffs.old_messages),
        ),
    ),
    staff_actions={"handoffs": staff.decide},
)
service.exact_words(r"(?:好的?|那|那就|我要|帮我|回|嗯)?[，, ]?「?找人」?[吧啊呀]?", "dialog.human")
_ASKS_WHEN = re.compile(
    r"什么时候|啥时候|几时|多久|还要等|还没|人呢|有人吗|有人在|怎么没人|等了|好了没|啥辰光|忘了|算了"
)
service.exact_words(
    r"回到小塘|回小塘|跟小塘说|结束人工"
    r"|(?:好了|算了|那)*[，, ]?(?:我)?(?:不|勿|弗|别|覅)(?:用|要|想)?(?:再)?"
    r"(?:找|叫|转|等|麻烦)(?:人工|工作人员|你们的?人)(?:了|啦|吧|呀)*",
    "handoff.back",
)
service.exact_words(
    r"(?:那|我)?(?:刚才|刚刚|前面|前头|上面)?.{0,12}(?:转|记|讲|传|交|告诉)(?:给|到|了|过|上)*(?:人工|工作人员|社区的人|他们|伊拉)(?:了|过)?(?:没有?|吗|伐|么)[?？]?"
    r"|(?:你们)?(?:的)?(?:人工|工作人员)(?:都|有)?(?:讲|说|回|答)(?:了|过)?(?:些)?(?:啥|什么|我)(?:了)?(?:没有?|吗|伐)?[?？]?"
    r"|(?:你们)?(?:的)?(?:人工|工作人员)(?:看|听|收)(?:得)?到(?:了)?(?:没有?|吗|伐|么)[?？]?",
    "handoff.told",
)


@service.on("dialog.human", slots=("name", "phone"))
async def ask_for_person(turn: Turn) -> Reply:
    """Queue the resident when the office is open; else say when it opens, and offer to book a call."""
    text, office = turn.message.text, turn.content.part(COMMUNITY).office
    number = phone_number.find_any(text) or _known_number(turn)
    if number and (_asks_call(text) or not is_open(office.open, turn.now)):
        return await calls.book_number(turn, number)
    call = Choice(turn.words.say("handoff.call_link"), Wish("handoff.call"))
    phone = office.phone or turn.words.say("community.no_phone")
    office_text = turn.words.say("dialog.human", address=office.address, hours=office.hours, phone=phone)
    said = calls.matter(text) or calls.told_before(turn)
    if not is_open(office.open, turn.now):
        return closed_now(turn, call, said, office_text)
    handoff, before = await handoffs.ask(turn.work, turn.message.user, turn.now)
    turn.session.handoff = handoff.id
    await calls.written_down(turn, handoff, said)
    back_word = turn.words.say("handoff.back_word")
    key = "handoff.queued" if before else "handoff.next"
    text = turn.words.say(key, before=before, back=back_word)
    return Reply(f"{text}\n{office_text}", (Choice(back_word, Wish("handoff.back")), call))


def _known_number(turn: Turn) -> str:
    """The number that is known of who wants to be rung; "" for anybody else."""
    return turn.session.known.get("phone", "") if _asks_call(turn.message.text) else ""


def _asks_call(text: str) -> bool:
    return asks_call(text) or "电话联系" in text


@service.middleware
async def carry(turn: Turn) -> list[Reply] | None:
    """While a resident waits, their messages go into the thread as well; once a person answers them, only there."""
    if not turn.session.handoff or not turn.message.text:
        return None
    handoff = await handoffs.going_on(turn.work, turn.message.user)
    if handoff is None:
        turn.session.handoff = 0
        return None
    if turn.chosen_intent == "handoff.back":
        return None
    await handoffs.say(turn.work, handoff, handoffs.RESIDENT, turn.message.full_text, turn.now)
    if handoff.status is HandoffStatus.OPEN:
        return []
    if _goes_first(turn) or _answerable(turn):
        return None
    text = turn.message.text
    if (number := phone_number.find(text)) is not None:
        return [await calls.book_number(turn, number)]
    call = Choice(turn.words.say("handoff.call_link"), Wish("handoff.call"))
    if _ASKS_WHEN.search(text) or _asks_call(text):
        return [turn.say("handoff.waits", choices=(call,))]
    back_word = turn.words.say("handoff.back_word")
    return [
        turn.say("handoff.carried", back=back_word, choices=(Choice(back_word, Wish("handoff.back")), call))
    ]


@service.on_emergency
async def carry_emergency(turn: Turn) -> None:
    """Put an emergency, which was answered at once, into the thread for the person who has or gets it."""
    handoff = await handoffs.going_on(turn.work, turn.message.user)
    if handoff is not None:
        text = turn.words.say("handoff.alarm", text=turn.message.full_text)
        await handoffs.say(turn.work, handoff, handoffs.RESIDENT, text, turn.now)


def _goes_first(turn: Turn) -> bool:
    """Whether a choice was taken, a form is open, or there is or may be a danger: nobody waits for a person with that."""
    in_danger = turn.session.crisis or turn.parse.emergency or turn.parse.possible
    return bool(turn.chosen_intent or turn.session.form is not None or in_danger)


def _answerable(turn: Turn) -> bool:
    """Whether it is a question that needs no person, as one about the resident's own records."""
    if asks_of_record(turn):
        return True
    intent = turn.parse.intent
    other = intent == "dialog.human" or not intent.startswith("dialog.")
    sure = is_confident(turn.parse) and other and intent != OUT_OF_SCOPE
    return sure or (
        turn.interpreter is not None and turn.interpreter.is_sure(turn.message.text, state_of(turn.session))
    )


@service.on_postback("handoff.back")
async def back(turn: Turn) -> Reply:
    """「回到小塘」: the resident ends the hand-off."""
    handoff = await handoffs.going_on(turn.work, turn.message.user)
    was_called, turn.session.handoff = bool(turn.session.handoff), 0
    if handoff is None:
        return turn.say("handoff.back" if was_called or "小塘" in turn.message.text else "handoff.not_called")
    pass_on = await pass_on_link(turn, handoff)
    await handoffs.close(turn.work, handoff.id, Party.RESIDENT, turn.message.user, turn.now)
    return turn.say("handoff.back_unheard", choices=(pass_on,)) if pass_on else turn.say("handoff.back")


@service.on_postback("handoff.told")
async def what_became_of_it(turn: Turn) -> Reply:
    """「工作人员讲啥了」: whether somebody has what was said to the staff; what nobody had is offered to be passed on."""
    call = Choice(turn.words.say("handoff.call_link"), Wish("handoff.call"))
    handoff = await handoffs.going_on(turn.work, turn.message.user)
    if handoff is not None:
        waits = handoff.status is not HandoffStatus.OPEN
        return turn.say("handoff.waits", choices=(call,)) if waits else turn.say("handoff.next_open")
    last = await handoffs.last_unheard(turn.work, turn.message.user, turn.now - timedelta(days=1))
    pass_on = await pass_on_link(turn, last) if last else None
    if pass_on is not None:
        return turn.say("handoff.unheard", choices=(pass_on, call))
    person = Choice(turn.content.intents["dialog.human"].title, Wish("dialog.human"))
    return turn.say("handoff.nothing_said", choices=(person, call))


@service.form(calls.CALL, before=calls.with_reason, by_choice=True)
async def book(turn: Turn, state: FormState) -> Reply:
    """Book a call."""
    return await calls.book(turn, state)


@service.tells_own_records
async def own_records(turn: Turn) -> tuple[OwnRecord, ...]:
    """The conversation that goes on, and the calls that are booked, for 「我的」."""
    return tuple(
        _own_record(turn, handoff) for handoff in await handoffs.of_user(turn.work, turn.message.user)
    )


def _own_record(turn: Turn, handoff: Handoff) -> OwnRecord:
    is_call = handoff.status is HandoffStatus.CALLBACK
    status = turn.words.say(f"handoff.status_{handoff.status}")
    back_link = Choice(turn.words.say("handoff.back_word"), Wish("handoff.back"))
    withdrawal = Record(RecordAction.WITHDRAW, "callback", str(handoff.id))
    call_off = record_choice(turn.words.say("handoff.call_off_link"), withdrawal)
    return OwnRecord(
        turn.words.say("handoff.call_line" if is_call else "handoff.line", status=status),
        call_off if is_call else back_link,
        kind="callback",
        ref=str(handoff.id),
        title=title(turn, handoff),
        status=status,
        phone=handoff.phone,
        told=told_of(turn, calls.CALL, {"phone": handoff.phone, "free": handoff.free}) if is_call else (),
    )


def title(turn: Turn, handoff: Handoff) -> str:
    """How it is called: a call that was booked, or a conversation."""
    is_call = handoff.status is HandoffStatus.CALLBACK
    return turn.words.say("handoff.call_title" if is_call else "handoff.talk_title")


@service.periodic_job
async def end_long_waits(job: JobContext) -> None:
    """Whoever has waited half an hour is told that somebody will call them."""
    for handoff in await handoffs.lapsed(job.work, job.now):
        await notices.add(job.work, handoff.user, job.words.say("handoff.lapsed"), job.now)
