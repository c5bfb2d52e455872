"""matters.yaml: the matters on which residents are consulted (民主协商)."""

from bot.content.governed import Dated, Governed, within_file_dates
from bot.content.model import NonEmptyStr
from bot.content.snapshot import ContentPart, single_file


class Matter(Dated):
    """One matter: what it is about, and what residents are asked; opinions are taken until `valid_until`."""

    id: NonEmptyStr
    name: NonEmptyStr
    about: NonEmptyStr
    question: NonEmptyStr


class MatterFile(Governed):
    """The file."""

    matters: tuple[Matter, ...]


MATTERS = ContentPart(
    single_file("matters.yaml", MatterFile, lambda file: within_file_dates(file, file.matters))
)
