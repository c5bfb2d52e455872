"""The offer to ask the community what was asked beside a form and is written nowhere: made once, when the form is done."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.answers.unwritten_facts import ASK_COMMUNITY
from bot.conversation.carry_out.open_form.open_form import asks_to_confirm
from bot.conversation.carry_out.open_form.side_notes import joined_words, with_question
from bot.conversation.turn import Turn

SAYS: dict[str, frozenset[str]] = {
    "fact.shall_i_ask": frozenset(),
    "fact.shall_i_ask_it": frozenset(),
}
_SAID = "没有写"


def with_offer(turn: Turn, reply: Reply) -> Reply:
    """The reply with the offer below it. Nothing goes to the community without a yes.

    Where the next wish has opened a form meanwhile, that one keeps the questions, and the offer is made when it is done.
    """
    beside, session = turn.outcome.beside, turn.session
    asked = joined_words(*dict.fromkeys(beside.to_offer))
    if not asked:
        return reply
    if session.form is not None:
        session.form = with_question(session.form, asked)
        return reply
    about = f"{beside.about}：{asked}" if beside.about else asked
    session.topic.tell_matter(about, session.turn)
    beside.offered = True
    choice = Choice(turn.words.say("afterwards.pass_on"), Wish(ASK_COMMUNITY, (("question", about),)))
    choices = (*reply.choices, choice)
    if asks_to_confirm(reply):
        return replace(reply, choices=choices)  # one question at a time
    unwritten = turn.words.say("fact.unwritten_beside", question=turn.words.say("fact.this"))
    text = "\n\n".join(part for part in reply.text.split("\n\n") if part != unwritten)
    said = any(words in beside.unwritten for words in beside.to_offer) and _SAID in text
    shall_i = turn.words.say("fact.shall_i_ask_it" if said else "fact.shall_i_ask")
    return replace(reply, text=f"{text}\n\n{shall_i}", choices=choices)
