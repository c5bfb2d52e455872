"""The console as an ASGI application: sign-in, frame, lists and pages, under /console."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from jinja2 import FileSystemLoader
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette_admin import I18nConfig, TimezoneConfig
from starlette_admin.contrib.sqla import Admin
from starlette_admin.export import ExportConfig

from bot.clock import ZONE
from bot.console.auth import LONGEST, StaffAuth
from bot.console.card import CardView
from bot.console.content import ContentView
from bot.console.figures import FiguresView
from bot.console.inbox import InboxView
from bot.console.kinds import KINDS
from bot.console.parts import Parts
from bot.console.records import RecordView
from bot.console.review import ReviewView, TryView
from bot.console.sending import SendingView

BASE = "/console"
_HERE = Path(__file__).parent
# starlette-admin's own pages have inline scripts and styles; everything comes from here all the same.
_GUARDS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def application(parts: Parts, secret: str, *, https: bool) -> Starlette:
    """The application; secret: signs the session and CSRF cookies; https: cookies travel on TLS alone."""
    sessions = Middleware(
        SessionMiddleware,
        secret_key=secret,
        session_cookie="console",
        max_age=int(LONGEST.total_seconds()),
        same_site="strict",
        https_only=https,
        path=BASE,
    )
    admin = Admin(
        parts.database.engine,
        title=f"{parts.content().community.name} · 工作台",
        base_url=BASE,
        additional_loaders=[FileSystemLoader(_HERE / "templates")],
        index_view=FiguresView(parts),
        auth_provider=StaffAuth(parts.database, parts.clock),
        secret_key=secret,
        middlewares=[sessions],
        i18n_config=I18nConfig(default_locale="zh", language_header_name=None, language_cookie_name=None),
        timezone_config=TimezoneConfig(default_timezone="Asia/Shanghai", use_user_locale_timezone=False),
        export_config=ExportConfig(max_rows=100_000),
    )
    admin.templates.env.globals |= {"own": lambda name: f"{BASE}/own/{name}", "bars": bars, "china": china}
    admin.add_view(InboxView(parts))
    for kind in KINDS:
        admin.add_view(RecordView(kind, parts, admin.templates))
    for page in (SendingView, ContentView, ReviewView, TryView, CardView):
        admin.add_view(page(parts))
    app = Starlette(
        routes=[
            Route("/", lambda _: RedirectResponse(f"{BASE}/")),
            Mount(f"{BASE}/own", StaticFiles(directory=_HERE / "static")),
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=_guarded)],
    )
    admin.mount_to(app)
    return app


_BAR = Markup(
    '<div class="bar"><span>{0}</span><meter min="0" max="{1}" value="{2}" aria-label="{0}"></meter><span>{2}</span></div>'
)


def bars(rows: list[tuple[str, int]]) -> Markup:
    """Numbers as bars that a screen reader reads too."""
    most = max((number for _, number in rows), default=1)
    lines = [_BAR.format(name, most, number) for name, number in rows]
    return Markup().join(lines) or Markup("<p>还没有。</p>")


def china(moment: datetime) -> str:
    """A moment as the staff read it."""
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}"


async def _guarded(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    for name, value in _GUARDS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
