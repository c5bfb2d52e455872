"""Parts a message that may tell of a danger: the clauses that do, and the wish beside them, which is heard without these."""

from collections.abc import Sequence

from bot.conversation.carry_out.readings.parts import commands_in
from bot.conversation.command_kinds import has
from bot.conversation.commands import SetSlot
from bot.conversation.turn import Turn
from bot.understanding.danger_signs.telling_part import MOST_CLAUSES, clauses, runs
from bot.understanding.ranking import is_ours

_REPORT, _MATTER = "feedback.submit", frozenset({"detail", "need"})


def parted(turn: Turn) -> tuple[str, str]:
    """(the clauses that may tell of a danger, what is left for the open form or another service).

    ("", "") where the message may tell of none. What follows on the danger belongs to it, but for an answer to the open form
    and a wish that is plainly one; without a form nothing but such a wish is left.
    """
    said = clauses(turn.message.text)
    if not turn.parse.possible or turn.postback is not None or len(said) > MOST_CLAUSES:
        return "", ""
    about = telling(turn, said) or range(len(said))
    left = _left(turn, said, about)
    rest = " ".join(said[number] for number in left)
    if not _is_left(turn, rest, " ".join(said[number] for number in about)):
        rest, left = "", []
    elif _is_part_of_it(turn, rest):
        rest = " ".join(said[number] for number in sorted({*left, *about}))
    return " ".join(clause for number, clause in enumerate(said) if number not in left), rest


def _left(turn: Turn, said: Sequence[str], about: Sequence[int]) -> list[int]:
    """The clauses that do not tell of the danger: other wishes, and what stands before it while a form is open."""
    first = min(about)
    return [
        number
        for number, clause in enumerate(said)
        if number not in about and (_is_errand(turn, clause) or (number < first and turn.session.form))
    ]


def _is_left(turn: Turn, rest: str, telling_part: str) -> bool:
    """Is there more than the danger: for the open form, or a wish of its own?"""
    return turn.session.form is not None or _is_whole_wish(turn, rest, telling_part)


def _is_whole_wish(turn: Turn, rest: str, telling_part: str) -> bool:
    """Is what is left plainly a wish of its own, and no part of a surer one of the whole message: 「…等答复」 after a report?

    What tells more of the same matter is no wish of its own either: 「盖子没了，夜里骑车要摔的」.
    """
    wanted = turn.hear(rest).intent
    part_of_another = _is_ours(turn, turn.message.text) and wanted != turn.parse.intent
    return _is_ours(turn, rest) and not part_of_another and wanted != turn.hear(telling_part).intent


def _is_part_of_it(turn: Turn, rest: str) -> bool:
    """Is what may be dangerous part of what is reported, or of the matter that the open form asks for?"""
    form = turn.session.form
    return form.asking in _MATTER if form is not None else turn.hear(rest).intent == _REPORT


def telling(turn: Turn, said: Sequence[str]) -> Sequence[int]:
    """The numbers of the clauses that may tell of a danger, each by itself or two or three together; () for none."""
    about: list[int] = []
    shortest = 0
    for these in runs(len(said)):
        if about and len(these) > shortest:
            break
        if not set(these) & set(about) and _may_tell(turn, " ".join(said[number] for number in these)):
            about, shortest = [*about, *these], len(these)
    return about


def _may_tell(turn: Turn, text: str) -> bool:
    parse = turn.hear(text)
    return parse.emergency or bool(parse.possible)


def _is_errand(turn: Turn, clause: str) -> bool:
    """Is it an answer to the open form, or plainly a wish for one of our services?"""
    of_form = turn.session.form is not None and has(commands_in(turn, clause), SetSlot)
    return of_form or _is_ours(turn, clause)


def _is_ours(turn: Turn, text: str) -> bool:
    return bool(text) and is_ours(turn.hear(text))
