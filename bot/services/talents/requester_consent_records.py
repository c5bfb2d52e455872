"""A helper has accepted: the requester agrees that they get the number and the address, or does not want them."""

from datetime import datetime

from bot.services.talents.helper_search_records import ask_of, mark
from bot.services.talents.request_records import Request, change, find, locked, set_status
from bot.services.talents.statuses import AskStatus, RequestStatus
from bot.services.talents.tables import TalentRequestRecord
from bot.storage.audit import note
from bot.storage.contact_shares import Contact, exchange
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork


async def agree(work: UnitOfWork, request_id: int, user: str, what: str, now: datetime) -> Request | None:
    """Both get each other's number, which is noted with what it was for; None when nothing waits for this answer."""
    row = await _waiting(work, request_id, user)
    request = await find(work, request_id)
    if row is None or request is None or request.helper is None:
        return None
    session = await work.write()
    await change(session, request_id, now, {"agreed_at": now})
    await note(session, "talent_requests", [request_id], user, "agreed", now)
    requester = Contact(request.user, request.name, request.phone)
    helper = Contact(request.helper.user, request.helper.name, request.helper.phone)
    await exchange(work, requester, helper, what, now)
    return request


async def refuse(work: UnitOfWork, request_id: int, user: str, now: datetime) -> Request | None:
    """The requester does not want this helper, who is not asked again: the request as it was before."""
    row = await _waiting(work, request_id, user)
    before = await find(work, request_id)
    if row is None or before is None or before.helper is None:
        return None
    session = await work.write()
    ask = await ask_of(session, request_id, before.helper.user)
    if ask is not None:
        await mark(session, ask, AskStatus.REFUSED, Party.RESIDENT, now)
    offered, what = RequestStatus.OFFERED, AskStatus.REFUSED.value
    await set_status(session, row, offered, Party.RESIDENT, user, now, what=what, talent=None, asked_at=now)
    return before


async def _waiting(work: UnitOfWork, request_id: int, user: str) -> TalentRequestRecord | None:
    """The request, locked, if a helper has accepted it and its requester has not answered yet."""
    row = await locked(await work.write(), request_id)
    if row is None or row.user != user or row.status != RequestStatus.ACCEPTED.value:
        return None
    return row if row.talent is not None and row.agreed_at is None else None
