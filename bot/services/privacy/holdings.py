"""Everything that is held of a resident just now: records in force, those that are over, a form that is half filled."""

from dataclasses import dataclass

from bot.conversation.forms.form_summary import FormSummary
from bot.conversation.turn import OwnRecord, Turn


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held of a resident.

    own: the records that they can change; rows: the number of all records, with those that are withdrawn or over;
    unfinished: the open form and the draft, as far as anything is filled in.
    """

    own: tuple[OwnRecord, ...]
    rows: int
    unfinished: tuple[FormSummary, ...]

    @property
    def any(self) -> bool:
        """Is anything held at all?"""
        return bool(self.own or self.rows or self.unfinished)

    def beside_own(self, turn: Turn) -> tuple[str, ...]:
        """A sentence for each of what the list of the resident's records does not show."""
        over = (turn.words.say("privacy.over"),) if self.rows and not self.own else ()
        return (*over, *(_unfinished(turn, form) for form in self.unfinished))


async def holdings_of(turn: Turn) -> Holdings:
    """What is held of the resident who sent the message."""
    session = turn.session
    forms = [turn.form_summary(state) for state in (session.form, session.draft)]
    return Holdings(
        own=await turn.own_records(),
        rows=len(await turn.stored_records()),
        unfinished=tuple(form for form in forms if form and form.lines),
    )


def _unfinished(turn: Turn, form: FormSummary) -> str:
    return turn.words.say("privacy.unfinished", title=form.title, values="，".join(form.lines))
