"""Does a message tell that the worst is over? Learned from the wordings of all that is answered in a danger."""

from collections.abc import Iterator, Mapping, Sequence

from bot.content.shared.danger_answers import DangerAnswer, DangerAnswers
from bot.understanding.danger_models.danger_model import danger_features
from bot.understanding.danger_models.danger_training import Features
from bot.understanding.models import lexical
from bot.understanding.models.lexical import Model

_RELIEF, _DEATH, _DANGER, _AFTERWARDS = "relief", "death", "danger", "afterwards"
_OF_KINDS: Mapping[str, str] = {
    "over": _RELIEF, "arrived": _RELIEF, "treated": _RELIEF, "safe": _RELIEF, "wish": _AFTERWARDS, "mistaken": _AFTERWARDS,
    "growing": _DANGER, "cannot_reach": _DANGER, "alone": _DANGER, "cannot_call": _DANGER, "no_voice": _DANGER,
    "operator": _DANGER, "next": _DANGER,
}  # fmt: skip
"""What the kinds of `intents/after_card.yaml` tell; the others are said in any state."""
_NOT_KNOWN = -2.0
_MAY_BE_DEATH = -0.4  # the margin from which a death may be told of
_FEWEST_STATES = 3  # of two the model has one column only


def train(
    written: Mapping[str, DangerAnswers], sentences: Mapping[str, Sequence[str]], features: Features
) -> Model | None:
    """The model of these answers and sentences; None where they tell of too few states."""
    said = taught(written, sentences)
    if len({state for _, state in said}) < _FEWEST_STATES:
        return None
    return lexical.train(
        [danger_features(features(text)) for text, _ in said],
        [state for _, state in said],
        balance=0.5,
    )


def taught(
    written: Mapping[str, DangerAnswers], sentences: Mapping[str, Sequence[str]]
) -> list[tuple[str, str]]:
    """What the model is learned from: each wording, and what it tells of."""
    return [*_of_answers(written), *_of_sentences(sentences)]


def read(model: Model | None, features: Sequence[str]) -> float:
    """How much speaks for relief in the text with these features; nothing where a death is likelier."""
    if model is None:
        return _NOT_KNOWN
    margins = dict(zip(model.labels, model.margins(danger_features(features)).tolist(), strict=True))
    relief = float(margins.get(_RELIEF, _NOT_KNOWN))
    death = margins.get(_DEATH, _NOT_KNOWN)
    return _NOT_KNOWN if death > max(relief, _MAY_BE_DEATH) else relief


def _of_answers(written: Mapping[str, DangerAnswers]) -> Iterator[tuple[str, str]]:
    for answers in written.values():
        for answer in answers.answers:
            yield from ((text, _state_of(answer)) for text in answer.says)


def _of_sentences(sentences: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for kind, state in _OF_KINDS.items():
        yield from ((text, state) for text in sentences.get(kind, ()))


def _state_of(answer: DangerAnswer) -> str:
    if answer.tells_of_relief:
        return _RELIEF
    if answer.ends:
        return _DEATH
    return _DANGER if answer.when == "now" else _AFTERWARDS
