"""Cancels a resident's own sign-up; the waitlist gets the place."""

from bot.conversation.turn import Turn
from bot.services.events import records as signups
from bot.services.events.occasion import seats_of
from bot.services.events.records import Signup
from bot.services.events.signup_wording import tell_promoted


async def cancel_own(turn: Turn, number: int) -> Signup | None:
    """Cancel the sign-up with this number; None when it is not this resident's, or is over."""
    own = await signups.of_user(turn.work, turn.message.user, turn.now.date())
    signup = next((signup for signup in own if signup.id == number), None)
    return await cancel(turn, signup) if signup else None


async def cancel(turn: Turn, signup: Signup) -> Signup:
    """Cancel it, and tell those of the waitlist who get a place."""
    seats = seats_of(turn.content, signup, turn.now.date())
    cancelled, promoted = await signups.cancel(turn.work, signup.user, signup.id, seats, turn.now)
    await tell_promoted(turn, promoted)
    return cancelled or signup
