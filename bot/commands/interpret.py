"""`python -m bot interpret`: what messages mean in their state, for tools and tests."""

import json
import sys
from typing import Any

from bot.commands.shared import InputFile, fail, settings_of
from bot.conversation.commands import as_json
from bot.conversation.interpret.interpreter import Interpreter
from bot.runtime import snapshot_loading
from bot.runtime.snapshot_loading import content_of
from bot.understanding.dialog_state import DialogState


def interpret(file: InputFile = None) -> None:
    """JSON Lines {"text": …, "state": {…}} in, the commands out."""
    settings = settings_of()
    understanding = snapshot_loading.understanding_of(settings, content_of(settings))
    if understanding.acts is None:
        raise fail("intents/acts/ has no turns to learn from", 1)
    interpreter = Interpreter(understanding.acts)
    lines = file.read_text(encoding="utf-8").splitlines() if file else sys.stdin
    for number, line in enumerate(lines, 1):
        if line.strip():
            text, state = _turn(line, number)
            commands = [as_json(command) for command in interpreter.interpret_with_semantics(text, state)]
            print(json.dumps({"text": text, "commands": commands}, ensure_ascii=False), flush=True)  # noqa: T201


def _turn(line: str, number: int) -> tuple[str, DialogState]:
    try:
        turn: dict[str, Any] = json.loads(line)
        return str(turn["text"]), DialogState.from_json(turn.get("state") or {})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise fail(f"line {number}: not a turn: a JSON object with text and state", 2) from None
