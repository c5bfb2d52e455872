"""The replies that the conversation itself needs of the content, whatever the services."""

from bot.conversation import phone_confirmation
from bot.conversation.carry_out import (
    acknowledged,
    asking_back,
    form_commands,
    form_runner,
    likely_answers,
    media,
    open_question,
    record_additions,
    record_answers,
    record_change,
    record_choices,
    record_fields,
    record_phones,
    record_status,
    records,
    records_there,
    spoilt_numbers,
    unwritten_facts,
)
from bot.conversation.forms import prompts

SAYS: dict[str, frozenset[str]] = {
    **media.SAYS,
    **acknowledged.SAYS,
    **open_question.SAYS,
    **form_runner.SAYS,
    **form_commands.SAYS,
    **record_additions.SAYS,
    **record_answers.SAYS,
    **record_change.SAYS,
    **record_choices.SAYS,
    **record_fields.SAYS,
    **records_there.SAYS,
    **record_phones.SAYS,
    **record_status.SAYS,
    **records.SAYS,
    **asking_back.SAYS,
    **likely_answers.SAYS,
    **spoilt_numbers.SAYS,
    **unwritten_facts.SAYS,
    **prompts.SAYS,
    **phone_confirmation.SAYS,
    "page.more": frozenset(),
    "elder.more": frozenset(),
    "sorry.error": frozenset(),
    "sorry.records": frozenset(),
    "sorry.busy": frozenset(),
    "sorry.fast": frozenset(),
}
"""Reply key → the fields that its text may use."""
