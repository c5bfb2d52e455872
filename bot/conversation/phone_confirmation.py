"""Asking for a confirmation code: a phone that somebody names may belong to anybody until its code comes back."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.daily_limits import address_allows
from bot.conversation.turn import Turn
from bot.storage import phone_codes
from bot.storage.phone_codes import Asked, LastCode

RESEND = "number.resend"

SAYS: dict[str, frozenset[str]] = {
    "code.sent": frozenset({"phone", "minutes"}),
    "code.spoken": frozenset({"phone", "minutes", "code"}),
    "code.too_soon": frozenset({"phone"}),
    "code.a_minute": frozenset({"phone"}),
    "code.too_many": frozenset(),
    "code.no_sms": frozenset(),
    "code.resend_link": frozenset(),
    "code.sms": frozenset({"code", "minutes"}),
}


async def ask_code(turn: Turn, phone: str, purpose: str) -> tuple[Reply, bool]:
    """Have a code sent to the phone: the reply that asks for it or says why not, and whether it is on its way.

    purpose: what is carried out when it comes back (see `Service.on_phone_confirmed`).
    """
    if not turn.rules.sms_codes:
        return turn.say("code.no_sms", choices=offers(turn, "dialog.human")), False
    if not await address_allows(turn, "codes", phone_codes.AN_ACCOUNT_A_DAY):
        return turn.say("code.too_many", choices=offers(turn, "dialog.human")), False
    code, spoken = turn.rules.new_code(), turn.rules.codes_spoken
    asked = await phone_codes.ask(
        turn.work,
        turn.message.user,
        LastCode(phone, purpose),
        code,
        turn.now,
        spoken=spoken,
        a_day=turn.rules.codes_a_day,
    )
    resend = (Choice(turn.words.say("code.resend_link"), Wish(RESEND)),)
    shown, minutes = masked(phone), phone_codes.LIFETIME.seconds // 60
    if asked is Asked.TOO_MANY:
        return turn.say("code.too_many", choices=offers(turn, "dialog.human")), False
    if asked is Asked.TOO_SOON:
        # Only whoever asked for the last code can have it sent again.
        own = await phone_codes.last_asked(turn.work, turn.message.user, turn.now)
        if own is None or own.phone != phone:
            return turn.say("code.a_minute", phone=shown), False
        return turn.say("code.too_soon", phone=shown, choices=resend), False
    if spoken:
        return turn.say("code.spoken", phone=shown, minutes=minutes, code=code, choices=resend), True
    return turn.say("code.sent", phone=shown, minutes=minutes, choices=resend), True


def masked(phone: str) -> str:
    """138****0000: enough to recognise one's own number."""
    return f"{phone[:3]}****{phone[-4:]}"
