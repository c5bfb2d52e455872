"""small_talk.yaml: what is said when residents speak as one speaks to a person; words.yaml: the glossary."""

from collections.abc import Iterator, Sequence

from pydantic import Field

from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.snapshot import Content, ContentPart, whole_file
from bot.content.source import Document, Problem, Where
from bot.conversation.say.wording import fields_of

FEELINGS = ("lonely", "sad", "afraid")
LISTENING, ASKS_ON, BESIDE, COMPLAIN_AGAIN = "listening", "asks_on", "beside", "complain_again"
MOURNING, STORY = "mourning", "story"
SAYINGS = frozenset(
    {
        *("greet", "thanks", "bye", "praise", "joke", "insult", "sorry", "relieved", "chat", *FEELINGS),
        *(LISTENING, MOURNING, STORY, ASKS_ON, BESIDE, "hold", "hesitate", "complain", COMPLAIN_AGAIN, "bot"),
    }
)  # fmt: skip
"""Every kind of message that has wordings of its own, by its id in the file."""
FIELDS = frozenset({"bot", "community"})


class HourGreeting(ContentModel):
    """The greeting from this hour of the day on."""

    hour: int = Field(ge=0, le=23)
    say: NonEmptyStr


class Saying(ContentModel):
    """The wordings for one kind of message; enough of them that the same ones do not come back soon."""

    id: NonEmptyStr
    say: tuple[NonEmptyStr, ...] = Field(min_length=6)


class MentionedMatter(ContentModel):
    """The wordings for a matter that a message mentions.

    of: the kinds of message in which it counts; the first is the kind that the matter itself belongs to.
    words, also, unless: the message mentions the matter when it holds one of `words`, one of `also` where that is not
    empty, and none of `unless`.
    """

    id: NonEmptyStr
    of: tuple[NonEmptyStr, ...] = Field(min_length=1)
    words: tuple[NonEmptyStr, ...] = Field(min_length=1)
    also: tuple[NonEmptyStr, ...] = ()
    unless: tuple[NonEmptyStr, ...] = ()
    say: tuple[NonEmptyStr, ...] = Field(min_length=2)

    def is_in(self, text: str) -> bool:
        """Does the text mention the matter?"""
        named = _any_in(self.words, text) and (not self.also or _any_in(self.also, text))
        return named and not _any_in(self.unless, text)


class ComfortOffer(ContentModel):
    """Something of the community that may do somebody good.

    about: its name in the knowledge. of: the feelings for which it is suggested. words: messages that call for it.
    unasked: it may be suggested to somebody whose message holds none of the words.
    """

    id: NonEmptyStr
    about: NonEmptyStr
    unasked: bool = False
    of: tuple[NonEmptyStr, ...] = Field(min_length=1)
    words: tuple[NonEmptyStr, ...] = Field(min_length=1)
    say: NonEmptyStr

    def is_in(self, text: str) -> bool:
        """Does the text call for it?"""
        return _any_in(self.words, text)


class HeavyFeelings(ContentModel):
    """Words that show that it weighs heavily, and how the help line is suggested."""

    words: tuple[NonEmptyStr, ...] = Field(min_length=1)
    say: tuple[NonEmptyStr, ...] = Field(min_length=2)

    def is_in(self, text: str) -> bool:
        """Does the text hold one of the words?"""
        return _any_in(self.words, text)


class ReasonForAsking(ContentModel):
    """Why something is asked; without `say` each form has its own reason.

    slots: the slots that ask for it; words: what it is called in 「为什么要问…」.
    """

    id: NonEmptyStr
    slots: tuple[NonEmptyStr, ...]
    words: tuple[NonEmptyStr, ...]
    say: str = ""

    def is_in(self, text: str) -> bool:
        """Does the text name it?"""
        return _any_in(self.words, text)


