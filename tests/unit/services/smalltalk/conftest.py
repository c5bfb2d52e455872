"""Fixtures of the small talk service's tests."""

from tests.unit.content.faulty_content import planted

__all__ = ["planted"]
