"""What was written down, whether it went through, and why something is asked."""

from bot.common.message import Reply
from bot.conversation.forms.form_summary import FormSummary
from bot.conversation.turn import Turn
from bot.services.smalltalk.service import service


@service.on_postback("meta.said")
async def what_was_written_down(turn: Turn) -> Reply:
    """The open form and that it is not handed in yet; else what waits as a draft, and what is on record."""
    open_form = turn.form_summary(turn.session.form)
    if open_form is not None:
        return Reply(_not_handed_in(turn, "said.form", open_form))
    draft = turn.form_summary(turn.session.draft)
    parts = [_not_handed_in(turn, "said.draft", draft)] if draft else []
    own = await turn.own_records()
    if own:
        parts.append(turn.words.say("said.records", lines="\n".join(record.line for record in own)))
    if not parts:
        hidden = bool(turn.session.writes) or bool(await turn.stored_records())
        parts.append(turn.words.say("said.not_listed" if hidden else "said.nothing"))
    return Reply("\n".join(parts))


@service.on_postback("meta.why")
async def why_it_is_asked(turn: Turn) -> Reply:
    """The open form's own reason; else what is kept in general, and what for."""
    open_form = turn.form_summary(turn.session.form)
    return Reply(open_form.why) if open_form and open_form.why else turn.say("why.general")


def _not_handed_in(turn: Turn, key: str, form: FormSummary) -> str:
    if not form.lines:
        return turn.words.say(f"{key}_empty", title=form.title)
    return turn.words.say(key, title=form.title, lines="\n".join(form.lines))
