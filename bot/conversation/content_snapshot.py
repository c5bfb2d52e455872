"""The content that is in force, with what is made of it."""

from dataclasses import dataclass, field

from bot.content.snapshot import Content
from bot.conversation.interpret.interpreter import Interpreter
from bot.conversation.say.wording import Wording
from bot.understanding.pipeline import Understanding


@dataclass(frozen=True, slots=True)
class ContentSnapshot:
    """What the staff own, ready for use; replaced as a whole when files change.

    interpreter: reads messages against the state of the conversation; None without labelled turns.
    """

    content: Content
    understanding: Understanding
    words: Wording
    interpreter: Interpreter | None = field(init=False)

    def __post_init__(self) -> None:
        acts = self.understanding.acts
        object.__setattr__(self, "interpreter", Interpreter(acts) if acts is not None else None)
