"""Finds the written answer to a question about the open form or about what was just done: by its meaning, else by its letters."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.shared.service_answers import SERVICE_ANSWERS, ServiceAnswer, ServiceAnswers
from bot.content.snapshot import Content
from bot.understanding.models.answer_head import NONE
from bot.understanding.models.lexical import Floats
from bot.understanding.models.semantic import MAX_CACHED_TEXTS, Semantics
from bot.understanding.passages.wording_likeness import Wordings
from bot.understanding.text.normalize import Normalizer

SHORTEST = 3  # characters of a text that can mean an answer by itself
WORD_FOR_WORD = 0.9  # likeness by letters from which a wording is what was said, whatever was learned


@dataclass(frozen=True, slots=True)
class FoundServiceAnswer:
    """likeness: by meaning the probability of the answer, else how like its letters are to a wording; both 0 to 1."""

    answer: ServiceAnswer
    likeness: float
    by_meaning: bool


class ServiceAnswerFinder:
    """The wordings of all forms, each form's made ready when it is first needed; built anew with the content."""

    def __init__(
        self, written: Mapping[str, ServiceAnswers], normalize: Normalizer, semantics: Semantics | None
    ) -> None:
        self._written, self._normalize, self._semantics = written, normalize, semantics
        self._forms: dict[str, Wordings] = {}
        self._vectors: OrderedDict[str, Floats] = OrderedDict()

    @classmethod
    def of(
        cls, content: Content, normalize: Normalizer, semantics: Semantics | None
    ) -> "ServiceAnswerFinder":
        """Of this content; it finds nothing where the content has none."""
        return cls(content.parts.get(SERVICE_ANSWERS, {}), normalize, semantics)

    def nearest(self, form: str, text: str) -> FoundServiceAnswer | None:
        """The answer that the text most likely asks for; None where it is more like what is said elsewhere."""
        file, normal = self._written.get(form), self._normalize(text)
        if file is None or len(normal.bare) < SHORTEST:
            return None
        by_letters = self._by_letters(form, file, normal.bare)
        vector = self._vectors.get(normal.clean)
        head = self._semantics.service_answers.get(file.forms[0]) if self._semantics else None
        if vector is None or head is None or (by_letters and by_letters.likeness >= WORD_FOR_WORD):
            return by_letters
        answer_id, probability = head.likeliest(vector)
        meant = None if answer_id == NONE else file.by_id.get(answer_id)
        return None if meant is None else FoundServiceAnswer(meant, probability, by_meaning=True)

    def embed(self, text: str) -> None:
        """Have the meaning of a text at hand; 3 to 5 ms: too slow for an event loop."""
        clean, known = self._normalize(text).clean, self._semantics.answers if self._semantics else None
        if self._semantics is None or known is None or clean in self._vectors:
            return
        self._vectors[clean] = known.centred(self._semantics.uncached_vector(clean))
        if len(self._vectors) > MAX_CACHED_TEXTS:
            self._vectors.popitem(last=False)

    def _by_letters(self, form: str, file: ServiceAnswers, bare: str) -> FoundServiceAnswer | None:
        likeness = self._wordings(form, file).likeness(bare, None)
        best = max(range(len(likeness)), key=likeness.__getitem__)
        if best >= len(file.answers):
            return None
        return FoundServiceAnswer(file.answers[best], likeness[best], by_meaning=False)

    def _wordings(self, form: str, file: ServiceAnswers) -> Wordings:
        """Of each answer, then of each line that is said elsewhere by itself: those have nothing in common."""
        wordings = self._forms.get(form)
        if wordings is None:
            says = [answer.says for answer in file.answers] + [(text,) for text in file.elsewhere]
            wordings = self._forms[form] = Wordings(says, self._normalize, None)
        return wordings
