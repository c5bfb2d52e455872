"""A number that no database column holds is answered in a clear line, wherever it stands."""

import httpx
import pytest

from tests.unit.console.office import Office, act, enrol, post

HUGE = ["2147483648", str(2**63), "9" * 20, "9" * 5000]  # over 32 bits, over 64, over what Python reads


@pytest.mark.parametrize("number", HUGE)
async def test_a_record_with_too_large_a_number_is_not_there(clerk: httpx.AsyncClient, number: str) -> None:
    for path in (f"/inbox/{number}/thread", f"/enrolments/detail?pk={number}"):
        page = await clerk.get(f"/console{path}")
        assert (page.status_code, "没有这一页" in page.text) == (404, True), path
    for path in (
        f"/inbox/{number}/say",
        f"/inbox/{number}/close",
        f"/review/{number}",
        f"/review/{number}/undo",
        f"/sending/warnings/{number}",
        f"/sending/campaigns/{number}/pause",
        f"/record/enrolments/{number}/decide",
    ):
        page = await post(clerk, path, text="好")
        assert (page.status_code, "没有这一页" in page.text) == (404, True), path


@pytest.mark.parametrize("number", HUGE)
async def test_lists_and_groups_pass_over_too_large_a_number(
    office: Office, clerk: httpx.AsyncClient, number: str
) -> None:
    await enrol(office, 1)
    for path in (f"/enrolments/list?page={number}", f"/_api/enrolments/relation-lookup?pks={number}"):
        assert (await clerk.get(f"/console{path}")).status_code == 200, path
    grouped = await post(clerk, "/review/group", rows=f"{number},x", label="dialog.thanks")
    assert grouped.status_code == 303
    for name in ("decide", "print"):
        done = await act(clerk, "enrolments", name, f"1,{number},x", status="cancelled")
        assert done.status_code == 200, name
