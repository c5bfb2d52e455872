"""What the console's own pages share: a template in the console's frame, and who may see it."""

from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette_admin import CustomView
from starlette_admin.flash import flash, get_flashed_messages

from bot.console.console_context import ConsoleContext, has_role, staff_of
from bot.storage.staff_accounts import Role


class Page(CustomView):
    """A page of ours. required_role: of those who may see it."""

    required_role = Role.CLERK

    def __init__(self, context: ConsoleContext) -> None:
        super().__init__()
        self.context = context

    def is_accessible(self, request: Request) -> bool:
        return has_role(request, self.required_role)

    def render(self, request: Request, template: str, **values: Any) -> Response:
        """The page from its template."""
        assert self.templates is not None
        flashed = get_flashed_messages(request)
        shared = {"title": self.menu_label, "me": staff_of(request), "flashed_messages": flashed}
        return self.templates.TemplateResponse(request=request, name=template, context=shared | values)

    def redirect(
        self,
        request: Request,
        message: str = "",
        category: Literal["success", "error"] = "success",
        path: str = "",
    ) -> Response:
        """To a page after a change, so that reloading it repeats nothing; to this one by default."""
        if message:
            flash(request, message, category)
        return RedirectResponse(f"{request.scope['root_path']}{path or self.path}", 303)
