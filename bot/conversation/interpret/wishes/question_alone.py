"""The question of a message by itself, as somebody else reads it: 「行 那个材料费多少」 is 「材料费多少」. Pure."""

import re

from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.wishes.question_clauses import questions

_LEADS = re.compile(
    r"^(?:(?:[行好唉哎哦噢嗯呃诶喂]|好的|好吧|行吧|算了|对了|谢谢|可是|不过|另外|还有|就是|请问|不是啊?|问一下|我(?:是)?(?:问|说|讲)(?:的)?(?:是)?)"
    r"(?:[，,。！!？?\s]+|(?=那|我问|请问)))*+(?:那(?:么|个|(?![个边里天次种位家年时]))(?=.{3}))?(?:我(?:想)?问(?:的是|一下|问)?(?=.{3}))?"
)
_SIGNS = " ，,。.；;！!?？~～"


def question_alone(text: str) -> str:
    """The text without the words that only lead to its question; the text itself where nothing else would be left."""
    plain = _LEADS.sub("", text.strip(_SIGNS)).strip(_SIGNS)
    return plain if len(plain) >= _SHORTEST else text.strip()


_SHORTEST = 4  # characters


def named_question(text: str, longest: int = 20) -> str:
    """What the text asks, short enough to be said again: 「要不要婚检」; "" where it is too long, or asks nothing."""
    asked = questions(text) or ([text] if asks(text) else [])
    plain = "，".join(question_alone(question) for question in asked)
    return plain if _SHORTEST <= len(plain) <= longest else ""
