"""Words that understanding needs: noise, dialect, names of things; and the signs of danger."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from bot.content.model import ContentModel, NonEmptyStr


@dataclass(frozen=True, slots=True)
class SlotName:
    """A name that residents use: the slot that it fills, the value that it stands for, and how it is written."""

    slot: str
    value: str
    name: str


class Lexicon(ContentModel):
    """intents/lexicon.yaml.

    openers: said before the matter (「你好，请问一下」); fillers: said between words; both are noise.
    whole: words that contain the letters of a name and must not be cut. dialect: Ningbo words → standard words.
    signs: emoji that mean something → words. items: kind → names of things; skills: skill → its other names.
    facilities: what complaints are about. sightings: what is seen in bad weather, by kind.
    same_things: names of one kind of thing, by which what a resident has listed may be called later.
    idle: words of small talk about work, films, a free evening; a message that holds one and is nothing else is answered as such,
    without a word of idle_unless.
    impatient: words of who is in a hurry or cross; beside an open form they agree to nothing.
    features: classes of words that tell wishes apart, `class: [words]`.
    """

    owner: NonEmptyStr
    openers: tuple[NonEmptyStr, ...]
    fillers: tuple[NonEmptyStr, ...]
    dialect: dict[str, NonEmptyStr]
    signs: dict[str, NonEmptyStr]
    items: dict[str, tuple[NonEmptyStr, ...]]
    skills: dict[str, tuple[NonEmptyStr, ...]]
    facilities: tuple[NonEmptyStr, ...] = ()
    sightings: dict[str, tuple[NonEmptyStr, ...]] = Field(default_factory=dict)
    whole: tuple[NonEmptyStr, ...] = ()
    features: dict[str, tuple[NonEmptyStr, ...]] = Field(default_factory=dict)
    same_things: tuple[tuple[NonEmptyStr, ...], ...] = ()
    idle: tuple[NonEmptyStr, ...] = ()
    idle_unless: tuple[NonEmptyStr, ...] = ()
    impatient: tuple[NonEmptyStr, ...] = ()

    def is_idle(self, text: str) -> bool:
        """「老板要了我的命」「晚上看个鬼片」: is it small talk, if it is nothing else?"""
        return any(word in text for word in self.idle) and not any(word in text for word in self.idle_unless)

    def is_impatient(self, clause: str) -> bool:
        """「啰里啰嗦的」「快点好伐」: does the clause tell of haste or anger?"""
        return any(word in clause for word in self.impatient)

    def other_names(self, thing: str) -> tuple[str, ...]:
        """By which other names a thing may be called: 「电风扇」 for 「落地扇」."""
        named = [names for names in self.same_things if any(name in thing for name in names)]
        return tuple(dict.fromkeys(name for names in named for name in names if name not in thing))

    def names(self) -> Iterator[SlotName]:
        """The names of items, skills and facilities; of an item and a facility the value is the name that was used."""
        for items in self.items.values():
            yield from (SlotName("item", name, name) for name in items)
        for skill, others in self.skills.items():
            yield from (SlotName("skill", skill, name) for name in (skill, *others))
        yield from (SlotName("facility", name, name) for name in self.facilities)


class Sign(ContentModel):
    """What people say in one danger: `of` is a hazard or the id of a card in knowledge/dangers/.

    say: words; of several words with spaces between them, all must occur.
    """

    of: NonEmptyStr
    say: tuple[NonEmptyStr, ...] = Field(min_length=1)


class Figure(ContentModel):
    """Words whose clause tells of no danger beside certain others: what fertiliser burns is no fire.

    A space in a word stands for a few characters. beside: one of them has to stand there; unless: none of these may.
    only_words: a mere exclamation, beside which the rest of its clause tells something.
    """

    words: tuple[NonEmptyStr, ...]
    beside: tuple[NonEmptyStr, ...]
    unless: tuple[NonEmptyStr, ...]
    only_words: bool = False


class ThingsSpoken(ContentModel):
    """By which words a sign of danger is said of a thing alone: 「轮子没气了」 is nobody without breath.

    things, foods: of which it is said; does: what they do, right behind the thing. aside: words that hold a word of a body or of
    harm and are none. harm: beside which the message is heard as any other; a space stands for a few characters. wanted: what
    is asked for with a thing.
    """

    things: tuple[NonEmptyStr, ...]
    foods: tuple[NonEmptyStr, ...]
    does: tuple[NonEmptyStr, ...]
    aside: tuple[NonEmptyStr, ...]
    harm: tuple[NonEmptyStr, ...]
    wanted: tuple[NonEmptyStr, ...]


class Alarms(ContentModel):
    """intents/emergency.yaml.

    now: words that make it present and certain (「救命」「快来人」); not_now: words that make it a drill, a film, a
    lesson, the past or a what-if; elsewhere: those of them that count in the gravest dangers too: a film, a course, long ago.
    harmless: expressions that only sound dangerous (「笑死我了」).
    figures: what is taken out of a message before it is read for danger; things: what is said of them alone. Nothing is learned
    from either.
    hints: which hazard it is, for an emergency that no sign names; the first that fits counts.
    """

    owner: NonEmptyStr
    now: tuple[NonEmptyStr, ...]
    not_now: tuple[NonEmptyStr, ...]
    elsewhere: tuple[NonEmptyStr, ...] = ()
    harmless: tuple[NonEmptyStr, ...]
    figures: tuple[Figure, ...] = ()
    things: ThingsSpoken | None = None
    signs: tuple[Sign, ...]
    hints: tuple[Sign, ...] = ()
