"""The content that is in force, with what is made of it."""

from dataclasses import dataclass
from functools import lru_cache

from bot.content.snapshot import Content
from bot.conversation.interpret.interpreter import Interpreter
from bot.conversation.say.wording import Wording
from bot.understanding.acts import ActReader
from bot.understanding.pipeline import Understanding


@dataclass(frozen=True, slots=True)
class ContentSnapshot:
    """What the staff own, ready for use; replaced as a whole when files change."""

    content: Content
    understanding: Understanding
    words: Wording

    @property
    def interpreter(self) -> Interpreter | None:
        """What reads messages against the state of the conversation; None without labelled turns."""
        acts = self.understanding.acts
        return _interpreter_of(acts) if acts is not None else None


@lru_cache(maxsize=4)
def _interpreter_of(acts: ActReader) -> Interpreter:
    return Interpreter(acts)
