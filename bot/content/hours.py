"""When the office is open, as code can tell; `hours` beside it is what people read."""

from datetime import datetime, time, timedelta

from pydantic import Field, model_validator

from bot.content.models import ContentModel


class OpenHours(ContentModel):
    """From when to when on these weekdays (1 Monday to 7), "08:30" to "11:30"; closed on listed dates."""

    weekdays: tuple[int, ...] = Field(min_length=1)
    opens: str = Field(pattern=r"^\d{2}:\d{2}$")
    closes: str = Field(pattern=r"^\d{2}:\d{2}$")

    @model_validator(mode="after")
    def _in_order(self) -> "OpenHours":
        if time.fromisoformat(self.opens) >= time.fromisoformat(self.closes):
            raise ValueError("closes has to be later than opens")
        return self


def is_open(hours: tuple[OpenHours, ...], now: datetime) -> bool:
    """Is somebody there? Without any hours nobody is known to be."""
    clock = now.time().replace(tzinfo=None)
    return any(
        now.isoweekday() in one.weekdays
        and time.fromisoformat(one.opens) <= clock < time.fromisoformat(one.closes)
        for one in hours
    )


def next_opening(hours: tuple[OpenHours, ...], now: datetime) -> datetime | None:
    """When somebody is there next, within a week."""
    starts = [
        (now + timedelta(days=ahead)).replace(hour=opens.hour, minute=opens.minute, second=0, microsecond=0)
        for ahead in range(8)
        for one in hours
        for opens in (time.fromisoformat(one.opens),)
        if (now + timedelta(days=ahead)).isoweekday() in one.weekdays
    ]
    return min((start for start in starts if start > now), default=None)
