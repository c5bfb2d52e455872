"""`make bench`: speed as ratios within one run, so that the machine does not matter."""

import asyncio
import contextlib
import hashlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import load
from benchmarks.load import Result

REQUESTS = 4000
WARM_UP = 300
CONNECTIONS = 32
RESIDENTS = 500
TOKEN = "demo-token"
TEXTS = (
    "台风来了怎么办",
    "下次绿色交换什么时候",
    "有什么课可以学",
    "图书馆几点开门",
    "电工多少钱",
    "谢谢",
    "你好",
    "电池扔哪个桶",
)
_XML = (
    "<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><FromUserName><![CDATA[o{user}]]></FromUserName>"
    "<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content>"
    "<MsgId>{number}</MsgId></xml>"
)


def main() -> None:
    """Run both servers one after the other on the same requests, and print the table."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        echo = _measured([sys.executable, "-m", "benchmarks.echo"], {}, first=1)
        bot = _measured(
            [sys.executable, "-m", "bot", "serve"],
            {"DATA_DIR": folder, "LOG_LEVEL": "error", "WECHAT_TOKEN": TOKEN},
            first=1,
        )
    table = Table("through the webhook", "turns a second", "of the echo", "median ms", "p99 ms")
    for name, result in (("bare aiohttp echo", echo), ("the bot, plain mode", bot)):
        table.add_row(
            name,
            f"{result.rate:,.0f}",
            f"{result.rate / echo.rate:.3f}",
            f"{result.percentile(0.5) * 1000:.1f}",
            f"{result.percentile(0.99) * 1000:.1f}",
        )
    Console().print(table)


def _measured(command: list[str], environment: dict[str, str], first: int) -> Result:
    port = _free_port()
    with _running(command, environment, port):
        asyncio.run(load.run(port, _requests(first, WARM_UP), CONNECTIONS))
        return asyncio.run(load.run(port, _requests(first + WARM_UP, REQUESTS), CONNECTIONS))


def _requests(first: int, count: int) -> list[bytes]:
    at = str(int(time.time()))
    signature = hashlib.sha1("".join(sorted([TOKEN, at, "bench"])).encode()).hexdigest()
    path = f"/wechat?signature={signature}&timestamp={at}&nonce=bench"
    return [
        load.request(
            path,
            _XML.format(
                user=number % RESIDENTS, at=at, text=TEXTS[number % len(TEXTS)], number=10**15 + number
            ).encode(),
        )
        for number in range(first, first + count)
    ]


@contextlib.contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    arguments = [*command, str(port)] if "echo" in command[-1] else command
    process = subprocess.Popen(
        arguments, env=os.environ | environment | {"PORT": str(port)}, cwd=Path(__file__).parent.parent
    )
    try:
        _until_open(port, process)
        yield
    finally:
        process.terminate()
        process.wait()


def _until_open(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(1200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if process.poll() is not None:
            raise RuntimeError("the server did not start")
        time.sleep(0.05)
    raise RuntimeError("the server does not listen")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    main()
