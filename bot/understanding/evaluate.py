"""How well messages are understood: figures on labelled JSON Lines."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.content.labels import LABELS
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
    """A row and what was made of it."""

    row: LabelledRow
    parse: Parse

    @property
    def right(self) -> bool:
        return self.parse.intent == self.row.intent

    @property
    def outright(self) -> bool:
        """Answered as one of our wishes without asking back."""
        return self.parse.emergency or (is_confident(self.parse) and self.parse.intent != OUT_OF_SCOPE)


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision and recall of one label, and how many rows have it."""

    precision: float
    recall: float
    support: int

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """The figures, all from one pass at one threshold; shares are 0 to 1."""

    rows: int
    accuracy: float
    in_first_three: float
    macro_f1: float
    outright: float
    outright_right: float
    turned_away: float
    out_of_scope_answered: float
    emergency: Scores
    slots: Scores
    calibration_error: float
    labels: Mapping[str, Scores]
    reliability: Sequence[tuple[float, float, int]]
    confusions: Sequence[tuple[str, str, int]]
    examples: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    matrix: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The figures for a machine."""
        simple = ("rows", "accuracy", "in_first_three", "macro_f1", "outright", "outright_right")
        rates = ("turned_away", "out_of_scope_answered", "calibration_error")
        return {
            **{name: getattr(self, name) for name in (*simple, *rates)},
            "emergency": _scores(self.emergency),
            "slots": _scores(self.slots),
            "labels": {label: _scores(scores) for label, scores in self.labels.items()},
            "reliability": [
                {"confidence": confidence, "right": right, "rows": rows}
                for confidence, right, rows in self.reliability
            ],
            "confusions": [
                {"label": label, "taken_for": other, "rows": rows, "examples": self.examples[label, other]}
                for label, other, rows in self.confusions
            ],
        }


def read_rows(text: str, name: str) -> list[LabelledRow]:
    """The rows of a JSON Lines text; ValueError with the line for one that is not labelled rightly."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            row = LabelledRow(str(data["text"]), str(data["intent"]), data.get("slots"))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ValueError(f'{name}:{number}: not {{"text": …, "intent": …}}') from None
        if row.intent not in LABELS:
            raise ValueError(f"{name}:{number}: there is no label {row.intent!r}")
        rows.append(row)
    return rows


def evaluate(understanding: Understanding, rows: Iterable[LabelledRow]) -> Report:
    """Understand every row and count."""
    return report([EvaluatedRow(row, understanding.parse_with_semantics(row.text)) for row in rows])


def report(judged: Sequence[EvaluatedRow]) -> Report:
    """The figures over rows that have been understood."""
    inside = [one for one in judged if one.row.intent != OUT_OF_SCOPE]
    outside = [one for one in judged if one.row.intent == OUT_OF_SCOPE]
    outright = [one for one in judged if one.outright]
    labels = {
        label: _label(judged, label) for label in LABELS if any(one.row.intent == label for one in judged)
    }
    pairs = Counter((one.row.intent, one.parse.intent) for one in judged if not one.right)
    examples: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in judged:
        if not one.right:
            examples[one.row.intent, one.parse.intent].append(one.row.text)
    reliability = _reliability(judged)
    return Report(
        rows=len(judged),
        accuracy=_share(one.right for one in inside),
        in_first_three=_share(_in_first_three(one) for one in inside),
        macro_f1=sum(scores.f1 for scores in labels.values()) / len(labels) if labels else 0.0,
        outright=_share(one.outright for one in inside),
        outright_right=_share(one.right for one in outright),
        turned_away=_share(_turned_away(one) for one in inside),
        out_of_scope_answered=_share(one.outright for one in outside),
        emergency=_emergency(judged),
        slots=_slots(judged),
        calibration_error=sum(abs(right - sure_) * rows for sure_, right, rows in reliability)
        / max(1, len(judged)),
        labels=labels,
        reliability=reliability,
        confusions=[(label, other, count) for (label, other), count in pairs.most_common(WORST)],
        examples=examples,
        matrix=Counter((one.row.intent, one.parse.intent) for one in judged),
    )


