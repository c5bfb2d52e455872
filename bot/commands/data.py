"""`python -m bot backup`, `restore`, `export` and `keys …`: the records as files, and the keys that seal them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.shared import fail, settings_of, with_database
from bot.common.cipher import new_key
from bot.common.clock import china_now
from bot.common.errors import OrderRefused, RecordsAway
from bot.runtime.snapshot_loading import content_of
from bot.services import EXPORTS, RECORD_TYPES, exported
from bot.storage import export_file
from bot.storage.database import Database
from bot.storage.maintenance import archive
from bot.storage.maintenance.erasure_register import FILE_NAME, digests_since, erase_again
from bot.storage.maintenance.key_rotation import rotate_keys
from bot.storage.record_type import releases

keys = typer.Typer(no_args_is_help=True, help="Keys that seal personal data")


def backup(
    to: Annotated[Path, typer.Argument(help="The file to write, e.g. bot-2026-11-24.zip")],
) -> None:
    """Copy records and content to one file, while everything goes on; the keys are not in it."""
    settings = settings_of()

    async def write(database: Database) -> dict[str, int]:
        return await archive.write(database, settings.content_dir, settings.data_dir, to, china_now())

    try:
        rows = with_database(settings, write)
    except OSError as error:
        raise fail(f"{to}: {error.strerror}", 1) from None
    typer.echo(
        f"{to}  {sum(rows.values())} 行，{len(rows)} 张表。密钥（DATA_KEYS）不在里面，请另外保管，两样都要才能恢复"
    )


def restore(
    source: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file of `bot backup`")],
    erased: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True, dir_okay=False, help="erased.txt of another machine; DATA_DIR's own is read anyhow"
        ),
    ] = None,
) -> None:
    """Fill an empty database from a backup, and erase again who was erased since; the content is laid in DATA_DIR/restored."""
    settings = settings_of()
    own = settings.data_dir / FILE_NAME
    registers = [*(erased or ()), *([own] if own.exists() else [])]

    async def fill(database: Database) -> tuple[dict[str, int], int]:
        rows = await archive.read(database, settings.data_dir, source)
        digests = digests_since(registers, archive.created_at(source))
        return rows, await erase_again(database, digests, releases(RECORD_TYPES.values()), china_now())

    rows, erased_again = with_database(settings, fill)
    typer.echo(f"恢复了 {sum(rows.values())} 行。那天的内容文件在 {settings.data_dir / 'restored'}")
    typer.echo(f"备份之后注销过的居民，又注销了 {erased_again} 位（看了 {len(registers)} 份 {FILE_NAME}）")


def export(
    kind: Annotated[str, typer.Argument(help="、".join(EXPORTS))],
    output: Annotated[str, typer.Option("--format", help="json, csv or xlsx")] = "json",
) -> None:
    """Write the records of a kind to standard output."""
    settings = settings_of()
    content = content_of(settings)
    if kind not in EXPORTS or output not in export_file.FORMATS:
        raise fail(f"known kinds: {', '.join(EXPORTS)}; formats: {', '.join(export_file.FORMATS)}", 2)

    async def written(database: Database) -> bytes:
        async with database.work() as work:
            return export_file.write(await exported(work, kind, content), output)

    sys.stdout.buffer.write(with_database(settings, written))


@keys.command("new")
def new() -> None:
    """Print a fresh key for DATA_KEYS."""
    typer.echo(new_key())


@keys.command("rotate")
def rotate() -> None:
    """Seal by the first key of DATA_KEYS what the others sealed, while everything goes on."""

    async def reseal(database: Database) -> None:
        if not database.cipher.older_marks:
            raise OrderRefused("DATA_KEYS 里只有一把密钥：新的放在最前，旧的留在后面")
        async for table, count in rotate_keys(database):
            typer.echo(f"{table} {count}")

    try:
        with_database(settings_of(), reseal)
    except RecordsAway as error:
        raise fail(f"{error}; what was done stays done, run it again", 1) from None


@keys.command("lost")
def lost(
    yes: Annotated[
        bool, typer.Option("--yes", help="Really: nobody will ever open what the old keys sealed")
    ] = False,
) -> None:
    """The keys of this database are gone: let it go on with those of DATA_KEYS."""
    if not yes:
        raise fail("旧密钥加密的姓名和电话再也打不开。真的找不到了，加上 --yes 再来一次", 2)

    async def nothing(database: Database) -> None: ...

    with_database(settings_of(), nothing, keys_lost=True)
    typer.echo("以后用现在的 DATA_KEYS。旧记录里的姓名和电话打不开，请居民重新报一次")


@keys.callback()
def _keys() -> None:
    """Keys that seal personal data."""
