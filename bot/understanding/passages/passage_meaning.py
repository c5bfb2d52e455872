"""How like the meaning of a message is to what the staff wrote, by the vectors of its wordings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.content.passages import Passage
from bot.understanding.models.lexical import Floats
from bot.understanding.models.passage_vectors import PassageVectors

_MEANING = 0.8  # weight of the cosine between the vectors of a message and of a wording, beside the likeness by words
_MEANING_OF_OTHERS = 0.3  # what the meaning adds to others; so the bars are those of words alone


@dataclass(frozen=True, slots=True)
class PassageMeaning:
    """The vectors of all wordings, those of a passage side by side. starts: of each passage; learned: it has a vector at all."""

    vectors: PassageVectors
    table: Floats
    starts: Sequence[int]
    learned: Sequence[bool]

    @classmethod
    def of(cls, passages: Sequence[Passage], vectors: PassageVectors) -> "PassageMeaning":
        table = vectors.chosen([wording for passage in passages for wording in passage.wordings])
        starts = np.cumsum([0, *(len(passage.wordings) for passage in passages)])[:-1]
        learned = np.add.reduceat(np.abs(table).sum(axis=1), starts) > 0
        return cls(vectors, table, starts.tolist(), learned.tolist())

    def added(self, likeness: Mapping[int, float], vector: Floats) -> dict[int, float]:
        """The likeness by words, with that by meaning. A passage that was written after the vectors were keeps its own."""
        by_meaning = np.maximum.reduceat(self.table @ self.vectors.centred(vector), self.starts).tolist()
        return {
            number: likeness.get(number, 0.0) + _MEANING * max(share, 0.0) - _MEANING_OF_OTHERS
            if self.learned[number]
            else likeness.get(number, 0.0)
            for number, share in enumerate(by_meaning)
        }
