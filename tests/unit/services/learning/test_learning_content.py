"""Learning material is found by subject, kind and words; jobs lead to courses; faults are named by file and line."""

import pytest

from bot.content.shared.courses import COURSES
from bot.content.snapshot import Content
from bot.services.jobs import content as jobs
from bot.services.learning.content import SUBJECTS, MaterialKind
from bot.services.learning.search import MaterialQuery, nearest, search
from tests.unit.content.faulty_content import Planted

JOBS, WISHES, ENGLISH = "knowledge/jobs.yaml", "knowledge/wishes.yaml", "knowledge/learning/english.yaml"
FAULTS = [
    (JOBS, "courses: [tailoring]", "courses: [tayloring]", "tayloring", "没有编号为「tayloring」的课"),
    (JOBS, "某服装厂（样例）", "宏达服装厂", "宏达服装厂", "不写真名"),
    (JOBS, "id: pattern", "id: sewer", "id: sewer", "编号「sewer」用了两次"),
    (WISHES, "弹吉他,", "插花,", "插花", "「插花」已经有课了"),
    (WISHES, "拉二胡,", "弹吉他,", "弹吉他, 胡琴", "「弹吉他」也是「吉他」的叫法"),
    (ENGLISH, "kind: 视频", "kind: 电影", "kind: 电影", "只能是"),
    (ENGLISH, "name: 小学英语儿歌", "name: 剪纸入门六课", "剪纸入门六课", "knowledge/learning/"),
    (ENGLISH, "where: ", "wo: ", "wo: ", "where"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "where", "said"), FAULTS)
def test_each_fault_is_named(planted: Planted, file: str, old: str, new: str, where: str, said: str) -> None:
    planted.put(file, old, new)
    problems = planted.problems()
    assert any(said in problem and file in problem for problem in problems), problems
    assert where


def test_there_is_enough_of_every_kind_and_subject(content: Content) -> None:
    materials = [material for subject in content.part(SUBJECTS) for material in subject.materials]
    assert len(materials) >= 200
    assert {material.kind for material in materials} == set(MaterialKind)
    named = {"旅游", "机电", "物流", "服装", "财会", "心理健康", "语文", "数学", "英语", "计算机", "体育"}
    assert named <= {subject.name for subject in content.part(SUBJECTS)}
    books = {material.name for material in materials if material.kind is MaterialKind.BOOK}
    assert books == {"巧手布艺", "家庭西餐制作"}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        (MaterialQuery(words="插花"), "家庭插花十五分钟"),
        (MaterialQuery(words="剪纸", kind="课件"), "剪纸图样一百张"),
        (MaterialQuery(subject="english", kind="视频"), "英语字母和发音"),
        (MaterialQuery(words="巧手布艺"), "巧手布艺"),
    ],
)
def test_search(content: Content, query: MaterialQuery, first: str) -> None:
    assert search(content.part(SUBJECTS), query)[0].material.name == first


@pytest.mark.parametrize("words", ["量子物理", "变频空调维修", "开飞机"])
def test_what_is_not_there_is_not_found(content: Content, words: str) -> None:
    assert search(content.part(SUBJECTS), MaterialQuery(words=words)) == []


def test_the_nearest_subject_or_none(content: Content) -> None:
    assert nearest(content.part(SUBJECTS), "变频空调维修")[0].name == "机电"
    assert nearest(content.part(SUBJECTS), "量子物理") == []


def test_every_job_leads_to_a_course_and_names_no_real_firm(content: Content) -> None:
    ids = {course.id for course in content.part(COURSES)}
    assert all(job.courses and set(job.courses) <= ids for job in content.part(jobs.JOBS))
    assert all(job.firm.startswith("某") for job in content.part(jobs.JOBS))
