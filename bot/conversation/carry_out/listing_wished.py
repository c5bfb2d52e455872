"""Opens the form of a thing to be listed for who asks for that plainly, whatever ticket or question stands open."""

from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.commander import Commander
from bot.conversation.carry_out.readings.parts import commands_openly, let_wait, with_text
from bot.conversation.command_kinds import of_kind
from bot.conversation.commands import Start
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.wishes import listed_wishes
from bot.conversation.turn import Turn

_LISTING = "listing"
_REPORTS = frozenset({"feedback", "voice"})
_OWN_WORDS = frozenset({"talent_request", "talent_offer", "employer"})
"""Forms in whose matter 「把我那辆自行车写上去」 may be a part of what is told."""


async def opened(turn: Turn, commander: Commander) -> Reply | None:
    """The first question of that form; beside another form, that the wish waits; None for any other message."""
    text, form = turn.message.text, turn.session.form
    if turn.postback is not None or turn.exact:
        return None
    if form is None and listed_wishes.outgrown(text) and not asks(text):
        return await _outgrown(turn, commander)
    if not listed_wishes.lists_thing(text):
        return None
    wish = Start(_LISTING, _told(text), text)
    if form is None or (form.form in _REPORTS and listed_wishes.is_no_report(text)):
        turn.session.form = None
        return await commander.part(_plain(turn), wish)
    if form.form == _LISTING or form.form in _OWN_WORDS:
        return None
    return await commander.forms.asked_again(turn, Reply(let_wait(turn, wish)))


async def _outgrown(turn: Turn, commander: Commander) -> Reply | None:
    """「孙子的小床睡不下了 现在空着」: the form for the thing, which may well be given away; None where none is named."""
    starts = of_kind(commands_openly(turn, turn.message.text), Start)
    item = next((start.slots["item"] for start in starts if start.slots.get("item")), "")
    return (
        await commander.part(_plain(turn), Start(_LISTING, {"item": item}, turn.message.text))
        if item
        else None
    )


def _told(text: str) -> dict[str, str]:
    """What the message tells of the thing: what it is and on which terms."""
    told = {"item": listed_wishes.thing_listed(text), "terms": listed_wishes.terms_told(text)}
    return {slot: value for slot, value in told.items() if value}


def _plain(turn: Turn) -> Turn:
    """The turn in which nothing is heard but the wish to list."""
    heard = with_text(turn, turn.message.text)
    return replace(heard, clauses=())
