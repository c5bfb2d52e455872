"""`python -m bot`."""

import gc

# Starting creates a million objects that stay; with the default thresholds the garbage collector takes a fifth of the
# start. The server sets its own thresholds (runtime/http_server.py).
gc.set_threshold(200_000, 50, 100)

from bot.commands.main import main  # noqa: E402

main()
