"""What leads where: jobs name courses that exist; a sample names no real firm; names stand for one thing."""

from collections.abc import Iterator

from bot.content.loader import Content, Loaded
from bot.content.source import Document, Problem

SAMPLE = "样例"


def training(loaded: Loaded, content: Content) -> Iterator[Problem]:
    """Problems of jobs.yaml, wishes.yaml and learning/."""
    yield from _jobs(loaded.documents["knowledge/jobs.yaml"], content)
    yield from _wishes(loaded.documents["knowledge/wishes.yaml"], content)
    yield from _materials(loaded)


def _jobs(document: Document, content: Content) -> Iterator[Problem]:
    ids = {course.id for course in content.courses}
    for number, job in enumerate(content.jobs):
        for index, course in enumerate(job.courses):
            if course not in ids:
                yield document.problem(("jobs", number, "courses", index), f"没有编号为「{course}」的课")
        if document.data.get("sample") and SAMPLE not in job.firm:
            yield document.problem(("jobs", number, "firm"), f"样例里的单位要写「（{SAMPLE}）」，不写真名")


def _wishes(document: Document, content: Content) -> Iterator[Problem]:
    taught = {name: course.name for course in content.courses for name in (course.name, *course.aliases)}
    seen: dict[str, str] = {}
    for number, wish in enumerate(content.wishes):
        for name in (wish.name, *wish.aliases):
            if name in taught:
                yield document.problem(("wishes", number), f"「{name}」已经有课了（{taught[name]}）")
            if seen.setdefault(name, wish.name) != wish.name:
                yield document.problem(("wishes", number), f"「{name}」也是「{seen[name]}」的叫法")


def _materials(loaded: Loaded) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for file, document in loaded.documents.items():
        for number, material in enumerate(document.data.get("materials", ())):
            name = material["name"]
            if name in seen:
                yield document.problem(("materials", number, "name"), f"「{name}」在 {seen[name]} 里也有")
            seen[name] = file
