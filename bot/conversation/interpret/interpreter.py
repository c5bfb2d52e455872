"""What a message means in a state of the conversation: pieces, competing readings by evidence, commands. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.conversation.commands import (
    Ask,
    Choose,
    Command,
    Complain,
    Dispute,
    Hold,
    InDanger,
    Later,
    Manner,
    More,
    No,
    Nothing,
    Record,
    RecordAction,
    Repeat,
    Restart,
    Resume,
    Safe,
    SetSlot,
    Social,
    SocialKind,
    Start,
    Stop,
    WantsPerson,
    Yes,
)
from bot.conversation.interpret import own_records
from bot.conversation.interpret.clauses import pieces
from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.clauses.pieces import Likely
from bot.conversation.interpret.flows import FLOW_OF_INTENT, FLOWS
from bot.conversation.interpret.slot_values import SlotValues
from bot.conversation.interpret.values import choosing
from bot.understanding.acts.act_model import ActReader
from bot.understanding.acts.boundaries import Boundary
from bot.understanding.dialog_state import DialogState
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.ranking import is_confident
from bot.understanding.text.bounded_cache import keep, recurs
from bot.understanding.text.vocabulary import Mention

CERTAIN = 0.9  # a message that is so likely what it is taken for is not looked at again
SURE = 0.5  # a piece that stands for itself is at least so likely what it is taken for
BESIDE_A_VALUE = 0.7  # 「四十五，再少就不卖了」: what would end or interrupt a form has to be likelier beside an answer to it
ANSWERS, ASKS = (
    0.6,
    0.2,
)  # 「有没有插花的视频可以看」 after a name was asked for: what may be an answer, and a question
_OF_PERSONS = frozenset({"name", "phone", "age", "gender", "education"})
_PLAIN: Mapping[str, Command] = {
    "yes": Yes(), "no": No(), "stop": Stop(), "later": Later(), "resume": Resume(), "restart": Restart(),
    "more": More(), "person": WantsPerson(),
    "hold": Hold(), "complain": Complain(), "safe": Safe(), "none": Nothing(),
    "repeat.again": Repeat(Manner.AGAIN), "repeat.slower": Repeat(Manner.SLOWER), "repeat.bigger": Repeat(Manner.BIGGER),
}  # fmt: skip
_OF_LISTS = frozenset({"which", "change_what", "session", "course", "team", "event", "listing"})
_NO_CHOICE = frozenset({"set", "exclude", "dispute", "skip", "stop", "ask", "start", "none", "no", "more"})
"""What a message that takes one of the listed options is easily mistaken for."""
_OF_SLOTS = frozenset({"set", "exclude", "dispute", "skip"})
_INTERRUPTING = frozenset({
    "stop", "later", "skip", "hold", "restart", "no", "none", "meta.said", "meta.why", "meta.word", "complain",
    "resume", "repeat.again", "social.chat", "more",
    "choose", "danger", "person",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A piece with what it is taken for and how likely that is; slot: which one it sets or excludes."""

    piece: Piece
    act: str
    likelihood: float
    likelihoods: Mapping[str, float]
    slot: str = ""


