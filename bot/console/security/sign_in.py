"""Signing in: a staff account, a session that expires, a lock after wrong passwords."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope
from starlette_admin.auth import AdminUser, AuthProvider
from starlette_admin.exceptions import LoginFailed

from bot.common.clock import Clock
from bot.storage import staff_accounts
from bot.storage.database import Database
from bot.storage.staff_accounts import StaffAccount

log = structlog.get_logger()

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
_REFUSED = "账号或密码不对；连错五次要等15分钟。"


class StaffAuth(AuthProvider):
    """The session cookie holds the name, the account's stamp and two times; a new password ends every session."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__()
        self._database = database
        self._clock = clock

    async def login(
        self, username: str, password: str, remember_me: bool, request: Request
    ) -> Response | None:
        """Begin a session. LoginFailed says the same whatever was wrong."""
        now = self._clock()
        async with self._database.work() as work:
            account = await staff_accounts.sign_in(work, username.strip(), password, now)
            await work.commit()
        request.session.clear()
        if account is None:
            log.warning("console_refused", name=username[:40])
            raise LoginFailed(_REFUSED)
        request.session.update(
            {
                "name": account.name,
                "stamp": account.stamp,
                "began": now.timestamp(),
                "seen": now.timestamp(),
            }
        )
        return None

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
