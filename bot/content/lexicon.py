"""Words that understanding needs: what is noise, what is dialect, what there is; and the signs of danger."""

from pydantic import Field

from bot.content.models import ContentModel, NonEmptyStr


class Lexicon(ContentModel):
    """intents/lexicon.yaml.

    openers: what is said before the matter (「你好，请问一下」); fillers: what is said between words; both are
    noise. whole: words that hide the letters of a name and must not be cut. dialect: Ningbo words → standard
    words. signs: emoji that mean something → words. items, skills: vocabularies of slots, `name: [other names]`.
    facilities: what complaints are about;
    sightings: what is seen in bad weather, by kind. features: classes of words that tell wishes apart, `class: [words]`.
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


class Sign(ContentModel):
    """What people say in one danger: `of` is a hazard or the id of a danger in knowledge/dangers.yaml.

    say: words; several words with spaces between them must all occur.
    """

    of: NonEmptyStr
    say: tuple[NonEmptyStr, ...] = Field(min_length=1)


class Alarms(ContentModel):
    """intents/emergency.yaml.

    now: words that make it present and certain (「救命」「快来人」); not_now: words that make it a drill, a film, a
    lesson, the past or a what-if; harmless: expressions that only sound dangerous (「笑死我了」).
    hints: which hazard it is, for an emergency that no sign names; the first that fits counts.
    """

    owner: NonEmptyStr
    now: tuple[NonEmptyStr, ...]
    not_now: tuple[NonEmptyStr, ...]
    harmless: tuple[NonEmptyStr, ...]
    signs: tuple[Sign, ...]
    hints: tuple[Sign, ...] = ()
