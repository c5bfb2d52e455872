"""Turns of `intents/acts/` that mean by themselves what they mean in their conversation, as phrases of an intent. Pure.

They are the residents' own ways of speaking, where the phrases in `intents/` are mostly patterns: learned beside them, they
raise the accuracy on writers who wrote none of them by six points (figures in ARCHITECTURE.md).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from bot.content.act_files import SaidCommand, SaidTurn, TurnBlock
from bot.understanding.models.nearest_phrases import Phrase
from bot.understanding.parse import OUT_OF_SCOPE

OPENING_INTENT: Mapping[str, str] = {
    "enrol": "training.enrol",
    "request": "training.request",
    "recommend": "training.recommend",
    "employer": "training.employer",
    "volunteer": "volunteer.join",
    "talent_offer": "talent.offer",
    "talent_request": "talent.request",
    "listing": "exchange.offer",
    "wish": "exchange.find",
    "reserve": "exchange.find",
    "feedback": "feedback.submit",
    "voice": "feedback.submit",
    "subscription": "disaster.subscribe",
    "event": "activity.join",
}
_RECORD_INTENT: Mapping[tuple[str, str], str] = {
    ("status", "enrol"): "training.mine",
    ("withdraw", "enrol"): "training.cancel",
    ("status", "feedback"): "feedback.status",
    ("not_done", "feedback"): "feedback.status",
    **{(action, "listing"): "exchange.mine" for action in ("status", "change", "withdraw", "pause", "done")},
    **{(action, kind): "exchange.mine" for action in ("status", "withdraw") for kind in ("reserve", "wish")},
    ("change", "subscription"): "disaster.subscribe",
    ("resume", "subscription"): "disaster.subscribe",
    ("pause", "subscription"): "disaster.unsubscribe",
    ("withdraw", "subscription"): "disaster.unsubscribe",
}
_COURTESIES: Mapping[str, str] = {"greet": "dialog.greet", "thanks": "dialog.thanks", "bye": "dialog.bye"}
_WITHOUT_WORD: Mapping[str, str] = {
    "none": OUT_OF_SCOPE,
    "person": "dialog.human",
    "danger": "disaster.emergency",
}
_PLACES = frozenset(
    {"place", "address"}
)  # a bare address is no wish, and no emergency though those name addresses too
_LONGEST_PLACE = 12
_SHORTEST = 5  # characters; what is shorter means something in its state alone
_SHORTEST_COURTESY = 2
_SHORTEST_IN_STATE = 6
_IN_ANY_STATE = frozenset({"start", "person", "danger"})
_DEPENDENT = frozenset({"card", "which", "sure"})  # after these questions a message is mostly an answer


def turn_phrases(
    blocks: Iterable[TurnBlock], intents: Collection[str], bare: Callable[[str], str]
) -> Iterator[Phrase]:
    """The turns as phrases, each once. intents: those of the content; bare: removes what says nothing from a text."""
    phrases: dict[Phrase, None] = {}
    for block in blocks:
        for turn in block.turns():
            for text, command in _parts_with_intent(turn):
                intent = intent_of(command)
                if intent in intents and _stands_alone(command, block, len(bare(text))):
                    phrases[Phrase(text, intent)] = None
    yield from phrases


def intent_of(command: SaidCommand) -> str:
    """The intent of a message that says nothing but this command; "" where no intent says it."""
    word, *rest = command.word.split() or [""]
    match command.do:
        case "start":
            return OPENING_INTENT.get(word, "")
        case "ask":
            return word
        case "record":
            return _record_intent(word, rest[0] if rest else "", command.fields.get("slot", ""))
        case "social":
            return _COURTESIES.get(word, OUT_OF_SCOPE)
        case "set" if _PLACES & command.fields.keys():
            return OUT_OF_SCOPE
    return _WITHOUT_WORD.get(command.do, "")


def _record_intent(action: str, kind: str, slot: str) -> str:
    if (action, kind, slot) == ("change", "enrol", "session"):
        return "training.cancel"
    return _RECORD_INTENT.get((action, kind), "")


def _parts_with_intent(turn: SaidTurn) -> list[tuple[str, SaidCommand]]:
    if len(turn.parts) == len(turn.commands):
        return list(zip(turn.parts, turn.commands, strict=True))
    same = len({intent_of(command) for command in turn.commands}) == 1
    return [(" ".join(turn.parts), turn.commands[0])] if same else []


def _stands_alone(command: SaidCommand, block: TurnBlock, length: int) -> bool:
    """Does a text of this length mean the same without its state?

    Small talk in a form is left out: learned as none of ours, it turned long stories with a wish in them away.
    """
    if command.do == "social" and command.word in _COURTESIES:
        return length >= _SHORTEST_COURTESY
    if command.do == "set":
        return length <= _LONGEST_PLACE
    if command.do == "danger" and ("danger" in block.topic or block.asked == "card"):
        return False  # news of a danger that is known: 「穿红衣服的老太太，在六楼」
    if block.flow == "" and block.asked not in _DEPENDENT:
        return length >= _SHORTEST
    return command.do in _IN_ANY_STATE and length >= _SHORTEST_IN_STATE
