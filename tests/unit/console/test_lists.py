"""Lists mask personal data, opening a record is logged, decisions are staff actions, exports run no formula in Excel."""

import io

import httpx
from openpyxl import load_workbook

from bot.content.shared.courses import COURSES
from bot.content.shared.events import EVENTS
from bot.services.enrolment import records as enrolments
from bot.services.events import records as signups
from bot.services.events.records import NewSignup
from bot.storage import notices
from tests.unit.console.office import Office, act, audited, enrol
from tests.unit.services.enrolment.sample_enrolments import NOW


async def test_a_list_masks_and_a_look_is_noted(office: Office, clerk: httpx.AsyncClient) -> None:
    await enrol(office, 1)
    page = (await clerk.get("/console/enrolments/list")).text
    assert "138****0000" in page
    assert "13800000000" not in page
    assert "张三" not in page
    before = await audited(office)
    detail = (await clerk.get("/console/enrolments/detail?pk=1")).text
    assert "13800000000" in detail
    assert (await audited(office))[len(before) :] == [("staff:王芳", "looked at")]


async def statuses(office: Office) -> list[str]:
    async with office.database.work() as work:
        return [enrolment.status for enrolment in await enrolments.every(work)]


async def test_one_who_waits_gets_a_free_seat_and_only_then(office: Office, clerk: httpx.AsyncClient) -> None:
    await enrol(office, 2)
    full = await act(clerk, "enrolments", "decide", "2", status="confirmed", note="")
    assert "没办成" in full.text
    assert await statuses(office) == ["confirmed", "waitlisted"]


async def test_a_sign_up_for_an_event_that_the_content_has_no_more_says_so(
    office: Office, clerk: httpx.AsyncClient
) -> None:
    event = office.context.content().part(EVENTS)[0]
    for number, name in enumerate((event.name, "老街庙会")):
        async with office.database.work() as work:
            signup = NewSignup(f"u{number}", name, f"e{number}", "", "张三", "13800000000", 1, "guest")
            await signups.sign_up(work, signup, 1, NOW)
            await work.commit()
    page = (await clerk.get("/console/events/list")).text
    assert page.count("活动表里没有了") == 1
    assert "老街庙会（活动表里没有了" in page
    page = (await clerk.get("/console/events/list", params={"q": event.name[:3]})).text
    assert (page.count("<tr data-sa-pk"), "老街庙会" in page) == (1, False)


async def test_a_seat_is_given_and_taken_and_both_are_told(office: Office, clerk: httpx.AsyncClient) -> None:
    courses = office.context.content().part(COURSES)
    course, group = next((c, g) for c in courses for g in c.classes if g.seats > 3)
    session = f"{course.id}.{group.id}.2026-06-06"
    await enrol(office, 3, session=session)
    assert (await act(clerk, "enrolments", "decide", "2", status="confirmed", note="")).status_code == 200
    assert await statuses(office) == ["confirmed", "confirmed", "waitlisted"]
    assert (
        await act(clerk, "enrolments", "decide", "1", status="cancelled", note="改到下期")
    ).status_code == 200
    assert await statuses(office) == ["cancelled", "confirmed", "confirmed"]
    async with office.database.work() as work:
        texts = [notice.text or "" for notice in await notices.pending(work, 9, office.now[0])]
    assert sum("有空位了" in text for text in texts) == 2
    assert sum("改到下期" in text for text in texts) == 1


async def test_an_export_opens_in_excel_and_holds_no_formula(
    office: Office, clerk: httpx.AsyncClient
) -> None:
    await enrol(office, 1, name="=1+1")
    for kind in ("xlsx", "csv"):
        response = await act(clerk, "enrolments", "export", "1", format=kind, scope="all", exporter=kind)
        assert response.status_code == 200, response.text
        response.headers["content-disposition"].encode("ascii")
        if kind == "xlsx":
            sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
            cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
            assert "13800000000" in cells
            assert not [cell for cell in cells if cell.startswith("=")]
        else:
            assert response.content.startswith(b"\xef\xbb\xbf")
    assert ("staff:王芳", "exported") in await audited(office)


async def test_a_class_list_is_printed_whole_and_noted(office: Office, clerk: httpx.AsyncClient) -> None:
    await enrol(office, 2, seats=9, name="<b>张三</b>")
    page = await act(clerk, "enrolments", "print", "1,2")
    assert page.status_code == 200, page.text
    assert "&lt;b&gt;张三" in page.text
    assert "<b>张三" not in page.text
    assert "13800000001" in page.text
    assert ("staff:王芳", "printed") in await audited(office)


async def test_no_record_is_made_changed_or_removed_by_hand(clerk: httpx.AsyncClient, office: Office) -> None:
    await enrol(office, 1)
    for path in ("/enrolments/create", "/enrolments/edit?pk=1"):
        assert (await clerk.get(f"/console{path}")).status_code == 403
    refused = await act(clerk, "enrolments", "delete", "1")
    assert refused.status_code != 200
    async with office.database.work() as work:
        assert len(await enrolments.every(work)) == 1
