"""Measures how well messages are understood, on labelled JSON Lines."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.understanding.evaluation.evaluation_report import DangerScores, Report, Scores
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.pipeline import EMERGENCY, Understanding
from bot.understanding.ranking import is_confident

BINS = 10
WORST = 20


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A labelled message; slots is None where they were not labelled."""

    text: str
    intent: str
    slots: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class EvaluatedRow:
    """A labelled row with its parse."""

    labelled: LabelledRow
    parse: Parse

    @property
    def label(self) -> str:
        return self.labelled.intent

    @property
    def right(self) -> bool:
        return self.parse.intent == self.label

    @property
    def hazard(self) -> str:
        """The hazard that an emergency was labelled with; "" for none."""
        return str((self.labelled.slots or {}).get("hazard", ""))

    @property
    def in_first_three(self) -> bool:
        """Is the label among the intent and the first two alternatives?"""
        return self.label in (self.parse.intent, *(other.intent for other in self.parse.alternatives[:2]))

    @property
    def outright(self) -> bool:
        """Is it acted on as one of our intents, without asking back?"""
        return self.parse.emergency or (is_confident(self.parse) and self.parse.intent != OUT_OF_SCOPE)

    @property
    def turned_away(self) -> bool:
        """Is it taken for out of scope, without asking back?"""
        return is_confident(self.parse) and self.parse.intent == OUT_OF_SCOPE


def read_rows(text: str, name: str, labels: Collection[str]) -> list[LabelledRow]:
    """The labelled rows of a JSON Lines text. ValueError names the line that is not labelled with one of `labels`."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            row = LabelledRow(str(data["text"]), str(data["intent"]), data.get("slots"))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ValueError(f'{name}:{number}: not {{"text": …, "intent": …}}') from None
        if row.intent not in labels:
            raise ValueError(f"{name}:{number}: there is no label {row.intent!r}")
        rows.append(row)
    return rows


def evaluate(understanding: Understanding, rows: Iterable[LabelledRow]) -> Report:
    """Parse every row and compute the figures."""
    return _report([EvaluatedRow(row, understanding.parse_with_semantics(row.text)) for row in rows])


def _report(rows: Sequence[EvaluatedRow]) -> Report:
    in_scope = [row for row in rows if row.label != OUT_OF_SCOPE]
    out_of_scope = [row for row in rows if row.label == OUT_OF_SCOPE]
    labels = _scores_by_label(rows)
    reliability = _reliability(rows)
    matrix = Counter((row.label, row.parse.intent) for row in rows)
    return Report(
        rows=len(rows),
        accuracy=_share(in_scope, _is_right),
        in_first_three=_share(in_scope, lambda row: row.in_first_three),
        macro_f1=_mean([scores.f1 for scores in labels.values()]),
        outright=_share(in_scope, _is_outright),
        outright_right=_share(list(filter(_is_outright, rows)), _is_right),
        turned_away=_share(in_scope, lambda row: row.turned_away),
        out_of_scope_answered=_share(out_of_scope, _is_outright),
        emergency=_emergency_scores(rows),
        danger=_danger_scores(rows),
        slots=_slot_scores(rows),
        calibration_error=_calibration_error(reliability),
        labels=labels,
        reliability=reliability,
        confusions=_confusions(matrix),
        examples=_examples(rows),
        matrix=matrix,
    )


def _is_right(row: EvaluatedRow) -> bool:
    return row.right


def _is_outright(row: EvaluatedRow) -> bool:
    return row.outright


def _confusions(matrix: Counter[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """(label, taken for, rows), the most frequent first."""
    wrong = Counter({pair: count for pair, count in matrix.items() if pair[0] != pair[1]})
    return [(label, other, count) for (label, other), count in wrong.most_common(WORST)]


def _examples(rows: Sequence[EvaluatedRow]) -> Mapping[tuple[str, str], Sequence[str]]:
    """The misunderstood texts by (label, taken for)."""
    examples: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if not row.right:
            examples[row.label, row.parse.intent].append(row.labelled.text)
    return examples


def _scores_by_label(rows: Sequence[EvaluatedRow]) -> Mapping[str, Scores]:
    return {label: _label_scores(rows, label) for label in sorted({row.label for row in rows})}


def _label_scores(rows: Sequence[EvaluatedRow], label: str) -> Scores:
    labelled = [row for row in rows if row.label == label]
    taken = [row for row in rows if row.parse.intent == label]
    return Scores(_share(taken, _is_right), _share(labelled, _is_right), len(labelled))


def _emergency_scores(rows: Sequence[EvaluatedRow]) -> Scores:
    labelled = [row for row in rows if row.label == EMERGENCY]
    taken = [row for row in rows if row.parse.emergency]
    precision = _share(taken, lambda row: row.label == EMERGENCY)
    return Scores(precision, _share(labelled, lambda row: row.parse.emergency), len(labelled))


def _danger_scores(rows: Sequence[EvaluatedRow]) -> DangerScores:
    """The three answers to what is an emergency and to what is none; the card, where the rows say which danger it is."""
    emergencies = [row for row in rows if row.label == EMERGENCY]
    harmless = [row for row in rows if row.label != EMERGENCY]
    named = [row for row in emergencies if row.parse.emergency and row.hazard]
    return DangerScores(
        certain=_share(emergencies, lambda row: row.parse.emergency),
        asked=_share(emergencies, lambda row: bool(row.parse.possible)) if emergencies else 0.0,
        harmless_certain=sum(row.parse.emergency for row in harmless),
        harmless_asked=sum(bool(row.parse.possible) for row in harmless),
        harmless=len(harmless),
        right_card=_share(named, lambda row: row.parse.slots.get("hazard") == row.hazard),
        cards=len(named),
    )


def _slot_scores(rows: Sequence[EvaluatedRow]) -> Scores:
    """Over the rows whose slots were labelled; a value is right when it is the same text."""
    extracted = right = expected = 0
    for row in rows:
        if row.labelled.slots is None:
            continue
        labelled_slots = {(name, str(value)) for name, value in row.labelled.slots.items()}
        parsed_slots = {(name, str(value)) for name, value in row.parse.slots.items()}
        extracted += len(parsed_slots)
        expected += len(labelled_slots)
        right += len(parsed_slots & labelled_slots)
    return Scores(right / extracted if extracted else 1.0, right / expected if expected else 1.0, expected)


def _reliability(rows: Sequence[EvaluatedRow]) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, rows) for each tenth of confidence that occurs."""
    bins: dict[int, list[EvaluatedRow]] = defaultdict(list)
    for row in rows:
        bins[min(BINS - 1, int(row.parse.confidence * BINS))].append(row)
    return [
        (
            _mean([row.parse.confidence for row in tenth]),
            _share(tenth, _is_right),
            len(tenth),
        )
        for _, tenth in sorted(bins.items())
    ]


def _calibration_error(reliability: Sequence[tuple[float, float, int]]) -> float:
    """The expected calibration error: how far confidence and share right lie apart, averaged over the rows."""
    total = sum(rows for _, _, rows in reliability)
    return sum(abs(right - confidence) * rows for confidence, right, rows in reliability) / max(1, total)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _share(rows: Sequence[EvaluatedRow], condition: Callable[[EvaluatedRow], bool]) -> float:
    """The share of the rows that meet the condition; 1 of no rows."""
    return sum(map(condition, rows)) / len(rows) if rows else 1.0
