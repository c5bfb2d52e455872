"""WeRoBot's echo bot without sessions (with them, as it comes, it commits to SQLite in each answer and is ten times slower)."""

import sys

import werobot  # type: ignore[import-not-found]

robot = werobot.WeRoBot(token=sys.argv[2], enable_session=False)


@robot.handler  # type: ignore[untyped-decorator]
def _echo(message: werobot.messages.messages.WeChatMessage) -> str:
    return getattr(message, "content", "")


robot.config.update(HOST="127.0.0.1", PORT=int(sys.argv[1]))
robot.run()
