"""Opening hours that code can compute with; residents read the sentence in the field `hours` beside them."""

from datetime import datetime, time, timedelta

from pydantic import Field, model_validator

from bot.content.model import ContentModel


class OpenHours(ContentModel):
    """From when to when an office is open on these weekdays (1 is Monday, 7 is Sunday): "08:30" to "11:30"."""

    weekdays: tuple[int, ...] = Field(min_length=1)
    opens: str = Field(pattern=r"^\d{2}:\d{2}$")
    closes: str = Field(pattern=r"^\d{2}:\d{2}$")

    @model_validator(mode="after")
    def _in_order(self) -> "OpenHours":
        if time.fromisoformat(self.opens) >= time.fromisoformat(self.closes):
            raise ValueError("closes has to be later than opens")
        return self


def is_open(hours: tuple[OpenHours, ...], now: datetime) -> bool:
    """Is the office open? False when no hours are given."""
    clock = now.time().replace(tzinfo=None)
    return any(
        now.isoweekday() in period.weekdays
        and time.fromisoformat(period.opens) <= clock < time.fromisoformat(period.closes)
        for period in hours
    )


def next_opening(hours: tuple[OpenHours, ...], now: datetime) -> datetime | None:
    """When the office opens next, within a week; None when it does not."""
    starts = [
        (now + timedelta(days=ahead)).replace(hour=opens.hour, minute=opens.minute, second=0, microsecond=0)
        for ahead in range(8)
        for period in hours
        for opens in (time.fromisoformat(period.opens),)
        if (now + timedelta(days=ahead)).isoweekday() in period.weekdays
    ]
    return min((start for start in starts if start > now), default=None)
