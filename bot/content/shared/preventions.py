"""prevention.yaml: how a danger is kept from happening, for who asks before anything has.

Read by understanding (to which such a question is no danger) and by disaster (which answers it).
"""

from pydantic import Field

from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.snapshot import ContentPart, whole_file


class Prevention(ContentModel):
    """One answer. about: groups of words, apart by spaces; all words of one group stand in a message that it answers."""

    id: NonEmptyStr
    about: tuple[NonEmptyStr, ...] = Field(min_length=1)
    answer: NonEmptyStr


class Preventions(Governed):
    """The file. asks: words of a question how it is prevented. not_asks: words beside them by which it asks for a cure.

    told: words elsewhere in the message that tell that it has happened.
    """

    asks: tuple[NonEmptyStr, ...] = Field(min_length=1)
    not_asks: tuple[NonEmptyStr, ...] = Field(alias="not")
    told: tuple[NonEmptyStr, ...]
    entries: tuple[Prevention, ...]


PREVENTION = ContentPart(whole_file("prevention.yaml", Preventions))
