"""Commands about slots: which slot a piece fills, excludes, disputes or skips, and with which value. Pure."""

import re
from collections.abc import Mapping, Sequence

from bot.conversation.commands import Command, Dispute, Exclude, SetSlot, Skip
from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.flows import FLOWS
from bot.conversation.interpret.values import choosing, several, times
from bot.conversation.interpret.values.closed_values import TYPED
from bot.conversation.interpret.values.stated import stated
from bot.conversation.interpret.values.values import OF_TIMES, TIMES, ValueReader, read_name
from bot.understanding.acts.act_model import ActReader
from bot.understanding.dialog_state import DialogState
from bot.understanding.parse import Parse
from bot.understanding.slots import phone
from bot.understanding.slots.numerals import value as number

_RATING = re.compile(r"[一二两三四五12345](?=分|星|颗)|[一二三四五12345]")
_PRAISE, _BLAME = re.compile(r"满意|好|不错|棒|赞"), re.compile(r"不满意|不好|差|糟|不行")
_THINGS = ("course", "team", "event")
_NAMES_IN_THEM = frozenset({"firm", "need", "detail"})
_ALSO_CORRECTED = frozenset({"phone", "age", "weekday"})
_FOR_THEM = re.compile(r"给我?(?:家|们)?(?!我|你)|[帮替为](?:我|俺|阿拉)")
_TOLD_AT_START = ("terms", "channel", "hazards", "kind")
_NOT_OF_QUESTIONS = frozenset({"name", "phone"})
_SPOKEN_OF = {
    "training.info": ("course", "session"), "training.jobs": ("course",), "volunteer.activities": ("team",),
    "activity.browse": ("event",), "club.info": ("club",), "venue.info": ("venue",), "exchange.info": ("item",),
    "exchange.find": ("item",), "disaster.tips": ("hazard",),
}  # fmt: skip
"""What a question is about though it does not name it, because it was spoken of before."""
_ANYTHING = re.compile(
    r"[个件样点些旧]*(?:东西|物品|物件|旧货|闲置|杂物)|嗯+|哦+|好的?|对的?|行|最好.*|留意.*|想要"
)
_POINTS = re.compile(
    r"(?:这|那)(?:个|些|样|种|方面|行|一行|事|件事|活|门|点)?|它|会的|本事|手艺|东西|什么|啥"
)
_TELLS_OF_A_THING = re.compile(
    r"(?:(?:请|帮|给|替|麻烦|拜托|劳烦|你|您|侬|我|忙|一下|下|挂|登|发|送|卖|换|人|出去|上去|记|白|免费|不要|不收|钱|了|的)+"
    r"|[\d一二三四五六七八九十百千两几]+(?:块钱?|元)|[\d一二三四五六七八九全半几]+成?新|(?:才|只|就)?用了?[\d一二两三四五六七八九十几半]+个?(?:年|月|天)多?)"
)
"""How a thing is and what is to become of it: no name of a thing."""
_CLAUSES = re.compile(r"[\s，,。；;！!、]+")
_AFTER = re.compile(r"之后|过后|以后|完了|退了|停了")
_CARRIED = {"enrol": ("course", "session"), "event": ("event",), "volunteer": ("team",)}
_SAME = re.compile(r"同一个?班|一样的?班|同班|一个班|跟(?:我|他|她).{0,4}一样")


_REFUSABLE = frozenset(
    {"interests", "free", "when", "time", "session", "course", "team", "hazards", "skills"}
)
_REFUSED_BEHIND = re.compile(
    r"[^，,。\s]{0,3}?(?:除外|不行|不考虑|免谈|就算了|不要给|来不了|去不了|没空|不方便)(?:[的了啊呀哦吧]|$|\s)"
)
PLAIN_VALUES = frozenset({
    "phone", "age", "people", "price", "quantity", "gender", "education", "for_whom", "weekday", "channel",
    "session", "time", "due", "name", "address", "place",
})  # fmt: skip
"""Slots whose values show by themselves that they are values."""


