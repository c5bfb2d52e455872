"""What is answered before anything is read into it: media, silence, a spoilt number, what is paid to those who learn."""

from bot.common.message import Reply
from bot.conversation.carry_out.answers import nobodys_matter, unwritten_facts
from bot.conversation.carry_out.answers.media import MEDIA, account_event, is_media
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.form_words import spoilt_numbers
from bot.conversation.carry_out.records import record_additions
from bot.conversation.interpret.clauses import hesitation
from bot.conversation.turn import Turn

_OF_COURSES = frozenset({"enrol", "recommend"})


async def answered(turn: Turn, forms: FormRunner) -> Reply | None:
    """The reply; None where the message has words that mean something."""
    form = turn.session.form
    of_account = account_event(turn)
    if of_account is not None:
        return of_account
    if turn.message.picture and form is not None and forms.takes_picture(turn):
        return await forms.fill_picture(turn, form)
    if is_media(turn.message):
        return await _to_media(turn)
    if turn.postback is not None:
        forms.end_by_choice(turn)
        return None
    if hesitation.hesitates(turn.message.text):
        return await forms.hesitated(turn)
    if (elsewhere := nobodys_matter.told(turn)) is not None:
        return elsewhere
    if unwritten_facts.asks_grant(turn.message.text, of_course=_is_about_course(turn)):
        told = unwritten_facts.grant_unwritten(turn)
        return told if form is None else await forms.told_beside(turn, form, told)
    return spoilt_numbers.alone(turn) if form is None else None


async def _to_media(turn: Turn) -> Reply:
    """A picture goes with what is on record; of other media it is said that they are not read."""
    added = await record_additions.picture_added(turn)
    return added or Reply(turn.words.say(MEDIA[turn.message.kind]), tuple(turn.session.choices))


def _is_about_course(turn: Turn) -> bool:
    """Is the open form for a course; without a form, was one spoken of?"""
    form = turn.session.form
    return form.form in _OF_COURSES if form is not None else bool(turn.session.topic.course)
