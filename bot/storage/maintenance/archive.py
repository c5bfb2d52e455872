"""`bot backup` and `bot restore`: records, content and its history in one file."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from bot.common.errors import OrderRefused
from bot.common.files import replacing
from bot.content.source import FOLDERS
from bot.storage.database import Database
from bot.storage.maintenance import backup
from bot.storage.maintenance.backup import DatabaseCopy

FORMAT_VERSION = 1
_MANIFEST = "manifest.json"
_HISTORY = "history"


async def write(
    database: Database, content_dir: Path, data_dir: Path, to: Path, now: datetime
) -> dict[str, int]:
    """Write the archive, whole or not at all, readable by its owner alone; the number of rows by table.

    It does not hold the keys, so names and phones in it are unreadable without them; nor sessions, which expire anyway.
    """
    with replacing(to, mode=0o600) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        copied = await backup.copy(database.engine, lambda name, lines: _write_part(archive, name, lines))
        for name, file in _files(content_dir, data_dir):
            archive.write(file, name)
        manifest = {
            "form": FORMAT_VERSION,
            "revision": copied.revision,
            "rows": copied.rows,
            "at": now.isoformat(),
        }
        archive.writestr(_MANIFEST, json.dumps(manifest))
    return copied.rows


async def read(database: Database, data_dir: Path, source: Path) -> dict[str, int]:
    """Fill the empty database, and put the content into DATA_DIR/restored; the number of rows by table.

    OrderRefused: it is no backup, or is broken or incomplete; the database has records. ConfigError: it was sealed by other keys.
    """
    with _opened(source) as archive, ExitStack() as stack:
        if archive.testzip() is not None:
            raise OrderRefused("备份文件坏了")
        manifest = json.loads(archive.read(_MANIFEST))
        if manifest["form"] != FORMAT_VERSION:
            raise OrderRefused("这份备份是更新的版本写的，先升级再恢复")
        copied = DatabaseCopy(str(manifest["revision"]), dict(manifest["rows"]))
        parts = {name: stack.enter_context(archive.open(f"records/{name}.jsonl")) for name in copied.rows}
        await backup.restore(database.engine, database.cipher, copied, parts)
        _extract_content(archive, data_dir / "restored")
        return copied.rows


def created_at(source: Path) -> datetime:
    """When the archive was written. OrderRefused: it is no backup."""
    with _opened(source) as archive:
        return datetime.fromisoformat(json.loads(archive.read(_MANIFEST))["at"])


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    """The open archive; an error while it is read becomes OrderRefused."""
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise OrderRefused(f"这不是我们的备份文件：{type(error).__name__}") from error


def _write_part(archive: zipfile.ZipFile, name: str, lines: Iterator[bytes]) -> int:
    count = 0
    with archive.open(f"records/{name}.jsonl", "w", force_zip64=True) as part:
        for line in lines:
            part.write(line)
            count += 1
    return count


def _files(content_dir: Path, data_dir: Path) -> Iterator[tuple[str, Path]]:
    for folder, root in [*((folder, content_dir) for folder in FOLDERS), (_HISTORY, data_dir)]:
        for file in sorted((root / folder).rglob("*.yaml")):
            yield f"content/{file.relative_to(root).as_posix()}", file


def _extract_content(archive: zipfile.ZipFile, folder: Path) -> None:
    """Into a folder of its own: whoever restores decides whether the content of that day is wanted."""
    for name in archive.namelist():
        path = PurePosixPath(name)
        if path.parts[0] != "content" or ".." in path.parts or path.is_absolute():
            continue
        target = folder.joinpath(*path.parts[1:])
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as source, target.open("wb") as out:
            _copy(source, out)


def _copy(source: IO[bytes], out: IO[bytes]) -> None:
    shutil.copyfileobj(source, out)
