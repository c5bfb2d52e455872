"""`bot wechat setup` against a stub of WeChat that checks what WeChat checks; each fault is told apart."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestServer
from typer.testing import CliRunner

from bot.channels.wechat.channel import WeChatChannel
from bot.commands.main import cli
from bot.common.clock import china_now
from bot.common.errors import Refused
from bot.common.message import Message
from bot.integrations.wechat.codec import Codec
from tests.system.process import ROOT, BotProcess
from tests.system.wechat_account import TIP_TEMPLATE, WARNING_TEMPLATE
from tests.system.wechat_stub import APP_ID, SECRET, WeChatStub

TOKEN = "Token2026"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _Nobody:
    async def answer(self, message: Message, started: float) -> None:
        raise AssertionError("setup brings no messages")


def our_server(token: str = TOKEN) -> Handler:
    """The real channel with the real codec, as bot/runtime/http_server.py mounts it."""
    channel = WeChatChannel(Codec(token, APP_ID, AES_KEY, 600, china_now), _Nobody())

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await channel.get(request)
        except Refused as refused:
            return web.Response(status=refused.status)

    return handle


def answering(status: int, text: str = "", **headers: str) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, text=text, headers=headers)

    return handle


@dataclass
class SetupStage:
    """Where the command is run: its settings, WeChat's stub, our own server at PUBLIC_URL."""

    stub: WeChatStub
    settings: dict[str, str]
    server: Handler = field(default_factory=our_server)

    async def run(self, *arguments: str, typed: str = "") -> tuple[int, str]:
        app = web.Application()
        app.router.add_get("/wechat", self.server)
        async with TestServer(self.stub.application()) as wechat, TestServer(app) as ours:
            urls = {
                "WECHAT_API": str(wechat.make_url("/")).rstrip("/"),
                "PUBLIC_URL": str(ours.make_url("/")).rstrip("/"),
            }
            settings = dict.fromkeys(("SMS_PROVIDER", "WECHAT_TOKEN"), "") | urls | self.settings
            done = await asyncio.to_thread(
                CliRunner().invoke, cli, ["wechat", "setup", *arguments], input=typed, env=settings
            )
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    async def checks(self, *arguments: str) -> dict[str, dict[str, str]]:
        status, said = await self.run("--json", *arguments)
        told = json.loads(said)
        found = {check["key"]: check for check in told["checks"]}
        assert status == (0 if told["ok"] else 1)
        assert told["ok"] == all(check["mark"] != "missing" for check in found.values())
        return found


@pytest.fixture
def setup_stage() -> Iterator[SetupStage]:
    settings = {
        "WECHAT_TOKEN": TOKEN,
        "WECHAT_APP_ID": APP_ID,
        "WECHAT_APP_SECRET": SECRET,
        "WECHAT_AES_KEY": AES_KEY,
    }
    yield SetupStage(WeChatStub(), settings)
    structlog.reset_defaults()


async def test_a_sound_account_is_all_right_once_the_menu_is_put(setup_stage: SetupStage) -> None:
    setup_stage.settings |= {
        "WECHAT_SUBSCRIBE_TEMPLATE": f"{TIP_TEMPLATE}:thing1",
        "WECHAT_WARNING_TEMPLATE": f"{WARNING_TEMPLATE}:thing1,thing2",
    }
    before = await setup_stage.checks()
    assert [key for key, check in before.items() if check["mark"] == "missing"] == ["menu"]
    assert setup_stage.stub.account.puts == 0
    after = await setup_stage.checks("--put-menu", "--yes")
    assert {check["mark"] for check in after.values()} == {"right", "note"}
    assert {"echo_plain", "echo_sealed", "access_token", "menu", "customer_service", "warning_template"} <= {
        key for key, check in after.items() if check["mark"] == "right"
    }
    assert "499990" in after["quota_custom"]["said"]
    status, said = await setup_stage.run()
    assert (status, said.splitlines()[-1]) == (0, "都好了")
    assert setup_stage.stub.account.puts == 1
    assert setup_stage.stub.sent == []
    assert setup_stage.stub.forces == [False] * len(setup_stage.stub.forces)


