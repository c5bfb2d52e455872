"""What is counted; `/metrics` shows it."""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.turns = Counter(
            "bot_turns_total", "Turns by channel and outcome", ["channel", "outcome"], registry=self.registry
        )
        self.turn_seconds = Histogram(
            "bot_turn_seconds",
            "How long a turn takes",
            buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 4.5),
            registry=self.registry,
        )
        self.refused = Counter(
            "bot_refused_total", "Requests refused at the door", ["status"], registry=self.registry
        )
        self.late = Counter(
            "bot_late_answers_total", "Answers that left through the API", registry=self.registry
        )

        self.pushed = Counter(
            "bot_pushed_total",
            "Deliveries by kind of campaign and fate",
            ["kind", "fate"],
            registry=self.registry,
        )
        self.opinions = Counter(
            "bot_opinions_total",
            "Messages by what became of the second opinion: sure (not needed), asked, late, busy",
            ["outcome"],
            registry=self.registry,
        )

    def text(self) -> bytes:
        """The page that a Prometheus server reads."""
        return generate_latest(self.registry)
