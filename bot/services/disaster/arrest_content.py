"""arrest.yaml: how residents tell that somebody's heart or breath has stopped, and what is answered on pressing the chest."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pydantic import Field

from bot.common.text import any_of_spaced
from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.shared.danger_answers import ANSWER_LENGTH
from bot.content.snapshot import Content, ContentPart, whole_file
from bot.content.source import Document, Problem

Words = tuple[NonEmptyStr, ...]
_PRESSED = ("按", "压不压", "还压", "要压", "吹了", "人工呼吸")  # what is done to who does not breathe


class ByPatient(ContentModel):
    """A text for a grown-up, for a baby and for a child."""

    answer: NonEmptyStr = Field(max_length=ANSWER_LENGTH)
    baby: NonEmptyStr = Field(max_length=ANSWER_LENGTH)
    child: NonEmptyStr = Field(max_length=ANSWER_LENGTH)

    def text(self, patient: str) -> str:
        """The text for this patient: "baby", "child", or anybody else."""
        return {"baby": self.baby, "child": self.child}.get(patient, self.answer)


class Pressing(ContentModel):
    """A card that teaches to press the chest. how: to who asks how; again: to who tells once more that there is no breath."""

    card: NonEmptyStr
    how: ByPatient
    again: ByPatient


class Arrest(Governed):
    """The words, each list as its comment in the file says; a space in a word stands for a few characters."""

    breathless: Words
    stopped: Words
    unclear: Words
    unresponsive: Words
    odd: Words
    snoring: Words
    blue: Words
    eases: Words
    breathes: Words
    fading: Words
    fades_on: Words
    apart: Words
    unlikely: Words
    not_on: Words
    airway: Words
    sleepers: Words
    senseless: Words
    pressing: Words
    chest: Words
    not_chest: Words
    press_on: Words
    kinds: tuple[Pressing, ...] = Field(min_length=1)
    still_breathes: ByPatient
    less_awake: ByPatient
    only_if: NonEmptyStr

    def is_told(self, text: str, card: str) -> bool:
        """Do the words, while the danger with this card is on, say that somebody's heart or breath has stopped?"""
        if card in self.not_on or _last(self.unlikely, text) >= 0:
            return False
        told = _without(self.apart, text)
        signs = self._signs(told, card)
        return signs >= 0 and signs >= _last(self.eases, told)

    def tells_of_breath(self, text: str, card: str) -> bool:
        """Do the words say plainly that there is breath, and that it is no odd one, of somebody who lies there?"""
        told = _without(self.apart, text)
        if card in self.not_on or _last(self.breathes, told) < 0:
            return False
        return max(_last(self.odd, told), _last(self.unlikely, told), _last(self.breathless, told)) < 0

    def tells_of_fading(self, text: str, card: str) -> bool:
        """Do the words say that who was awake answers less and less, on a card of those who should stay awake?"""
        told = card in self.fades_on and max(_last(self.unlikely, text), _last(self.eases, text)) < 0
        return told and _last(self.fading, text) >= 0

    def lies_there(self, text: str) -> bool:
        """Do the words tell of somebody who is not awake, or ask about pressing?"""
        signs = (self.unresponsive, self.unclear, self.snoring, self.pressing)
        return any(_last(words, text) >= 0 for words in signs) or any(word in text for word in _PRESSED)

    def _signs(self, told: str, card: str) -> int:
        """Where the last sign of it stands; -1 where there are too few."""
        breathless, silent = _last(self.breathless, told), _last(self.unclear, told)
        senseless, colour = _last(self.unresponsive, told), _last(self.blue, told)
        odd = max(_last(self.odd, told), -1 if card in self.sleepers else _last(self.snoring, told))
        if card not in self.airway:
            senseless = max(senseless, silent)
            breathless = max(breathless, _last(self.stopped, told))
        looks = max(odd, colour)
        if card in self.senseless and max(_last(self.odd, told), colour) >= 0:
            senseless = max(senseless, 0)
        together = max(senseless, looks) if senseless >= 0 and looks >= 0 else -1
        return max(breathless, together)

    def asks_how(self, text: str, *, pressing: bool) -> bool:
        """Is it asked where, how deep or how often to press the chest? pressing: nothing else can be meant here."""
        if _last(self.pressing, text) < 0:
            return False
        of_chest = _last(self.chest, text) >= 0
        return of_chest or (pressing and _last(self.not_chest, text) < 0)

    def kind(self, card: str) -> Pressing | None:
        """What this card teaches of pressing; None where it does not."""
        return next((kind for kind in self.kinds if kind.card == card), None)


def _last(words: Words, text: str) -> int:
    """Where the last of the words ends; -1 where none is in the text."""
    return max((found.end() for found in any_of_spaced(words).finditer(text)), default=-1)


def _without(words: Words, text: str) -> str:
    return any_of_spaced(words).sub("〇", text)


def _check(_: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    for document in documents:
        for key, words in document.data.items():
            texts = (
                sorted(words) if isinstance(words, list) and all(isinstance(w, str) for w in words) else []
            )
            for text, following in pairwise(texts):
                if text == following:
                    yield document.problem((key, words.index(text)), f"「{text}」写了两次")


ARREST = ContentPart(whole_file("arrest.yaml", Arrest), check=_check)
