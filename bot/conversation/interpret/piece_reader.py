"""Parts a message into pieces and tells what each most likely does, by the act model and the state. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.interpret.clauses import pieces
from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.clauses.pieces import Likely
from bot.conversation.interpret.slot_values import SlotValues
from bot.conversation.interpret.values import choosing
from bot.understanding.acts.act_model import ActReader
from bot.understanding.acts.boundaries import Boundary
from bot.understanding.dialog_state import DialogState
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.ranking import is_confident

CERTAIN = 0.9  # a message that is so likely what it is taken for is not looked at again
ANSWERS, ASKS = 0.6, 0.2
"""「有没有插花的视频可以看」 after a name was asked for: how likely what may be an answer is one, and a question."""
OF_SLOTS = frozenset({"set", "exclude", "dispute", "skip"})
_OF_PERSONS = frozenset({"name", "phone", "age", "gender", "education"})
_OF_LISTS = frozenset({"which", "change_what", "session", "course", "team", "event", "listing"})
_NO_CHOICE = frozenset({"set", "exclude", "dispute", "skip", "stop", "ask", "start", "none", "no", "more"})
"""What a message that takes one of the listed options is easily mistaken for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A piece with what it is taken for and how likely that is; slot: which one it sets or excludes."""

    piece: Piece
    act: str
    likelihood: float
    likelihoods: Mapping[str, float]
    slot: str = ""


class PieceReader:
    """Reads the pieces of a message. reader: the act model; values: which slot a piece fills."""

    def __init__(self, reader: ActReader, values: SlotValues) -> None:
        self._reader = reader
        self._values = values

    def readings(self, text: str, state: DialogState) -> list[Reading]:
        """The pieces of the message, each with its act; the whole is one piece unless more speaks for parting it."""
        whole = self.reading(text, state)
        places = pieces.worth_a_look(self._reader.boundaries(text, state))
        return self._parted(whole, 0, places, state)[: pieces.MOST]

    def _parted(
        self, whole: Reading, offset: int, places: Sequence[tuple[Boundary, float]], state: DialogState
    ) -> list[Reading]:
        """The readings of a part of the message that begins at `offset`, parted where most speaks for it."""
        best, best_score = None, 0.0
        for place, margin in places:
            end, start = place.end - offset, place.start - offset
            if not 0 < end < start + 1 <= len(whole.piece.text):
                continue
            sides = self.reading(whole.piece.text[:end], state), self.reading(whole.piece.text[start:], state)
            if _one_thing(*sides):
                continue
            score = pieces.parted(margin, *(Likely(side.act, side.likelihood) for side in (whole, *sides)))
            if score > best_score:
                best, best_score = (place, sides), score
        if best is None:
            return [whole]
        place, (left, right) = best
        return [
            *self._parted(left, offset, [entry for entry in places if entry[0].end < place.end], state),
            *self._parted(right, place.start, [entry for entry in places if entry[0].end > place.end], state),
        ]

    def reading(self, text: str, state: DialogState) -> Reading:
        """The text as one piece, with its likeliest act."""
        likelihoods = self._reader.likelihoods(text, state)
        allowed = {act: share for act, share in likelihoods.items() if _possible(act, state)}
        act = max(allowed, key=lambda name: allowed[name])
        if act == "set" and allowed[act] < ANSWERS and state.asked in _OF_PERSONS:
            act = self._rather_asked(text, allowed)
        if (
            act in _NO_CHOICE
            and state.asked in _OF_LISTS
            and choosing.points_at_one(Piece.of(text), state.shown)
        ):
            act = "choose"
        slot = self._values.slot(text, state) if act in ("set", "exclude") else ""
        return Reading(Piece.of(text), act, allowed[act], allowed, slot)

    def _rather_asked(self, text: str, likelihoods: Mapping[str, float]) -> str:
        """The question or wish that an unsure answer more likely is, because understanding is sure of it; else "set"."""
        parse = self._reader.parse(text)
        act = max(("ask", "start"), key=lambda name: likelihoods[name])
        ours = not parse.intent.startswith(("dialog.", OUT_OF_SCOPE))
        return act if ours and is_confident(parse) and likelihoods[act] >= ASKS else "set"

    def unsure(self, text: str, state: DialogState) -> list[str]:
        """The message and its parts whose vectors may change what it means; empty where nothing could be gained."""
        if not text.strip():
            return []
        whole = self.reading(text, state)
        places = pieces.worth_a_look(self._reader.boundaries(text, state))
        if whole.likelihood >= CERTAIN and not places:
            return []
        sides = [part for place, _ in places for part in (text[: place.end], text[place.start :])]
        return [part for part in (text, *sides) if self._reader.wants_vector(part)]


def _possible(act: str, state: DialogState) -> bool:
    """Can the act be meant in this state at all?"""
    if act in ("set", "exclude", "dispute", "skip", "stop", "later"):
        return (
            bool(state.flow)
            or (act == "exclude" and bool(state.shown))
            or (act == "set" and state.asked == "rate")
        )
    if act == "choose":
        return bool(state.shown)
    if act == "safe":
        return state.asked == "card" or "danger" in state.topic
    return True


def _one_thing(left: Reading, right: Reading) -> bool:
    """Do both sides say one thing: a value told in two breaths, or corrected?"""
    return left.act == right.act and left.act in OF_SLOTS and left.slot == right.slot
