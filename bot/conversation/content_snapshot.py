"""The content that is in force, with what is made of it."""

from dataclasses import dataclass

from bot.content.snapshot import Content
from bot.conversation.say.wording import Wording
from bot.understanding.pipeline import Understanding


@dataclass(frozen=True, slots=True)
class ContentSnapshot:
    """What the staff own, ready for use; replaced as a whole when files change."""

    content: Content
    understanding: Understanding
    words: Wording
