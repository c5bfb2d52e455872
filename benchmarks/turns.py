"""What interpreting a turn costs: a multiple of parsing the same message, in the same run. Status 1 where it is too much."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from bot.conversation.interpret.interpreter import Interpreter
from bot.services import load_content
from bot.understanding.dialog_state import DialogState
from bot.understanding.pipeline import Understanding
from tests.turn_scoring import read_turns

ROOT = Path(__file__).parent.parent
ROUNDS = 3
MOST = 12.0  # times what the parse takes


def main() -> None:
    """Interpret the turns kept out of `intents/acts/` in their states, parse their messages, print the ratio."""
    content = load_content(ROOT).content
    assert content is not None
    understanding = Understanding(content)
    assert understanding.acts is not None
    interpreter = Interpreter(understanding.acts)
    files = sorted((ROOT / "tests" / "turns").glob("*.jsonl"))
    turns = [
        (turn["text"], DialogState.from_json(turn["state"])) for file in files for turn in read_turns(file)
    ]
    interpreted = _seconds(interpreter.interpret, turns)
    parsed = _seconds(lambda text, _: understanding.parse(text), turns)
    ratio = interpreted / parsed
    Console().print(f"a turn is interpreted in {interpreted * 1e3:.1f} ms, {ratio:.1f} times its parse")
    if ratio > MOST:
        sys.exit(f"more than {MOST:.0f} times")


def _seconds(work: Callable[[str, DialogState], object], turns: Sequence[tuple[str, DialogState]]) -> float:
    """The mean processor time of a turn whose text is not cached, in seconds, of the best of a few rounds."""
    best = []
    for number in range(1, ROUNDS + 1):
        new = [
            (text + "。" * number, state) for text, state in turns
        ]  # a known text is answered from a cache
        began = time.process_time()
        for text, state in new:
            work(text, state)
        best.append((time.process_time() - began) / len(new))
    return min(best)


if __name__ == "__main__":
    main()
