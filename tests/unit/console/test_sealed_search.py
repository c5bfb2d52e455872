"""What is masked cannot be searched out piece by piece, who searches leaves a trace, and the anonymous have no name."""

import io
import re

import httpx
import pytest
from openpyxl import load_workbook

from bot.console.lists.record_lists import LISTED, NAMES, PERSONAL, PHONES, sealed_columns
from bot.console.lists.sealed_term import SealedBy, SealedTerm, sealed_term
from bot.services.feedback import records as tickets
from bot.services.feedback.records import NewTicket
from bot.storage.record_type import RecordType
from tests.unit.console.office import Office, audited, enrol, post
from tests.unit.console.test_list_search import listed

ACCOUNT = "wechat:oAnonymous"


@pytest.mark.parametrize("part", ["138", "1380", "13800", "3800000", "00000000", "1380000000", "张", "三丰"])
async def test_a_part_finds_nothing(office: Office, clerk: httpx.AsyncClient, part: str) -> None:
    await enrol(office, 1, name="张三丰")  # 13800000000
    assert await listed(clerk, "enrolments", q=part) == 0


@pytest.mark.parametrize(
    ("term", "how"),
    [("13800000000", SealedBy.NUMBER), ("0000", SealedBy.LAST_DIGITS), ("张三丰", SealedBy.NAME)],
)
async def test_the_whole_finds_it_and_leaves_a_trace(
    office: Office, clerk: httpx.AsyncClient, term: str, how: SealedBy
) -> None:
    await enrol(office, 1, name="张三丰")
    assert await listed(clerk, "enrolments", q=term) == 1
    assert await audited(office) == [*(await audited(office))[:-1], ("staff:王芳", how)]
    card = (await clerk.get("/console/enrolments/detail?pk=1")).text
    assert "搜到过" in card


async def test_a_search_that_finds_nothing_leaves_a_trace_too(
    office: Office, clerk: httpx.AsyncClient
) -> None:
    for term in ("13700", "13911112222", "李四"):
        before = await audited(office)
        assert await listed(clerk, "enrolments", q=term) == 0
        assert len(await audited(office)) == len(before) + 1


@pytest.mark.parametrize("term", ["12幢", "a1", "５号", "住①", "王"])
def test_words_with_digits_are_not_looked_for_in_what_is_sealed(term: str) -> None:
    assert sealed_term(term) is None


def test_a_number_is_recognised_as_people_write_it() -> None:
    for written in ("+86 138-0000-0000", "13800000000", "138 0000 0000"):
        assert sealed_term(written) == SealedTerm("13800000000", SealedBy.NUMBER)


@pytest.mark.parametrize("record_type", LISTED, ids=lambda record_type: record_type.key)
def test_every_name_and_phone_is_masked_and_searched_whole(record_type: RecordType) -> None:
    sealed = sealed_columns(record_type)
    assert {column for column in sealed if column.endswith("name")} <= NAMES & PERSONAL
    assert {column for column in sealed if column.endswith("phone")} <= PHONES & PERSONAL


async def anonymous_tickets(office: Office) -> None:
    async with office.database.work() as work:
        for detail in ("楼道灯坏了", "垃圾没人收"):
            new = NewTicket(ACCOUNT, tickets.REPORT, detail, anonymous=True)
            await tickets.submit(work, new, office.now[0])
        await tickets.submit(work, NewTicket("wechat:oNamed", tickets.REPORT, "井盖松动了"), office.now[0])
        await work.commit()


async def test_an_anonymous_ticket_names_nobody(office: Office, clerk: httpx.AsyncClient) -> None:
    await anonymous_tickets(office)
    async with office.database.work() as work:
        hidden = (await tickets.every(work))[0].user
    for path in ("list", "detail?pk=1"):
        page = (await clerk.get(f"/console/tickets/{path}")).text
        assert "oAnonymous" not in page, path
        assert hidden not in page, path
    assert "（匿名）" in page
    assert "居民" in page  # who submitted it, in its history
    assert "oNamed" in (await clerk.get("/console/tickets/detail?pk=3")).text


@pytest.mark.parametrize("term", [ACCOUNT, "oAnonymous", "anonymous:", "anonymous"])
async def test_no_search_finds_what_one_anonymous_resident_said(
    office: Office, clerk: httpx.AsyncClient, term: str
) -> None:
    await anonymous_tickets(office)
    assert await listed(clerk, "tickets", q=term) == 0
    assert await listed(clerk, "tickets", q="oNamed") == 1


@pytest.mark.parametrize("column", ["user", "phone"])
async def test_no_order_puts_their_tickets_together(
    office: Office, clerk: httpx.AsyncClient, column: str
) -> None:
    await anonymous_tickets(office)
    numbers = [
        re.findall(
            r'data-sa-pk="(\d+)"', (await clerk.get(f"/console/tickets/list?sort={column}__{way}")).text
        )
        for way in ("asc", "desc")
    ]
    assert numbers == [["3", "2", "1"]] * 2  # as without an order


async def test_an_export_of_the_console_names_nobody(office: Office, clerk: httpx.AsyncClient) -> None:
    await anonymous_tickets(office)
    response = await clerk.post(
        "/console/_api/tickets/action",
        params={"name": "export", "_list_query": "?"},
        data={"format": "xlsx", "scope": "page", "filename": "x"},
        headers={"X-CSRFToken": clerk.cookies["starlette_admin_csrftoken"]},
    )
    rows = list(load_workbook(io.BytesIO(response.content)).worksheets[0].iter_rows(values_only=True))
    accounts = [row[rows[0].index("账号")] for row in rows[1:]]
    assert sorted(map(str, accounts)) == ["wechat:oNamed", "（匿名）", "（匿名）"]


async def test_a_note_on_an_anonymous_ticket_names_nobody_either(
    office: Office, clerk: httpx.AsyncClient
) -> None:
    await anonymous_tickets(office)
    await post(clerk, "/record/tickets/1/note", text="去看过了")
    async with office.database.work() as work:
        connection = await (await work.read()).connection()
        owners = (await connection.exec_driver_sql('SELECT "user" FROM remarks')).scalars().all()
    assert owners
    assert "oAnonymous" not in str(owners)
