"""Lines of `intents/acts/`: message, commands, and what is wrong with a line."""

from pathlib import Path

import pytest
import yaml

from bot.content.act_files import ActFile, said_turn

ROOT = Path(__file__).parent.parent.parent.parent
LEARNED = sorted((ROOT / "intents" / "acts").glob("*.yaml"))


def test_a_line_is_read() -> None:
    turn = said_turn("对 / 谢谢你啊 / 有证书吗 => yes; social thanks; ask training.info course=太极拳")
    assert turn.parts == ("对", "谢谢你啊", "有证书吗")
    assert [(command.do, command.word) for command in turn.commands] == [
        ("yes", ""),
        ("social", "thanks"),
        ("ask", "training.info"),
    ]
    assert turn.commands[2].fields == {"course": "太极拳"}


def test_a_value_may_hold_blanks() -> None:
    (command,) = said_turn("… => record add feedback ref=T0005 slot=detail value=今天 又不亮了").commands
    assert command.word == "add feedback"
    assert command.fields == {"ref": "T0005", "slot": "detail", "value": "今天 又不亮了"}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("对", "原话"),
        ("=> yes", "原话"),
        ("对 =>", "原话"),
        ("对 => maybe", "maybe"),
        ("王芳 => set name", "名称=值"),
    ],
)
def test_a_faulty_line_is_told(line: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        said_turn(line)


def test_enough_turns_are_learned_from() -> None:
    """Every line of every file can be read, played talk among them."""
    files = [ActFile.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in LEARNED]
    assert len(files) >= 30
    assert sum(len(block.says) for file in files for block in file.turns) > 20000
