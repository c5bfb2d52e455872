"""The console as an ASGI application under /console: sign-in, lists and pages."""

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

from bot import __version__
from bot.common.clock import ZONE
from bot.console.console_context import ConsoleContext
from bot.console.lists.record_card import RecordCardView
from bot.console.lists.record_lists import LISTED
from bot.console.lists.record_view import RecordView
from bot.console.pages.alarms import AlarmsView
from bot.console.pages.content_files import ContentView
from bot.console.pages.entry_form import EntryFormView
from bot.console.pages.inbox import InboxView
from bot.console.pages.overview import OverviewView
from bot.console.pages.review_queue import ReviewView
from bot.console.pages.sending import SendingView
from bot.console.pages.try_sentence import TrySentenceView
from bot.console.security.body_limit import BodyLimit
from bot.console.security.bound_token import BoundToken
from bot.console.security.content_security_policy import ContentSecurityPolicy, NonceLoader
from bot.console.security.response_headers import response_middleware
from bot.console.security.sign_in import LONGEST, StaffAuth
from bot.console.security.sign_in_limits import SignInLimit
from bot.content.shared.community import COMMUNITY

BASE = "/console"
_HERE = Path(__file__).parent


def application(context: ConsoleContext, secret: str, *, https: bool) -> Starlette:
    """The application. secret: signs the session and CSRF cookies; https: cookies are sent by TLS alone."""
    sessions = Middleware(
        SessionMiddleware,
        secret_key=secret,
        session_cookie="console",
        max_age=int(LONGEST.total_seconds()),
        same_site="strict",
        https_only=https,
        path=BASE,
    )
    auth = StaffAuth(context.database, context.clock, context.proxies)
    admin = Admin(
        context.database.engine,
        title=f"{context.content().part(COMMUNITY).name} · 工作台",
        base_url=BASE,
        additional_loaders=[FileSystemLoader(_HERE / "templates")],
        index_view=OverviewView(context),
        auth_provider=auth,
        secret_key=secret,
        middlewares=[
            sessions,
            Middleware(BodyLimit, is_staff=auth.is_staff),
            Middleware(BoundToken, secret=secret, base=BASE, https=https),
        ],
        i18n_config=I18nConfig(default_locale="zh", language_header_name=None, language_cookie_name=None),
        timezone_config=TimezoneConfig(default_timezone="Asia/Shanghai", use_user_locale_timezone=False),
        export_config=ExportConfig(max_rows=100_000),
    )
    environment = admin.templates.env
    policy = ContentSecurityPolicy(environment)
    assert environment.loader is not None
    environment.loader = NonceLoader(environment.loader)
    environment.globals |= {
        "asset_url": asset_url,
        "china_time": china_time,
        "version": __version__,
        "community_name": lambda: context.content().part(COMMUNITY).name,
    }
    admin.add_view(AlarmsView(context))
    admin.add_view(InboxView(context))
    for record_type in LISTED:
        admin.add_view(RecordView(record_type, context, admin.templates))
    for page in (
        SendingView, ContentView, ReviewView, TrySentenceView, RecordCardView, EntryFormView,
    ):  # fmt: skip
        admin.add_view(page(context))
    app = Starlette(
        routes=[
            Route("/", lambda _: RedirectResponse(f"{BASE}/")),
            Mount(f"{BASE}/own", StaticFiles(directory=_HERE / "static")),
        ],
        middleware=[
            Middleware(BaseHTTPMiddleware, dispatch=response_middleware(BASE, policy, https=https)),
            Middleware(SignInLimit, path=f"{BASE}/login", admits=auth.admits),
        ],
    )
    admin.mount_to(app)
    return app


def asset_url(name: str) -> str:
    """The address of a static file of ours, another one whenever the file changes."""
    return f"{BASE}/own/{name}?v={int((_HERE / 'static' / name).stat().st_mtime)}"


def china_time(moment: datetime) -> str:
    """A time as the staff read it."""
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}"
