"""Fixtures of the content's tests."""

from tests.unit.content.planted import planted

__all__ = ["planted"]
