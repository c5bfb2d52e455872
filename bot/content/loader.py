"""`intents/` and `knowledge/` as one frozen `Content`; loading never raises."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from bot.content.calendar import Calendar
from bot.content.governed import Dated, handed_down
from bot.content.jobs import Job, JobFile, Wish, WishFile
from bot.content.knowledge import (
    Club,
    ClubFile,
    Community,
    Course,
    CourseFile,
    Danger,
    Dangers,
    Event,
    EventFile,
    Exchange,
    Faq,
    Hazard,
    Question,
    TeamFile,
    Tips,
    Venue,
    VenueFile,
)
from bot.content.learning import Subject
from bot.content.lexicon import Alarms, Lexicon
from bot.content.matters import Matter, MatterFile
from bot.content.menu import Menu
from bot.content.models import FormWords, Intent, IntentFile, Part
from bot.content.pests import Campaign, PestFile
from bot.content.reading import Reading
from bot.content.recycling import RecyclingFile, Sorter
from bot.content.source import Document, Problem, read, typed
from bot.content.talents import Talents

M = TypeVar("M", bound=Part)


@dataclass(frozen=True)
class Content:
    """Everything that the staff own, typed; swapped in whole when files change."""

    intents: Mapping[str, Intent]
    replies: Mapping[str, str]
    forms: Mapping[str, FormWords]
    menu: tuple[str, ...]
    account_menu: Menu
    lexicon: Lexicon
    alarms: Alarms
    community: Community
    courses: tuple[Course, ...]
    venues: tuple[Venue, ...]
    clubs: tuple[Club, ...]
    teams: TeamFile
    events: tuple[Event, ...]
    exchange: Exchange
    recycling: Sorter
    pests: tuple[Campaign, ...]
    matters: tuple[Matter, ...]
    talents: Talents
    tips: Mapping[Hazard, Tips]
    dangers: Mapping[str, Danger]
    faq: tuple[Question, ...]
    calendar: Calendar
    reading: Reading
    jobs: tuple[Job, ...]
    wishes: tuple[Wish, ...]
    learning: tuple[Subject, ...]

    def current(self, part: Dated, today: date) -> bool:
        """May this part be told today? An entry never outlives its file. Emergency cards do not ask."""
        return part.holds(today)

    @cached_property
    def questions(self) -> Mapping[str, tuple[Question, ...]]:
        """The known questions by the intent that they belong to."""
        found: dict[str, list[Question]] = {}
        for question in self.faq:
            found.setdefault(question.intent, []).append(question)
        return {intent: tuple(asked) for intent, asked in found.items()}

    def course(self, key: str) -> Course | None:
        """The course with this id or name, or one of its other names."""
        by_name = (course for course in self.courses if key in (course.id, course.name))
        by_alias = (course for course in self.courses if key in course.aliases)
        return next(by_name, None) or next(by_alias, None)

    def venue(self, key: str) -> Venue | None:
        """The venue with this id or name."""
        return next((venue for venue in self.venues if key in (venue.id, venue.name)), None)


@dataclass(slots=True)
class Loaded:
    """What came of loading: the content (None when it cannot be used), the problems, the files as read."""

    content: Content | None = None
    problems: list[Problem] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)


def load(folder: Path) -> Loaded:
    """Read both folders under `folder`."""
    reading = _Reading(folder, Loaded())
    parts = _knowledge(reading)
    words = _intents(reading)
    if not reading.loaded.problems:
        reading.loaded.content = Content(**words, **parts)
    reading.loaded.problems.sort(key=lambda problem: (problem.file, problem.line))
    return reading.loaded


@dataclass(slots=True)
class _Reading:
    folder: Path
    loaded: Loaded

    def one(self, file: str, model: type[M]) -> M | None:
        """The file as this model; None, with its problems noted, when it is not one."""
        document, problems = read(self.folder / file, file)
        part = None
        if document is not None:
            self.loaded.documents[file] = document
            part, problems = typed(document, model)
        self.loaded.problems += problems
        return part

    def many(self, pattern: str, model: type[M]) -> Iterator[tuple[str, M]]:
        """The files that match, as this model, in the order of their names."""
        for path in sorted(self.folder.glob(pattern)):
            file = path.relative_to(self.folder).as_posix()
            part = self.one(file, model)
            if part is not None:
                yield file, part

    def merge(self, file: str, where: str, into: dict[Any, Any], new: Mapping[Any, Any]) -> None:
        """Add `new` to `into`; a name that is there already is a problem of this file."""
        for key, value in new.items():
            if key in into:
                text = f"「{key}」在别的文件里已经有了"
                self.loaded.problems.append(self.loaded.documents[file].problem((where, key), text))
            into[key] = value


_SINGLE: dict[str, type[Part]] = {
    "community": Community,
    "courses": CourseFile,
    "venues": VenueFile,
    "clubs": ClubFile,
    "teams": TeamFile,
    "events": EventFile,
    "exchange": Exchange,
    "recycling": RecyclingFile,
    "pests": PestFile,
    "matters": MatterFile,
    "talents": Talents,
    "dangers": Dangers,
    "calendar": Calendar,
    "reading": Reading,
    "jobs": JobFile,
    "wishes": WishFile,
}
_INNER: dict[str, Callable[[Any], Any]] = {
    "recycling": Sorter,
    "pests": lambda part: handed_down(part, part.campaigns),
    "matters": lambda part: handed_down(part, part.matters),
    "courses": lambda part: handed_down(part, part.courses),
    "venues": lambda part: handed_down(part, part.venues),
    "clubs": lambda part: handed_down(part, part.clubs),
    "events": lambda part: handed_down(part, part.events),
    "teams": lambda part: part.model_copy(update={"teams": handed_down(part, part.teams)}),
    "jobs": lambda part: handed_down(part, part.jobs),
    "wishes": lambda part: part.wishes,
    "dangers": lambda part: {danger.id: danger for danger in part.dangers},
}


def _knowledge(reading: _Reading) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for name, model in _SINGLE.items():
        part = reading.one(f"knowledge/{name}.yaml", model)
        if part is not None:
            parts[name] = _INNER.get(name, lambda whole: whole)(part)
    tips: dict[Hazard, Tips] = {}
    for file, tip in reading.many("knowledge/tips/*.yaml", Tips):
        reading.merge(file, "hazard", tips, {tip.hazard: tip})
    files = [part for _, part in reading.many("knowledge/faq/*.yaml", Faq)]
    faq = tuple(question for part in files for question in handed_down(part, part.questions))
    subjects = [_whole(part) for _, part in reading.many("knowledge/learning/*.yaml", Subject)]
    learning = tuple(sorted(subjects, key=lambda subject: subject.order))
    account_menu = reading.one("knowledge/menu.yaml", Menu)
    return {**parts, "account_menu": account_menu, "tips": tips, "faq": faq, "learning": learning}


def _whole(subject: Subject) -> Subject:
    return subject.model_copy(update={"materials": handed_down(subject, subject.materials)})


_WORDS: dict[str, type[Part]] = {"intents/lexicon.yaml": Lexicon, "intents/emergency.yaml": Alarms}


def _intents(reading: _Reading) -> dict[str, Any]:
    intents: dict[str, Intent] = {}
    replies: dict[str, str] = {}
    forms: dict[str, FormWords] = {}
    menu: tuple[str, ...] = ()
    for path in sorted((reading.folder / "intents").rglob("*.yaml")):
        file = path.relative_to(reading.folder).as_posix()
        part = None if file in _WORDS else reading.one(file, IntentFile)
        if part is None:
            continue
        for number, intent in enumerate(part.intents):
            if intent.label in intents:
                text = f"「{intent.label}」在别的文件里已经有了"
                where = ("intents", number)
                reading.loaded.problems.append(reading.loaded.documents[file].problem(where, text))
            intents[intent.label] = intent
        menu += part.menu
        reading.merge(file, "replies", replies, part.replies)
        reading.merge(file, "forms", forms, part.forms)
    words = {"lexicon": reading.one("intents/lexicon.yaml", Lexicon)}
    alarms = reading.one("intents/emergency.yaml", Alarms)
    return {"intents": intents, "replies": replies, "forms": forms, "menu": menu, **words, "alarms": alarms}


__all__ = ["Club", "Content", "Danger", "Event", "Loaded", "Question", "Venue", "load"]
