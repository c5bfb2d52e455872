"""Whether one brings the thing or somebody comes: 「要我送过去还是你们的人上门」 of a request for help, open or on record."""

import re

from bot.common.message import Reply
from bot.content.shared.afterwards import AFTERWARDS
from bot.content.shared.details import answer_of
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.turn import Turn

_REQUEST, _PLACE = "talent_request", "place"
_BRING = r"(?:送|拿|带|搬|拎|背)(?:过去|过来|来|去|到你们|到社区)"
_COME = r"(?:上门|(?:人|他们|你们|师傅|伊拉)(?:会|要)?(?:过来|来)|来(?:家里|拿|取|收))"
_WHICH = re.compile(
    rf"{_BRING}[^，,。]{{0,6}}[，,\s]?还是[^，,。]{{0,8}}{_COME}|{_COME}[^，,。]{{0,6}}[，,\s]?还是[^，,。]{{0,8}}{_BRING}"
    rf"|(?:要不要|用不用|是不是要|要)(?:我|自己){{0,2}}(?:把[^，,。]{{1,6}})?{_BRING}(?:吗|伐|么|啊|呀|[?？]|$)"
)


async def answered(turn: Turn, forms: FormRunner) -> Reply | None:
    """What is written to it; None for any other message, and where no such request is open or was spoken of."""
    if turn.postback is not None or not _WHICH.search(turn.message.text):
        return None
    form = turn.session.form
    flow = form.form if form else record_reference.last_subject(turn).partition(" ")[0]
    answers = turn.content.part(AFTERWARDS).of(_REQUEST) if flow == _REQUEST else None
    told = answer_of(_PLACE, answers) if answers is not None else ""
    if not told:
        return None
    turn.outcome.beside.answered.append(turn.message.text)
    return await forms.asked_again(turn, Reply(told))
