"""`python -m bot wechat …`: whether a real official account is set up correctly."""

import json
from typing import Annotated

import typer

from bot.commands.shared import Json, run, settings_of
from bot.runtime.openers import open_setup_check
from bot.setup_check.finding import Finding, Mark
from bot.setup_check.run import SetupCheck

wechat = typer.Typer(no_args_is_help=True, help="The official account")

_MENU = "menu"


@wechat.callback()
def _wechat() -> None:
    """The official account."""


@wechat.command()
def setup(
    as_json: Json = False,
    put_menu: Annotated[
        bool, typer.Option("--put-menu", help="Put knowledge/menu.yaml in the place of the menu")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Put the menu without asking")] = False,
) -> None:
    """Look a real account over: what is right, what is missing, what to do; exit status 1 when something is missing."""
    settings = settings_of()

    async def check() -> list[Finding]:
        async with open_setup_check(settings) as setup_check:
            findings = []
            async for finding in setup_check.run():
                findings.append(finding)
                if not as_json:
                    typer.echo(str(finding))
            return await _put(setup_check, findings, as_json=as_json, yes=yes) if put_menu else findings

    findings = run(check(), log_level="critical")
    missing = [finding for finding in findings if finding.mark is Mark.MISSING]
    if as_json:
        checks = [
            {
                "key": finding.key,
                "mark": finding.mark.name.lower(),
                "said": finding.said,
                "todo": finding.todo,
            }
            for finding in findings
        ]
        typer.echo(json.dumps({"ok": not missing, "checks": checks}, ensure_ascii=False))
    else:
        typer.echo(f"还差 {len(missing)} 样" if missing else "都好了")
    if missing:
        raise typer.Exit(1)


async def _put(
    setup_check: SetupCheck, findings: list[Finding], *, as_json: bool, yes: bool
) -> list[Finding]:
    """Put the menu if it differs and can be read; the findings with what came of it."""
    before = next((finding for finding in findings if finding.key == _MENU), None)
    if before is None or before.mark is not Mark.MISSING:
        return findings
    if not yes and not typer.confirm("换掉公众号现在的菜单吗？", err=as_json):
        return findings
    after = await setup_check.put_menu()
    if not as_json:
        typer.echo(str(after))
    return [*(finding for finding in findings if finding.key != _MENU), after]
