"""What is stored about a resident: shown, corrected, handed out, erased; and 「我的」, all records in one reply."""

import re
from collections.abc import Sequence

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.courses import COURSES, find_course
from bot.content.shared.questions import QUESTIONS
from bot.conversation.hooks import JobContext
from bot.conversation.service import Service
from bot.conversation.turn import RecordKeeper, Turn
from bot.services.privacy.holdings import Holdings, holdings_of
from bot.storage.maintenance import erasure as privacy
from bot.storage.maintenance import retention
from bot.storage.record_type import OTHER, RecordType, expired, releases
from bot.understanding.questions.number_questions import asks_to_leave

SHOWN = 8  # choices that fit under a reply

service = Service(
    name="privacy",
    reads=(COURSES, QUESTIONS),
    says={
        "privacy.shown": frozenset({"lines"}),
        "privacy.nothing": frozenset(),
        "privacy.over": frozenset(),
        "privacy.unfinished": frozenset({"title", "values"}),
        "privacy.erase_link": frozenset(),
        "privacy.file_link": frozenset(),
        "privacy.keep_link": frozenset(),
        "privacy.sure": frozenset({"count"}),
        "privacy.sure_unfinished": frozenset(),
        "privacy.sure_link": frozenset(),
        "privacy.erased": frozenset(),
        "privacy.kept": frozenset(),
        "privacy.correct": frozenset({"lines"}),
        "privacy.file": frozenset({"lines"}),
        "privacy.record": frozenset({"kind", "values"}),
        OTHER: frozenset(),
        "mine.all": frozenset({"lines"}),
        "mine.none": frozenset(),
    },
)
service.exact_words(
    r"(?:我)?(?:想|要|来)?(?:看看?|查查?|看一?下|查一?下)?我的(?:记录|东西|单子|登记|全部|所有记录)?(?:有哪些)?[?？]?|我(?:都)?(?:登记|报名|办)过(?:什么|哪些|些什么).{0,4}",
    "mine.all",
)
service.exact_words(
    r"(?:请)?(?:把)?(?:删除|删掉|清空|清除|注销)(?:掉)?我(?:的)?(?:所有|全部)?(?:的)?(?:个人)?(?:信息|资料|数据|账号)",
    "privacy.erase",
)
service.exact_words(r"撤回(?:我的)?同意|不同意(?:你们)?(?:保存|使用)我的信息(?:了)?", "privacy.erase")

_ERASING = re.compile(r"删|注销|清空|清掉|消掉|抹掉|不要保存|(?<!要)不要(?:留|存)|别留|别存")
"""What wants something erased. 「电话要不要留」 asks whether it has to be left."""
_CORRECTING = ("改", "错", "换号", "更正", "更新")


@service.on("privacy.manage", slots=("phone", "name"))
async def manage(turn: Turn) -> Reply:
    """Show what is stored; ask for confirmation when it is to be erased, offer changes when it is to be corrected."""
    if _ERASING.search(turn.parse.normal) and not asks_to_leave(turn.message.text):
        return await erase(turn)
    answer = turn.known_answer()
    holdings = await holdings_of(turn)
    if not holdings.any:
        return Reply(answer) if answer else turn.say("privacy.nothing")
    erase_link = Choice(turn.words.say("privacy.erase_link"), Wish("privacy.erase"))
    if holdings.own and any(word in turn.parse.normal for word in _CORRECTING):
        changes = _changes(holdings)[: SHOWN - 2]
        return turn.say("privacy.correct", lines=_lines(holdings), choices=(*changes, erase_link))
    file_link = Choice(turn.words.say("privacy.file_link"), Wish("privacy.file"))
    first = turn.words.say("privacy.shown", lines=_lines(holdings)) if holdings.own else answer
    parts = _with_first(turn, first, holdings)
    return Reply("\n".join(parts), (file_link, erase_link) if holdings.rows else (erase_link,))


def _changes(holdings: Holdings) -> tuple[Choice, ...]:
    """The choices that change a record, where it can be changed."""
    return tuple(record.change for record in holdings.own if record.change)


def _with_first(turn: Turn, first: str, holdings: Holdings) -> list[str]:
    """What comes first, and what is stored beside the records; each where there is anything."""
    return [part for part in (first, *holdings.beside_own(turn)) if part]


def _lines(holdings: Holdings) -> str:
    return "\n".join(record.line for record in holdings.own)


@service.on_postback("mine.all")
async def show_all(turn: Turn) -> Reply:
    """「我的」: the records of all services in one reply."""
    holdings = await holdings_of(turn)
    first = turn.words.say("mine.all", lines=_lines(holdings)) if holdings.own else ""
    parts = _with_first(turn, first, holdings)
    return Reply("\n".join(parts), _changes(holdings)[:SHOWN]) if parts else turn.say("mine.none")


@service.on_postback("privacy.file")
async def hand_out(turn: Turn) -> Reply:
    """Hand out everything that is stored, word for word."""
    called = {kind.table.__tablename__: kind.called for kind in _kinds(turn.services)}
    lines = []
    for row in await privacy.records_of(turn.work, turn.message.user):
        kind = turn.words.say(called.get(row.table, OTHER))
        values = "，".join(_readable(turn, name, value) for name, value in row.values)
        lines.append(turn.words.say("privacy.record", kind=kind, values=values))
    erase_link = Choice(turn.words.say("privacy.erase_link"), Wish("privacy.erase"))
    lines += (await holdings_of(turn)).beside_own(turn) if not lines else ()
    if not lines:
        return turn.say("privacy.nothing")
    return turn.say("privacy.file", lines="\n".join(lines), choices=(erase_link,))


def _readable(turn: Turn, column: str, value: str) -> str:
    """A course by its name; everything else as it is stored."""
    course = find_course(turn.content, value) if column == "course" else None
    return course.name if course else value


@service.on_postback("privacy.erase")
async def erase(turn: Turn) -> Reply:
    """After a confirmation, seats and reservations go to those who wait, and all rows and the session are deleted."""
    if not turn.confirmed:
        count = len(await privacy.records_of(turn.work, turn.message.user))
        sure = Choice(turn.words.say("privacy.sure_link"), Wish("privacy.erase", confirmed=True))
        keep = Choice(turn.words.say("privacy.keep_link"), Wish("privacy.keep"))
        key = "privacy.sure" if await turn.stored_records() else "privacy.sure_unfinished"
        return turn.say(key, count=count, choices=(sure, keep))
    await turn.run_erasure_hooks()
    await privacy.erase(turn.work, turn.message.user, turn.now, releases(_kinds(turn.services)))
    turn.session.forget()
    turn.outcome.erased = True
    return turn.say("privacy.erased")


@service.on_postback("privacy.keep")
async def keep(turn: Turn) -> Reply:
    """The resident keeps everything after all."""
    return turn.say("privacy.kept")


@service.periodic_job
async def prune(job: JobContext) -> None:
    """Once an hour, delete what has been kept long enough."""
    if job.now.minute == 0:
        aged = expired(_kinds(job.services), job.retention, job.now)
        await retention.prune(job.work, job.retention, job.now, aged)


def _kinds(services: Sequence[RecordKeeper]) -> list[RecordType]:
    return [kind for service in services for kind in service.records]
