"""Which field shows a column of a record, by what the service declares of it."""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import Boolean
from starlette_admin import StringField
from starlette_admin.fields import BaseField, BooleanField, IntegerField

from bot.console.console_context import ConsoleContext
from bot.console.lists.list_fields import AccountField, CodedField, SealedField, TimeField, coded_field
from bot.console.lists.record_lists import ACCOUNT, PERSONAL, sealed_columns
from bot.content.shared.courses import COURSES
from bot.content.shared.events import EVENTS
from bot.content.shared.hazards import TIPS
from bot.content.snapshot import Content
from bot.services.talents.content import TALENTS
from bot.storage.record_type import RecordType

_NOT_FILTERED = frozenset({"weekday"})  # a number in the table


def columns_of(record_type: RecordType, context: ConsoleContext) -> list[BaseField]:
    """The list's columns."""
    staff_list = record_type.staff_list
    fields = [_field(name, label, record_type, context) for name, label in staff_list.columns.items()]
    for field in fields:
        field.exclude_from_list = field.name in staff_list.hidden
    return fields


def has_filter(field: BaseField, record_type: RecordType) -> bool:
    """Whether the list can be filtered by the column."""
    if isinstance(field, CodedField | TimeField):
        return field.name not in _NOT_FILTERED
    return field.name in record_type.staff_list.search and not isinstance(field, SealedField)


def has_order(field: BaseField) -> bool:
    """Whether the list can be sorted by the column. By account, the tickets of an anonymous resident would stand together."""
    return not isinstance(field, AccountField | SealedField)


def searched_by_word(fields: Iterable[BaseField]) -> list[CodedField]:
    """The columns whose codes a search finds by their words."""
    return [field for field in fields if isinstance(field, CodedField) and field.name not in _NOT_FILTERED]


def _field(name: str, label: str, record_type: RecordType, context: ConsoleContext) -> BaseField:
    staff_list = record_type.staff_list
    if name in sealed_columns(record_type):
        return SealedField(name, label, personal=name in PERSONAL)
    if name == ACCOUNT:
        return AccountField(name, label)
    if name == "status":
        return coded_field(name, label, lambda: record_type.status_words)
    if name in staff_list.words:
        return coded_field(name, label, lambda: staff_list.words[name])
    if name in _CONTENT_WORDS:
        return coded_field(name, label, lambda: _CONTENT_WORDS[name](context.content()), _GONE.get(name, ""))
    if name.endswith(("_at", "_until")):
        return TimeField(name, label)
    if name in staff_list.numbers:
        return IntegerField(name, label)
    is_flag = isinstance(record_type.table.__table__.columns[name].type, Boolean)
    return BooleanField(name, label) if is_flag else StringField(name, label)


def _courses(content: Content) -> Mapping[str, str]:
    return {course.id: course.name for course in content.part(COURSES)}


def _events(content: Content) -> Mapping[str, str]:
    """By name: that is what a sign-up holds, and what a periodic job keeps up with the content."""
    return {event.name: event.name for event in content.part(EVENTS)}


def _banks(content: Content) -> Mapping[str, str]:
    return {bank.id: bank.name for bank in content.part(TALENTS).banks}


def _hazards(content: Content) -> Mapping[str, str]:
    return {hazard.value: tips.name for hazard, tips in content.part(TIPS).items()}


_CONTENT_WORDS: Mapping[str, Callable[[Content], Mapping[str, str]]] = {
    "course": _courses,
    "event": _events,
    "bank": _banks,
    "hazards": _hazards,
}
_GONE = {"event": "（活动表里没有了，候补不会自动转正）"}
"""What a list adds to a value that the content has no more."""
