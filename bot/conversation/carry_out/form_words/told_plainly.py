"""What an open form is told plainly: the need that was meant, and that the time is not known yet. Pure."""

import re

from bot.conversation.carry_out.open_form.side_notes import with_note
from bot.conversation.commands import SetSlot
from bot.conversation.interpret.values.values import WHEN_IT_SUITS
from bot.conversation.interpret.wishes import moved_people
from bot.conversation.session import FormState
from bot.understanding.text.clauses import bare_clauses

_REQUEST, _NEED, _FOR_WHOM = "talent_request", "need", "for_whom"
NOT_YET = "时间另约，还说不准"
_UNKNOWN = re.compile(
    r"(?:我|阿拉|现在|这会儿?|眼下|目前|这个|也|都|又|还|时间|日子|那){0,4}+(?:(?:哪里?|咋|怎么|哪能)(?:会|能|个)?(?:知道|晓得|说得准|定得下来?)"
    r"|(?:谁|啥人)(?:知道|晓得|说得准)|(?:说|讲|定|吃)(?:不|勿|弗)(?:准|定|好|下来|清|牢|上来)|(?:不|勿|弗)(?:知道|晓得|清楚|确定|一定)|没(?:法|办法)(?:说|定)|没定)"
    r"(?:什么时候|啥时候|几时|哪天|呢|呀|啊|嘛|的|了|来着){0,3}+"
)
LONGEST = 40  # characters


def needed(text: str, state: FormState) -> list[SetSlot]:
    """The need that the message plainly is, and who it is for; [] for any other message."""
    told = need(text, state)
    if not told:
        return []
    whose = moved_people.whose(told) if not state.slots.get(_FOR_WHOM) else ""
    of_whom = [SetSlot(_FOR_WHOM, whose, words=whose)] if whose else []
    return [SetSlot(_NEED, told, words=told), *of_whom]


def time_open(text: str, state: FormState) -> FormState | None:
    """The form with the word that the time it asks for is not known yet, and what that hangs on; None for other words."""
    clauses = bare_clauses(text) if len(text) <= LONGEST and state.asking in WHEN_IT_SUITS else []
    rest = [clause for clause in clauses if not _UNKNOWN.fullmatch(clause)]
    if len(rest) == len(clauses):
        return None
    return with_note(state, "，".join(rest)) if rest else state


def need(text: str, state: FormState) -> str:
    """「不是修电饭煲 我说的是台风转移我妈」, or where a need is asked for, who is to be moved; "" for anything else."""
    if state.form != _REQUEST or len(text) > moved_people.LONGEST:
        return ""
    instead = moved_people.need_instead(text)
    if instead and (state.asking == _NEED or moved_people.is_of_frail(instead)):
        return instead
    return text if state.asking == _NEED and moved_people.moves_somebody(text) else ""
