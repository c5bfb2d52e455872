"""Files are written atomically."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.common.files import replacing, write_once, write_whole


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", "旧")
    write_whole(tmp_path / "a", "新")
    assert (tmp_path / "a").read_text(encoding="utf-8") == "新"
    assert _names(tmp_path) == ["a"]


def _fail_halfway(path: Path) -> None:
    with replacing(path) as file:
        file.write(b"half")
        raise ValueError


def test_after_an_error_the_old_file_stands(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", "old")
    with pytest.raises(ValueError):  # noqa: PT011 - raised by the test itself
        _fail_halfway(tmp_path / "a")
    assert (tmp_path / "a").read_text() == "old"
    assert _names(tmp_path) == ["a"]


def test_who_reads_meanwhile_gets_the_old_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", "old")
    with replacing(tmp_path / "a") as file:
        file.write(b"new")
        file.flush()
        assert (tmp_path / "a").read_text() == "old"


def test_the_permissions_are_those_asked_for_or_those_of_before(tmp_path: Path) -> None:
    def mode(name: str) -> int:
        return (tmp_path / name).stat().st_mode & 0o777

    write_whole(tmp_path / "secret", "x", mode=0o600)
    write_whole(tmp_path / "shared", "x")
    (tmp_path / "shared").chmod(0o664)
    write_whole(tmp_path / "shared", "y")
    write_once(tmp_path / "once", "x")
    assert (mode("secret"), mode("shared"), mode("once")) == (0o600, 0o664, 0o600)


def test_of_many_who_write_once_the_first_stays(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(lambda number: write_once(tmp_path / "key", f"key {number}"), range(40)))
    assert written.count(True) == 1
    assert (tmp_path / "key").read_text() == f"key {written.index(True)}"
    assert _names(tmp_path) == ["key"]


def test_the_data_is_on_the_disk_before_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    sync = os.fsync

    def noted(handle: int) -> None:
        synced.append((tmp_path / "a").exists())
        sync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    write_whole(tmp_path / "a", "x")
    assert synced == [False, True]  # the file before it has its name, the folder after
