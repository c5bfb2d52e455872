"""A staff member finds a record by what they know of it, adds remarks, and exports the list that they see."""

import io
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook
from sqlalchemy import insert

from bot.console.lists.record_lists import LISTED, sealed_columns
from bot.services.enrolment import records as enrolments
from bot.services.enrolment import seat_allocation
from bot.storage.database import Database
from bot.storage.maintenance import erasure as privacy
from bot.storage.record_type import RecordType
from tests.unit.console.office import Office, act, audited, enrol, post


async def listed(clerk: httpx.AsyncClient, kind: str, **query: str) -> int:
    """How many rows the list shows."""
    page = await clerk.get(f"/console/{kind}/list", params=query)
    assert page.status_code == 200
    return page.text.count("<tr data-sa-pk")


@pytest.mark.parametrize(
    ("term", "rows"),
    [
        ("张三", 2),
        ("李四", 1),
        ("13800000002", 1),
        ("138 0000 0002", 1),
        ("0002", 1),
        ("候补", 2),
        ("三", 0),
        ("3", 1),
        ("100%", 0),
    ],
)
async def test_a_list_is_searched_as_the_staff_speak(
    office: Office, clerk: httpx.AsyncClient, term: str, rows: int
) -> None:
    await enrol(office, 2, name="张三")
    async with office.database.work() as work:
        await seat_allocation.allocate(work, new_one(2, "李四"), 1, office.now[0])
        await work.commit()
    assert await listed(clerk, "enrolments", q=term) == rows


def new_one(number: int, name: str) -> Any:
    from tests.unit.services.enrolment.sample_enrolments import new

    return new(number, "gone-1", name=name)


async def test_states_courses_and_days_are_filters(office: Office, clerk: httpx.AsyncClient) -> None:
    await enrol(office, 3)
    assert await listed(clerk, "enrolments", filter="status__eq=waitlisted") == 2
    day = (await clerk.get("/console/enrolments/detail?pk=1")).text
    assert "谁做过什么" in day
    for filtered, rows in (("since=2026-01-01", 3), ("until=2026-01-01", 0), ("on=2026-01-01", 0)):
        assert await listed(clerk, "enrolments", filter=f"created_at__{filtered}") == rows
    assert (await clerk.get("/console/enrolments/list?filter=created_at__on%3Dx")).status_code == 400


async def test_an_export_holds_what_is_filtered_and_no_more(office: Office, clerk: httpx.AsyncClient) -> None:
    await enrol(office, 30)
    token = clerk.cookies["starlette_admin_csrftoken"]
    response = await clerk.post(
        "/console/_api/enrolments/action",
        params={"name": "export", "_list_query": "?filter=status__eq%3Dwaitlisted"},
        data={"format": "xlsx", "scope": "page", "filename": "候补名单"},
        headers={"X-CSRFToken": token},
    )
    assert response.status_code == 200, response.text
    rows = list(load_workbook(io.BytesIO(response.content)).worksheets[0].iter_rows(values_only=True))
    assert [row[1] for row in rows[1:]] == ["候补"] * 29


async def test_a_note_stands_on_the_card_and_goes_with_the_resident(
    office: Office, clerk: httpx.AsyncClient
) -> None:
    await enrol(office, 1)
    assert (await post(clerk, "/record/enrolments/1/note", text="<b>腿脚不便</b>")).status_code == 303
    card = (await clerk.get("/console/enrolments/detail?pk=1")).text
    assert "&lt;b&gt;腿脚不便" in card
    async with office.database.work() as work:
        [enrolment] = await enrolments.every(work)
        assert {row.table for row in await privacy.records_of(work, enrolment.user)} >= {"remarks"}
        await privacy.erase(work, enrolment.user, office.now[0], [])
        await work.commit()
    async with office.database.work() as work:
        assert await privacy.records_of(work, enrolment.user) == []
    assert (await post(clerk, "/record/enrolments/99/note", text="没有")).status_code == 303
    assert (await post(clerk, "/record/nothing/1/note", text="没有")).status_code == 303


async def test_a_card_decides_through_the_staff_action(office: Office, clerk: httpx.AsyncClient) -> None:
    await enrol(office, 2)
    await post(clerk, "/record/enrolments/1/decide", status="cancelled", note="改期")
    async with office.database.work() as work:
        first, _ = await enrolments.every(work)
        assert first.status == "cancelled"
    await post(clerk, "/record/enrolments/1/decide", status="deleted")
    assert "没有这样的处理" in (await clerk.get("/console/")).text
    assert ("staff:王芳", "cancelled") in await audited(office)


@pytest.mark.parametrize("record_type", LISTED, ids=lambda record_type: record_type.key)
async def test_no_list_shows_ciphertext(
    office: Office, clerk: httpx.AsyncClient, record_type: RecordType
) -> None:
    if not sealed_columns(record_type):
        return
    row = await written(office.database, record_type, office)
    begins = office.database.cipher.seal_text("x")[:5]  # every sealed text of this key begins so
    for path in (f"{record_type.key}/list", f"{record_type.key}/detail?pk={row}"):
        page = (await clerk.get(f"/console/{path}")).text
        assert begins not in page, path
    assert "张三丰" in page


async def written(database: Database, record_type: RecordType, office: Office) -> int:
    """Insert a row with something in every column; its number."""
    values: dict[str, Any] = {}
    for column in record_type.table.__table__.columns:
        python = column.type.python_type if column.name[-3:] != "_at" and "until" not in column.name else None
        values[column.name] = (
            {int: 1, bool: False, str: "x"}.get(python, office.now[0]) if python else office.now[0]
        )
    values |= dict.fromkeys(sealed_columns(record_type), "张三丰")
    values.pop("reminded", None) if values.get("reminded") is not False else None
    async with database.work() as work:
        session = await work.write()
        await session.execute(insert(record_type.table).values(**values))
        await work.commit()
    return int(values["id"])


async def test_the_actions_of_a_list_are_the_staffs(office: Office, clerk: httpx.AsyncClient) -> None:
    await enrol(office, 1)
    page = await act(clerk, "enrolments", "print", "1")
    assert "签到" in page.text
    assert "/console/own/print.css" in page.text
