"""Content is checked before it is written, before before it is changed, and never changed by two at once."""

import dataclasses
import shutil
from pathlib import Path

import httpx
import pytest

from bot.common.errors import OrderRefused
from bot.console.content_editor import ContentEditor, fingerprint
from bot.content import entries
from bot.content.checks import check
from bot.runtime.snapshot_loading import expected
from bot.services import load_content
from tests.stage import MORNING, ROOT
from tests.unit.console.office import Office, post, sign_in

FILE = "knowledge/courses.yaml"


@pytest.fixture
def editor(tmp_path: Path) -> ContentEditor:
    for room in ("intents", "knowledge"):
        shutil.copytree(ROOT / room, tmp_path / "tree" / room)
    needs = expected()
    return ContentEditor(
        tmp_path / "tree", tmp_path / "history", lambda folder: check(load_content(folder), needs)
    )


def test_what_is_wrong_is_named_by_file_and_line_and_not_written(editor: ContentEditor) -> None:
    text, before = editor.read(FILE)
    broken = text.replace("seats:", "seets:", 1)
    problems = editor.save(FILE, broken, before, "staff:王芳", MORNING)
    assert problems
    assert any("courses.yaml" in str(problem) and problem.line for problem in problems)
    assert editor.read(FILE) == (text, before)
    assert editor.versions(FILE) == []


def test_what_is_sound_is_written_before_and_can_be_undone(editor: ContentEditor) -> None:
    text, before = editor.read(FILE)
    changed = text + "# 改过\n"
    assert editor.save(FILE, changed.replace("\n", "\r\n"), before, "staff:王芳", MORNING) == []
    assert editor.read(FILE)[0] == changed
    (version,) = editor.versions(FILE)
    assert version.actor == "王芳"
    assert editor.version(FILE, version.name) == text
    assert editor.save(FILE, text, fingerprint(changed), "staff:王芳", MORNING) == []
    assert editor.read(FILE)[0] == text


def test_two_who_change_one_file_do_not_overwrite_each_other(editor: ContentEditor) -> None:
    text, before = editor.read(FILE)
    editor.save(FILE, text + "# 一\n", before, "staff:王芳", MORNING)
    with pytest.raises(OrderRefused, match="别的同事"):
        editor.save(FILE, text + "# 二\n", before, "staff:小李", MORNING)


@pytest.mark.parametrize(
    "name", ["../.env", "/etc/passwd", "knowledge/../../x.yaml", "bot/runtime/composition.py", ""]
)
def test_no_other_file_is_read_or_written(editor: ContentEditor, name: str) -> None:
    with pytest.raises(OrderRefused):
        editor.read(name)
    with pytest.raises(OrderRefused):
        editor.save(name, "x", "", "staff:王芳", MORNING)
    with pytest.raises(OrderRefused):
        editor.version(FILE, name)


async def test_the_page_checks_and_loses_nothing_that_was_typed(
    office: Office, clerk: httpx.AsyncClient, editor: ContentEditor
) -> None:
    page = await clerk.get(f"/console/content/edit?file={FILE}")
    assert page.status_code == 200
    text, before = editor.read(FILE)
    refused = await post(clerk, "/content/save", file=FILE, fingerprint=before, text="courses: [", check="1")
    assert "courses.yaml:" in refused.text
    assert "courses: [" in refused.text
    assert (ROOT / FILE).read_text(encoding="utf-8") == text
    assert (await clerk.get("/console/content/edit?file=../x")).status_code == 303


FRESH_CLASS = {
    "f_classes.0.title": "周五早班", "f_classes.0.weekdays": "5、6", "f_classes.0.time": "09:00-10:30",
    "f_classes.0.weeks": "6", "f_classes.0.starts.date": "2026-12-05", "f_classes.0.seats": "9",
}  # fmt: skip


