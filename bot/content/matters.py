"""matters.yaml: what is put up for consultation (民主协商)."""

from bot.content.governed import Dated, Governed
from bot.content.models import Line


class Matter(Dated):
    """One matter: what it is about, and what is asked; open to voices until `valid_until`."""

    id: Line
    name: Line
    about: Line
    question: Line


class MatterFile(Governed):
    """matters.yaml."""

    matters: tuple[Matter, ...]
