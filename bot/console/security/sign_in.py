"""Signing in: an account of the staff, a session that expires, a lock after wrong passwords."""

from datetime import timedelta

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.auth import AdminUser, AuthProvider
from starlette_admin.exceptions import LoginFailed

from bot.common.clock import Clock
from bot.storage import staff
from bot.storage.database import Database

log = structlog.get_logger()

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
_WRONG = "账号或密码不对；连错五次要等15分钟。"


class StaffAuth(AuthProvider):
    """The session cookie holds the name, the account's stamp and two times; a new password ends every session."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__()
        self._database = database
        self._clock = clock

    async def login(
        self, username: str, password: str, remember_me: bool, request: Request
    ) -> Response | None:
        """LoginFailed says the same whatever was wrong."""
        now = self._clock()
        async with self._database.work() as work:
            one = await staff.signed_in(work, username.strip(), password, now)
            await work.commit()
        request.session.clear()
        if one is None:
            log.warning("console_refused", name=username[:40])
            raise LoginFailed(_WRONG)
        request.session.update(
            {"name": one.name, "stamp": one.stamp, "began": now.timestamp(), "seen": now.timestamp()}
        )
        return None

    async def logout(self, request: Request) -> Response | None:
        """Every session of the account ends: the cookie alone would live on in whoever has copied it."""
        if name := request.session.get("name"):
            async with self._database.work() as work:
                await staff.sign_out(work, name, self._clock())
                await work.commit()
        request.session.clear()
        return None

    async def authenticate(self, request: Request) -> AdminUser | None:
        """Who it is, if the session is still good."""
        kept = request.session
        now = self._clock().timestamp()
        if not kept.get("name"):
            return None
        if now - kept["seen"] > IDLE.total_seconds() or now - kept["began"] > LONGEST.total_seconds():
            kept.clear()
            return None
        async with self._database.work() as work:
            one = await staff.find(work, kept["name"], kept["stamp"])
        if one is None:
            kept.clear()
            return None
        kept["seen"] = now
        request.state.staff = one
        return AdminUser(username=one.name)
