"""not_ours.yaml: small wishes that are nobody's of the community, each with a warm sentence and where to go."""

from pydantic import Field

from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.snapshot import ContentPart, whole_file

Words = tuple[NonEmptyStr, ...]


class NotOurs(ContentModel):
    """A matter. words: one of them is said; about: and one of these, where there are any; unless: and none of these.

    sure: words of it that count whatever else the message was taken for. say: the answer.
    """

    id: NonEmptyStr
    words: Words = Field(min_length=1)
    about: Words = ()
    unless: Words = ()
    sure: Words = ()
    say: NonEmptyStr

    def is_in(self, text: str) -> bool:
        """Is the text about it?"""
        about = not self.about or any(word in text for word in self.about)
        return (
            about
            and any(word in text for word in self.words)
            and not any(word in text for word in self.unless)
        )

    def is_sure(self, text: str) -> bool:
        """Is it about it, whatever else the words could be?"""
        return self.is_in(text) and any(word in text for word in self.sure)


class NotOursFile(Governed):
    """The file."""

    matters: tuple[NotOurs, ...] = Field(min_length=1)


NOT_OURS = ContentPart(whole_file("not_ours.yaml", NotOursFile))
