"""The metrics that `/metrics` shows. docs/operations.md says what each means to an operator."""

from collections.abc import Mapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from bot.common.message import Channel

_REFUSED = "wechat_refused"  # the log event of a call to WeChat that got an errcode
_OUTCOMES = ("answered", "emergency", "too_fast", "busy", "records_away", "failed")
_EVENTS = (
    ("error", "late_answer_lost"),
    ("warning", "campaign_paused"),
    ("warning", "wechat_account_notice"),
    ("error", "account_closed_not_erased"),
    ("warning", "mass_send_failed"),
    ("warning", "valkey_gone"),
    ("error", "valkey_not_restarted"),
)
_ERRCODES = (
    40001, 40013, 40014, 40125, 40164, 40243, 42001, 48001, 48004, 50004, 50007,
)  # fmt: skip
_REASONS = (
    "the signature is wrong",
    "the request is stale",
    "not sealed: with WECHAT_AES_KEY set, WeChat's console must say safe mode",
    "the sealed message is malformed",
    "the sealed message is not for our AppID",
)


class Metrics:
    """The metrics of one process, in their own registry. Gauges are set when they are read (monitoring/gauges.py)."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.turns = self._counter("bot_turns_total", "Turns by channel and outcome", "channel", "outcome")
        self.turn_seconds = Histogram(
            "bot_turn_seconds",
            "How long a turn takes",
            buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 4.5),
            registry=self.registry,
        )
        self.refused = self._counter(
            "bot_refused_total", "Requests refused at the door, and why", "status", "reason"
        )
        self.late = self._counter("bot_late_answers_total", "Answers that left through the API")
        self.pushed = self._counter(
            "bot_pushed_total", "Deliveries by kind of campaign and fate", "kind", "fate"
        )
        self.opinions = self._counter(
            "bot_opinions_total",
            "Messages by what became of the second opinion: sure (not needed), asked, late, busy",
            "outcome",
        )
        self.cut_short = self._counter(
            "bot_reading_cut_short_total",
            "Messages of which not all was read: it took too much processor time",
        )
        self.events = self._counter(
            "bot_log_events_total", "Log lines of level warning and above", "level", "event"
        )
        self.wechat_errors = self._counter(
            "bot_wechat_errors_total", "Calls to WeChat's API that got an errcode", "errcode"
        )
        self._add_gauges()
        self._begin_at_zero()

    def _begin_at_zero(self) -> None:
        """Show what alerts watch from the start: Prometheus sees no increase in a series that begins at 1."""
        for channel in Channel:
            for outcome in _OUTCOMES:
                self.turns.labels(channel, outcome)
        for level, event in _EVENTS:
            self.events.labels(level, event)
        for errcode in _ERRCODES:
            self.wechat_errors.labels(str(errcode))
        for reason in _REASONS:
            self.refused.labels("403", reason)

    def _add_gauges(self) -> None:
        self.turns_running = self._gauge("bot_turns_running", "Turns that are going on in this process")
        self.part_ready = self._gauge("bot_part_ready", "1 when the part answers", "part")
        self.queue_length = self._gauge("bot_queue_length", "How much waits, over all processes", "queue")
        self.queue_oldest = self._gauge(
            "bot_queue_oldest_seconds", "For how long the first in the queue has waited", "queue"
        )
        self.build = self._gauge("bot_build_info", "1; the version that runs", "version", "python")
        self.content = self._gauge("bot_content_info", "1; a digest of the content that answers", "digest")
        self.content_problems = self._gauge(
            "bot_content_problems", "Problems in changed content files, which are not in force"
        )
        self.content_phrases = self._gauge("bot_content_phrases", "Phrases that understanding knows")
        self.provisional = self._gauge(
            "bot_model_provisional", "1 while an older model answers until the new one is trained"
        )
        self.free_bytes = self._gauge("bot_data_free_bytes", "Free space where DATA_DIR lies")
        self.clock = self._gauge("bot_clock_timestamp_seconds", "The time on this machine's clock")

    def count_log_line(self, level: str, fields: Mapping[str, Any]) -> None:
        """A log line of level warning or above."""
        event = str(fields.get("event", ""))
        self.events.labels(level, event).inc()
        if event == _REFUSED:
            self.wechat_errors.labels(str(fields.get("errcode", ""))).inc()

    def text(self) -> bytes:
        """The page that a Prometheus server reads."""
        return generate_latest(self.registry)

    def _counter(self, name: str, help_text: str, *labels: str) -> Counter:
        return Counter(name, help_text, labels, registry=self.registry)

    def _gauge(self, name: str, help_text: str, *labels: str) -> Gauge:
        return Gauge(name, help_text, labels, registry=self.registry)
