"""`python -m bot …`: the list of commands; each is a short function in a file of its group."""

import sys

import typer

from bot.commands import chat, content, data, interpret, push, review, serve, staff, wechat
from bot.common.errors import BotError, ConfigError

cli = typer.Typer(
    no_args_is_help=True, add_completion=False, help="社区聊天机器人 · a neighbourhood's chatbot"
)
for command in (
    serve.serve,
    serve.console,
    serve.worker,
    chat.chat,
    content.understand,
    interpret.interpret,
    content.evaluate,
    content.learn,
    content.check,
    data.export,
    staff.desk,
    data.backup,
    data.restore,
):
    cli.command()(command)
cli.add_typer(review.review, name="review")
cli.add_typer(staff.staff, name="staff")
cli.add_typer(push.push, name="push")
cli.add_typer(data.keys, name="keys")
cli.add_typer(wechat.wechat, name="wechat")


def main() -> None:
    """Run the command of this process; an error leaves as one line and exit status 1 (2: wrong use)."""
    try:
        sys.exit(cli(standalone_mode=False) or 0)
    except (typer.TyperException, ConfigError) as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except typer.Abort:
        sys.exit(1)
    except BotError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:  # a full disk, a folder that is a file, no right to write
        typer.echo(
            ": ".join(filter(None, (str(error.filename or ""), error.strerror or str(error)))), err=True
        )
        sys.exit(1)
