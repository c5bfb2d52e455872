"""Least figures of interpreting turns: on turns kept out of `intents/acts/`, and on the shared set where it is available.

The floors stand just under what was reached without the sentence embedding.
"""

from pathlib import Path

import pytest

from bot.conversation.commands import as_json
from bot.conversation.interpret.interpreter import Interpreter
from bot.understanding.dialog_state import DialogState, OnRecord
from bot.understanding.pipeline import Understanding
from tests.turn_scoring import read_turns, right

ROOT = Path(__file__).parent.parent.parent.parent
KEPT_OUT = sorted((ROOT / "tests" / "turns").glob("*.jsonl"))
TALKS = sorted((ROOT / "tests" / "talks").glob("*.jsonl"))
EVERY = 6  # of the turns of whole talks so many-th is read
SHARED = ROOT.parent / "shared" / "dev-turns.jsonl"


@pytest.fixture(scope="module")
def interpreter(understanding: Understanding) -> Interpreter:
    assert understanding.acts is not None
    return Interpreter(understanding.acts)


def _share(interpreter: Interpreter, file: Path, every: int = 1) -> float:
    turns = read_turns(file)[::every]
    count = 0
    for turn in turns:
        commands = interpreter.interpret(turn["text"], DialogState.from_json(turn["state"]))
        count += right(turn["commands"], [as_json(command) for command in commands], turn["state"])
    return count / len(turns)


def test_turns_kept_out(interpreter: Interpreter) -> None:
    shares = [_share(interpreter, file) for file in KEPT_OUT]
    assert len(shares) >= 8
    assert sum(shares) / len(shares) >= 0.56
    assert min(shares) >= 0.25


def test_turns_of_whole_talks(interpreter: Interpreter) -> None:
    """Residents with several wishes, values and people in a message: the hardest turns, and the nearest to real ones."""
    shares = [_share(interpreter, file, EVERY) for file in TALKS]
    assert len(shares) >= 4
    assert sum(shares) / len(shares) >= 0.28


def test_the_shared_turns(interpreter: Interpreter) -> None:
    if not SHARED.is_file():
        pytest.skip("the shared set is not here")
    assert _share(interpreter, SHARED) >= 0.73


def test_a_turn_that_comes_again_is_not_interpreted_again(interpreter: Interpreter) -> None:
    state = DialogState(flow="enrol", asked="confirm", slots={"course": "插花"})
    first = interpreter.interpret_with_semantics("对的 没错", state)
    assert interpreter.interpret("对的 没错", state) is first
    assert interpreter.interpret("对的 没错", DialogState(asked="open")) is not first


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("对的 没错", DialogState(flow="enrol", asked="confirm", slots={"course": "插花", "name": "王芳"})),
        ("末尾是7不是5", DialogState(flow="enrol", asked="confirm", slots={"course": "插花"})),
        ("还有吗", DialogState(asked="open", own=(OnRecord("enrol", "3", "插花（王芳）"),))),
    ],
)
def test_what_names_somebody_is_not_remembered(
    interpreter: Interpreter, text: str, state: DialogState
) -> None:
    first = interpreter.interpret_with_semantics(text, state)
    second = interpreter.interpret(text, state)
    assert second == first
    assert second is not first


def test_what_understanding_is_sure_of_is_remembered_without_its_vector(interpreter: Interpreter) -> None:
    state = DialogState(asked="open")
    first = interpreter.interpret("图书馆几点开门", state)
    assert interpreter.interpret("图书馆几点开门", state) is first