async def test_the_bots_answer_is_seen_before_it_is_saved(office: Office, editor: ContentEditor) -> None:
    office = Office(dataclasses.replace(office.context, editor=editor), office.database, office.now)
    await office.account()
    text, before = editor.read(FILE)
    form = {"file": FILE, "section": "courses", "index": "0", "fingerprint": before, "preview": "1"}
    async with office.browser() as clerk:
        await sign_in(clerk)
        tried = await post(clerk, "/content/form/save", **form, f_fee="只收三块钱", question="家政课多少钱")
        assert "小塘会这样答" in tried.text
        assert tried.text.count("只收三块钱") == 2  # in the answer, and in the field where it was typed
        refused = await post(clerk, "/content/form/save", **form, f_venue="没有的地方")
        assert "小塘会这样答" not in refused.text
    assert editor.read(FILE)[0] == text


async def test_a_change_is_undone_with_one_click(office: Office, editor: ContentEditor) -> None:
    office = Office(dataclasses.replace(office.context, editor=editor), office.database, office.now)
    await office.account()
    text, before = editor.read(FILE)
    assert editor.save(FILE, text.replace("免费（样例）", "免费", 1), before, "staff:王芳", MORNING) == []
    [version] = editor.versions(FILE)
    async with office.browser() as clerk:
        await sign_in(clerk)
        assert version.name in (await clerk.get(f"/console/content/form?file={FILE}")).text
        back = await post(
            clerk, "/content/form/undo", file=FILE, version=version.name, fingerprint=editor.read(FILE)[1]
        )
        assert back.status_code == 303
    assert editor.read(FILE)[0] == text
    assert len(editor.versions(FILE)) == 2


async def test_a_form_saves_adds_and_removes_an_entry(office: Office, editor: ContentEditor) -> None:
    office = Office(dataclasses.replace(office.context, editor=editor), office.database, office.now)
    await office.account()
    async with office.browser() as clerk:
        await sign_in(clerk)
        assert "家政服务" in (await clerk.get(f"/console/content/form?file={FILE}")).text
        page = (await clerk.get(f"/console/content/form?file={FILE}&section=courses&index=0")).text
        assert 'value="家政服务"' in page

        async def save(index: int, **changed: str) -> httpx.Response:
            text, before = editor.read(FILE)
            given = {
                f"f_{field.name}": field.value for field in entries.fields(text, "courses", index)
            } | changed
            return await post(
                clerk,
                "/content/form/save",
                file=FILE,
                section="courses",
                index=str(index),
                fingerprint=before,
                **given,
            )

        assert (await save(0, f_fee="免费")).status_code == 303
        assert "    fee: 免费\n" in editor.read(FILE)[0]
        refused = await save(0, f_venue="没有的地方")
        assert "courses.yaml:" in refused.text
        assert "selected>没有的地方" in refused.text
        added = await save(-1, **FRESH_CLASS, f_name="编竹篮", f_summary="学编竹篮", f_fee="免费", f_aliases="竹篮班",
                           f_kind="culture", f_mode="leisure", f_education="none", f_venue="school", f_for_whom="居民",
                           f_teacher="志愿者", f_certificate="不发证", f_bring="剪刀", f_interests="手工", f_jobs="")  # fmt: skip
        assert added.status_code == 303, added.text
        listed = entries.sections(editor.read(FILE)[0])["courses"]
        assert listed[-1].title == "编竹篮"
        before = editor.read(FILE)[1]
        removed = await post(
            clerk,
            "/content/form/save",
            file=FILE,
            section="courses",
            index=str(listed[-1].index),
            fingerprint=before,
            remove="1",
        )
        assert removed.status_code == 303
        assert "编竹篮" not in editor.read(FILE)[0]
        late = await post(
            clerk,
            "/content/form/save",
            file=FILE,
            section="courses",
            index="0",
            fingerprint=before,
            remove="1",
        )
        assert "别的同事" in late.text
        for path in ("section=courses&index=999", "section=nope&index=0", "section=courses&index=x"):
            assert (await clerk.get(f"/console/content/form?file={FILE}&{path}")).status_code == 303
    assert len(editor.versions(FILE)) == 3
