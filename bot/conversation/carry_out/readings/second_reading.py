"""What a message that was not clear to the intents means by the act model, and after a guess at it was denied. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence

from bot.common.message import Choice
from bot.common.postback import Control, Wish
from bot.conversation.carry_out.readings.parts import commands_of, with_text
from bot.conversation.carry_out.readings.spoken import intent_of_command
from bot.conversation.commands import Ask, Start
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.session_state import state_of
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE

WORTH_A_GUESS, BY_ACT = (
    0.4,
    0.75,
)  # a wish by the act model that is worth asking about, and what it counts beside the intents
WORTH_DOING = 0.4  # a reading so likely is acted upon after a guess was denied
SHORTEST_REST = 4  # characters that say what is meant instead
UNGUESSED = 1.5  # as much more is needed where nothing was guessed yet
_FLOWS = frozenset({"feedback", "talent_request", "talent_offer", "listing", "subscription"})
"""Forms that the act model tells apart without a name: a course, an event or a team has to be named."""
_HELP = re.compile(
    r"(?:要|叫|请|找|让|喊|派|有没有|能不能有)(?:个|几个|两个|些)?(?:人|志愿者|师傅|小伙子|后生)(?:家)?[^，,。\s]{0,4}?"
    r"(?:帮|拉|搬|抬|修|看|陪|接|送|装|换|拿|背|扶|推)"
)
_REQUEST = "talent.request"
_NO = re.compile(
    r"^(?:哎|啊|唉|喂|都)*(?:不是|不对|勿是|弗是|错了|不系|没有)(?:的|呀|啊|哦|了|啦|嘛|呢)*[\s，,。.！!]+"
)


def acted(turn: Turn) -> Iterator[tuple[str, float]]:
    """The wish that the act model hears and the intents do not, with how likely it is."""
    for command, likelihood in _wishes(turn):
        if likelihood >= WORTH_A_GUESS:
            yield intent_of_command(command), likelihood * BY_ACT


def after_denial(turn: Turn, answered: Collection[str]) -> Ask | Start | None:
    """What the right words mean after a guess was denied, the denied readings left out; None for nothing likely."""
    choices = turn.session.choices
    guessed = _is_guess(choices)
    if turn.postback is not None or not (guessed or turn.session.misses):
        return None
    denied, text = _intents_of(choices), turn.message.text
    if _HELP.search(text) and _REQUEST not in denied:
        return Start("talent_request", {"need": text}, text)
    needed = 1 if guessed else UNGUESSED
    for command, likelihood in (*_by_intents(turn), *_wishes(turn)):
        intent = intent_of_command(command)
        if likelihood / WORTH_DOING >= needed and intent in answered and intent not in denied:
            return command
    return None


def _intents_of(choices: Sequence[Choice]) -> set[str]:
    """The intents that the choices offered."""
    return {choice.postback.intent for choice in choices if isinstance(choice.postback, Wish)}


def behind_denial(turn: Turn) -> Turn:
    """「不是的呀，我说…」 after a guess: the turn as if its message began behind the no; unchanged for a mere no."""
    no = _NO.match(turn.message.text) if _is_guess(turn.session.choices) else None
    rest = turn.message.text[no.end() :] if no is not None else ""
    return with_text(turn, rest) if len(rest) >= SHORTEST_REST else turn


def _is_guess(choices: Sequence[Choice]) -> bool:
    return any(choice.postback is Control.NONE_OF_THESE for choice in choices)


def _by_intents(turn: Turn) -> Iterator[tuple[Ask | Start, float]]:
    text = turn.message.text
    for intent, confidence in turn.parse.ranked:
        if not intent.startswith(("dialog.", "disaster.", OUT_OF_SCOPE)):
            flow = FLOW_OF_INTENT.get(intent, "")
            yield Start(flow, words=text) if flow else Ask(intent, words=text), confidence


def _wishes(turn: Turn) -> Iterator[tuple[Start, float]]:
    """The wishes that the act model hears in the message."""
    if turn.interpreter is None or turn.postback is not None:
        return
    wishes = [
        command for command in commands_of(turn) if isinstance(command, Start) and command.flow in _FLOWS
    ]
    if not wishes:
        return
    readings = turn.interpreter.readings(turn.message.text, state_of(turn.session))
    likelihood = max((reading.likelihood for reading in readings if reading.act == "start"), default=0.0)
    yield from ((command, likelihood) for command in wishes)