class Interpreter:
    """Reads messages against states. reader: the act model with the evidence that it was trained with."""

    def __init__(self, reader: ActReader) -> None:
        self._reader = reader
        self._values = SlotValues(reader)
        self._meant: dict[tuple[object, ...], tuple[Command, ...]] = {}

    def interpret(self, text: str, state: DialogState) -> tuple[Command, ...]:
        """The commands that the message means, in the order in which they are to be carried out."""
        if not text.strip():
            return (Nothing(),)
        cached = self._meant.get((text, state.key))
        return cached if cached is not None else self._kept(text, state, self._interpret(text, state))

    def _kept(self, text: str, state: DialogState, commands: tuple[Command, ...]) -> tuple[Command, ...]:
        """The commands, remembered for the next time; not where the key would hold a name or a number."""
        if state.personal or not recurs(text) or self._reader.awaits_vector(text):
            return commands
        return keep(self._meant, (text, state.key), commands)

    def _interpret(self, text: str, state: DialogState) -> tuple[Command, ...]:
        readings = self.readings(text, state)
        fills = any(reading.act in ("set", "exclude") and reading.likelihood >= SURE for reading in readings)
        commands = [
            command
            for reading in readings
            if not (fills and reading.act in _INTERRUPTING and reading.likelihood < BESIDE_A_VALUE)
            for command in self._commands(reading, state)
        ]
        return _settled(commands)

    def interpret_with_semantics(self, text: str, state: DialogState) -> tuple[Command, ...]:
        """The commands, with the sentence embedding asked where the first look is unsure: 10 to 60 ms more for those.

        Too slow for an event loop. The vectors are cached, and `interpret` of the same text uses them.
        """
        unsure = self.unsure(text, state)
        for part in unsure:
            self._reader.embed(part)
        if not unsure:
            return self.interpret(text, state)
        return self._kept(text, state, self._interpret(text, state))

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

    def mentions(self, text: str) -> list[Mention]:
        """The things of the community that the text names, in order."""
        return self._reader.vocabulary.mentions(text)

    def is_sure(self, text: str, state: DialogState) -> bool:
        """Is the whole message one piece, and beyond doubt a question or a wish?

        Of those that the intents are unsure of 21 in 25 were right so, and 12 in 43 by the likeliest intent (tests/turns).
        """
        readings = self.readings(text, state)
        return (
            len(readings) == 1 and readings[0].act in ("start", "ask") and readings[0].likelihood >= CERTAIN
        )

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

    def _commands(self, reading: Reading, state: DialogState) -> list[Command]:
        act, piece = reading.act, reading.piece
        plain = _PLAIN.get(act)
        if plain is not None:
            return [plain]
        kind, _, detail = act.partition(".")
        if kind in _OF_SLOTS:
            return self._values.commands(kind, piece, state, reading.slot) or self._next_best(reading, state)
        if kind == "choose":
            indices = choosing.chosen(piece, state.shown)
            return [Choose(index + 1) for index in indices] or self._next_best(reading, state)
        return [self._single(kind, detail, piece, state)]

    def _single(self, kind: str, detail: str, piece: Piece, state: DialogState) -> Command:
        match kind:
            case "record":
                return self._record(RecordAction(detail), piece, state)
            case "social":
                return Social(SocialKind(detail), piece.text)
            case "danger":
                return InDanger(self._danger(piece, state))
            case "meta":
                return Ask(f"{kind}.{detail}", {}, piece.text)
            case "start":
                return self._start(piece, state)
            case _:
                return self._ask(piece, state)

    def _next_best(self, reading: Reading, state: DialogState) -> list[Command]:
        """The commands by the next likely act, for the likeliest has nothing to show for itself."""
        others = {act: share for act, share in reading.likelihoods.items() if act != reading.act}
        if not others:
            return [Nothing()]
        act = max(others, key=lambda name: others[name])
        slot = self._values.slot(reading.piece.text, state) if act in ("set", "exclude") else ""
        return self._commands(replace(reading, act=act, likelihoods=others, slot=slot), state)

    def _record(self, action: RecordAction, piece: Piece, state: DialogState) -> Record:
        likely = self._reader.kind(piece.text, state)
        record = own_records.spoken_of(piece.text, state.own, likely)
        kind, ref = (record.kind, record.ref) if record else (likely, "")
        if action not in (RecordAction.CHANGE, RecordAction.ADD, RecordAction.RATE):
            return Record(action, kind, ref, words=piece.text)
        slot, value = self._values.changed(piece, kind, state, rating=action is RecordAction.RATE)
        return Record(action, kind, ref, slot, value, piece.text)

    def _danger(self, piece: Piece, state: DialogState) -> str:
        return self._reader.danger(piece.text) or state.topic.get("danger", "")

    def _start(self, piece: Piece, state: DialogState) -> Command:
        parse = self._reader.parse(piece.text)
        likely = self._reader.kind(piece.text, state)
        flow = likely if likely in FLOWS else FLOW_OF_INTENT.get(parse.intent, "enrol")
        flow = _named_flow(flow, parse.named)
        return Start(flow, self._values.at_start(piece, flow, state, parse), piece.text)

    def _ask(self, piece: Piece, state: DialogState) -> Command:
        intent, slots = self._reader.question(piece.text, state)
        return Ask(intent, self._values.of_question(intent, slots, piece.bare, state), piece.text)


def _named_flow(flow: str, named: Mapping[str, str]) -> str:
    """An event that is named is joined, a course that is named is enrolled in."""
    if flow == "enrol" and "event" in named and "course" not in named:
        return "event"
    return "enrol" if flow == "event" and "course" in named and "event" not in named else flow


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
    return left.act == right.act and left.act in _OF_SLOTS and left.slot == right.slot


def _settled(commands: Sequence[Command]) -> tuple[Command, ...]:
    """Each command once, without what says nothing beside another."""
    unique: list[Command] = []
    for command in commands:
        if command not in unique:
            unique.append(command)
    unique = _without(unique, Nothing) or unique[:1]
    if any(isinstance(command, SetSlot) for command in unique):
        unique = _without(unique, No, Dispute)  # 「不对，是…」: what is put right says it already
    if any(isinstance(command, InDanger) for command in unique):
        unique = [command for command in unique if isinstance(command, InDanger | Safe | Social)]
    return tuple(unique)


def _without(commands: Sequence[Command], *kinds: type) -> list[Command]:
    return [command for command in commands if not isinstance(command, kinds)]
