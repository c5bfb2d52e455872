"""Trains the heads of the semantic model on phrases and labelled turns. Vectors of known texts come from a cache file."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.common.files import replacing
from bot.content.passages import Passage
from bot.content.shared.service_answers import ServiceAnswers
from bot.content.shared.wordings import WORDINGS
from bot.content.snapshot import Content
from bot.understanding.acts.act_model import LabelledPiece
from bot.understanding.models import act_head, answer_head, semantic
from bot.understanding.models.act_head import ActHead
from bot.understanding.models.answer_head import AnswerHead
from bot.understanding.models.lexical import Floats
from bot.understanding.models.passage_vectors import PassageVectors
from bot.understanding.models.semantic import Embedder, Head
from bot.understanding.pipeline import Understanding

BATCH = 64
NONE_OF = 5  # each so many-th phrase is learned from as being for nothing that is written
LIKE_NONE = 0.5  # likeness by words from which it may be for something that is written
Vectors = dict[str, Floats]


def train_heads(
    understanding: Understanding,
    pieces: Sequence[LabelledPiece],
    embed: Embedder,
    cache: Path,
    progress: Callable[[int, int], None],
) -> tuple[Head, ActHead | None]:
    """A head for the phrases of this understanding, and one for the labelled pieces; None without any.

    cache: an .npz file of vectors, read and rewritten. progress: is called with (done, total) of the texts
    that have to be embedded.
    """
    phrases = [understanding.analyse(phrase.text).normal.clean for phrase in understanding.phrases]
    acting = [piece for piece in pieces if piece.act]
    parts = [understanding.analyse(piece.text).normal.clean for piece in acting]
    vectors = _vectors([*phrases, *parts], embed, cache, progress)
    head = semantic.train(_table(vectors, phrases), [phrase.label for phrase in understanding.phrases])
    if not acting:
        return head, None
    states, labels = [piece.state for piece in acting], [piece.act for piece in acting]
    return head, act_head.train(_table(vectors, parts), states, labels)


def train_passages(
    passages: Sequence[Passage], embed: Embedder, cache: Path, progress: Callable[[int, int], None]
) -> PassageVectors:
    """The vectors of all that residents may say for what is written. cache, progress: as for the heads."""
    return train_wordings([text for passage in passages for text in passage.wordings], embed, cache, progress)


def train_wordings(
    wordings: Sequence[str], embed: Embedder, cache: Path, progress: Callable[[int, int], None]
) -> PassageVectors:
    """The vectors of these wordings. cache, progress: as for the heads."""
    texts = list(dict.fromkeys(wordings))
    return PassageVectors.of(texts, _table(_vectors(texts, embed, cache, progress), texts))


def train_answer_heads(
    written: Mapping[str, ServiceAnswers], vectors: PassageVectors
) -> Mapping[str, AnswerHead]:
    """A head for the answers of each file, by its first form. vectors: of all their wordings."""
    heads = {}
    for file in {file.forms[0]: file for file in written.values()}.values():
        labelled = [(text, answer.id) for answer in file.answers for text in answer.says]
        labelled += [(text, answer_head.NONE) for text in file.elsewhere]
        texts, labels = zip(*labelled, strict=True)
        heads[file.forms[0]] = answer_head.train(vectors.chosen(texts), labels)
    return heads


def train_passage_head(
    content: Content, understanding: Understanding, vectors: PassageVectors, embed: Embedder, cache: Path,
    progress: Callable[[int, int], None],
) -> AnswerHead:  # fmt: skip
    """A head for all that is written; the staff's phrases that are like none of it are for none. cache: as for the heads."""
    further = content.part(WORDINGS)
    labelled = [
        (text, passage.key)
        for passage in content.passages
        for text in (*passage.wordings, *further.get(passage.key, ()))
    ]
    unlike = (phrase.text for phrase in understanding.phrases[::NONE_OF])
    labelled += [(text, answer_head.NONE) for text in unlike if _is_none(understanding, text)]
    cleaned = [understanding.analyse(text).normal.clean for text, _ in labelled]
    known = _vectors(cleaned, embed, cache, progress)
    table = np.stack([vectors.centred(known[text]) for text in cleaned])
    return answer_head.train(table, [key for _, key in labelled], answer_head.OF_MANY)


def _is_none(understanding: Understanding, text: str) -> bool:
    """Is the phrase like nothing written?"""
    found = understanding.passages.nearest(understanding.analyse(text).normal.bare, 1)
    return not found or found[0].likeness < LIKE_NONE


def _vectors(
    texts: Sequence[str], embed: Embedder, cache: Path, progress: Callable[[int, int], None]
) -> Vectors:
    vectors = _load_vectors(cache)
    new = [text for text in dict.fromkeys(texts) if text not in vectors]
    for start in range(0, len(new), BATCH):
        batch = new[start : start + BATCH]
        vectors |= dict(zip(batch, embed(batch), strict=True))
        progress(min(start + BATCH, len(new)), len(new))
    _save_vectors(cache, vectors, texts)
    return vectors


def _table(vectors: Vectors, texts: Sequence[str]) -> Floats:
    return np.stack([vectors[text] for text in texts]).astype(np.float32)


def _load_vectors(cache: Path) -> Vectors:
    try:
        with np.load(cache) as data:
            return dict(zip(map(str, data["texts"]), data["vectors"].astype(np.float32), strict=True))
    except (OSError, ValueError, KeyError):
        return {}


def _save_vectors(cache: Path, vectors: Vectors, texts: Sequence[str]) -> None:
    """Replaces the file atomically; vectors of texts that are no longer learned from are dropped."""
    current = list(dict.fromkeys(texts))
    table = np.stack([vectors[text] for text in current]).astype(np.float16)
    with replacing(cache) as file:
        np.savez(file, texts=np.array(current), vectors=table)
