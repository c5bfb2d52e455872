"""The sentences that the bot says, from the templates of the content."""

import string
from collections.abc import Mapping
from functools import lru_cache

from bot.common.errors import ContentError


class Wording:
    """The replies of the content, by key; fields in braces are filled in: 「{course}还有{seats}个名额」."""

    def __init__(self, replies: Mapping[str, str]) -> None:
        self._replies = replies

    def say(self, key: str, /, **fields: object) -> str:
        """The sentence under this key; ContentError when the content does not hold it.

        What a resident wrote goes in as a value and is never read as a template. A field may be a function: it is
        called only if the sentence has that field.
        """
        text = self._replies.get(key)
        if text is None:
            raise ContentError(f"no reply {key!r} in intents/")
        return _filled(text, fields)


def fill(template: str, /, **fields: object) -> str:
    """The template with its fields filled in; a field that is not given stays empty."""
    return _filled(template, fields)


def _filled(template: str, fields: Mapping[str, object]) -> str:
    parts = _plain(template)
    if parts is None:
        return _FORMATTER.vformat(template, (), fields)
    # Each part is what stands before a field, and the field's name.
    return "".join([before if name is None else f"{before}{_value(fields, name)}" for before, name in parts])


def _value(fields: Mapping[str, object], name: str) -> object:
    value = fields.get(name, "")
    return value() if callable(value) else value


def fields_of(template: str) -> frozenset[str]:
    """The names in braces; ValueError when the template is not well formed."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


@lru_cache(maxsize=2048)  # the content's sentences, again and again
def _plain(template: str) -> tuple[tuple[str, str | None], ...] | None:
    """The template in pieces; None when a field asks for more than its value."""
    parts = list(string.Formatter().parse(template))
    if any(spec or conversion for _, _, spec, conversion in parts):
        return None
    return tuple((before, name) for before, name, _, _ in parts)


class _Formatter(string.Formatter):
    def get_field(self, field_name: str, args: object, kwargs: Mapping[str, object]) -> tuple[object, str]:
        """Names only: `{a.b}` and `{a[0]}` reach into objects, which content must not."""
        return _value(kwargs, field_name), field_name


_FORMATTER = _Formatter()
