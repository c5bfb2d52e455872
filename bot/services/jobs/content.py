"""jobs.yaml: openings at firms, and the courses that lead to them."""

from collections.abc import Iterator, Sequence

from bot.content.governed import Dated, Governed, within_file_dates
from bot.content.model import NonEmptyStr
from bot.content.shared.courses import COURSES
from bot.content.snapshot import Content, ContentPart, single_file
from bot.content.source import Document, Problem

SAMPLE = "样例"


class ListedJob(Dated):
    """One opening: what the work is, at which firm, and the courses (ids, the nearest first) that lead to it."""

    id: NonEmptyStr
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    firm: NonEmptyStr
    about: NonEmptyStr
    courses: tuple[NonEmptyStr, ...] = ()


class JobFile(Governed):
    """The file."""

    jobs: tuple[ListedJob, ...]


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    """A job leads to courses that exist; a sample names no real firm."""
    ids = {course.id for course in content.part(COURSES)}
    for document in documents:
        for number, job in enumerate(content.part(JOBS)):
            for index, course in enumerate(job.courses):
                if course not in ids:
                    yield document.problem(("jobs", number, "courses", index), f"没有编号为「{course}」的课")
            if document.data.get("sample") and SAMPLE not in document.data["jobs"][number]["firm"]:
                yield document.problem(
                    ("jobs", number, "firm"), f"样例里的单位要写「（{SAMPLE}）」，不写真名"
                )


JOBS = ContentPart(
    single_file("jobs.yaml", JobFile, lambda file: within_file_dates(file, file.jobs)),
    check=_check,
    lists={"jobs": "岗位"},
)
