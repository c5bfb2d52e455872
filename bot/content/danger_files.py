"""The model of `intents/danger/`: what is said in each danger, what leaves it open, and what only sounds like it."""

from collections.abc import Iterator, Mapping

from pydantic import Field

from bot.content.model import ContentModel, NonEmptyStr
from bot.content.source import Document, Problem

LISTS = ("now", "possible", "never")
_NAMES = {"now": "正在发生的", "possible": "说不准的", "never": "不是危险的"}


class MourningWords(ContentModel):
    """By which words grief is told from despair. A space in a word of `told` stands for a few characters.

    told: somebody died, or a day of mourning is named. more: words of one's own death, of the means for it or of taking leave,
    beside which it is more than grief. longs: somebody is missed, and no death is named. feels: how one feels. goes_after:
    who mourns says they follow the dead. visits: what they follow is a visit.
    """

    told: tuple[NonEmptyStr, ...] = Field(min_length=1)
    more: tuple[NonEmptyStr, ...] = Field(min_length=1)
    longs: tuple[NonEmptyStr, ...] = ()
    feels: tuple[NonEmptyStr, ...] = ()
    goes_after: tuple[NonEmptyStr, ...] = ()
    visits: tuple[NonEmptyStr, ...] = ()


class OnlyAsked(ContentModel):
    """What is asked about at first, although it sounds like the danger: 「心口闷」 of who grieves.

    beside: words of which the message holds one. unless: words of the danger itself, beside which nothing is asked first.
    denials: how it is denied that it is the danger, in a talk that holds one of `beside`.
    """

    beside: tuple[NonEmptyStr, ...] = Field(min_length=1)
    unless: tuple[NonEmptyStr, ...] = Field(min_length=1)
    denials: tuple[NonEmptyStr, ...] = ()


class DangerSentences(ContentModel):
    """One file.

    danger: a hazard or the id of a card in knowledge/dangers/. now: it happens at this moment, to the speaker or before
    their eyes. possible: it may be happening; a listener would ask. never: it only sounds like it.
    evidence: words of which a message holds one where it may be this danger; without any of them it only sounds like it
    to the model. Empty: no word is needed. plan: lists of words; with one of each it is told with what, how and when it will
    be done, which is happening. tales: lists of words; with one of each it happens in a play, where a listener would not
    ask, or it is only learned about. denials: how it is denied, or that all is well; misheard: that the bot got it wrong.
    mourning: how grief is told from it. only_asked: beside which words it is asked about before there is a card.
    """

    owner: NonEmptyStr
    danger: NonEmptyStr
    now: tuple[NonEmptyStr, ...] = Field(min_length=1)
    possible: tuple[NonEmptyStr, ...] = ()
    never: tuple[NonEmptyStr, ...] = Field(min_length=1)
    evidence: tuple[NonEmptyStr, ...] = ()
    plan: tuple[tuple[NonEmptyStr, ...], ...] = ()
    tales: tuple[tuple[NonEmptyStr, ...], ...] = ()
    denials: tuple[NonEmptyStr, ...] = ()
    misheard: tuple[NonEmptyStr, ...] = ()
    mourning: MourningWords | None = None
    only_asked: OnlyAsked | None = None


def check_danger_files(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """A sentence twice in a list, or in lists that contradict each other, in one file or in two.

    What is said in two dangers may stand in both; what is dangerous in one file may not be harmless in another.
    """
    lists: dict[str, str] = {}
    dangers: set[str] = set()
    for document in documents.values():
        danger = document.data["danger"]
        if danger in dangers:
            yield document.problem(("danger",), f"「{danger}」在别的文件里已经有了")
        dangers.add(danger)
        yield from _twice(document, lists)


def _twice(document: Document, lists: dict[str, str]) -> Iterator[Problem]:
    here: set[str] = set()
    for key in LISTS:
        for number, sentence in enumerate(document.data.get(key, ())):
            text = "".join(sentence.split())
            other = lists.setdefault(text, key)
            if other != key:
                yield document.problem(
                    (key, number), f"「{sentence}」又算{_NAMES[other]}，又算{_NAMES[key]}，只能算一种"
                )
            elif text in here:
                yield document.problem((key, number), f"「{sentence}」写了两次")
            here.add(text)
