"""What the console's own pages share: a template in the console's frame, and who may see it."""

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette_admin import CustomView
from starlette_admin.flash import flash, get_flashed_messages

from bot.console.context import ConsoleContext, may, staff_of
from bot.storage.staff import Role


class Page(CustomView):
    """A page of ours; least: the role that it takes."""

    least = Role.CLERK

    def __init__(self, parts: ConsoleContext) -> None:
        super().__init__()
        self.parts = parts

    def is_accessible(self, request: Request) -> bool:
        return may(request, self.least)

    def shown(self, request: Request, template: str, **context: Any) -> Response:
        """The page from its template."""
        assert self.templates is not None
        told = get_flashed_messages(request)
        given = {"title": self.menu_label, "me": staff_of(request), "flashed_messages": told, **context}
        return self.templates.TemplateResponse(request=request, name=template, context=given)

    def back(self, request: Request, said: str = "", kind: str = "success", path: str = "") -> Response:
        """To the page again after a change, so that reloading repeats nothing."""
        if said:
            flash(request, said, kind)
        return RedirectResponse(f"{request.scope['root_path']}{path or self.path}", 303)
