"""Whether something is taught, asked in the first words: 「想学剪纸不晓得社区里有得教伐 我七十二了眼睛还可以」."""

import re

from bot.common.message import Reply
from bot.content.shared.courses import find_course
from bot.conversation.carry_out.commander import Commander
from bot.conversation.commands import Ask
from bot.conversation.turn import Turn
from bot.understanding.text.clauses import bare_clauses

INFO = "training.info"
_TAUGHT = re.compile(
    r"有得教|有(?:没有|勿有)?(?:啥)?(?:人|地方)?教(?!室|材|程|练|育)|(?:不晓得|不知道|勿晓得|弗晓得)[^，,。]{0,10}有(?:没有|勿有|得|伐|吗|无)"
)
_ENROLS = re.compile(r"报(?:上|个|名)|(?:给|帮|替)(?:我|他|她|伊)报|登记|\d{7}")
_OF_HELP = re.compile(r"上门|到(?:我)?家|陪|家教|辅导|教教?我(?:家|妈|爸|孙|儿|女)|请(?:个|人)")
LONGEST = 50  # characters


async def answered(turn: Turn, commander: Commander) -> Reply | None:
    """That it is taught, with the course; None for any other message, and for what no course is for."""
    text = turn.message.text
    if turn.session.form is not None or turn.postback is not None or len(text) > LONGEST:
        return None
    if _ENROLS.search(text) or _OF_HELP.search(text):
        return None
    clauses = bare_clauses(text)
    clause = next((clause for clause in clauses if _TAUGHT.search(clause)), "") if len(clauses) > 1 else ""
    course = str(turn.parse.named.get("course", "")) if clause else ""
    if not course or find_course(turn.content, course) is None:
        return None
    return await commander.part(turn, Ask(INFO, {"course": course}, f"想学{course} 你们有没有教的"))
