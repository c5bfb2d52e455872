"""What was not understood, and how much was said: from memory to the records."""

from collections import Counter
from dataclasses import dataclass

from bot.common.clock import Clock
from bot.conversation.feedback_collector import FeedbackCollector
from bot.conversation.usage_counter import UsageCounter
from bot.storage import reviews, usage
from bot.storage.database import Database
from bot.storage.reviews import NewReview


@dataclass(slots=True)
class FeedbackWriter:
    """Writes down what the feedback collector and the usage counter hold."""

    feedback: FeedbackCollector
    usage_counter: UsageCounter
    database: Database
    clock: Clock

    async def write(self) -> int:
        """Write what came up since the last time; how many messages were not understood. RecordsAway."""
        evidence, counted, now = self.feedback.drain(), self.usage_counter.drain(), self.clock()
        if not evidence and counted is None:
            return 0
        numbers = dict(Counter(message.reason.value for message in evidence))
        if counted is not None:
            numbers |= {**counted.outcomes, usage.MILLISECONDS: counted.milliseconds}
        rows = [
            NewReview(message.text, message.reason.value, message.intent, message.chosen)
            for message in evidence
        ]
        async with self.database.work() as work:
            await reviews.add(work, rows, now)
            await usage.add(work, now.date(), numbers, counted.users if counted else ())
            await work.commit()
        return len(evidence)
