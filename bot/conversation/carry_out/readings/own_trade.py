"""The own trade, told before courses are asked for, is not the course that is wanted: 「我是电焊工 想学点别的 晚上有啥课」."""

import re

from bot.conversation.carry_out.readings.parts import with_text
from bot.conversation.turn import Turn
from bot.understanding.questions import over_all_courses
from bot.understanding.text.clauses import bare_clauses

_TRADE = re.compile(
    r"^(?:我|俺|阿拉|咱)(?:自己|本来|原来|以前|现在|本身)?(?:就)?(?:是|当|做|干|搞|在)(?!想|要|来|说|问|学)[^，,。\s]{1,14}$"
)
_LEARNS = re.compile(r"学|报|课|班(?!的|组|长)|什么|啥|哪")


def without(turn: Turn) -> Turn:
    """The turn without that clause, where the rest asks which courses there are at a time; else as it is."""
    text = turn.message.text
    if turn.session.form is not None or turn.postback is not None or not over_all_courses.asks(text):
        return turn
    clauses = bare_clauses(text)
    rest = [clause for clause in clauses if not (_TRADE.match(clause) and not _LEARNS.search(clause))]
    asked = next((clause for clause in rest if over_all_courses.asks(clause)), "")
    return with_text(turn, asked) if asked and len(rest) < len(clauses) else turn
