"""What is said to who wants a person of the staff while nobody is on duty."""

from bot.common.message import Choice, Reply
from bot.content.dates import spoken
from bot.content.hours import next_opening
from bot.content.shared.community import COMMUNITY
from bot.conversation.turn import Turn
from bot.services.handoff import calls
from bot.services.handoff.unheard import pass_on_choice


def closed_now(turn: Turn, call: Choice, said: str, office_text: str) -> Reply:
    """That nobody is on duty, when somebody is, and the offer to ring back."""
    office = turn.content.part(COMMUNITY).office
    phone = office.phone or turn.words.say("community.no_phone")
    turn.session.topic.tell_matter(said, turn.session.turn)
    turn.session.topic.call_offered_turn = turn.session.turn + 1
    opening = next_opening(office.open, turn.now)
    day = spoken(opening.date(), turn.now.date()) + f" {opening:%H:%M}" if opening else office.hours
    closed = turn.words.say(
        "handoff.closed_now", hours=office.hours, next=day, address=office.address, phone=phone
    )
    matter = calls.matter(turn.message.text)
    pass_on = (pass_on_choice(turn, matter),) if matter else ()
    heard = (turn.words.say("handoff.matter_heard", pass_on=pass_on[0].label),) if pass_on else ()
    heard = (turn.words.say("handoff.in_danger"), *heard) if turn.session.crisis else heard
    return Reply("\n".join((*heard, closed, office_text)), (call, *pass_on))
