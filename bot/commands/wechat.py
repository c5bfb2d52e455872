"""`python -m bot wechat …`: is a real official account set up rightly?"""

import asyncio
import json
from typing import Annotated

import typer

from bot.commands.shared import settings_of
from bot.common.logs import configure
from bot.runtime import job_context as backstage
from bot.setup_check.finding import Finding, Mark
from bot.setup_check.run import SetupCheck

wechat = typer.Typer(no_args_is_help=True, help="The official account")

_MENU = "menu"


@wechat.callback()
def _wechat() -> None:
    """The official account."""


@wechat.command()
def setup(
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable")] = False,
    put_menu: Annotated[
        bool, typer.Option("--put-menu", help="Put knowledge/menu.yaml in the place of the menu")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Put the menu without asking")] = False,
) -> None:
    """Look a real account over: what is right, what is missing, what to do; exit status 1 when something is missing."""
    settings = settings_of()
    configure("critical", as_json=False)

    async def looked() -> list[Finding]:
        async with backstage.open_setup_check(settings) as checkup:
            found = []
            async for finding in checkup.run():
                found.append(finding)
                if not as_json:
                    typer.echo(str(finding))
            return await _put(checkup, found, as_json=as_json, yes=yes) if put_menu else found

    found = asyncio.run(looked())
    missing = [finding for finding in found if finding.mark is Mark.MISSING]
    if as_json:
        checks = [
            {"key": one.key, "mark": one.mark.name.lower(), "said": one.said, "todo": one.todo}
            for one in found
        ]
        typer.echo(json.dumps({"ok": not missing, "checks": checks}, ensure_ascii=False))
    else:
        typer.echo(f"还差 {len(missing)} 样" if missing else "都好了")
    if missing:
        raise typer.Exit(1)


async def _put(checkup: SetupCheck, found: list[Finding], *, as_json: bool, yes: bool) -> list[Finding]:
    """The findings with what came of putting the menu, where it differs and can be reached."""
    before = next((one for one in found if one.key == _MENU), None)
    if before is None or before.mark is not Mark.MISSING:
        return found
    if not yes and not typer.confirm("换掉公众号现在的菜单吗？", err=as_json):
        return found
    after = await checkup.put_menu()
    if not as_json:
        typer.echo(str(after))
    return [*(one for one in found if one.key != _MENU), after]