async def test_the_menu_is_not_put_without_a_yes(setup_stage: SetupStage) -> None:
    status, said = await setup_stage.run("--put-menu", typed="n\n")
    assert (status, setup_stage.stub.account.puts) == (1, 0)
    assert "公众号上还没有" in said
    status, said = await setup_stage.run("--put-menu", typed="y\n")
    assert (status, setup_stage.stub.account.puts) == (0, 1)
    assert setup_stage.stub.account.menu is not None
    [first, *_] = setup_stage.stub.account.menu
    assert first["sub_button"][0] == {"type": "click", "name": "有什么课", "key": "training.browse"}


async def test_a_menu_that_differs_is_told_button_by_button(setup_stage: SetupStage) -> None:
    await setup_stage.run("--put-menu", "--yes")
    assert setup_stage.stub.account.menu is not None
    setup_stage.stub.account.menu[1]["sub_button"][0]["name"] = "办证"
    menu = (await setup_stage.checks())["menu"]
    assert menu["mark"] == "missing"
    assert "公众号上没有「办事 / 报修提意见 → feedback.submit」" in menu["said"]
    assert "公众号上多了「办事 / 办证 → feedback.submit」" in menu["said"]


@pytest.mark.parametrize(
    ("name", "value", "key", "said"),
    [
        ("WECHAT_TOKEN", "", "token", "还没有填"),
        ("WECHAT_TOKEN", "to", "token", "2 位"),
        ("WECHAT_TOKEN", "demo-token", "token", "字母数字以外"),
        ("WECHAT_TOKEN", "t" * 33, "token", "33 位"),
        ("WECHAT_APP_ID", "", "app_id", "还没有填"),
        ("WECHAT_APP_ID", "gh_5f141cbeb99b", "app_id", "不像 AppID"),
        ("WECHAT_APP_SECRET", "", "secret", "还没有填"),
        ("WECHAT_AES_KEY", "", "aes_key", "明文模式"),
        ("WECHAT_AES_KEY", AES_KEY[:-1], "aes_key", "42 位"),
        ("PUBLIC_URL", "", "public_url", "还没有填"),
        ("PUBLIC_URL", "bot.example.cn", "public_url", "写得不对"),
        ("PUBLIC_URL", "https://bot.example.cn/wechat", "public_url", "写得不对"),
        ("PUBLIC_URL", "https://bot.invalid:8443", "public_url", "只认 80 和 443"),
    ],
)
async def test_a_setting_that_is_missing_or_malformed_is_named(
    setup_stage: SetupStage, name: str, value: str, key: str, said: str
) -> None:
    setup_stage.settings[name] = value
    check = (await setup_stage.checks())[key]
    assert (check["mark"], said in check["said"]) == ("missing", True), check
    assert check["todo"]


@pytest.mark.parametrize(
    ("code", "said", "todo"),
    [
        (40164, "出口地址 8.149.0.108 不在公众号的 IP 白名单里", "加上 8.149.0.108"),
        (40125, "密钥（AppSecret）不对", "重置"),
        (40013, "AppID 不对", "分大小写"),
        (40243, "被冻结了", "解冻"),
        (41004, "没有带上密钥", "WECHAT_APP_SECRET"),
        (50004, "禁止使用接口", "通知中心"),
        (-1, "连不上微信的接口", "过一会儿"),
        (12345, "微信不肯", "rid"),
    ],
)
async def test_why_there_is_no_token_is_told_apart(
    setup_stage: SetupStage, code: int, said: str, todo: str
) -> None:
    setup_stage.stub.token_faults.append(code)
    found = await setup_stage.checks()
    check = found["access_token"]
    assert (check["mark"], said in check["said"], todo in check["todo"]) == ("missing", True, True), check
    assert found["account"]["mark"] == "note"
    assert "menu" not in found


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("WECHAT_APP_ID", "wx1111111111111111", "AppID 不对"),
        ("WECHAT_APP_SECRET", "0" * 32, "密钥（AppSecret）不对"),
    ],
)
async def test_wechat_itself_finds_the_wrong_id_and_the_wrong_secret(
    setup_stage: SetupStage, name: str, value: str, said: str
) -> None:
    setup_stage.settings[name] = value
    assert said in (await setup_stage.checks())["access_token"]["said"]


