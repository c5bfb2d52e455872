"""「这个人骚扰我」: who has the resident's number, and reporting one of them to the staff."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.dates import spoken
from bot.conversation.turn import OwnRecord, Turn
from bot.services.contacts import records
from bot.services.contacts.service import service
from bot.storage.contact_shares import ContactShare

SHOWN = 3
CHOICES = 6


@service.exact_words(
    r"(?:小塘)?(?:这个?人|那个?人|他|她|对方|有人)(?:一直|总是|老是|老|总|又)?(?:在)?(?:打电话)?(?:骚扰|纠缠|吓唬|威胁)我(?:了|啊)?",
    "contact.report",
)
@service.exact_words(r"(?:我要)?举报(?:这个?人|那个?人|他|她|对方)", "contact.report")
async def report(turn: Turn) -> Reply:
    """Find out who is meant, ask once, then tell the staff; whoever is reported gets no more numbers meanwhile."""
    own = await records.of_user(turn.work, turn.message.user)
    number = turn.slot("share")
    meant = [share for share in own if str(share.id) == number] if number else own
    if turn.confirmed is False:
        return turn.say("contact.kept")
    if not meant:
        person = Choice(turn.content.intents["dialog.human"].title, Wish("dialog.human"))
        return turn.say("contact.none", choices=(person,))
    if len(meant) > 1:
        return turn.say(
            "contact.which", choices=tuple(_report_link(turn, share) for share in meant[:CHOICES])
        )
    share = meant[0]
    if turn.confirmed is None:
        return _sure(turn, share)
    date = spoken(share.created_at.astimezone(turn.now.tzinfo).date(), turn.now.date())
    detail = turn.words.say(
        "contact.ticket", share=share.id, name=share.receiver_name, what=share.what, date=date
    )
    complaint = await records.report(turn.work, share, detail, turn.now)
    if complaint is None:
        return turn.say("contact.kept")
    return turn.say("contact.reported", number=complaint.number, name=share.receiver_name)


@service.tells_own_records
async def own_records(turn: Turn) -> tuple[OwnRecord, ...]:
    """Who was given the resident's number lately, for 「我的」."""
    own = await records.of_user(turn.work, turn.message.user, turn.now - records.RECENT)
    return tuple(OwnRecord(_line(turn, share), _report_link(turn, share)) for share in own[:SHOWN])


def _sure(turn: Turn, share: ContactShare) -> Reply:
    this = (("share", str(share.id)),)
    choices = tuple(
        Choice(turn.words.say(key), Wish("contact.report", this, confirmed=answer))
        for key, answer in (("contact.sure_yes", True), ("contact.sure_no", False))
    )
    return turn.say("contact.sure", name=share.receiver_name, what=share.what, choices=choices)


def _line(turn: Turn, share: ContactShare) -> str:
    date = spoken(share.created_at.astimezone(turn.now.tzinfo).date(), turn.now.date())
    return turn.words.say("contact.line", name=share.receiver_name, what=share.what, date=date)


def _report_link(turn: Turn, share: ContactShare) -> Choice:
    label = turn.words.say("contact.report_link", name=share.receiver_name)
    return Choice(label, Wish("contact.report", (("share", str(share.id)),)))
