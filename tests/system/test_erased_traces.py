"""The running server, seconds after a resident was erased: nothing of them is left in its files, sealed or not."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.system.process import BotProcess
from tests.system.test_server_process import CONVERSATION, SAFE, say

PATIENCE = 30.0


async def until_emptied(journal: Path) -> None:
    async with asyncio.timeout(PATIENCE):
        while journal.stat().st_size:
            await asyncio.sleep(0.1)


def append_only_file(folder: Path) -> str:
    """The name of its base, which counts the rewrites."""
    return "".join(file.name for file in folder.glob("valkey/appendonlydir/*.base.*"))


async def test_an_erasure_reaches_the_files(tmp_path: Path) -> None:
    with BotProcess(tmp_path, **SAFE) as bot:
        file, journal = tmp_path / "bot.db", tmp_path / "bot.db-wal"
        await until_emptied(journal)  # the round that every start has
        for text in CONVERSATION:
            await say(bot, text)
        with closing(sqlite3.connect(file)) as connection:
            [(name,)] = connection.execute("SELECT name FROM enrolments").fetchall()
        assert name.encode() in journal.read_bytes()
        before = append_only_file(tmp_path)
        await say(bot, "删除我的信息")
        assert "删好了" in await say(bot, "1")
        await until_emptied(journal)
        async with asyncio.timeout(PATIENCE):
            while append_only_file(tmp_path) == before:
                await asyncio.sleep(0.1)
        assert name.encode() not in file.read_bytes()