def render(report: Report) -> str:
    """The figures for a person."""
    lines = [
        f"{report.rows} rows",
        f"accuracy in scope        {report.accuracy:7.1%}",
        f"right in the first three {report.in_first_three:7.1%}",
        f"macro F1                 {report.macro_f1:7.1%}",
        f"answered outright        {report.outright:7.1%}, of these right {report.outright_right:.1%}",
        f"in scope turned away     {report.turned_away:7.1%}",
        f"out of scope answered    {report.out_of_scope_answered:7.1%}",
        f"emergencies              recall {report.emergency.recall:.1%}, precision {report.emergency.precision:.1%}",
        f"slots                    precision {report.slots.precision:.1%}, recall {report.slots.recall:.1%}",
        f"calibration error        {report.calibration_error:7.3f}",
        "",
        "label                     precision  recall  rows",
        *(
            f"{label:25} {scores.precision:8.1%} {scores.recall:8.1%} {scores.support:5}"
            for label, scores in report.labels.items()
        ),
        "",
        "confidence   right   rows",
        *(f"{sure_:10.2f} {right:7.1%} {rows:6}" for sure_, right, rows in report.reliability),
        "",
        "worst confusions",
    ]
    for label, other, count in report.confusions:
        lines.append(f"{count:4}  {label} → {other}: {' / '.join(report.examples[label, other][:3])}")
    return "\n".join(lines)


def _in_first_three(one: EvaluatedRow) -> bool:
    return one.row.intent in (one.parse.intent, *(other.intent for other in one.parse.alternatives[:2]))


def _turned_away(one: EvaluatedRow) -> bool:
    return is_confident(one.parse) and one.parse.intent == OUT_OF_SCOPE


def _label(judged: Sequence[EvaluatedRow], label: str) -> Scores:
    said = [one for one in judged if one.row.intent == label]
    taken = [one for one in judged if one.parse.intent == label]
    return Scores(_share(one.right for one in taken), _share(one.right for one in said), len(said))


def _emergency(judged: Sequence[EvaluatedRow]) -> Scores:
    said = [one for one in judged if one.row.intent == EMERGENCY]
    taken = [one for one in judged if one.parse.emergency]
    precision = _share(one.row.intent == EMERGENCY for one in taken)
    return Scores(precision, _share(one.parse.emergency for one in said), len(said))


def _slots(judged: Sequence[EvaluatedRow]) -> Scores:
    """Over the rows whose slots were labelled; a value is right when it is the same text."""
    found = right = wanted = 0
    for one in judged:
        if one.row.slots is None:
            continue
        expected = {(name, str(value)) for name, value in one.row.slots.items()}
        got = {(name, str(value)) for name, value in one.parse.slots.items()}
        found, wanted, right = found + len(got), wanted + len(expected), right + len(got & expected)
    return Scores(right / found if found else 1.0, right / wanted if wanted else 1.0, wanted)


def _reliability(judged: Sequence[EvaluatedRow]) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, rows) for each tenth of confidence that occurs."""
    bins: dict[int, list[EvaluatedRow]] = defaultdict(list)
    for one in judged:
        bins[min(BINS - 1, int(one.parse.confidence * BINS))].append(one)
    return [
        (sum(one.parse.confidence for one in ones) / len(ones), _share(one.right for one in ones), len(ones))
        for _, ones in sorted(bins.items())
    ]


def _share(hits: Iterable[bool]) -> float:
    found = list(hits)
    return sum(found) / len(found) if found else 1.0


def _scores(scores: Scores) -> dict[str, float]:
    return {
        "precision": scores.precision,
        "recall": scores.recall,
        "f1": scores.f1,
        "support": scores.support,
    }
