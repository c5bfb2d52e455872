"""Whatever is posted to the webhook, the real server never answers 5xx, and the engine gets nothing but messages."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.common.message import Message
from tests.system.packets import (
    Request,
    event_packet,
    plain_request,
    request_with,
    sealed_request,
    text_packet,
)
from tests.unit.channels.test_wechat_channel import Said, door

Post = Callable[..., int]

WHOLE = [text_packet("在哪上课").encode(), event_packet("CLICK", "menu").encode()]
CODINGS = st.sampled_from(["gzip", "deflate", "identity", "x", ""])


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "safe"])
def post(request: pytest.FixtureRequest) -> Iterator[Post]:
    """Posts a request; the status. One server for all examples."""
    said, stack = Said("好"), AsyncExitStack()
    with asyncio.Runner() as runner:
        client = runner.run(stack.enter_async_context(door(said, safe=request.param)))

        async def send(sent: Request, headers: Mapping[str, str]) -> int:
            said.heard.clear()
            response = await client.post("/wechat", params=sent[0], data=sent[1], headers=headers)
            await response.read()
            assert bool(said.heard) == (response.status == 200)
            assert all(isinstance(message, Message) for message in said.heard)
            return response.status

        yield lambda sent, **headers: runner.run(send(sent, headers))
        runner.run(stack.aclose())


@settings(deadline=None)
@given(body=st.binary(max_size=400), coding=CODINGS)
def test_any_bytes(post: Post, body: bytes, coding: str) -> None:
    for sent in (plain_request(body), sealed_request(body), request_with(body.hex())):
        assert post(sent) < 500
        assert post(sent, **{"Content-Encoding": coding}) < 500


@settings(deadline=None)
@given(whole=st.sampled_from(WHOLE), data=st.data())
def test_any_change_to_a_packet(post: Post, whole: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 30)))
    changed = whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:]
    for sent in (plain_request(changed), sealed_request(changed)):
        assert post(sent) < 500
