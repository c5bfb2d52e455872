"""Private attributes of libraries are used in few files, each with a contract test; ruff's SLF001 forbids the rest."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ALLOWED = {
    "bot/storage/fast/sqlite_thread.py": "tests/unit/storage/test_aiosqlite_contract.py",
    "bot/integrations/redis/shared_connection.py": "tests/unit/integrations/test_redis_contract.py",
    "bot/integrations/redis/cluster_client.py": "tests/unit/integrations/test_redis_contract.py",
}


def test_only_these_files_may_use_private_attributes() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    ignored = settings["tool"]["ruff"]["lint"]["per-file-ignores"]
    allowed = {
        files for files, rules in ignored.items() if "SLF001" in rules and not files.startswith("tests/")
    }
    assert allowed == set(ALLOWED)
    assert "SLF001" not in settings["tool"]["ruff"]["lint"]["ignore"]


def test_no_line_is_excepted() -> None:
    for file in (ROOT / "bot").rglob("*.py"):
        assert "SLF001" not in file.read_text(encoding="utf-8"), file


def test_each_names_its_contract_test() -> None:
    for file, contract in ALLOWED.items():
        assert (ROOT / contract).is_file()
        assert contract in (ROOT / file).read_text(encoding="utf-8"), file
