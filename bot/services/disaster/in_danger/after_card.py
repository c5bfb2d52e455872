"""What is said after the card: to who asks, tells more, cannot reach the number, is alone, is a child, is afraid."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.common.message import Reply
from bot.content.shared.danger_answers import DANGER_ANSWERS, DangerAnswer
from bot.content.shared.emergency_cards import DANGER_NEXT
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.say.wording import fill
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import fitting_answers
from bot.services.disaster.in_danger.cards import advice_of, card_reply
from bot.understanding.danger_models.follow_ups import NEWS
from bot.understanding.danger_signs.danger import DESPAIR, GENERAL, SUICIDE
from bot.understanding.slots import place
from bot.understanding.slots.standing import INSIDE, OUTSIDE

_OF_CARD = ("cannot_reach", "growing", "alone", "arrived")
_CALM = frozenset({"thanks"})
_SAID_AGAIN = frozenset({"repeat", "no_voice"})
MOST_TOLD = 20
_GOES_ON, _SENT_TO_HELPERS = "goes_on", "sent_to_helpers"
_WORDINGS = 2  # of what is said to news once it is eased
SAYS: dict[str, frozenset[str]] = {
    f"{kind}_{number}": frozenset()
    for kind in (
        "danger.with_helpers",
        "danger.safe_more",
        "danger.past",
        "despair.safe_more",
        "despair_other.safe_more",
        "despair_alone.safe_more",
    )
    for number in range(1, _WORDINGS + 1)
}
_MILD = frozenset(
    {
        "swallowed",
        "fishbone",
        "gas",
        "chemical_leak",
        "poisoning",
        "food_safety",
        "eye",
        "burn",
        "nosebleed",
        "jellyfish",
        "wasp",
    }
    | {
        "burst_pipe",
        "power_cut",
        "heat",
        "cold",
        "rainstorm",
        "typhoon",
        "locked_in",
        "electricity",
        "general",
        "chemical_burn",
    }
    | {"low_blood_sugar", "epidemic", "drunk", "elevator", "tornado", "first_aid"}
)
"""Cards of what is mostly over without a fright that stays."""
_ALONE = "alone"  # the fact that nobody is with who despairs
_MAY_I = re.compile(r"(?:行|好|能|要|可以|对|中)不[啊呀]?[?？]?$")


def tells_helpers(turn: Turn, crisis: Crisis) -> bool:
    """Has the card words of its own for who tells that help has come?"""
    return bool(advice_of(turn, crisis.card).next.arrived)


def over(
    turn: Turn, crisis: Crisis, near: fitting_answers.Nearest, known: DangerAnswer | None = None
) -> Reply:
    """Relief, what to do now, and who helps. known: what is written for these words. Who is with a doctor is not sent to one."""
    general = turn.content.part(DANGER_NEXT)
    of_card = "" if crisis.arrived else advice_of(turn, crisis.card).next.over
    written, for_all = (_ending(turn, crisis, near, card) for card in (crisis.card, GENERAL))
    said = text_of(crisis, known) if known is not None else ""
    own = turn.content.part(DANGER_ANSWERS).get(crisis.card)
    first = said if own is not None and known in own.answers else ""
    text = first or written or of_card or said or for_all or general.next.over
    return Reply(f"{text}\n{general.helpers}" if _frightens(turn, crisis) else text)


def _frightens(turn: Turn, crisis: Crisis) -> bool:
    """May it still frighten them afterwards? Not a coin that was swallowed, a hose, or fumes without harm; it is said once."""
    session = turn.session
    if session.consoled or crisis.card in _MILD:
        return False
    session.consoled = True
    return True


def _ending(turn: Turn, crisis: Crisis, nearest: fitting_answers.Nearest, card: str) -> str:
    """What is written of this card for how it ended, in the words of the message; "" where nothing is."""
    for near in nearest:
        answer = fitting_answers.written(turn, near)
        fits = answer.fits(turn.message.text, helped=crisis.arrived)
        if answer.ends and fits and near.card == card and near.likeness >= fitting_answers.ALIKE:
            return text_of(crisis, answer)
    return ""


def ended(turn: Turn, kind: str) -> Reply:
    """To who tells that help has come or how it ended, where the danger itself is not known any more."""
    if kind == "thanks":
        return turn.say("danger.thanks")
    if kind in ("treated", "safe"):
        return turn.say(f"danger.{kind}_1")
    general = turn.content.part(DANGER_NEXT).next
    return Reply(general.arrived if kind == "arrived" else general.over)


def answer(turn: Turn, crisis: Crisis, kind: str) -> Reply:
    """The answer to a message of this kind; the same one is not given twice running, but what is to be kept up."""
    if crisis.child and kind in (NEWS, "next", "alone", "fear", "child"):
        kind = "child"
    elif kind in crisis.told[-1:] and kind not in _SAID_AGAIN:
        kind = NEWS
    text = _text(turn, crisis, kind)
    tell(crisis, kind)
    return text if kind == "repeat" else replace(text, urgent=kind not in _CALM)


def given(turn: Turn, crisis: Crisis, written: DangerAnswer, *, urgent: bool = False) -> Reply:
    """The written answer, which is noted as told."""
    also = fitting_answers.also_named(turn, crisis, written)
    tell(crisis, written.key)
    if not written.known or crisis.card == GENERAL:
        texts = (text_of(crisis, answer) for answer in (written, also) if answer is not None)
        return Reply("\n".join(texts), urgent=urgent)
    advice = advice_of(turn, crisis.card)
    return Reply(
        fill(written.known, call=advice.call, also="".join(f"{also}。" for also in advice.also)),
        urgent=urgent,
    )


def text_of(crisis: Crisis, written: DangerAnswer) -> str:
    """The written answer for what was told in this danger."""
    return written.text(crisis.patient, crisis.stands, texted=crisis.texted, facts=crisis.facts)


def tell(crisis: Crisis, kind: str) -> None:
    """Note that something of this kind was said."""
    crisis.told = [*crisis.told, kind][-MOST_TOLD:]


def _text(turn: Turn, crisis: Crisis, kind: str) -> Reply:
    if kind in _OF_CARD:
        return Reply(_steps(turn, crisis, kind))
    say = _SAYS.get(kind, _more)
    return say(turn, crisis)


def _steps(turn: Turn, crisis: Crisis, kind: str) -> str:
    """What the card says of this, or else what holds for all dangers."""
    own, general = advice_of(turn, crisis.card).next, turn.content.part(DANGER_NEXT).next
    return str(getattr(own, kind) or getattr(general, kind))


def _cannot_call(turn: Turn, crisis: Crisis) -> Reply:
    general = turn.content.part(DANGER_NEXT)
    message = _spoken(turn, crisis, general.sms_text)
    return Reply(f"{_steps(turn, crisis, 'cannot_call')}\n{general.sms}\n{message}")


def _no_voice(turn: Turn, crisis: Crisis) -> Reply:
    general = turn.content.part(DANGER_NEXT)
    return Reply(f"{general.no_voice}\n{_spoken(turn, crisis, general.sms_text)}")


def _more(turn: Turn, crisis: Crisis) -> Reply:
    """To what no answer is written for: what is to be kept up; and who has the number on the line knows the rest."""
    text, lines, call = turn.message.text, keep(turn, crisis), advice_of(turn, crisis.card).call
    if (asks(text) or _MAY_I.search(text)) and crisis.card != SUICIDE:
        if crisis.eased:
            return _asks_helpers(turn, crisis, call)
        if "no_voice" in crisis.told:  # who cannot speak is not told to ask on the phone
            return _no_voice(turn, crisis)
        return turn.say("danger.ask_line" if crisis.called else "danger.ask_call", call=call, keep=lines)
    if crisis.eased:
        return goes_on(turn, crisis)
    if _findable(place.spot(text) or "") and not crisis.called and "spoken" not in crisis.told:
        tell(crisis, "spoken")
        return Reply(_spoken(turn, crisis, turn.content.part(DANGER_NEXT).operator))
    return turn.say("danger.keep", keep=lines)


def _asks_helpers(turn: Turn, crisis: Crisis, call: str) -> Reply:
    """To a question once help has come: who is sent to them a second time may mean something else."""
    if not crisis.arrived:
        return turn.say("danger.ask_later_on", call=call)
    again = _SENT_TO_HELPERS in crisis.told
    tell(crisis, _SENT_TO_HELPERS)
    return turn.say("danger.ask_helpers_again" if again else "danger.ask_helpers")


def goes_on(turn: Turn, crisis: Crisis) -> Reply:
    """To news after help has come or the worst is over, in other words than the last time."""
    kind = "danger.with_helpers" if crisis.arrived else "danger.safe_more"
    kind = (
        f"{_despair_goes_on(crisis)}.safe_more"
        if crisis.card in DESPAIR
        else "danger.past"
        if crisis.over_turn
        else kind
    )
    number = crisis.told.count(_GOES_ON) % _WORDINGS + 1
    tell(crisis, _GOES_ON)
    return turn.say(f"{kind}_{number}")


def _despair_goes_on(crisis: Crisis) -> str:
    """Where the words stand for who goes on telling: who is alone is not told to keep to those beside them."""
    alone = _ALONE in crisis.facts and crisis.stands != OUTSIDE and not crisis.arrived
    return "despair_alone" if alone else despair_of(crisis)


def despair_of(crisis: Crisis) -> str:
    """Where the words stand for this despair: of the one who writes, or of somebody else whom they tell of."""
    return "despair_other" if crisis.stands == OUTSIDE else "despair"


def keep(turn: Turn, crisis: Crisis) -> str:
    """What is to be kept up in this danger, in other words than the last time."""
    written = turn.content.part(DANGER_ANSWERS)
    known = written.get(crisis.card) or written.get(GENERAL)
    lines = known.keep if known else advice_of(turn, crisis.card).now
    if known and known.keep_bystander and crisis.stands == OUTSIDE:
        lines = known.keep_bystander
    if known and known.keep_inside and crisis.stands == INSIDE:
        lines = known.keep_inside
    return lines[crisis.told.count(NEWS) % len(lines)]


def _next_for_child(turn: Turn, crisis: Crisis, sentences: tuple[str, ...]) -> str:
    crisis.child += 1
    return (
        sentences[crisis.child - 1] if crisis.child <= len(sentences) else turn.words.say("danger.child_stay")
    )


def _spoken(turn: Turn, crisis: Crisis, template: str) -> str:
    """What is read out or sent to those who help: what happened, and the place where it is told so that one can find it."""
    where = crisis.place if _findable(crisis.place) else turn.words.say("danger.place_unknown")
    return fill(template, place=where, what=advice_of(turn, crisis.card).name)


def _findable(spot: str) -> bool:
    return any(map(str.isdecimal, spot))


_SAYS: Mapping[str, Callable[[Turn, Crisis], Reply]] = {
    "repeat": lambda turn, crisis: card_reply(turn, crisis.card, crisis.stands),
    "cannot_call": _cannot_call,
    "no_voice": _no_voice,
    "no_credit": lambda turn, _: Reply(turn.content.part(DANGER_NEXT).no_credit),
    "operator": lambda turn, crisis: Reply(_spoken(turn, crisis, turn.content.part(DANGER_NEXT).operator)),
    "child": lambda turn, crisis: Reply(
        _next_for_child(turn, crisis, turn.content.part(DANGER_NEXT).children)
    ),
    "fear": lambda turn, _: Reply(turn.content.part(DANGER_NEXT).fear),
    "helpers": lambda turn, _: Reply(turn.content.part(DANGER_NEXT).helpers),
    "thanks": lambda turn, _: turn.say("danger.thanks"),
    "reached": lambda turn, crisis: turn.say("danger.reached", keep=keep(turn, crisis)),
}
