"""`python -m bot wechat …`: whether a real official account is set up correctly."""

import json
from typing import Annotated

import typer

from bot.commands.shared import Json, run, settings_of
from bot.runtime.openers import open_setup_check
from bot.setup_check.check_result import CheckResult, Outcome
from bot.setup_check.setup_check import SetupCheck

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

    async def check() -> list[CheckResult]:
        async with open_setup_check(settings) as setup_check:
            results = []
            async for result in setup_check.run():
                results.append(result)
                if not as_json:
                    typer.echo(str(result))
            return await _put(setup_check, results, as_json=as_json, yes=yes) if put_menu else results

    results = run(check(), log_level="critical")
    missing = [result for result in results if result.outcome is Outcome.MISSING]
    if as_json:
        checks = [
            {
                "key": result.key,
                "mark": result.outcome.value,
                "said": result.message,
                "todo": result.advice,
            }
            for result in results
        ]
        typer.echo(json.dumps({"ok": not missing, "checks": checks}, ensure_ascii=False))
    else:
        typer.echo(f"还差 {len(missing)} 样" if missing else "都好了")
    if missing:
        raise typer.Exit(1)


async def _put(
    setup_check: SetupCheck, results: list[CheckResult], *, as_json: bool, yes: bool
) -> list[CheckResult]:
    """Put the menu if it differs and can be read; the results with what came of it."""
    before = next((result for result in results if result.key == _MENU), None)
    if before is None or before.outcome is not Outcome.MISSING:
        return results
    if not yes and not typer.confirm("换掉公众号现在的菜单吗？", err=as_json):
        return results
    after = await setup_check.put_menu()
    if not as_json:
        typer.echo(str(after))
    return [*(result for result in results if result.key != _MENU), after]
