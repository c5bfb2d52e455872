"""`python -m bot serve`, `console` and `worker`: the processes that run until they are stopped."""

from bot.commands.shared import run_server
from bot.common.settings import Settings
from bot.runtime import http_server
from bot.runtime import worker as sending_worker


def serve() -> None:
    """Serve the chat page and the WeChat webhook."""
    run_server(http_server.serve)


def console() -> None:
    """The staff's console, under /console on a port of its own."""

    async def serve_console(settings: Settings) -> None:
        # Imported here: the other commands do without the console's web framework, which takes a while to load.
        from bot.runtime import console_server

        await console_server.serve(settings)

    run_server(serve_console)


def worker() -> None:
    """Send weekly tips and warnings; any number of these may run on PostgreSQL."""
    run_server(sending_worker.work)
