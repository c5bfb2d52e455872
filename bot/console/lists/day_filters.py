"""Filters of a list by day, in China's time."""

from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from starlette_admin.contrib.sqla.filters import SqlaFilterRegistry
from starlette_admin.fields import BaseField
from starlette_admin.filters import BaseFilter, FilterDataType, filters
from starlette_admin.filters.base import FilterApplyContext, FilterValidationError

from bot.common.clock import ZONE
from bot.console.lists.list_fields import TimeField


class _DayFilter(BaseFilter):
    data_type: ClassVar[FilterDataType] = FilterDataType.DATE

    def parse_value(self, raw: str) -> datetime:
        """The day's first moment in China."""
        try:
            return datetime.combine(datetime.fromisoformat(str(raw)).date(), time.min, ZONE)
        except ValueError:
            raise FilterValidationError("日期要写成 2026-11-25 这样") from None


class OnDay(_DayFilter):
    """From the day's first moment to its last."""

    name: ClassVar[str] = "on"
    label: ClassVar[str] = "是这一天"

    def apply(self, ctx: FilterApplyContext) -> Any:
        """The condition."""
        column = _column(ctx)
        return (column >= ctx.value) & (column < ctx.value + timedelta(days=1))


class SinceDay(_DayFilter):
    """From the day's first moment on."""

    name: ClassVar[str] = "since"
    label: ClassVar[str] = "从这一天起"

    def apply(self, ctx: FilterApplyContext) -> Any:
        """The condition."""
        return _column(ctx) >= ctx.value


class UntilDay(_DayFilter):
    """Up to the day's last moment."""

    name: ClassVar[str] = "until"
    label: ClassVar[str] = "到这一天为止"

    def apply(self, ctx: FilterApplyContext) -> Any:
        """The condition."""
        return _column(ctx) < ctx.value + timedelta(days=1)


class ListFilters(SqlaFilterRegistry):
    """The library's filters, and days for times."""

    @filters(TimeField)
    def days(self, field: BaseField) -> list[type[BaseFilter]]:
        """How a clerk filters by time."""
        return [OnDay, SinceDay, UntilDay]


def _column(ctx: FilterApplyContext) -> Any:
    return getattr(ctx.view.model, ctx.field_name)  # type: ignore[union-attr] # it is a view of SQLAlchemy's
