"""What was spoken of last: the part of a session by which words that name nothing are understood."""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

BARRED, MOST_DENIED = 3, 12  # turns for which what was denied is not said again; lines that are kept
LATELY = 6  # turns in which what was told before still says what is meant


class Awaited(Struct, omit_defaults=True):
    """What was asked about a record in the turn of this number: what is to be added, or the new value of a slot."""

    action: str
    kind: str
    ref: str
    slot: str
    turn: int


class OfferedTicket(Struct, omit_defaults=True):
    """What the bot offered to pass on to the community in the turn of this number; anywhere: it has no place."""

    said: str
    turn: int
    anywhere: bool = False


class ToldLately(Struct, omit_defaults=True):
    """What the resident told in the turn of this number, without questions."""

    words: str
    turn: int


class Counted(Struct, omit_defaults=True):
    """What waste was told of until the turn of this number, by thing: at least and most how much; () where that is not told.

    wanted: what is to be had for it, and how many. points: those that the resident says to have, at least and most.
    """

    turn: int
    waste: dict[str, tuple[int, ...]] = msgspec.field(default_factory=dict)
    wanted: dict[str, int] = msgspec.field(default_factory=dict)
    points: tuple[int, ...] = ()


class Topic(Struct, omit_defaults=True):
    """What was spoken of last, so that 「那多少钱」 and 「第二个」 are understood.

    shown: the courses listed last, of this kind; intent: the wish answered last; asked: the question about a
    course in the resident's words, for 「那家政呢」. danger: the one whose card was shown, until it is over.
    event: the one whose date was told, and how many times 「再下一次呢」 was asked after it. done: the form that was
    carried out last. record: what is on record and was spoken of last, as its kind and number. awaited: what was asked about
    one. feeling: which was told last, heard_turn: when; offered: the words that take what was offered last to comfort. thing:
    the event, club, place, team or signpost that was told last, as the slot `thing_slot` names it; `thing_intent` answers
    questions about it. thing_turn: when it, or the course, was told. declined: the courses that were turned down while others
    were recommended. matter: what was told in vain before a person of the staff was offered; borrowing: it is a place that
    somebody would like to use. course_wishes: what was said of the course that is looked for. told_course: the last
    course. tickets: what was offered lately to be passed on. told: what
    was told lately, which a report of it is made of. no_person_turn: when a person of the staff was refused.
    said_before: the message before the one that was answered last, masked. call_offered_turn: when the bot offered that
    somebody rings. number: the phone number that the resident told last for themselves, number_turn: when. counted: what
    waste was told of for the green exchange. denied: the first lines of answers that were denied, and the
    intents of such guesses; denied_turn: when last. Turns are counted from 1.
    """

    course: str = ""
    hazard: str = ""
    shown: list[str] = msgspec.field(default_factory=list)
    kind: str = ""
    intent: str = ""
    asked: str = ""
    danger: str = ""
    event: str = ""
    times: int = 0
    done: str = ""
    done_turn: int = 0
    record: str = ""
    record_turn: int = 0
    awaited: Awaited | None = None
    heard_turn: int = 0
    feeling: str = ""
    offered: str = ""
    offered_turn: int = 0
    thing: str = ""
    thing_slot: str = ""
    thing_intent: str = ""
    thing_turn: int = 0
    declined: list[str] = msgspec.field(default_factory=list)
    declined_turn: int = 0
    matter: str = ""
    matter_turn: int = 0
    told_course: str = ""
    borrowing: bool = False
    course_wishes: list[str] = msgspec.field(default_factory=list)
    said_before: str = ""
    course_wish_turn: int = 0
    no_person_turn: int = 0
    call_offered_turn: int = 0
    number: str = ""
    number_turn: int = 0
    counted: Counted | None = None
    denied: list[str] = msgspec.field(default_factory=list)
    denied_turn: int = 0
    tickets: list[OfferedTicket] = msgspec.field(default_factory=list)
    told: list[ToldLately] = msgspec.field(default_factory=list)

    def bar(self, said: Iterable[str], turn: int) -> None:
        """Keep the lines or intents of what was denied in this turn."""
        self.denied = list(dict.fromkeys([*self.barred(turn), *said]))[-MOST_DENIED:]
        self.denied_turn = turn

    def barred(self, turn: int) -> list[str]:
        """What was denied in the last few turns before the one of this number."""
        return self.denied if turn - self.denied_turn <= BARRED else []

    def told_lately(self, turn: int) -> list[str]:
        """What was told in the last few turns before the one of this number, the newest first."""
        return [told.words for told in reversed(self.told) if turn - told.turn <= LATELY]

    def tell_matter(self, text: str, turn: int) -> None:
        """Keep what a person of the staff will be asked for about; nothing said leaves what was told before."""
        if text:
            self.matter, self.matter_turn, self.borrowing = text, turn, False

    def speak_of(self, intent: str, slot: str, thing: str, turn: int) -> None:
        """Keep what was told last; the course that was spoken of before is no longer what a bare question means."""
        self.course = thing if slot == "course" else ""
        self.told_course = self.course or self.told_course
        self.thing = "" if slot == "course" else thing
        self.thing_slot, self.thing_intent, self.thing_turn = slot, intent, turn
