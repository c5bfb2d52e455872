"""The figures of an evaluation: as data, as JSON and as text."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


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
class DangerScores:
    """The three answers: certain (the card), possible (the line that asks), neither.

    certain, asked: shares of the emergencies. harmless_certain, harmless_asked: how many of the `harmless` others.
    right_card: the share of the `cards` whose hazard was labelled that show this hazard's card.
    """

    certain: float
    asked: float
    harmless_certain: int
    harmless_asked: int
    harmless: int
    right_card: float
    cards: int


@dataclass(frozen=True, slots=True)
class Report:
    """The figures; shares are 0 to 1. `outright`: acted on without asking back; `turned_away`: taken for out of scope."""

    rows: int
    accuracy: float
    in_first_three: float
    macro_f1: float
    outright: float
    outright_right: float
    turned_away: float
    out_of_scope_answered: float
    emergency: Scores
    danger: DangerScores
    slots: Scores
    calibration_error: float
    labels: Mapping[str, Scores]
    reliability: Sequence[tuple[float, float, int]]
    confusions: Sequence[tuple[str, str, int]]
    examples: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    matrix: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The figures as JSON data, the form that `evaluate --json` prints."""
        simple = ("rows", "accuracy", "in_first_three", "macro_f1", "outright", "outright_right")
        rates = ("turned_away", "out_of_scope_answered", "calibration_error")
        return {
            **{name: getattr(self, name) for name in (*simple, *rates)},
            "emergency": _scores(self.emergency),
            "danger": asdict(self.danger),
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


def render(report: Report) -> str:
    """The figures as text for a terminal."""
    lines = [
        f"{report.rows} rows",
        f"accuracy in scope        {report.accuracy:7.1%}",
        f"right in the first three {report.in_first_three:7.1%}",
        f"macro F1                 {report.macro_f1:7.1%}",
        f"answered outright        {report.outright:7.1%}, of these right {report.outright_right:.1%}",
        f"in scope turned away     {report.turned_away:7.1%}",
        f"out of scope answered    {report.out_of_scope_answered:7.1%}",
        f"emergencies              recall {report.emergency.recall:.1%}, precision {report.emergency.precision:.1%}",
        f"dangers                  {_answers(report.danger)}",
        f"right card               {report.danger.right_card:7.1%} of {report.danger.cards}",
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
        *(f"{confidence:10.2f} {right:7.1%} {rows:6}" for confidence, right, rows in report.reliability),
        "",
        "worst confusions",
    ]
    for label, other, count in report.confusions:
        lines.append(f"{count:4}  {label} → {other}: {' / '.join(report.examples[label, other][:3])}")
    return "\n".join(lines)


def _scores(scores: Scores) -> dict[str, float]:
    return {
        "precision": scores.precision,
        "recall": scores.recall,
        "f1": scores.f1,
        "support": scores.support,
    }


def _answers(danger: DangerScores) -> str:
    of_harmless = (
        f"card {danger.harmless_certain}, asked {danger.harmless_asked} of {danger.harmless} harmless"
    )
    return f"card {danger.certain:.1%}, asked {danger.asked:.1%}; {of_harmless}"
