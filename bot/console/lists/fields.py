"""Fields of records: personal ones sealed at rest and masked in lists, states and times as people read them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from starlette.requests import Request
from starlette_admin import EnumField, RequestAction, StringField
from starlette_admin.contrib.sqla.filters import SqlaFilterRegistry
from starlette_admin.fields import BaseField
from starlette_admin.filters import BaseFilter, FilterDataType, filters
from starlette_admin.filters.base import FilterApplyContext, FilterValidationError

from bot.common.clock import ZONE

_OPEN = (RequestAction.DETAIL, RequestAction.EXPORT)


def masked(text: str) -> str:
    """A phone keeps its ends, a name its first character, anything longer a few characters."""
    if text.isdecimal() and len(text) >= 7:
        return f"{text[:3]}****{text[-4:]}"
    return text[:1] + "*" * min(len(text) - 1, 2) if len(text) <= 4 else text[:6] + "…"


@dataclass
class SealedField(StringField):
    """A column that is encrypted at rest. Personal data is masked, but for the detail view and exports, which are audited."""

    personal: bool = True
    searchable: bool | None = False
    orderable: bool | None = False

    async def serialize_value(self, request: Request, value: Any) -> str:
        """What the page shows."""
        text = str(value or "")
        return text if not self.personal or request.state.action in _OPEN else masked(text)


def spoken(name: str, label: str, words: Callable[[], Mapping[str, str]], unknown: str = "") -> "Spoken":
    """A field of coded words, filtered by a choice of what they are called."""
    return Spoken(name, label, choices_loader=lambda _: list(words().items()), unknown=unknown)


@dataclass
class Spoken(EnumField):
    """A word of the records in the staff's words; one that has no other name stands as it is.

    unknown: what a page adds to such a one; exported files do not have it.
    """

    unknown: str = ""

    def words(self, request: Request) -> dict[str, str]:
        """Code → what it is called."""
        return dict(self._get_choices(request))

    async def serialize_value(self, request: Request, value: Any) -> str:
        """The word as people read it; several have commas between."""
        words = self.words(request)
        unknown = "" if request.state.action == RequestAction.EXPORT else self.unknown
        return "、".join(words.get(part, f"{part}{unknown}") for part in str(value).split(","))


@dataclass
class When(StringField):
    """A moment in China's time."""

    async def serialize_value(self, request: Request, value: Any) -> str:
        """To the minute."""
        return f"{value.astimezone(ZONE):%Y-%m-%d %H:%M}"


def _column(ctx: FilterApplyContext) -> Any:
    return getattr(ctx.view.model, ctx.field_name)  # type: ignore[union-attr] # it is a view of SQLAlchemy's


class _Day(BaseFilter):
    data_type: ClassVar[FilterDataType] = FilterDataType.DATE

    def parse_value(self, raw: str) -> datetime:
        """The day's first moment in China."""
        try:
            return datetime.combine(datetime.fromisoformat(str(raw)).date(), time.min, ZONE)
        except ValueError:
            raise FilterValidationError("日期要写成 2026-11-25 这样") from None


class OnDay(_Day):
    """From its first moment to its last."""

    name: ClassVar[str] = "on"
    label: ClassVar[str] = "是这一天"

    def apply(self, ctx: FilterApplyContext) -> Any:
        """The condition."""
        column = _column(ctx)
        return (column >= ctx.value) & (column < ctx.value + timedelta(days=1))


class SinceDay(_Day):
    """From its first moment on."""

    name: ClassVar[str] = "since"
    label: ClassVar[str] = "从这一天起"

    def apply(self, ctx: FilterApplyContext) -> Any:
        """The condition."""
        return _column(ctx) >= ctx.value


class UntilDay(_Day):
    """To its last moment."""

    name: ClassVar[str] = "until"
    label: ClassVar[str] = "到这一天为止"

    def apply(self, ctx: FilterApplyContext) -> Any:
        """The condition."""
        return _column(ctx) < ctx.value + timedelta(days=1)


class Filters(SqlaFilterRegistry):
    """The library's, and days of China for moments."""

    @filters(When)
    def days(self, field: BaseField) -> list[type[BaseFilter]]:
        """What a clerk asks of a time."""
        return [OnDay, SinceDay, UntilDay]