class SlotValues:
    """Reads commands about slots with the act model and the readers of values."""

    def __init__(self, reader: ActReader) -> None:
        self._reader = reader
        self._values = ValueReader(reader.spans, reader.vocabulary)

    def slot(self, text: str, state: DialogState) -> str:
        """The slot that a piece sets or excludes."""
        slots = FLOWS[state.flow].slots if state.flow in FLOWS else ("course", "event", "listing", "team")
        return self._reader.slot(text, state, slots)

    def commands(self, act: str, piece: Piece, state: DialogState, slot: str = "") -> list[Command]:
        """The commands of a piece that sets, excludes, disputes or skips."""
        if act == "skip":
            slots = FLOWS[state.flow].slots if state.flow else ()
            return [
                Skip(state.asked if state.asked in slots else self._reader.slot(piece.text, state, slots))
            ]
        if act == "dispute":
            return [*self._put_right(piece, state)] or [Dispute(self._disputed(piece, state))]
        if slot in OF_TIMES and times.says_any(piece.bare):
            return [SetSlot(slot, times.ANY_TIME, words=piece.text)]
        if act == "exclude" or (slot in TIMES and times.only_refused(piece.bare)):
            return self._excluded(piece, slot, state)
        return self._set(piece, slot, state)

    def changed(self, piece: Piece, kind: str, state: DialogState, *, rating: bool) -> tuple[str, str]:
        """The slot and the value of a record that the piece changes or adds; for a rating the figure."""
        if rating:
            return "", _rating(piece)
        flow = FLOWS.get(kind)
        if flow is None:
            return "", ""
        asked = DialogState(flow=kind, asked="confirm", own=state.own)
        number = phone.find_any(piece.text)
        slot = "phone" if number else self._slot(piece, asked)
        values = self._read(piece, slot, asked)
        return slot, values[0] if values else ""

    def at_start(self, piece: Piece, flow: str, state: DialogState, parse: Parse) -> dict[str, str]:
        """What a wish says of its form already, and what its words carry over from what was spoken of."""
        slots = FLOWS[flow].slots
        asked = DialogState(flow=flow, asked="start")
        named = {slot: parse.named[slot] for slot in _THINGS if slot in slots and slot in parse.named}
        values = named | self._options_told(piece, slots, asked) | stated(piece, slots)
        main = FLOWS[flow].matter
        if main and main not in values and (spoken := self._main(piece, main, asked)):
            values[main] = spoken[0]
        told = values.get("item", "")
        if main == "item" and (_TELLS_OF_A_THING.fullmatch(told) or told == values.get("name")):
            values["item"] = self._thing(piece, asked)
        if _ANYTHING.fullmatch(values.get("item", "")):
            del values["item"]  # 「有个东西送人」 says of nothing what it is
        return values | self._carried(piece, flow, state, values)

    def _options_told(self, piece: Piece, slots: Sequence[str], asked: DialogState) -> dict[str, str]:
        """The options that a wish tells at once, of slots with a few of them; of hazards all that it tells."""
        told = {slot: self._read(piece, slot, asked) for slot in _TOLD_AT_START if slot in slots}
        return {
            slot: ",".join(found) if slot == "hazards" else found[0] for slot, found in told.items() if found
        }

    def _main(self, piece: Piece, slot: str, asked: DialogState) -> list[str]:
        """What the wish is about; 「我会这个」 tells no skill by itself."""
        return [
            value
            for value in self._read(piece, slot, asked)
            if slot != "skill" or not _POINTS.fullmatch(value)
        ]

    def _thing(self, piece: Piece, asked: DialogState) -> str:
        """The thing that a list of remarks begins with: 「沙发一套，用了三年，不收钱，麻烦你挂上去」; "" for none."""
        told = (
            self._read(Piece.of(clause), "item", asked) for clause in _CLAUSES.split(piece.text) if clause
        )
        things = (values[0] for values in told if values)
        return next((thing for thing in things if not _TELLS_OF_A_THING.fullmatch(thing)), "东西")

    def of_question(
        self, intent: str, slots: Mapping[str, str], words: str, state: DialogState
    ) -> dict[str, str]:
        """The slots of a question; a course that was spoken of where the question names none."""
        told = {name: value for name, value in slots.items() if name not in _NOT_OF_QUESTIONS}
        known = {**state.topic, **state.slots}
        for slot in _SPOKEN_OF.get(intent, ()):
            if (
                slot not in told
                and known.get(slot)
                and ("course" in told) <= (told.get("course") == known.get("course"))
            ):
                told[slot] = known[slot]
        if intent == "disaster.tips":
            told.setdefault(
                "phase",
                "during" if "danger" in state.topic else "after" if _AFTER.search(words) else "before",
            )
        return told

    def _carried(
        self, piece: Piece, flow: str, state: DialogState, values: Mapping[str, str]
    ) -> dict[str, str]:
        if not _SAME.search(piece.bare) and not re.search(r"也|再|还|同|这个|那个", piece.bare):
            return {}
        source = {**state.topic, **(state.slots if state.flow == flow else {})}
        wanted = _CARRIED.get(flow, ()) if _SAME.search(piece.bare) else _CARRIED.get(flow, ())[:1]
        return {slot: source[slot] for slot in wanted if source.get(slot) and slot not in values}

    def _put_right(self, piece: Piece, state: DialogState) -> Sequence[Command]:
        """「日子搞岔了，是后天」: a dispute that says the right value too, of a slot whose values can be told apart."""
        slot = self._disputed(piece, state)
        if slot not in PLAIN_VALUES:
            return []
        known = state.slots.get(slot, "")
        return [
            SetSlot(slot, value, words=piece.text)
            for value in self._read(piece, slot, state)
            if value != known
        ][:1]

    def _set(self, piece: Piece, slot: str, state: DialogState) -> list[Command]:
        numbered = _numbered(piece, slot)
        if numbered:
            return numbered
        values = self._read(piece, slot, state)
        if _all_refused(slot, values, piece.words):
            return [Exclude(slot, value, piece.text) for value in values]
        commands: list[Command] = [SetSlot(slot, value, words=piece.text) for value in values]
        commands += _stated_besides(piece, slot, values, state)
        if commands or slot in TYPED or slot == "name":
            return commands
        return [SetSlot(slot, piece.words, words=piece.text)]

    def _slot(self, piece: Piece, state: DialogState) -> str:
        slots = FLOWS[state.flow].slots if state.flow in FLOWS else ()
        return self._reader.slot(piece.text, state, slots)

    def _read(self, piece: Piece, slot: str, state: DialogState) -> list[str]:
        if slot == "name":
            name = read_name(piece, state, self._reader.spans)
            return [name] if name else []
        return self._values.read(piece, slot, state)

    def _excluded(self, piece: Piece, slot: str, state: DialogState) -> list[Command]:
        values = self._values.excluded(piece, slot)
        if not values and not state.flow and (indices := choosing.chosen(piece, state.shown)):
            values = [state.shown[indices[0]]]
        return [Exclude(slot, value, piece.text) for value in values] or [Dispute(slot)]

    def _disputed(self, piece: Piece, state: DialogState) -> str:
        slots = FLOWS[state.flow].slots if state.flow in FLOWS else ()
        return self._reader.disputed_slot(piece.text, state, slots)


