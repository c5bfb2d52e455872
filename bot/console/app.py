"""The console as an ASGI application: sign-in, frame, lists and pages, under /console."""

from datetime import datetime
from pathlib import Path

from jinja2 import FileSystemLoader
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette_admin import I18nConfig, TimezoneConfig
from starlette_admin.contrib.sqla import Admin
from starlette_admin.export import ExportConfig

from bot.common.clock import ZONE
from bot.console.context import ConsoleContext
from bot.console.lists.card import CardView
from bot.console.lists.kinds import KINDS
from bot.console.lists.records import RecordView
from bot.console.pages.content_files import ContentView
from bot.console.pages.content_forms import EntryView
from bot.console.pages.inbox import InboxView
from bot.console.pages.overview import OverviewView
from bot.console.pages.review import ReviewView, TryView
from bot.console.pages.sending import SendingView
from bot.console.security.content_policy import Nonced, Policy
from bot.console.security.response_headers import guard
from bot.console.security.sign_in import LONGEST, StaffAuth
from bot.content.shared.community import COMMUNITY

BASE = "/console"
_HERE = Path(__file__).parent


def application(parts: ConsoleContext, secret: str, *, https: bool) -> Starlette:
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
        title=f"{parts.content().part(COMMUNITY).name} · 工作台",
        base_url=BASE,
        additional_loaders=[FileSystemLoader(_HERE / "templates")],
        index_view=OverviewView(parts),
        auth_provider=StaffAuth(parts.database, parts.clock),
        secret_key=secret,
        middlewares=[sessions],
        i18n_config=I18nConfig(default_locale="zh", language_header_name=None, language_cookie_name=None),
        timezone_config=TimezoneConfig(default_timezone="Asia/Shanghai", use_user_locale_timezone=False),
        export_config=ExportConfig(max_rows=100_000),
    )
    environment = admin.templates.env
    policy = Policy(environment)
    assert environment.loader is not None
    environment.loader = Nonced(environment.loader)
    environment.globals |= {"own": own, "china": china}
    admin.add_view(InboxView(parts))
    for kind in KINDS:
        admin.add_view(RecordView(kind, parts, admin.templates))
    for page in (SendingView, ContentView, ReviewView, TryView, CardView, EntryView):
        admin.add_view(page(parts))
    app = Starlette(
        routes=[
            Route("/", lambda _: RedirectResponse(f"{BASE}/")),
            Mount(f"{BASE}/own", StaticFiles(directory=_HERE / "static")),
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=guard(BASE, policy, https=https))],
    )
    admin.mount_to(app)
    return app


def own(name: str) -> str:
    """The address of a file of ours, another one whenever it changes."""
    return f"{BASE}/own/{name}?v={int((_HERE / 'static' / name).stat().st_mtime)}"


def china(moment: datetime) -> str:
    """A moment as the staff read it."""
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}"
