"""A server raises its limit of open files, and chat pages never take all of them."""

import resource
from collections.abc import Iterator

import pytest

from bot.common import descriptors
from bot.common.settings import Settings
from bot.runtime.composition import page_limits


@pytest.fixture
def hard() -> Iterator[int]:
    """The hard limit; the soft one is as it was afterwards."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield before[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_the_soft_limit_is_raised_and_never_lowered(hard: int) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    descriptors.raise_limit()
    raised = descriptors.limit()
    assert raised == (65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)) > 256
    descriptors.raise_limit()
    assert descriptors.limit() == raised


def test_half_of_the_descriptors_is_kept_from_the_chat_pages(hard: int) -> None:
    settings = Settings(_env_file=None, sockets_per_address=7)
    resource.setrlimit(resource.RLIMIT_NOFILE, (600, hard))
    assert page_limits(settings).pages == 300
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 10_000), hard))
    assert page_limits(settings).pages == 2000
    assert page_limits(settings).of_address.sockets == 7
