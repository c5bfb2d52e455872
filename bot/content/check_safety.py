"""Safety content: tips that fit an SMS, cards that fit a glance, a tip for every week of the year."""

from collections.abc import Iterator, Sequence

from bot.content.calendar import Calendar
from bot.content.knowledge import Hazard
from bot.content.loader import Loaded
from bot.content.snapshot import Content
from bot.content.source import Document, Problem, Where

SMS = 70  # characters of one SMS in Chinese
SMS_TIP = 60  # a tip; the rest is for the signature
WEEKLY = 55  # a weekly tip: the operator may add how to unsubscribe
CARD_LINE = 22  # a line that is read in danger
WEEKS = range(1, 54)


def safety(loaded: Loaded, content: Content) -> Iterator[Problem]:
    """All problems of tips, emergency cards and the calendar."""
    for hazard in Hazard:
        if hazard not in content.tips:
            yield Problem("knowledge/tips", 1, f"缺少「{hazard}」的防灾知识")
    for file, document in loaded.documents.items():
        if file.startswith("knowledge/tips/"):
            yield from _tips(document)
            yield from card_problems(document, (), document.data["now"])
    yield from _calendar(loaded.documents["knowledge/calendar.yaml"], content)


def signature(content: Content) -> str:
    """What an SMS begins with: the community's name in the brackets that operators ask for."""
    return f"【{content.community.name}】"


def _tips(document: Document) -> Iterator[Problem]:
    for phase in ("before", "during", "after"):
        for number, tip in enumerate(document.data[phase]):
            if len(tip) > SMS_TIP:
                text = f"这条有 {len(tip)} 个字，一条短信最多 {SMS_TIP} 个字"
                yield document.problem((phase, number), text)


def card_problems(document: Document, where: Where, lines: Sequence[str]) -> Iterator[Problem]:
    """The lines of an emergency card that are too long to be read at a glance."""
    for number, line in enumerate(lines):
        if len(line) > CARD_LINE:
            text = f"紧急卡片一行最多 {CARD_LINE} 个字，这行有 {len(line)} 个"
            yield document.problem((*where, "now", number), text)


def _calendar(document: Document, content: Content) -> Iterator[Problem]:
    calendar, titles = content.calendar, {source.title for source in content.calendar.sources}
    room = min(WEEKLY, SMS - len(signature(content)))
    ids: set[str] = set()
    texts: set[str] = set()
    for number, tip in enumerate(calendar.tips):
        where: Where = ("tips", number)
        if tip.id in ids:
            yield document.problem((*where, "id"), f"编号「{tip.id}」用了两次")
        if tip.text in texts:
            yield document.problem((*where, "text"), f"「{tip.text}」写了两次")
        if len(tip.text) > room:
            text = f"这条有 {len(tip.text)} 个字，加上署名要放进一条短信，最多 {room} 个字"
            yield document.problem((*where, "text"), text)
        if tip.source not in titles:
            yield document.problem((*where, "source"), f"出处「{tip.source}」不在 sources 里")
        if tip.occasion and tip.occasion not in calendar.occasions:
            yield document.problem((*where, "occasion"), f"没有「{tip.occasion}」这个日子")
        ids.add(tip.id)
        texts.add(tip.text)
    yield from _weeks(document, calendar)


def _weeks(document: Document, calendar: Calendar) -> Iterator[Problem]:
    """Occasions move from year to year: a week is covered by tips of its own."""
    for week in WEEKS:
        if not any(tip.fits(week) for tip in calendar.tips):
            yield document.problem(("tips",), f"第 {week} 周没有可发的提示")
    used = {tip.occasion for tip in calendar.tips}
    for key, occasion in calendar.occasions.items():
        if key not in used:
            yield document.problem(("occasions", key), f"「{occasion.name}」没有一条提示")
        if occasion.before + occasion.after < 6:
            text = f"「{occasion.name}」前后要有七天，不然每周发短信的那天会错过"
            yield document.problem(("occasions", key), text)
