"""Text → Parse: normalise, segment, detect danger, classify, rank, extract slots."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from bot.common.readable import readable
from bot.content.snapshot import Content
from bot.content.templates import expand
from bot.understanding import danger_frames, ranking
from bot.understanding.acts import acts_in_force
from bot.understanding.acts.act_model import ActReader
from bot.understanding.analysis import Analysis
from bot.understanding.common_pairs import common_pairs
from bot.understanding.danger_models import danger_in_force, emergency_parse
from bot.understanding.danger_models.danger_model import NOW
from bot.understanding.danger_models.danger_reader import DangerReader
from bot.understanding.danger_models.follow_ups import FollowUp
from bot.understanding.danger_models.heard_danger import SILENT, HeardDanger
from bot.understanding.danger_signs.danger import DangerDetector, danger_and_hazard, has_words
from bot.understanding.extract import extract_slots
from bot.understanding.models import lexical
from bot.understanding.models.code_fingerprint import OF_MODELS, code_fingerprint
from bot.understanding.models.features import features
from bot.understanding.models.intent_training import trained
from bot.understanding.models.lexical import Floats, Model, softmax
from bot.understanding.models.model_in_force import ModelInForce, in_force
from bot.understanding.models.nearest_phrases import Phrase, PhraseIndex
from bot.understanding.models.semantic import Semantics
from bot.understanding.models.turn_phrases import turn_phrases
from bot.understanding.parse import OUT_OF_SCOPE, Parse, SlotValue
from bot.understanding.passages.answer_finder import DangerAnswerFinder
from bot.understanding.passages.passage_index import Found, PassageIndex
from bot.understanding.passages.service_answer_finder import ServiceAnswerFinder
from bot.understanding.text.bounded_cache import keep, recurs, remembered
from bot.understanding.text.clauses import may_have_clauses, split_clauses
from bot.understanding.text.normalize import Normalizer
from bot.understanding.text.reading_budget import UNLIMITED, ReadingBudget
from bot.understanding.text.segment import Segmenter
from bot.understanding.text.vocabulary import Vocabulary

EMERGENCY = emergency_parse.EMERGENCY
MAX_CLAUSES = 4
MAX_ANALYSES = 64  # texts: the parts of a message are looked at several times
_HAZARD_INTENTS = frozenset({"disaster.tips", "disaster.shelter", "disaster.subscribe"})
_LONG_NUMBER = re.compile(r"\d{5,}")  # phone and ticket numbers
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")  # which number it is says nothing about the intent: 「1201」 sounded like 120


class Understanding:
    """Understands texts by one content; built anew when the content changes. Safe to share between threads.

    semantics: the model that `parse_with_semantics` asks where the lexical model is unsure.
    cache_dir: where the trained model and jieba's dictionary are cached; without it they are built each time.
    previous: an understanding of the former content; its model serves, `provisional`, until one is trained.
    segmenter: one to reuse, instead of loading jieba's dictionary again.
    train_elsewhere: trains the model into cache_dir in another process; without it, or when that fails, this one does.
    """

    def __init__(
        self,
        content: Content,
        *,
        cache_dir: Path | None = None,
        previous: "Understanding | None" = None,
        segmenter: Segmenter | None = None,
        semantics: Semantics | None = None,
        train_elsewhere: Callable[[], None] | None = None,
    ) -> None:
        self.semantics: Semantics | None = semantics or (previous.semantics if previous else None)
        self._parses: dict[str, Parse] = {}
        self._analyses: dict[str, Analysis] = {}
        self._slots = content.slots_of_label
        self._normalize = Normalizer(content.lexicon)
        self._recurring = remembered(self._normalize)
        self.vocabulary = Vocabulary(content)
        self.passages = PassageIndex.of(content.passages, common_pairs(content), self.semantics)
        self.danger_answers = DangerAnswerFinder.of(content, self._normalize, self.semantics)
        self.service_answers = ServiceAnswerFinder.of(content, self._normalize, self.semantics)
        self.segmenter: Segmenter = segmenter or (previous.segmenter if previous else Segmenter(cache_dir))
        self.segmenter.add_words(self.vocabulary.words())
        self._danger = DangerDetector(content.alarms)
        self.phrases = (*self.phrases_without_turns(content), *self._turn_phrases(content))
        self._nearest = PhraseIndex(
            [Phrase(self._normalize(phrase.text).bare, phrase.label) for phrase in self.phrases]
        )
        intents = self._model_in_force(cache_dir, previous.model if previous else None, train_elsewhere)
        self.model: Model = intents.model
        dangers = danger_in_force.model_of(
            content, self, cache_dir, previous.dangers.model if previous else None
        )
        self.provisional = intents.of_former_content or dangers.of_former_content
        self.dangers: DangerReader = danger_in_force.reader(
            content, dangers.model, self._danger, self.analyse
        )
        self.acts = self._act_reader(content, cache_dir, previous)

    def parse(self, text: str, budget: ReadingBudget = UNLIMITED) -> Parse:
        """What the text means by the lexical model, and by cached semantics; never raises, whatever the text.

        The intent, and whether it is an emergency, come first; the slots that the budget does not reach are not read.
        """
        cached = self._parses.get(text)
        if cached is not None:
            return cached
        text = readable(text)
        with budget.reading():
            parse = self._parse(text, self.analyse(text), budget)
            complete = not budget.spent
        if complete and not self.wants_semantics(parse):  # the semantic model could still change it
            self._cache(text, parse)
        return parse

    def _cache(self, text: str, parse: Parse) -> None:
        if recurs(text):
            keep(self._parses, text, parse)

    def wants_semantics(self, parse: Parse) -> bool:
        """Could `parse_with_semantics` come to another result?"""
        return self.semantics is not None and not parse.emergency and parse.confidence < ranking.CERTAIN

    def parse_with_semantics(self, text: str) -> Parse:
        """What the text means; asks the semantic model where the lexical one is unsure (3 to 5 ms more for those).

        Too slow for an event loop. The result is cached, and `parse` of the same text returns it.
        """
        parse = self.parse(text)
        if not self.wants_semantics(parse):
            return parse
        analysis = self.analyse(parse.text)
        assert self.semantics is not None
        self.semantics.margins(analysis.normal.clean)
        parse = self._parse(parse.text, analysis)
        self._cache(parse.text, parse)
        return parse

    def _parse(self, text: str, analysis: Analysis, budget: ReadingBudget = UNLIMITED) -> Parse:
        if not analysis.bare:
            return Parse(text, "", OUT_OF_SCOPE, 1.0)
        if not has_words(analysis.bare) and self._nearest.exact(analysis.bare) is None:
            return Parse(text, analysis.bare, OUT_OF_SCOPE, 1.0, segments=analysis.words)
        lexical_confidences = self.confidences(analysis)
        # Emergencies are decided without the semantic model: a merely similar meaning would raise false alarms.
        heard = self.dangers.read(analysis) if any(map(str.isalpha, text)) else SILENT
        danger = danger_frames.weighed(heard, analysis.normal.clean)
        if danger.answer == NOW:
            slots = self._slots_of(EMERGENCY, text, analysis, budget)
            order = ranking.ranked(lexical_confidences)
            return emergency_parse.emergency_parse(text, analysis, danger.card, slots, order)
        meaning = self.semantics.cached_margins(analysis.normal.clean) if self.semantics else None
        order = ranking.ranked(
            lexical_confidences if meaning is None else self.confidences(analysis, meaning)
        )
        if order[0][0] == EMERGENCY:
            order = self._but_for_emergency(order, analysis, danger)
        intent, confidence = order[0]
        slots = self._slots_of(intent, text, analysis, budget)
        if intent in _HAZARD_INTENTS and "hazard" not in slots:
            slots |= _hazard_of_sign(analysis)
        others, named = ranking.alternatives(order), analysis.named
        words, possible = analysis.words, danger.card
        return Parse(
            text, analysis.bare, intent, confidence, slots, others, words, named=named, possible=possible
        )

    def _but_for_emergency(
        self, order: list[tuple[str, float]], analysis: Analysis, danger: HeardDanger
    ) -> list[tuple[str, float]]:
        """The order where it is no emergency: said of things alone it cannot be one, and else it is the second."""
        of_things = danger == SILENT and self.dangers.is_of_things(analysis)
        return ranking.without_first(order) if of_things else [*order[1:2], order[0], *order[2:]]

    def _slots_of(
        self, intent: str, text: str, analysis: Analysis, budget: ReadingBudget
    ) -> dict[str, SlotValue]:
        slots = self._slots.get(intent, ())
        return extract_slots(intent, slots, text, analysis.normal, analysis.mentions, budget)

    def parse_as(self, intent: str, text: str, budget: ReadingBudget = UNLIMITED) -> Parse:
        """The parse of a text whose intent is known beyond doubt, with the slots that this intent can carry."""
        text = readable(text)
        with budget.reading():
            analysis = self.analyse(text)
            slots = self._slots_of(intent, text, analysis, budget)
        return Parse(text, analysis.bare, intent, 1.0, slots, (), analysis.words, named=analysis.named)

    def follow_up(self, text: str) -> FollowUp:
        """What a message is once a danger is on."""
        return self.dangers.follow_up(self.analyse(text))

    def nearest_passages(self, text: str, most: int = 3) -> list[Found]:
        """What is written that is most like the text; by its meaning too, where its vector is cached."""
        normal = self._recurring(text)
        vector = self.semantics.cached_vector(normal.clean) if self.semantics else None
        return self.passages.nearest(normal.bare, most, vector)

    def similar_phrases(self, text: str, most: int = 5) -> list[tuple[float, str, str]]:
        """(likeness 0 to 100, phrase, its label) of the phrases most like the text: shows the staff the reason."""
        nearest = self._nearest.nearest(self.analyse(text).bare)[:most]
        return [(score, phrase.text, phrase.label) for score, phrase in nearest]

    def parse_clauses(self, text: str, budget: ReadingBudget = UNLIMITED) -> tuple[Parse, ...]:
        """The parts of a message that could each be a request, parsed; empty when there is one part, or too many.

        Parts that the budget does not reach are left out.
        """
        if not may_have_clauses(text):
            return ()
        with budget.reading():
            parts = split_clauses(readable(text))
            if not 1 < len(parts) <= MAX_CLAUSES:
                return ()
            clauses = tuple(self.parse(part, budget) for part in parts if not budget.spent)
        return clauses if len(clauses) > 1 else ()

    def analyse(self, text: str) -> Analysis:
        """The text normalised and segmented, with what it names, its signs of danger and its features."""
        known = self._analyses.get(text)
        return known or keep(self._analyses, text, self._analysed(text), MAX_ANALYSES)

    def _analysed(self, text: str) -> Analysis:
        normal = self._normalize(text)
        bare = _LONG_NUMBER.sub("#", normal.bare)
        words = self.segmenter(bare)
        mentions = tuple(self.vocabulary.mentions(bare))
        signs = self._danger.detect(normal.clean.replace(" ", ""))
        return Analysis(
            normal, bare, words, mentions, signs, tuple(features(_NUMBER.sub("0", bare), mentions, signs))
        )

    def confidences(self, analysis: Analysis, meaning: Floats | None = None) -> Mapping[str, float]:
        """The confidence in every label: the linear model's, blended with the others' where it is not certain.

        meaning: the margins of the semantic model.
        """
        exact = self._nearest.exact(analysis.bare)
        margins = self.model.margins(analysis.features)
        linear = softmax(margins)
        if linear.max() >= ranking.CERTAIN and exact is None:
            return self._by_label(linear)
        if meaning is not None:
            linear = softmax(margins + self._in_model_order(meaning) * ranking.SEMANTIC_WEIGHT)
        blended = ranking.blend(self._by_label(linear), self._nearest.votes(analysis.bare))
        return ranking.favour_exact_match(blended, exact)

    def _by_label(self, confidences: Floats) -> Mapping[str, float]:
        return dict(zip(self.model.labels, confidences.tolist(), strict=True))

    def _in_model_order(self, meaning: Floats) -> Floats:
        """The semantic margins in the order of the lexical model's labels; -1 for a label that the head lacks."""
        assert self.semantics is not None
        by_label = dict(zip(self.semantics.labels, meaning.tolist(), strict=True))
        return np.array([by_label.get(label, -1.0) for label in self.model.labels], dtype=np.float32)

    def phrases_without_turns(self, content: Content) -> Iterator[Phrase]:
        """The phrases of the intents, with a name of each kind put into those that leave a place for one."""
        for label, intent in content.intents.items():
            for phrase in intent.phrases:
                for sentence in expand(phrase, self.vocabulary.names):
                    yield Phrase(sentence, label)

    def _turn_phrases(self, content: Content) -> Iterator[Phrase]:
        return turn_phrases(content.acts, content.intents, lambda text: self._normalize(text).bare)

    def _act_reader(
        self, content: Content, cache_dir: Path | None, previous: "Understanding | None"
    ) -> ActReader | None:
        """Reads by the act model of this content, or by the former one until it is trained; None without acts."""
        if not content.acts:
            return None
        former = previous.acts.model if previous is not None and previous.acts is not None else None
        acts = acts_in_force.model_of(content, self, cache_dir, former)
        self.provisional = self.provisional or acts.of_former_content
        return ActReader(acts.model, self)

    def _model_in_force(
        self, cache_dir: Path | None, former: Model | None, train_elsewhere: Callable[[], None] | None
    ) -> ModelInForce[Model]:
        """The intent model of this content: from the cache, that of the former content, or trained, elsewhere or here."""

        def load(file: Path) -> Model | None:
            model = lexical.load(file)
            if model is None and former is None and train_elsewhere is not None:
                train_elsewhere()
                model = lexical.load(file)
            return model

        file = cache_dir / f"model-{self.fingerprint()}.npz" if cache_dir else None
        return in_force(file, load, former, lambda: trained(self.phrases, self.analyse))

    def fingerprint(self) -> str:
        """A digest of all that the model depends on: the code, the phrases, the vocabulary, the signs of danger."""
        lines = [f"{phrase.label}\t{phrase.text}\n" for phrase in self.phrases]
        parts = (*lines, *sorted(self.vocabulary.words()), self._danger.fingerprint)
        return hashlib.sha256(code_fingerprint(OF_MODELS) + "".join(parts).encode()).hexdigest()[:16]


def _hazard_of_sign(analysis: Analysis) -> dict[str, SlotValue]:
    """The hazard that the first sign of danger stands for; empty for none."""
    hazard = danger_and_hazard(analysis.signs.first)[1] if analysis.signs.dangers else ""
    return {"hazard": hazard} if hazard else {}