def _spoil(**values: Any) -> Callable[[SetupStage], None]:
    def spoil(setup_stage: SetupStage) -> None:
        for name, value in values.items():
            setattr(setup_stage.stub.account, name, value)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "key", "mark", "said"),
    [
        (_spoil(may_send=False), "customer_service", "missing", "没有权限（48001）"),
        (_spoil(errors={"check": 40201}), "callback_check", "missing", "还没有填服务器地址"),
        (_spoil(dns=[]), "callback_check", "missing", "解析不到"),
        (_spoil(loss="100%"), "callback_check", "note", "ping 不通"),
        (_spoil(errors={"getcallbackip": 48001}), "callback_ip", "missing", "没有这项权限"),
        (_spoil(errors={"get_current_selfmenu_info": 48001}), "menu", "missing", "没有这项权限"),
        (_spoil(errors={"get": 76022}), "quota_custom", "note", "微信不让这种号查"),
        (_spoil(remain=0), "quota_custom", "missing", "用完了"),
        (_spoil(kind=2), "subscribe_template", "missing", "一次性的"),
        (_spoil(errors={"gettemplate": 48001}), "subscribe_template", "missing", "没有这项权限"),
    ],
)
async def test_what_the_account_lacks_is_told_apart(
    setup_stage: SetupStage, spoil: Callable[[SetupStage], None], key: str, mark: str, said: str
) -> None:
    setup_stage.settings["WECHAT_SUBSCRIBE_TEMPLATE"] = f"{TIP_TEMPLATE}:thing1"
    spoil(setup_stage)
    check = (await setup_stage.checks())[key]
    assert (check["mark"], said in check["said"]) == (mark, True), check


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("nothere:thing1", f"这个号里没有 nothere（有的：{WARNING_TEMPLATE}）"),
        (f"{WARNING_TEMPLATE}:thing1,thing9", "字段是 thing1,thing2"),
        (WARNING_TEMPLATE, "设置里写的是 （没写）"),
    ],
)
async def test_a_template_that_is_not_there_or_other(setup_stage: SetupStage, value: str, said: str) -> None:
    setup_stage.settings["WECHAT_WARNING_TEMPLATE"] = value
    check = (await setup_stage.checks())["warning_template"]
    assert (check["mark"], said in check["said"]) == ("missing", True), check


@pytest.mark.parametrize("code", [40016, 40018])
async def test_a_menu_that_wechat_refuses(setup_stage: SetupStage, code: int) -> None:
    setup_stage.stub.account.errors["create"] = code
    check = (await setup_stage.checks("--put-menu", "--yes"))["put_menu"]
    assert "knowledge/menu.yaml" in check["todo"]


@pytest.mark.parametrize(
    ("server", "said"),
    [
        (our_server("another2026"), "不认签名"),
        (answering(403, Date="Wed, 06 May 2026 01:00:00 GMT"), "两边的钟差了"),
        (answering(200, "hello"), "不是原样的 echostr"),
        (answering(502), "HTTP 502"),
        (answering(302, Location="/elsewhere"), "HTTP 302"),
    ],
    ids=["token", "clock", "page", "proxy", "redirect"],
)
async def test_what_our_own_server_does_wrong_is_told_apart(
    setup_stage: SetupStage, server: Handler, said: str
) -> None:
    setup_stage.server = server
    found = await setup_stage.checks()
    for key in ("echo_plain", "echo_sealed"):
        assert (found[key]["mark"], said in found[key]["said"]) == ("missing", True), found[key]


