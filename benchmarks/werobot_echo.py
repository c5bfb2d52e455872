"""WeRoBot's echo bot. `port token`: without sessions; `port token file`: with its default sessions in an SQLite file."""

import sys

import werobot  # type: ignore[import-not-found]
from werobot.session.sqlitestorage import SQLiteStorage  # type: ignore[import-not-found]

port, token, *sessions = sys.argv[1:]
robot = werobot.WeRoBot(token=token)
robot.config["SESSION_STORAGE"] = SQLiteStorage(sessions[0]) if sessions else False


@robot.handler  # type: ignore[untyped-decorator]
def _echo(message: werobot.messages.messages.WeChatMessage) -> str:
    return getattr(message, "content", "")


robot.config.update(HOST="127.0.0.1", PORT=int(port))
robot.run()
