"""Limits on guessing a password, by account and address and by account.

Whoever guesses locks their own address out, and other addresses that are new to the account: never those from which it has
signed in before, so that a stranger cannot lock a clerk out where she works. Each try is counted before its password is
checked, by one statement, so that of sixty at once five are checked.
"""

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, case, literal, or_, select, update

from bot.storage.models import UtcDateTime
from bot.storage.tables.sign_ins import SignInRecord
from bot.storage.tables.staff import StaffRecord
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import insert_into

MAX_FAILED = 5  # of an account at an address
WINDOW = timedelta(minutes=15)
MAX_FAILED_ELSEWHERE = 30  # of an account in a row, at all addresses that are new to it
LOCKED_ELSEWHERE = timedelta(hours=1)

_S, _R = StaffRecord, SignInRecord


async def admit(work: UnitOfWork, account: int, address: str, now: datetime) -> bool:
    """Count a try of the account's password at this address; False: there were too many, do not check it."""
    if not await _is_known(work, account, address) and not await _admit_elsewhere(work, account, now):
        return False
    session = await work.write()
    is_over = _R.failed_since <= now - WINDOW
    new = {"account": account, "address": address, "failed": 1, "failed_since": now, "last_at": now}
    statement = (
        insert_into(session, _R)
        .values(**new)
        .on_conflict_do_update(
            index_elements=["account", "address"],
            set_={
                "failed": case((is_over, 1), else_=_R.failed + 1),
                "failed_since": case((is_over, _moment(now)), else_=_R.failed_since),
                "last_at": now,
            },
        )
        .returning(_R.failed)
    )
    return int(await session.scalar(statement) or 0) <= MAX_FAILED


async def succeeded(work: UnitOfWork, account: int, address: str, now: datetime) -> None:
    """Note that the account has signed in from this address."""
    session = await work.write()
    here = (_R.account == account, _R.address == address)
    await session.execute(update(_R).where(*here).values(failed=0, succeeded_at=now, last_at=now))


async def forget_failed(work: UnitOfWork, account: int) -> None:
    """Admit the account at every address again, once it has a new password."""
    session = await work.write()
    await session.execute(update(_R).where(_R.account == account).values(failed=0))


async def _is_known(work: UnitOfWork, account: int, address: str) -> bool:
    """Whether the account has signed in from this address."""
    session = await work.write()
    here = (_R.account == account, _R.address == address, _R.succeeded_at.is_not(None))
    return await session.scalar(select(_R.id).where(*here)) is not None


async def _admit_elsewhere(work: UnitOfWork, account: int, now: datetime) -> bool:
    """Count a try at an address that is new to the account; False while such addresses are locked out."""
    session = await work.write()
    is_last = _S.failed + 1 >= MAX_FAILED_ELSEWHERE
    statement = (
        update(_S)
        .where(_S.id == account, or_(_S.locked_until.is_(None), _S.locked_until <= now))
        .values(
            failed=case((is_last, 0), else_=_S.failed + 1),
            locked_until=case((is_last, _moment(now + LOCKED_ELSEWHERE)), else_=None),
        )
        .returning(_S.id)
    )
    admitted = await session.scalar(statement, execution_options={"synchronize_session": False})
    return admitted is not None


def _moment(at: datetime) -> BindParameter[datetime]:
    """The time as the columns store it; within CASE its type would be guessed, and its zone lost."""
    return literal(at, UtcDateTime())
