"""What a message means in a state of the conversation: pieces, competing readings by evidence, commands. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.conversation.command_kinds import has, without
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
from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.flows import FLOW_OF_INTENT, FLOWS
from bot.conversation.interpret.piece_reader import CERTAIN, OF_SLOTS, PieceReader, Reading
from bot.conversation.interpret.slot_values import SlotValues
from bot.conversation.interpret.values import choosing, times
from bot.conversation.interpret.values.values import TIMES
from bot.understanding.acts.act_model import ActReader
from bot.understanding.dialog_state import DialogState
from bot.understanding.slots import person
from bot.understanding.text.bounded_cache import keep, recurs
from bot.understanding.text.vocabulary import Mention

TOLD_BESIDES, TOLD_AT_START = 0.95, 0.6
"""How likely a clause is an answer to the form: beside one that was asked for, in a wish."""
_SIGNS = re.compile(r"[\s，,。；;！!？?]+(?![\d零幺一二三四五六七八九]{3})")  # a number may be told in groups
_WITH_VALUES = frozenset({"set", "skip", "yes"})
SURE = 0.5  # a piece that stands for itself is at least so likely what it is taken for
BESIDE_A_VALUE = 0.7  # 「四十五，再少就不卖了」: what would end or interrupt a form has to be likelier beside an answer to it
_PLAIN: Mapping[str, Command] = {
    "yes": Yes(), "no": No(), "stop": Stop(), "later": Later(), "resume": Resume(), "restart": Restart(),
    "more": More(), "person": WantsPerson(),
    "hold": Hold(), "complain": Complain(), "safe": Safe(), "none": Nothing(),
    "repeat.again": Repeat(Manner.AGAIN), "repeat.slower": Repeat(Manner.SLOWER), "repeat.bigger": Repeat(Manner.BIGGER),
}  # fmt: skip
_INTERRUPTING = frozenset({
    "stop", "later", "skip", "hold", "restart", "no", "none", "meta.said", "meta.why", "meta.word", "complain",
    "resume", "repeat.again", "social.chat", "more",
    "choose", "danger", "person",
})  # fmt: skip


class Interpreter:
    """Reads messages against states. reader: the act model with the evidence that it was trained with."""

    def __init__(self, reader: ActReader) -> None:
        self._reader = reader
        self._values = SlotValues(reader)
        self._pieces = PieceReader(reader, self._values)
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
            for command in [*self._commands(reading, state), *self._told_besides(reading, state)]
        ]
        return _settled(_asked_of_named(commands, text))

    def _told_besides(self, reading: Reading, state: DialogState) -> list[Command]:
        """The values of other slots in the clauses of a piece: 「六幢五零三，明天下午在家，我叫徐亮」 fills three."""
        if not state.flow or reading.act not in _WITH_VALUES:
            return []
        told = self._answers_in(reading.piece, state, TOLD_BESIDES)
        return [command for command in told if command.slot != reading.slot]

    def _answers_in(self, piece: Piece, state: DialogState, least: float) -> list[SetSlot]:
        """What the clauses of a piece, each by itself, answer to the form; the first answer for each slot.

        least: how likely a clause has to be an answer. [] where the piece is one clause.
        """
        clauses = [clause for clause in _SIGNS.split(piece.text) if len(clause) > 1]
        heard = [self.reading(clause, state) for clause in clauses] if len(clauses) > 1 else []
        return [
            command
            for reading in _first_answers(heard, least)
            for command in self._values.commands("set", reading.piece, state, reading.slot)
            if isinstance(command, SetSlot) and _is_value(command.slot, command.value)
        ]

    def interpret_with_semantics(self, text: str, state: DialogState) -> tuple[Command, ...]:
        """The commands, with the sentence embedding asked where the first look is unsure: 5 to 30 ms more for those.

        Too slow for an event loop. The vectors are cached, and `interpret` of the same text uses them.
        """
        unsure = self.unsure(text, state)
        for part in unsure:
            self._reader.embed(part)
        if not unsure:
            return self.interpret(text, state)
        return self._kept(text, state, self._interpret(text, state))

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
        """The pieces of the message, each with its act."""
        return self._pieces.readings(text, state)

    def reading(self, text: str, state: DialogState) -> Reading:
        """The text as one piece, with its likeliest act."""
        return self._pieces.reading(text, state)

    def unsure(self, text: str, state: DialogState) -> list[str]:
        """The message and its parts whose vectors may change what it means; empty where nothing could be gained."""
        return self._pieces.unsure(text, state)

    def _commands(self, reading: Reading, state: DialogState) -> list[Command]:
        act, piece = reading.act, reading.piece
        plain = _PLAIN.get(act)
        if plain is not None:
            return [plain]
        kind, _, detail = act.partition(".")
        if kind in OF_SLOTS:
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
        told = self._values.at_start(piece, flow, state, parse)
        return Start(flow, self._told_in_clauses(piece, flow, told), piece.text)

    def _told_in_clauses(self, piece: Piece, flow: str, told: Mapping[str, str]) -> dict[str, str]:
        """What a wish tells of its form, with what its clauses tell if they are read as answers to the form."""
        answers = self._answers_in(piece, DialogState(flow=flow, asked="confirm"), TOLD_AT_START)
        found = {answer.slot: answer.value for answer in reversed(answers)}
        main = FLOWS[flow].matter
        return found | {slot: value for slot, value in told.items() if slot != main or main not in found}

    def _ask(self, piece: Piece, state: DialogState) -> Command:
        intent, slots = self._reader.question(piece.text, state)
        return Ask(intent, self._values.of_question(intent, slots, piece.bare, state), piece.text)


def _first_answers(heard: Iterable[Reading], least: float) -> Iterable[Reading]:
    """The readings that are likely answers, the first for each slot."""
    first: dict[str, Reading] = {}
    for reading in heard:
        if reading.act == "set" and reading.likelihood >= least:
            first.setdefault(reading.slot, reading)
    return first.values()


def _is_value(slot: str, value: str) -> bool:
    """Does the value look like one of its slot? A clause by itself is easily taken for a name or a time."""
    if slot in TIMES:
        return bool(times.all_meant(value))
    return person.plausible_name(value) if slot == "name" else bool(value)


def _named_flow(flow: str, named: Mapping[str, str]) -> str:
    """An event that is named is joined, a course that is named is enrolled in."""
    if flow == "enrol" and "event" in named and "course" not in named:
        return "event"
    return "enrol" if flow == "event" and "course" in named and "event" not in named else flow


def _asked_of_named(commands: Sequence[Command], text: str) -> list[Command]:
    """「电工学完好找工作吗」, parted behind 「电工」: the course is what the question is about, and none that is chosen."""
    told = list(commands)
    for named, asked in pairwise(commands):
        if not (isinstance(named, SetSlot) and named.slot == "course" and isinstance(asked, Ask)):
            continue
        if named.words == named.value and f"{named.words}{asked.words}" in text:
            whole = replace(
                asked, slots={**asked.slots, "course": named.value}, words=f"{named.words}{asked.words}"
            )
            told = [whole if command is asked else command for command in told if command is not named]
    return told


def _settled(commands: Sequence[Command]) -> tuple[Command, ...]:
    """Each command once, without what says nothing beside another."""
    unique: list[Command] = []
    for command in commands:
        if not any(_says_the_same(command, other) for other in unique):
            unique.append(command)
    unique = without(unique, Nothing) or unique[:1]
    if has(unique, SetSlot):
        unique = without(unique, No, Dispute)  # 「不对，是…」: what is put right says it already
    if has(unique, InDanger):
        unique = [command for command in unique if isinstance(command, InDanger | Safe | Social)]
    return tuple(unique)


def _says_the_same(command: Command, other: Command) -> bool:
    """Are both the same, or the same value in other words around it?"""
    if isinstance(command, SetSlot) and isinstance(other, SetSlot):
        return replace(command, words=other.words) == other
    return command == other
