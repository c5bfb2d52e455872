"""A plain load: prepared HTTP requests over a few connections, one at a time on each."""

import asyncio
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.system import packets

CONNECTIONS = 32
RESIDENTS = 1000
_numbers = itertools.count(int(time.time()) * 10**6)
# What residents of a community say most often.
COMMON = (
    "台风来了怎么办", "下次绿色交换什么时候", "有什么课可以学", "图书馆几点开门", "电工多少钱", "谢谢", "你好", "电池扔哪个桶",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LoadResult:
    """seconds: of the whole run; latencies: of each request, in seconds, sorted."""

    requests: int
    seconds: float
    latencies: tuple[float, ...]

    @property
    def rate(self) -> float:
        return self.requests / self.seconds

    def percentile(self, share: float) -> float:
        return self.latencies[min(len(self.latencies) - 1, int(share * len(self.latencies)))]


def requests(
    texts: Sequence[str], count: int, *, sealed: bool = False, residents: int = RESIDENTS
) -> list[bytes]:
    """So many messages as WeChat sends them, each with an id of its own, by the residents in turn."""
    return [
        _message(texts[number % len(texts)], number % residents, sealed=sealed) for number in range(count)
    ]


def varied(sentences: Sequence[str], count: int) -> list[str]:
    """As many different sentences: each of the given ones with a word before it and two after it."""
    chance = random.Random(1)
    before, after = (
        ("请问", "我想问下", "阿拉", "那个", "麻烦问一声", "帮我看看"),
        ("啊", "谢谢", "可以伐", "急", "哦", "师傅"),
    )
    variants = (
        f"{chance.choice(before)}{sentence}{chance.choice(after)}{chance.choice(after)}"
        for sentence in itertools.cycle(sentences)
    )
    return list(itertools.islice(dict.fromkeys(itertools.islice(variants, count * 2)), count))


async def run(port: int, prepared: Sequence[bytes], connections: int = CONNECTIONS) -> LoadResult:
    """Send all requests to the port of this machine, as fast as they are answered; every answer must be a 200."""
    return await _run(port, iter(prepared), connections, len(prepared), 0)


async def run_at_rate(port: int, prepared: Sequence[bytes], rate: float) -> LoadResult:
    """Send so many a second, however long the answers take; a latency counts from when the request was due."""
    return await _run(port, iter(prepared), CONNECTIONS, len(prepared), rate)


async def _run(port: int, prepared: Iterator[bytes], connections: int, count: int, rate: float) -> LoadResult:
    latencies: list[float] = []
    numbered = enumerate(prepared)
    started = time.perf_counter()

    async def send_over_one_connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number, raw in numbered:
            due = time.perf_counter()
            if rate:
                due = started + number / rate
                await asyncio.sleep(due - time.perf_counter())
            if writer.is_closing():
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(raw)
            if not await _read_answer(reader):
                writer.close()
            latencies.append(time.perf_counter() - due)
        writer.close()

    await asyncio.gather(*(send_over_one_connection() for _ in range(connections)))
    return LoadResult(count, time.perf_counter() - started, tuple(sorted(latencies)))


def _message(text: str, resident: int, *, sealed: bool) -> bytes:
    packet = packets.text_packet(text, f"oBench{resident}", next(_numbers))
    query, body = (packets.sealed_request if sealed else packets.plain_request)(packet)
    head = (
        f"POST /wechat?{urlencode(query)} HTTP/1.1\r\nHost: localhost\r\n"
        f"Content-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _read_answer(reader: asyncio.StreamReader) -> bool:
    """Read an answer, and return whether the connection takes another request."""
    head = await reader.readuntil(b"\r\n\r\n")
    if head.split(b" ", 2)[1] != b"200":
        raise RuntimeError(head.split(b"\r\n")[0].decode())
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            await reader.readexactly(int(line.partition(b":")[2]))
    return head.startswith(b"HTTP/1.1")
