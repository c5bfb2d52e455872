"""What was written down, whether it went through, and why something is asked."""

from bot.common.message import Reply
from bot.conversation.carry_out.open_form import people_waiting
from bot.conversation.forms.form_summary import FormSummary
from bot.conversation.interpret.flows import FLOWS
from bot.conversation.turn import Turn
from bot.services.smalltalk.content import SMALL_TALK
from bot.services.smalltalk.service import service
from bot.services.smalltalk.variants import heard


@service.on_postback("meta.said")
async def what_was_written_down(turn: Turn) -> Reply:
    """What is on record, and the open form or else the draft, with that it is not handed in yet."""
    state = turn.session.form
    open_form = turn.form_summary(state)
    draft = turn.form_summary(turn.session.draft) if open_form is None else None
    parts = [_not_handed_in(turn, "said.form", open_form)] if open_form else []
    if state is not None and open_form is not None and state.form in FLOWS:
        intent, summary = FLOWS[state.form].intent, "\n".join(open_form.lines)
        parts += filter(None, [people_waiting.people_line(turn, intent, state, summary)])
    parts += [_not_handed_in(turn, "said.draft", draft)] if draft else []
    own = await turn.own_records()
    if own:
        parts.append(turn.words.say("said.records", lines="\n".join(record.line for record in own)))
    if not parts:
        hidden = bool(turn.session.writes) or bool(await turn.stored_records())
        parts.append(turn.words.say("said.not_listed" if hidden else "said.nothing"))
    return Reply("\n".join(parts))


@service.on_postback("meta.why")
async def why_it_is_asked(turn: Turn) -> Reply:
    """Why the thing that is meant is asked; the open form's own reason for names and phones; else what is kept in general."""
    state = turn.session.form
    open_form = turn.form_summary(state)
    reason = turn.content.part(SMALL_TALK).reason(heard(turn), state.asking) if state and open_form else ""
    why = open_form.why if open_form else ""
    return Reply(reason or why) if reason or why else turn.say("why.general")


def _not_handed_in(turn: Turn, key: str, form: FormSummary) -> str:
    if not form.lines:
        return turn.words.say(f"{key}_empty", title=form.title)
    return turn.words.say(key, title=form.title, lines="\n".join(form.lines))
