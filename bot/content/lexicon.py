"""Words that understanding needs: what is noise, what is dialect, what there is; and the signs of danger."""

from pydantic import Field

from bot.content.models import Line, Part


class Lexicon(Part):
    """intents/lexicon.yaml.

    openers: what is said before the matter (「你好，请问一下」); fillers: what is said between words; both are
    noise. whole: words that hide the letters of a name and must not be cut. dialect: Ningbo words → standard
    words. signs: emoji that mean something → words. items, skills: vocabularies of slots, `name: [other names]`.
    facilities: what complaints are about;
    sightings: what is seen in bad weather, by kind. features: classes of words that tell wishes apart, `class: [words]`.
    """

    owner: Line
    openers: tuple[Line, ...]
    fillers: tuple[Line, ...]
    dialect: dict[str, Line]
    signs: dict[str, Line]
    items: dict[str, tuple[Line, ...]]
    skills: dict[str, tuple[Line, ...]]
    facilities: tuple[Line, ...] = ()
    sightings: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    whole: tuple[Line, ...] = ()
    features: dict[str, tuple[Line, ...]] = Field(default_factory=dict)


class Sign(Part):
    """What people say in one danger: `of` is a hazard or the id of a danger in knowledge/dangers.yaml.

    say: words; several words with spaces between them must all occur.
    """

    of: Line
    say: tuple[Line, ...] = Field(min_length=1)


class Alarms(Part):
    """intents/emergency.yaml.

    now: words that make it present and certain (「救命」「快来人」); not_now: words that make it a drill, a film, a
    lesson, the past or a what-if; harmless: expressions that only sound dangerous (「笑死我了」).
    hints: which hazard it is, for an emergency that no sign names; the first that fits counts.
    """

    owner: Line
    now: tuple[Line, ...]
    not_now: tuple[Line, ...]
    harmless: tuple[Line, ...]
    signs: tuple[Sign, ...]
    hints: tuple[Sign, ...] = ()