def _all_refused(slot: str, values: Sequence[str], words: str) -> bool:
    """Are the values of such a slot told only to be refused?"""
    return slot in _REFUSABLE and bool(values) and all(_refused(value, words) for value in values)


def _refused(value: str, words: str) -> bool:
    """「烧菜除外」: is the value told only to be refused?"""
    _, found, rest = words.partition(value)
    return bool(found) and _REFUSED_BEHIND.match(rest) is not None


def _numbered(piece: Piece, slot: str) -> list[Command]:
    """Several people's ages, or several things with how many of each."""
    if slot == "age":
        ages = enumerate(several.ages(piece.words), 1)
        return [SetSlot("age", years, person, piece.text) for person, years in ages]
    if slot in ("name", "phone"):
        people = enumerate(several.names(piece.text) if slot == "name" else several.phones(piece.text), 1)
        return [SetSlot(slot, told, person, piece.text) for person, told in people]
    if slot not in ("item", "quantity"):
        return []
    return [
        SetSlot(name, told, number, piece.text)
        for number, thing in enumerate(several.things(piece.words), 1)
        for name, told in (("item", thing.item), ("quantity", thing.quantity))
    ]


def _stated_besides(piece: Piece, slot: str, values: Sequence[str], state: DialogState) -> list[SetSlot]:
    """The values of other slots of the open form that the piece states beside these of the slot."""
    if state.flow not in FLOWS:
        return []
    return [
        SetSlot(other, value, words=piece.text)
        for other, value in stated(piece, FLOWS[state.flow].slots).items()
        if other != slot and value not in values and _told_too(other, slot, piece, state)
    ]


def _told_too(other: str, slot: str, piece: Piece, state: DialogState) -> bool:
    """Is what the piece states of another slot meant for it? People are named in stories, and days in excuses."""
    if other == "name" and slot in _NAMES_IN_THEM:
        return False
    if other == "for_whom":
        return not state.slots.get(other) and _FOR_THEM.search(piece.bare) is not None
    if other == "session":
        return slot == "course"
    return other in _ALSO_CORRECTED or not state.slots.get(other)


def _rating(piece: Piece) -> str:
    found = _RATING.search(piece.bare)
    if found:
        return str(number(found[0]) or "")
    if _BLAME.search(piece.bare):
        return "1"
    return "5" if _PRAISE.search(piece.bare) else ""
