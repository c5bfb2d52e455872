"""What is answered before anything is read into it: following the account, pictures and media, silence, a spoilt number."""

from bot.common.message import Reply
from bot.conversation.carry_out import record_additions, spoilt_numbers
from bot.conversation.carry_out.form_runner import FormRunner
from bot.conversation.carry_out.media import MEDIA, account_event, is_media
from bot.conversation.interpret import hesitation
from bot.conversation.turn import Turn


async def answered(turn: Turn, forms: FormRunner) -> Reply | None:
    """The reply; None where the message has words that mean something."""
    form = turn.session.form
    of_account = account_event(turn)
    if of_account is not None:
        return of_account
    if turn.message.picture and form is not None and forms.takes_picture(turn):
        return await forms.fill_picture(turn, form)
    if is_media(turn.message):
        added = await record_additions.picture_added(turn)
        return added or Reply(turn.words.say(MEDIA[turn.message.kind]), tuple(turn.session.choices))
    if turn.postback is not None:
        forms.end_by_choice(turn)
        return None
    if hesitation.hesitates(turn.message.text):
        return await forms.hesitated(turn)
    return spoilt_numbers.alone(turn) if form is None else None
