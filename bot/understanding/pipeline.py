"""Text in, Parse out: normalise, segment, listen for danger, vote, decide, take the slots."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from bot.content.loader import Content
from bot.understanding import lexical, ranking
from bot.understanding.clauses import split_clauses
from bot.understanding.danger import DangerDetector, DangerSigns, is_emergency
from bot.understanding.extract import extract_slots
from bot.understanding.features import features
from bot.understanding.homophones import with_homophone_error
from bot.understanding.lexical import Floats, Model, softmax
from bot.understanding.nearest_phrases import Phrase, PhraseIndex
from bot.understanding.normalize import Normal, Normalizer
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.segment import Segmenter
from bot.understanding.semantic import Semantics
from bot.understanding.templates import expand
from bot.understanding.vocabulary import Mention, Vocabulary

EMERGENCY = "disaster.emergency"
MAX_CLAUSES = 4
HOMOPHONE_COPIES = 2  # copies of every phrase with a same-sound error: they teach which sounds tell
MAX_CACHED_PARSES = 5_000  # readings kept: residents say the same short things every day
COMMON_LENGTH = 20  # characters; what is longer, or holds a number, hardly comes again
_OF_HAZARDS = frozenset({"disaster.tips", "disaster.shelter", "disaster.subscribe"})
_NUMBER = re.compile(r"\d{5,}")  # phone and ticket numbers: which one says nothing of the wish
_DIGIT = re.compile(r"\d")
_FORMAT = b"16"  # of the features and of the weights: a new one makes kept models void


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text on its way to being understood; bare: without noise, long numbers as #."""

    normal: Normal
    bare: str
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    alarm: DangerSigns
    features: tuple[str, ...]


