"""A TCP proxy between the bot and a server that it depends on; a test makes it slow or cuts it off."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

CHUNK = 1 << 16


@dataclass
class Proxy:
    """delay: seconds by which every answer comes later; cut: nobody gets through, and who was is thrown out."""

    path: str
    delay: float = 0.0
    port: int = 0
    _cut: bool = False
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _carrying: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def cut(self) -> bool:
        return self._cut

    @cut.setter
    def cut(self, cut: bool) -> None:
        self._cut = cut
        for writer in self._open if cut else ():
            writer.close()

    def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Somebody has connected."""
        task = asyncio.create_task(self._carry(reader, writer))
        self._carrying.add(task)
        task.add_done_callback(self._carrying.discard)

    async def end(self) -> None:
        """Let go of everybody."""
        self.cut = True
        for task in self._carrying:
            task.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.cut:
            writer.close()
            return
        there, back = await asyncio.open_unix_connection(self.path)
        self._open |= {writer, back}
        ways = [
            asyncio.create_task(self._pump(*way)) for way in ((reader, back, False), (there, writer, True))
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for end in (writer, back):
                end.close()
                self._open.discard(end)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, slow: bool) -> None:
        with suppress(OSError):
            while chunk := await reader.read(CHUNK):
                if slow:
                    await asyncio.sleep(self.delay)
                writer.write(chunk)
                await writer.drain()


@asynccontextmanager
async def proxy_to(path: str) -> AsyncIterator[Proxy]:
    """A port of this machine that leads to a unix socket."""
    proxy = Proxy(path)
    server = await asyncio.start_server(proxy.take, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        await proxy.end()
