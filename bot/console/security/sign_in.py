"""Signing in: a staff account, a session that expires, limits on wrong passwords."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import Scope
from starlette_admin.auth import AdminUser, AuthProvider
from starlette_admin.exceptions import LoginFailed

from bot.common.client_address import TrustedProxies, counted_as
from bot.common.clock import Clock
from bot.console.security.sign_in_limits import CheckQueue, TooManySignIns, TryCounter, too_many
from bot.storage import sign_ins, staff_accounts
from bot.storage.database import Database
from bot.storage.staff_accounts import StaffAccount

log = structlog.get_logger()

IDLE = timedelta(hours=2)
UNATTENDED = "/waiting"
"""How the path of a request ends that pages send by themselves."""
LONGEST = timedelta(hours=12)
MAX_OF_ADDRESS = 30  # tries in 15 minutes; an office may have one address
_REFUSED = "账号或密码不对；连错五次要等15分钟。"


class StaffAuth(AuthProvider):
    """The session cookie holds the name, the account's stamp and two times; a new password ends every session."""

    def __init__(self, database: Database, clock: Clock, proxies: TrustedProxies) -> None:
        super().__init__()
        self._database = database
        self._clock = clock
        self._proxies = proxies
        self._addresses = TryCounter(MAX_OF_ADDRESS, sign_ins.WINDOW)
        self._names = TryCounter(sign_ins.MAX_FAILED, sign_ins.WINDOW)
        self._checks = CheckQueue()

    async def login(
        self, username: str, password: str, remember_me: bool, request: Request
    ) -> Response | None:
        """Begin a session, or 429 where too many try. LoginFailed says the same whatever was wrong."""
        address, name = self._address(request), username.strip()
        try:
            account = await self._signed_in(address, name, password)
        except TooManySignIns:
            log.warning("console_busy", address=address)
            return too_many()
        request.session.clear()
        if account is None:
            log.warning("console_refused", name=name[:40])
            raise LoginFailed(_REFUSED)
        now = self._clock().timestamp()
        request.session.update({"name": account.name, "stamp": account.stamp, "began": now, "seen": now})
        return None

    async def _signed_in(self, address: str, name: str, password: str) -> StaffAccount | None:
        """The account, if its password is right. TooManySignIns.

        The tries of a name are counted here too, so that one that has no account is refused after as many as one that has.
        """
        now = self._clock()
        async with self._checks.turn(address):
            if not self._names.admits((address, name), now):
                return None
            account = await self._admitted(address, name, now)
            if not await self._checks.run(lambda: staff_accounts.is_password(account, password)):
                await self._note_refused(account)
                return None
        assert account is not None
        async with self._database.work() as work:
            is_same = await staff_accounts.signed_in(work, account, address, now)
            await work.commit()
        self._addresses.forget(address)
        self._names.forget((address, name))
        return account if is_same else None

    async def _admitted(self, address: str, name: str, now: datetime) -> StaffAccount | None:
        """The account of this name, the try counted. The connection is given back before the password is checked."""
        async with self._database.work() as work:
            account = await staff_accounts.named(work, name)
            if account is None:
                return None
            admitted = await sign_ins.admit(work, account.id, address, now)
            await work.commit()
        return account if admitted else None

    async def _note_refused(self, account: StaffAccount | None) -> None:
        if account is not None:
            async with self._database.work() as work:
                await staff_accounts.refused(work, account, self._clock())
                await work.commit()

    def admits(self, scope: Scope) -> bool:
        """Count a try of the address that this request comes from; False: there were too many."""
        address = self._address(HTTPConnection(scope))
        is_admitted = self._addresses.admits(address, self._clock())
        if not is_admitted:
            log.warning("console_busy", address=address)
        return is_admitted

    def _address(self, request: HTTPConnection) -> str:
        """What the request counts as where sign-ins are limited by address."""
        peer = request.client.host if request.client else ""
        return counted_as(self._proxies.address(peer, request.headers.getlist("X-Forwarded-For")))

    async def logout(self, request: Request) -> Response | None:
        """End every session of the account: a copy of the cookie would otherwise stay good."""
        if name := request.session.get("name"):
            async with self._database.work() as work:
                await staff_accounts.sign_out(work, name, self._clock())
                await work.commit()
        request.session.clear()
        return None

    async def authenticate(self, request: Request) -> AdminUser | None:
        """The person of the session; None when it has none, or has expired."""
        session = request.session
        if not session.get("name"):
            return None
        account = await self._account(session)
        if account is None:
            session.clear()
            return None
        if not request.url.path.endswith(
            UNATTENDED
        ):  # pages ask for it by themselves, with nobody before them
            session["seen"] = self._clock().timestamp()
        request.state.staff = account
        return AdminUser(username=account.name)

    async def is_staff(self, scope: Scope) -> bool:
        """Whether a request with this scope has the session of an account."""
        session = scope["session"]
        return bool(session.get("name")) and await self._account(session) is not None

    async def _account(self, session: Mapping[str, Any]) -> StaffAccount | None:
        """The account of a session that names one; None when the session has expired or has been ended."""
        now = self._clock().timestamp()
        is_idle = now - session["seen"] > IDLE.total_seconds()
        if is_idle or now - session["began"] > LONGEST.total_seconds():
            return None
        async with self._database.work() as work:
            return await staff_accounts.find(work, session["name"], session["stamp"])