class SmallTalk(Governed):
    """The file."""

    hellos: tuple[HourGreeting, ...] = Field(min_length=1)
    sayings: tuple[Saying, ...]
    mentions: tuple[MentionedMatter, ...]
    offers: tuple[ComfortOffer, ...]
    heavy: HeavyFeelings
    reasons: tuple[ReasonForAsking, ...]

    def wordings(self, kind: str) -> tuple[str, ...]:
        """The wordings for this kind of message. KeyError: the file has none."""
        for saying in self.sayings:
            if saying.id == kind:
                return saying.say
        raise KeyError(kind)

    def reason(self, text: str, slot: str) -> str:
        """Why the thing that the text names is asked, or else what this slot asks for; "" where that is not written down."""
        named = [reason for reason in self.reasons if reason.is_in(text)]
        asked = [reason for reason in self.reasons if slot in reason.slots]
        return next((reason.say for reason in named or asked), "")

    def hello(self, hour: int) -> str:
        """The greeting at this hour of the day."""
        begun = [hello for hello in self.hellos if hello.hour <= hour]
        return max(begun or self.hellos, key=lambda hello: hello.hour).say


class GlossaryWord(ContentModel):
    """A word of ours and what it means, in a plain sentence."""

    id: NonEmptyStr
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    say: NonEmptyStr

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called."""
        return (self.name, *self.aliases)


class Glossary(Governed):
    """The file. asking: what a question about a word holds beside the word."""

    asking: tuple[NonEmptyStr, ...]
    words: tuple[GlossaryWord, ...]

    def called(self, name: str) -> GlossaryWord | None:
        """The word of this name or id."""
        return next((word for word in self.words if name and name in (word.id, *word.names)), None)


def _any_in(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    """Every kind has its wordings, what is referred to exists, and every field can be filled in."""
    talk = content.part(SMALL_TALK)
    known = {word for name in content.names for word in (name.value, name.name)}
    for document in documents:
        for kind in sorted(SAYINGS - {saying.id for saying in talk.sayings}):
            yield document.problem(("sayings",), f"缺少「{kind}」的说法")
        for number, saying in enumerate(talk.sayings):
            where: Where = ("sayings", number)
            if saying.id not in SAYINGS:
                yield document.problem((*where, "id"), f"程序里没有用到「{saying.id}」（是不是写错了字？）")
            allowed = FIELDS | {"hello"} if saying.id == "greet" else FIELDS
            yield from _check_fields(document, (*where, "say"), saying.say, allowed)
        for number, mention in enumerate(talk.mentions):
            where = ("mentions", number)
            yield from _check_kinds(document, (*where, "of"), mention.of, SAYINGS)
            yield from _check_fields(document, (*where, "say"), mention.say, FIELDS)
        for number, offer in enumerate(talk.offers):
            where = ("offers", number)
            yield from _check_kinds(document, (*where, "of"), offer.of, frozenset(FEELINGS))
            if offer.about not in known:
                yield document.problem((*where, "about"), f"社区里没有「{offer.about}」")


def _check_kinds(
    document: Document, where: Where, kinds: Sequence[str], known: frozenset[str]
) -> Iterator[Problem]:
    for kind in sorted(set(kinds) - known):
        yield document.problem(where, f"没有「{kind}」这一类话")


def _check_fields(
    document: Document, where: Where, wordings: Sequence[str], allowed: frozenset[str]
) -> Iterator[Problem]:
    for number, text in enumerate(wordings):
        try:
            unknown = sorted(fields_of(text) - allowed)
        except ValueError:
            yield document.problem((*where, number), "花括号没有配对：{ } 要成对出现")
            continue
        for name in unknown:
            yield document.problem(
                (*where, number), f"「{{{name}}}」填不出来，这里能用的有：{'、'.join(sorted(allowed))}"
            )


SMALL_TALK = ContentPart(whole_file("small_talk.yaml", SmallTalk), check=_check)
GLOSSARY = ContentPart(whole_file("words.yaml", Glossary), lists={"words": "词"})
