"""Shows who is responsible for what is not the community's to decide, with a number, a counter and something to do."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.afterwards import AFTERWARDS
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.service_answers import SERVICE_ANSWERS
from bot.content.shared.wordings import WORDINGS
from bot.conversation.interpret.wishes.question_alone import question_alone
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.signposts.content import SHOW, SIGNPOSTS, Signpost
from bot.services.signposts.facts_asked import asks_on, facts_asked, of_weekend, renewal

ASKED = "signpost.asked"
"""The wish for what a signpost that was told before says of a detail."""
_TICKET = "feedback.submit"
_EMERGENCY = "disaster.emergency"

service = Service(
    name="signposts",
    reads=(AFTERWARDS, QUESTIONS, SERVICE_ANSWERS, SIGNPOSTS, WORDINGS),
    says={
        "signpost.who": frozenset({"who", "phone"}),
        "signpost.who_only": frozenset({"who"}),
        "signpost.where": frozenset({"where"}),
        "signpost.bring": frozenset({"bring"}),
        "signpost.takes": frozenset({"takes"}),
        "signpost.local": frozenset({"place", "hours", "phone"}),
        "signpost.pass_on": frozenset({"phone"}),
        "signpost.pass_on_only": frozenset(),
        "signpost.danger_yes": frozenset(),
        "signpost.danger_no": frozenset(),
        "signpost.danger_first": frozenset({"danger"}),
        "signpost.ticket": frozenset(),
        "signpost.unknown": frozenset(),
        "signpost.unwritten": frozenset({"what", "phone"}),
        "signpost.unwritten_only": frozenset({"what", "who"}),
        "fact.this": frozenset(),
        "signpost.call": frozenset({"who", "phone"}),
        "signpost.of_question": frozenset({"question"}),
        "signpost.no_other_number": frozenset(),
        "signpost.no_hours": frozenset(),
        "signpost.for_another": frozenset(),
        "signpost.of_managers": frozenset(),
        "signpost.which_station": frozenset(),
        "signpost.forecast": frozenset(),
        "signpost.not_come": frozenset({"phone"}),
        "signpost.first_time": frozenset({"what", "phone"}),
        "signpost.first_time_only": frozenset({"what", "who"}),
    },
)


@service.on_postback(SHOW)
async def show(turn: Turn) -> Reply:
    """The signpost; where there may be danger, the question about that before it."""
    signpost = _named(turn)
    if signpost is None:
        return turn.say("signpost.unknown")
    if asks_on(turn, signpost):
        return await asked_of_it(turn)
    turn.rely_on(signpost)
    turn.session.topic.speak_of(ASKED, "signpost", signpost.id, turn.session.turn)
    if signpost.danger and turn.confirmed is None and turn.session.form is None:
        return _danger_first(turn, signpost)
    lines = [line for line in (*lines_of(turn, signpost), renewal(turn, signpost)) if line]
    if turn.session.form is not None:
        if signpost.danger:
            lines.insert(0, turn.words.say("signpost.danger_first", danger=signpost.danger))
        return Reply("\n".join([*lines, signpost.do]).strip())
    said = turn.message.text if turn.confirmed is None else signpost.title
    return Reply("\n".join([*lines, _last(turn, signpost)]), (ticket_of(turn, signpost, said),))


def _named(turn: Turn) -> Signpost | None:
    return next((entry for entry in turn.content.part(SIGNPOSTS) if entry.id == turn.slot("signpost")), None)


@service.on_postback(ASKED)
async def asked_of_it(turn: Turn) -> Reply:
    """The part of a signpost that was told before for which the message asks, and whom to ask what is not written."""
    signpost = _named(turn)
    if signpost is None:
        return turn.say("signpost.unknown")
    turn.rely_on(signpost)
    turn.session.topic.speak_of(ASKED, "signpost", signpost.id, turn.session.turn)
    lines = facts_asked(turn, signpost)
    if turn.session.form is not None:
        return Reply("\n".join(lines))
    ticket = ticket_of(turn, signpost, f"{signpost.title}：{question_alone(turn.message.text)}")
    return Reply("\n".join([*lines, turn.words.say("signpost.pass_on_only")]), (ticket,))


def lines_at_counter(turn: Turn, signpost: Signpost) -> Reply:
    """Where one goes in person, and that it is not written whether it is open then, where that is asked."""
    turn.rely_on(signpost)
    turn.session.topic.speak_of(ASKED, "signpost", signpost.id, turn.session.turn)
    where = signpost.local.place or signpost.where
    lines = [turn.words.say("signpost.where", where=where)] if where else facts_asked(turn, signpost)
    lines += [hours] if where and (hours := of_weekend(turn, signpost)) else []
    ticket = ticket_of(turn, signpost, f"{signpost.title}：{question_alone(turn.message.text)}")
    return Reply("\n".join([*lines, turn.words.say("signpost.pass_on_only")]), (ticket,))


def ticket_of(turn: Turn, signpost: Signpost, said: str) -> Choice:
    """The offer to pass it on; what has no place is not asked for one."""
    slots = (("place", ""),) if signpost.anywhere else ()
    return Choice(turn.words.say("signpost.ticket"), Wish(_TICKET, slots, said=said))


def _danger_first(turn: Turn, signpost: Signpost) -> Reply:
    hazard = str(signpost.hazard.value) if signpost.hazard else ""
    yes = Wish(_EMERGENCY, (("hazard", hazard),), confirmed=True)
    no = Wish(SHOW, (("signpost", signpost.id),), confirmed=False)
    return Reply(
        signpost.danger,
        (
            Choice(turn.words.say("signpost.danger_yes"), yes),
            Choice(turn.words.say("signpost.danger_no"), no),
        ),
    )


def lines_of(turn: Turn, signpost: Signpost) -> list[str]:
    """What it is, who is responsible, where it is done and what to bring, what the community does."""
    say = turn.words.say
    who = say(
        "signpost.who" if signpost.phone else "signpost.who_only", who=signpost.who, phone=signpost.phone
    )
    where = say("signpost.where", where=signpost.where) if signpost.where else ""
    bring = say("signpost.bring", bring=signpost.bring) if signpost.bring else ""
    takes = signpost.local.takes or signpost.takes
    takes = say("signpost.takes", takes=takes) if takes else ""
    lines = [signpost.what, who, where + bring + takes + _local(turn, signpost), signpost.ours]
    return [line for line in lines if line]


def _local(turn: Turn, signpost: Signpost) -> str:
    local = signpost.local
    if not local.place and not local.phone:
        return ""
    return turn.words.say("signpost.local", place=local.place, hours=local.hours, phone=local.phone)


def _last(turn: Turn, signpost: Signpost) -> str:
    """The last line: what to do now; the community can be asked as well."""
    if renewal(turn, signpost):
        return turn.words.say("signpost.pass_on_only")
    if signpost.do:
        return f"{signpost.do}{turn.words.say('signpost.pass_on_only')}"
    if signpost.phone:
        return turn.words.say("signpost.pass_on", phone=signpost.phone)
    return turn.words.say("signpost.pass_on_only")
