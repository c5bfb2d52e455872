"""Each process has its own metrics page: the server, its workers on a shared port, and the sending worker."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.system.process import BotProcess, free_port


def page(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
        return str(answer.read().decode())


def test_each_process_behind_a_shared_port_has_its_own_page(tmp_path: Path) -> None:
    first = free_port(following=1)
    bot = BotProcess(tmp_path, WORKERS="2", METRICS_PORT=str(first)).start()
    try:
        starts = {_start(first + number, bot) for number in range(2)}
        assert 'bot_part_ready{part="redis"} 1.0' in page(bot.port), bot.log()
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"{bot.url}/wechat?signature=x&timestamp=1&nonce=2", timeout=30)
        both = page(first) + page(first + 1)
    finally:
        bot.stop()  # a killed parent would leave its processes behind
    assert len(starts) == 2
    assert both.count('bot_refused_total{reason="the signature is wrong",status="403"} 1.0') == 1


def test_the_sender_shows_its_own(tmp_path: Path) -> None:
    with BotProcess(tmp_path, "worker") as sender:
        told = page(sender.port)
    assert 'bot_queue_length{queue="deliveries_due"} 0.0' in told
    assert 'bot_part_ready{part="database"} 1.0' in told


def _start(port: int, bot: BotProcess) -> str:
    """When the process behind this page began, which tells processes apart."""
    import time

    for _ in range(600):
        try:
            told = page(port)
        except OSError:
            time.sleep(0.1)
        else:
            return next(line for line in told.splitlines() if line.startswith("process_start_time_seconds "))
    pytest.fail(bot.log())
