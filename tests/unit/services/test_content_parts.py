"""The parts of the knowledge: what a service declares is loaded, each file belongs to one part."""

from importlib import import_module
from pathlib import Path

import pytest

from bot import services
from bot.content.snapshot import ContentPart
from bot.services import CONTENT_PARTS, load_content
from tests.stage import ROOT

FOLDERS = sorted(path.parent.name for path in Path(services.__path__[0]).glob("*/content.py"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_a_service_declares_is_read(folder: str) -> None:
    module = import_module(f"bot.services.{folder}.content")
    parts = [part for part in vars(module).values() if isinstance(part, ContentPart)]
    assert {part for part in parts if part.files.model.__module__ == module.__name__} <= set(CONTENT_PARTS)


def test_each_file_of_the_knowledge_is_in_one_part() -> None:
    loaded = load_content(ROOT)
    for path in (ROOT / "knowledge").rglob("*.yaml"):
        file = path.relative_to(ROOT).as_posix()
        assert file in loaded.documents, file
        assert sum(part.files.include(file) for part in CONTENT_PARTS) <= 1, file


def test_the_content_gives_back_each_part() -> None:
    content = load_content(ROOT).content
    assert content is not None
    for part in CONTENT_PARTS:
        assert content.part(part) is content.parts[part]