class Understanding:
    """Understands texts with one content; built anew when the content changes. Safe to share between threads.

    semantics: a second opinion for `parse_with_semantics`, for what the letters leave open.
    cache_dir: where the trained model and jieba's dictionary are kept; without it they are made each time.
    previous: an understanding of the content as it was; its model serves, `provisional`, until one is trained.
    segmenter: one to go on with, instead of loading jieba's dictionary again.
    train_elsewhere: trains the model into cache_dir in another process; without it, or when that fails, it is trained here.
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
        self._parsed: dict[str, Parse] = {}
        self._normalize = Normalizer(content.lexicon)
        self._vocabulary = Vocabulary(content)
        self.segmenter: Segmenter = segmenter or (previous.segmenter if previous else Segmenter(cache_dir))
        self.segmenter.add_words(self._vocabulary.words())
        self._danger = DangerDetector(content.alarms)
        self.phrases = tuple(self._phrases(content))
        self._recall = PhraseIndex(
            [Phrase(self._normalize(one.text).bare, one.label) for one in self.phrases]
        )
        kept = self._kept(cache_dir)
        if kept is None and previous is None and train_elsewhere is not None:
            train_elsewhere()
            kept = self._kept(cache_dir)
        self.provisional = kept is None and previous is not None
        self.model: Model = kept or (previous.model if previous else self._trained(cache_dir))

    def parse(self, text: str) -> Parse:
        """What the text means, as its letters say; never raises, whatever the text."""
        known = self._parsed.get(text)
        if known is not None:
            return known
        parse = self._decided(text, self.analyse(text))
        if not self.wants_semantics(parse):  # the second opinion would change it
            self._remember(text, parse)
        return parse

    def _remember(self, text: str, parse: Parse) -> None:
        if len(text) > COMMON_LENGTH or _DIGIT.search(text):
            return
        if len(self._parsed) >= MAX_CACHED_PARSES:
            self._parsed.clear()  # by whichever thread: losing all of it costs less than a lock each time
        self._parsed[text] = parse

    def wants_semantics(self, parse: Parse) -> bool:
        """Would `parse_with_semantics` know more?"""
        return self.semantics is not None and not parse.emergency and parse.confidence < ranking.CERTAIN

    def parse_with_semantics(self, text: str) -> Parse:
        """What the text means, with a second opinion where the first is unsure (10 ms more for those).

        Not for an event loop. The opinion is remembered, and `parse` of the same text has it for nothing.
        """
        parse = self.parse(text)
        if not self.wants_semantics(parse):
            return parse
        heard = self.analyse(text)
        assert self.semantics is not None
        self.semantics.margins(heard.normal.clean)
        parse = self._decided(text, heard)
        self._remember(text, parse)
        return parse

    def _decided(self, text: str, heard: Analysis) -> Parse:
        bare = heard.bare
        if not bare:
            return Parse(text, "", OUT_OF_SCOPE, 1.0)
        letters = self.confidences(heard)
        # Danger has words of its own: what merely means something like it would be a false alarm.
        if is_emergency(heard.alarm, letters.get(EMERGENCY, 0.0)):
            return self._emergency(text, heard, ranking.ranked(letters))
        meaning = self.semantics.cached_margins(heard.normal.clean) if self.semantics else None
        order = ranking.ranked(letters if meaning is None else self.confidences(heard, meaning))
        if order[0][0] == EMERGENCY:
            order = [*order[1:2], order[0], *order[2:]]
        intent, confidence = order[0]
        found = extract_slots(intent, text, heard.normal, heard.mentions)
        if intent in _OF_HAZARDS and "hazard" not in found and heard.alarm.dangers:
            found |= {"hazard": hazard} if (hazard := heard.alarm.danger_and_hazard("")[1]) else {}
        named = {mention.slot: mention.value for mention in reversed(heard.mentions)}
        others = ranking.alternatives(order)
        return Parse(text, bare, intent, confidence, found, others, heard.words, named=named)

    def similar_phrases(self, text: str, most: int = 5) -> list[tuple[float, str, str]]:
        """(likeness 0 to 100, phrase, its label) of the phrases that are most like the text: why it was taken so."""
        found = self._recall.nearest(self.analyse(text).bare)[:most]
        return [(score, phrase.text, phrase.label) for score, phrase in found]

    def parse_clauses(self, text: str) -> tuple[Parse, ...]:
        """The parts of a message that could each be a wish, understood one by one; empty when it has but one."""
        parts = split_clauses(text)
        return tuple(map(self.parse, parts)) if 1 < len(parts) <= MAX_CLAUSES else ()

    def analyse(self, text: str) -> Analysis:
        """The text normalised, cut, and looked through for names and danger."""
        normal = self._normalize(text)
        bare = _NUMBER.sub("#", normal.bare)
        words = self.segmenter(bare)
        mentions = tuple(self._vocabulary.mentions(bare))
        alarm = self._danger.detect(normal.clean.replace(" ", ""))
        found = tuple(features(bare, mentions, alarm))
        return Analysis(normal, bare, words, mentions, alarm, found)

    def confidences(self, heard: Analysis, meaning: Floats | None = None) -> Mapping[str, float]:
        """The confidence in every label: the linear model's, and others' where that is not certain."""
        exact = self._recall.exact(heard.bare)
        margins = self.model.margins(heard.features)
        linear = softmax(margins)
        if linear.max() >= ranking.CERTAIN and exact is None:
            return self._by_label(linear)
        if meaning is not None:
            linear = softmax(margins + self._aligned(meaning) * ranking.SEMANTIC_WEIGHT)
        shares = ranking.blend(self._by_label(linear), self._recall.votes(heard.bare))
        return ranking.favour_exact_match(shares, exact)

    def _by_label(self, shares: Floats) -> Mapping[str, float]:
        return dict(zip(self.model.labels, shares.tolist(), strict=True))

    def _aligned(self, meaning: Floats) -> Floats:
        """The semantic margins in the order of the model's labels; a label that the head does not know gets none."""
        assert self.semantics is not None
        known = dict(zip(self.semantics.labels, meaning.tolist(), strict=True))
        return np.array([known.get(label, -1.0) for label in self.model.labels], dtype=np.float32)

    def _emergency(self, text: str, heard: Analysis, order: list[tuple[str, float]]) -> Parse:
        hazard = next((mention.value for mention in heard.mentions if mention.slot == "hazard"), "")
        danger, hazard = heard.alarm.danger_and_hazard(
            hazard or self._danger.hinted_hazard(heard.normal.clean.replace(" ", ""))
        )
        found = extract_slots(EMERGENCY, text, heard.normal, heard.mentions)
        found |= {"hazard": hazard} if hazard else {}
        others = [pair for pair in order if pair[0] != EMERGENCY]
        confidence = max(dict(order).get(EMERGENCY, 0.0), ranking.CONFIDENT)
        return Parse(
            text,
            heard.bare,
            EMERGENCY,
            confidence,
            found,
            ranking.alternatives([(EMERGENCY, confidence), *others]),
            heard.words,
            emergency=True,
            danger=danger,
        )

    def _phrases(self, content: Content) -> Iterator[Phrase]:
        for label, intent in content.intents.items():
            for phrase in intent.phrases:
                for sentence in expand(phrase, self._vocabulary.names):
                    yield Phrase(sentence, label)

    def _kept(self, cache_dir: Path | None) -> Model | None:
        return lexical.load(self._file(cache_dir)) if cache_dir else None

    def _trained(self, cache_dir: Path | None) -> Model:
        labels = [phrase.label for phrase in self.phrases]
        texts = [self.analyse(phrase.text).features for phrase in self.phrases]
        dice = Random(len(texts))  # noqa: S311 - errors to learn from, the same each time
        misheard = [
            self.analyse(with_homophone_error(phrase.text, dice)).features
            for phrase in self.phrases * HOMOPHONE_COPIES
        ]
        model = lexical.train(texts, labels, misheard, labels * HOMOPHONE_COPIES)
        if cache_dir:
            model.save(self._file(cache_dir))
        return model

    def _file(self, cache_dir: Path) -> Path:
        return cache_dir / f"model-{self._fingerprint()}.npz"

    def _fingerprint(self) -> str:
        """What the model depends on: the phrases, the words that are known, the signs."""
        digest = hashlib.sha256(_FORMAT)
        for phrase in self.phrases:
            digest.update(f"{phrase.label}\t{phrase.text}\n".encode())
        for word in sorted(self._vocabulary.words()):
            digest.update(word.encode())
        digest.update(self._danger.fingerprint.encode())
        return digest.hexdigest()[:16]
