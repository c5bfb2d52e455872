"""「插花没给我报上吧 我不要了哦」: whether one was put down for something, and that it is not wanted; nothing is opened by it."""

import re

from bot.common.message import Reply
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.commands import Record, RecordAction
from bot.conversation.session import FormState
from bot.conversation.turn import Turn

SAYS: dict[str, frozenset[str]] = {
    "record.not_put_down": frozenset({"what"}),
    "record.not_put_down_stopped": frozenset({"what"}),
}
_ASKS = re.compile(
    r"(?:没有?|有没有|有勿有|是不是)(?:已经)?(?:给|帮|替)我(?:报|登记|订|弄|填|记)(?:上|好|进去|上去)?(?:名)?了?(?:吧|伐|吗|么|啊)?"
    r"|我(?:应该)?没有?(?:报|登记|订)(?:上|进去)?(?:名)?(?:吧|伐|吗|么)|(?:报|登记|订)(?:上|进去)?了?没有?(?=[，,。？?\s])"
)
_UNWANTED = re.compile(
    r"(?:不|勿|弗|覅|别)(?:想|要)?(?:要|报|学|去|来|参加|上|订|登记)(?:名)?(?:了|啦|嘞|的|哦|啊)"
)
_THINGS = ("course", "event", "team", "item")
LONGEST = 30  # characters


async def answered(turn: Turn, forms: FormRunner) -> Reply | None:
    """That nothing was put down, and the open form for it left; what is on record is asked about; None for another message."""
    text = turn.message.text
    if turn.postback is not None or not _asks_and_refuses(text):
        return None
    what = next((str(turn.parse.named[name]) for name in _THINGS if name in turn.parse.named), "")
    own = await turn.numbered_records()
    meant = record_reference.thing_named(own, text)
    if meant:
        end = Record(RecordAction.WITHDRAW, meant[0].kind, meant[0].ref, words=text)
        return await carry_out_record(turn, end)
    form = turn.session.form
    if form is not None and (not what or what in form.slots.values()):
        return _left(turn, form, what)
    if not what:
        return None
    return await forms.asked_again(turn, turn.say("record.not_put_down", what=what))


def _asks_and_refuses(text: str) -> bool:
    return len(text) <= LONGEST and bool(_ASKS.search(text)) and bool(_UNWANTED.search(text))


def _left(turn: Turn, form: FormState, what: str) -> Reply:
    """The form left, and that nothing of it was handed in."""
    summary = turn.form_summary(form)
    turn.session.drop_form(form)
    turn.outcome.form_ended = True
    called = what or (summary.title if summary else "")
    return turn.say("record.not_put_down_stopped", what=called)
