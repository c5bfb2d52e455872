"""Fixtures of the learning service's tests."""

from tests.unit.content.faulty_content import planted

__all__ = ["planted"]
