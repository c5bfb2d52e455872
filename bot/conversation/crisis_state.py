"""What a session keeps of a danger that is on, or was asked about."""

import msgspec
from msgspec import Struct

from bot.understanding.danger_signs.danger import SUICIDE
from bot.understanding.slots import crisis_facts, place

ASIDE = "aside"  # told before something else was answered
CAUSE = "cause_"  # before the name of what something in the danger comes from, in `told`
MOST_WORDS = 200  # that are kept of a message


class Crisis(Struct, omit_defaults=True):
    """A danger that is on. card: the one that was shown, or that is asked about while `asked`.

    told: what was said after the card, in order; place: where it is, as it was said; child: the next of the sentences for
    a small child, 0 for none; arrived: help has come; called: the number was rung; texted: an SMS went to the police;
    patient: "baby", "child" or "" for
    anybody else. over_turn: the turn in which it was over, 0 while it is on. words: what is asked about of a message,
    or what the card was shown to; kept: an open form has not heard them, and hears them where there is no danger.
    stands: whether who writes is inside or outside of it, "" where they have not told. assumed: they are inside as long as
    nobody else is told of.
    safe: the worst is over, by what was said: they are out, somebody is with them, what could hurt is taken away.
    before: the card that this one took the place of.
    said: the last answer, which is not given twice running. facts: what was told that answers depend on, by name.
    """

    card: str
    asked: bool = False
    told: list[str] = msgspec.field(default_factory=list)
    place: str = ""
    child: int = 0
    arrived: bool = False
    words: str = ""
    kept: bool = False
    called: bool = False
    patient: str = ""
    over_turn: int = 0
    safe: bool = False
    said: str = ""
    stands: str = ""
    assumed: bool = False
    texted: bool = False
    facts: list[str] = msgspec.field(default_factory=list)
    before: str = ""

    def note(self, text: str) -> None:
        """Keep what the text tells of it; what it does not mention stays as it was."""
        self.words = self.words or text[:MOST_WORDS]
        told = crisis_facts.read(text)
        self.place = place.more_exact(self.place, told.place)
        self.called = self.called or told.called
        self.texted = self.texted or told.texted
        self.patient = self.patient if self.patient == crisis_facts.BABY else told.patient or self.patient

    @property
    def eased(self) -> bool:
        """Has help come, or is the worst over?"""
        return self.arrived or self.safe

    @property
    def asks_of_death(self) -> bool:
        """Was it asked whether somebody thinks of ending their life, and nothing said since?"""
        return self.card == SUICIDE and not self.told

    def becomes(self, card: str) -> "Crisis":
        """Another danger, of the same person in the same place, told by somebody who stands where they stood."""
        return Crisis(
            card,
            place=self.place,
            called=self.called,
            texted=self.texted,
            arrived=self.arrived,
            patient=self.patient,
            words=self.words,
            facts=self.facts,
            before=self.card if self.card != card else self.before,
            told=[told for told in self.told if told.startswith(CAUSE)],
        )