async def test_a_server_that_does_not_listen(setup_stage: SetupStage) -> None:
    setup_stage.settings["PUBLIC_URL"] = "http://127.0.0.1:9"
    assert "连不上" in (await setup_stage.checks())["echo_plain"]["said"]


@pytest.mark.parametrize(
    ("settings", "key", "mark", "said"),
    [
        ({}, "sms_aliyun", "missing", "ALIYUN_KEY_ID, ALIYUN_KEY_SECRET"),
        ({"SMS_TEMPLATE_WEEKLY": "SMS_1"}, "sms_template", "missing", "没有写变量"),
        ({"SMS_TEMPLATE_WEEKLY": "SMS_1:a:20"}, "sms_template", "missing", "放得下 20 个字"),
        ({"SMS_TEMPLATE_WEEKLY": "SMS_1:a,b:35"}, "sms_template", "right", "放得下"),
        ({"SMS_TEMPLATE_WEEKLY": "SMS_1:a:60"}, "sms_template", "note", "最多 35 个"),
        ({}, "sms_callbacks", "missing", "没有填"),
        ({"SMS_CALLBACK_SECRET": "hidden-part"}, "sms_callbacks", "note", "/report"),
    ],
)
async def test_sms_settings(
    setup_stage: SetupStage, settings: dict[str, str], key: str, mark: str, said: str
) -> None:
    setup_stage.settings |= {"SMS_PROVIDER": "aliyun"} | settings
    found = await setup_stage.checks()
    assert (found[key]["mark"], said in found[key]["said"]) == (mark, True), found[key]


async def test_no_secret_is_ever_shown(setup_stage: SetupStage) -> None:
    setup_stage.settings |= {"SMS_PROVIDER": "aliyun", "SMS_CALLBACK_SECRET": "hidden-part"}
    setup_stage.stub.token_faults.extend([40125, 40001])
    for arguments in ([], ["--json"]):
        _, said = await setup_stage.run(*arguments)
        assert not any(secret in said for secret in (TOKEN, SECRET, AES_KEY, "hidden-part"))


async def test_the_document_shows_what_it_says(setup_stage: SetupStage) -> None:
    setup_stage.stub.account.may_send = False
    _, said = await setup_stage.run()
    shown = (ROOT / "docs" / "wechat.md").read_text(encoding="utf-8").partition("wechat setup\n✓")[2]
    lines = f"✓{shown.partition('```')[0]}".splitlines()
    assert len(lines) > 15
    ours = ("PUBLIC_URL", "https://", "WECHAT_APP_SECRET")  # the stub's differ from real ones
    assert [
        line for line in lines if line not in said.splitlines() and not any(word in line for word in ours)
    ] == []


async def test_wrong_use(setup_stage: SetupStage) -> None:
    status, _ = await setup_stage.run("--nonsense")
    assert status == 2


async def test_the_real_command_finds_the_real_server_sound(tmp_path: Path) -> None:
    stub = WeChatStub()
    keys = {"WECHAT_APP_ID": APP_ID, "WECHAT_AES_KEY": AES_KEY, "WECHAT_TOKEN": TOKEN}
    async with TestServer(stub.application()) as wechat:
        with BotProcess(tmp_path, **keys) as bot:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "wechat", "setup", "--put-menu", "--yes",
                cwd=ROOT,
                env=os.environ | keys | {"PUBLIC_URL": bot.url, "WECHAT_APP_SECRET": SECRET, "SMS_PROVIDER": "",
                                         "WECHAT_API": str(wechat.make_url("/")).rstrip("/")},
                stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
            said, _ = await process.communicate()
    lines = said.decode().splitlines()
    assert (process.returncode, lines[-1]) == (0, "都好了")
    assert "✓ 菜单和 knowledge/menu.yaml 一样" in lines
