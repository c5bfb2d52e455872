"""The community's content with few phrases and few labelled turns: its models are trained in seconds, not in half a minute."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content.snapshot import Content
from bot.services import load_content

ROOT = Path(__file__).parent.parent
PHRASES = 12  # of a label
TURNS = 1  # of a question that was asked
DANGERS = 3  # of a danger that is there, may be there or is none
ANSWERS = 2  # of what is said once a danger's card was shown


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files, to be read."""
    small = tmp_path_factory.mktemp("small")
    for room in ("intents", "knowledge"):
        shutil.copytree(ROOT / room, small / room)
    for file in (small / "intents").glob("*.yaml"):
        _rewrite(file, "intents", "phrases", PHRASES)
    for file in (small / "intents" / "acts").glob("*.yaml"):
        _rewrite(file, "turns", "says", TURNS)
    for file in (small / "intents" / "danger").glob("*.yaml"):
        data: Any = yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader)
        few = {key: value[:DANGERS] if isinstance(value, list) else value for key, value in data.items()}
        file.write_text(yaml.safe_dump(few, allow_unicode=True), encoding="utf-8")
    for file in (small / "knowledge" / "danger_answers").glob("*.yaml"):
        _rewrite(file, "answers", "says", ANSWERS)
    return small


@pytest.fixture(scope="session")
def small_content(small_folder: Path) -> Content:
    """What stands in the files."""
    loaded = load_content(small_folder)
    assert loaded.content is not None, "\n".join(map(str, loaded.problems))
    return loaded.content


def _rewrite(file: Path, blocks: str, sentences: str, most: int) -> None:
    """Leave so many sentences of each block; a sentence with a name in braces stands for hundreds."""
    data: Any = yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader)
    for block in data.get(blocks, ()):
        said = block.get(sentences, [])  # an answer may be found by the words that name it alone
        lines = said.splitlines() if isinstance(said, str) else said
        few = [text for text in lines if "{" not in text][:most]
        if sentences in block:
            block[sentences] = "\n".join(few) if isinstance(said, str) else few
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
