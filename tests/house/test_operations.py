"""Metrics, alert rules, dashboard and docs/operations.md name the same metrics, queues and log events."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import Metric

from bot.common.metrics import Metrics
from bot.monitoring.queues import QUEUES

ROOT = Path(__file__).parent.parent.parent
DOCUMENT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
RULES = yaml.safe_load((ROOT / "deploy" / "prometheus" / "alerts.yml").read_text(encoding="utf-8"))
ALERTS: list[dict[str, Any]] = [rule for group in RULES["groups"] for rule in group["rules"]]
BOARD = json.loads((ROOT / "deploy" / "grafana" / "dashboard.json").read_text(encoding="utf-8"))
EXPRESSIONS = [
    (panel["title"], target["expr"]) for panel in BOARD["panels"] for target in panel.get("targets", ())
]
_NAME = re.compile(r"\b(?:bot|process)_[a-z_]+")
_LABELS = re.compile(r'"[^"]*"')
_ENDS = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}


def _families() -> list[Metric]:
    return list(Metrics().registry.collect())


def _told(family: Metric) -> str:
    """The name as documents have it."""
    return f"{family.name}_total" if family.type == "counter" else family.name


def _names(expression: str) -> set[str]:
    return set(_NAME.findall(_LABELS.sub("", expression)))


def _readable() -> set[str]:
    """Every name that an expression may use."""
    return {f"{family.name}{end}" for family in _families() for end in _ENDS.get(family.type, ("",))}


def _slug(heading: str) -> str:
    """The anchor that a heading gets."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def test_every_metric_has_a_row_and_no_row_is_of_another() -> None:
    rows = set(re.findall(r"^\| `((?:bot|process)_\w+)", DOCUMENT, re.MULTILINE))
    assert rows == {_told(family) for family in _families()}


def test_the_document_names_no_metric_that_does_not_exist() -> None:
    assert _names(DOCUMENT) - _readable() - {_told(family) for family in _families()} == set()


def test_every_queue_is_explained() -> None:
    rows = set(
        re.findall(r"^\| `(\w+)` \|", DOCUMENT.partition("### Queues")[2].partition("\n#")[0], re.MULTILINE)
    )
    assert rows == set(QUEUES)


@pytest.mark.parametrize("alert", ALERTS, ids=[alert["alert"] for alert in ALERTS])
def test_an_alert_names_what_exists(alert: dict[str, Any]) -> None:
    named = _names(alert["expr"])
    assert named <= _readable(), named - _readable()
    assert named or "up{" in alert["expr"]
    assert alert["labels"]["severity"] in {"page", "ticket"}
    file, _, anchor = alert["annotations"]["runbook"].partition("#")
    headings = {_slug(line.lstrip("#")) for line in DOCUMENT.splitlines() if line.startswith("#")}
    assert (file, anchor in headings) == ("docs/operations.md", True), anchor


_WATCHED = re.compile(r'increase\((bot_\w+_total)\{(\w+)=~?"([^"]+)"\}')


def test_what_alerts_watch_for_its_first_event_is_shown_at_zero_from_the_start() -> None:
    """Prometheus sees no increase in a series that first appears at 1."""
    shown = {
        (sample.name, label, value)
        for family in _families()
        for sample in family.samples
        for label, value in sample.labels.items()
    }
    watched = [match for alert in ALERTS for match in _WATCHED.findall(alert["expr"])]
    assert len(watched) >= 10
    for name, label, values in watched:
        if name == "bot_pushed_total":
            continue  # shown by whoever sends: tests/unit/broadcast
        for value in values.split("|"):
            assert any(
                (shown_name, shown_label) == (name, label) and re.fullmatch(value, shown_value)
                for shown_name, shown_label, shown_value in shown
            ), (name, value)


def test_alerts_have_a_row_each() -> None:
    rows = set(re.findall(r"^\| ([A-Z]\w+) \| (?:page|ticket)", DOCUMENT, re.MULTILINE))
    assert rows == {alert["alert"] for alert in ALERTS}


@pytest.mark.parametrize(("title", "expression"), EXPRESSIONS)
def test_a_panel_names_what_exists(title: str, expression: str) -> None:
    named = _names(expression)
    assert named, title
    assert named <= _readable(), named - _readable()


def test_the_dashboard_shows_every_metric() -> None:
    shown = {name for _, expression in EXPRESSIONS for name in _names(expression)}
    for family in _families():
        assert {f"{family.name}{end}" for end in _ENDS.get(family.type, ("",))} & shown, family.name


def test_every_metric_is_declared_in_one_place() -> None:
    for file in (ROOT / "bot").rglob("*.py"):
        if file.name != "metrics.py":
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"prometheus_client", text), file


def test_loud_events_in_rules_are_logged_somewhere() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py"))
    for alert in ALERTS:
        for names in re.findall(r'event=~?"([^"]+)"', alert["expr"]):
            for name in names.split("|"):
                assert re.search(rf'log\.(?:warning|error|exception)\(\s*"{name}"', code), name
        for reasons in re.findall(r'reason=~?"([^"]+)"', alert["expr"]):
            for reason in reasons.split("|"):
                assert f'Refused("{reason.removesuffix(".*")}' in code, reason
