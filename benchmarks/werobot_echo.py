"""WeRoBot's echo bot: `port token` without sessions, `port token file` with its own, in an SQLite file, as it comes."""

import sys

import werobot  # type: ignore[import-not-found]
from werobot.session.sqlitestorage import SQLiteStorage  # type: ignore[import-not-found]

port, token, *kept = sys.argv[1:]
robot = werobot.WeRoBot(token=token)
robot.config["SESSION_STORAGE"] = SQLiteStorage(kept[0]) if kept else False


@robot.handler  # type: ignore[untyped-decorator]
def _echo(message: werobot.messages.messages.WeChatMessage) -> str:
    return getattr(message, "content", "")


robot.config.update(HOST="127.0.0.1", PORT=int(port))
robot.run()
