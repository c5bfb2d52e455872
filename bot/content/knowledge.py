"""`knowledge/` as typed data: what is true of the community, and what to do in a disaster."""

import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from bot.content.governed import Dated, Governed, Source
from bot.content.hours import OpenHours
from bot.content.models import ContentModel, NonEmptyStr

__all__ = ["Dated", "Governed", "Source"]  # known from here to other rooms, beside what stands below


class Hazard(StrEnum):
    """The hazards that tips exist for; the values are the slot values of `hazard`."""

    TYPHOON = "typhoon"
    RAINSTORM = "rainstorm"
    FLOOD = "flood"
    FIRE = "fire"
    EARTHQUAKE = "earthquake"
    LIGHTNING = "lightning"
    HEAT = "heat"
    COLD = "cold"
    GAS = "gas"
    ELECTRICITY = "electricity"
    DROWNING = "drowning"
    LANDSLIDE = "landslide"
    TRAFFIC = "traffic"
    EPIDEMIC = "epidemic"
    FIRST_AID = "first_aid"
    ELEVATOR = "elevator"
    FOOD_SAFETY = "food_safety"


class Office(ContentModel):
    """The community office; `phone` stays empty until the community fills it in."""

    address: NonEmptyStr
    hours: NonEmptyStr
    open: tuple[OpenHours, ...] = ()
    phone: str = ""


class Community(Governed):
    """community.yaml: the only place where the community is named.

    warning_areas: areas of official warnings that cover us, as their issuers write them.
    """

    name: NonEmptyStr
    district: NonEmptyStr
    bot_name: NonEmptyStr
    office: Office
    about: NonEmptyStr
    partnership: NonEmptyStr
    warning_areas: tuple[NonEmptyStr, ...] = ()
    people: tuple[NonEmptyStr, ...] = ()


class Starts(ContentModel):
    """When a class starts: a fixed `date`, or every so many weeks from an `anchor` date.

    The second form keeps a sample fresh: the next start on or after today counts.
    """

    date: datetime.date | None = None
    anchor: datetime.date | None = None
    every_weeks: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _one_of_two(self) -> "Starts":
        if (self.date is None) == (self.anchor is None or not self.every_weeks):
            raise ValueError("give either date, or anchor together with every_weeks")
        return self


class CourseClass(ContentModel):
    """One class (班) of a course that residents can sign up for.

    weekdays: 1 is Monday, 7 is Sunday; time: "09:00-11:00"; weeks: how many weeks it lasts.
    """

    id: NonEmptyStr
    title: NonEmptyStr
    weekdays: tuple[int, ...] = Field(min_length=1)
    time: str = Field(pattern=r"^\d{2}:\d{2}-\d{2}:\d{2}$")
    weeks: int = Field(ge=1)
    starts: Starts
    seats: int = Field(ge=1)


Education = Literal["none", "primary", "junior", "senior", "college"]


class Course(Dated):
    """One course, with its classes.

    kind: skill (技能) or culture (文化); mode: 菜单式 menu, 订单式 order, 现场示范 demo, 休闲 leisure.
    interests: words of a resident's description that this course suits.
    """

    id: NonEmptyStr
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    kind: Literal["skill", "culture"]
    mode: Literal["menu", "order", "demo", "leisure"]
    summary: NonEmptyStr
    for_whom: NonEmptyStr
    min_age: int | None = None
    max_age: int | None = None
    education: Education = "none"
    interests: tuple[NonEmptyStr, ...] = ()
    fee: NonEmptyStr
    teacher: NonEmptyStr
    certificate: NonEmptyStr
    bring: NonEmptyStr
    venue: NonEmptyStr
    jobs: str = ""
    classes: tuple[CourseClass, ...] = Field(min_length=1)


class CourseFile(Governed):
    """courses.yaml."""

    courses: tuple[Course, ...]


class Venue(Dated):
    """A place: where it is, when it is open, what to know.

    shelter_for: the hazards from which people may shelter there, once the community has opened it.
    """

    id: NonEmptyStr
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    where: NonEmptyStr
    hours: NonEmptyStr
    rules: NonEmptyStr
    shelter_for: tuple[Hazard, ...] = ()


class VenueFile(Governed):
    """venues.yaml."""

    venues: tuple[Venue, ...]


class Team(Dated):
    """A volunteer team."""

    id: NonEmptyStr
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    about: NonEmptyStr
    activities: NonEmptyStr


class TeamFile(Governed):
    """teams.yaml: the volunteer teams; `structure`, `hours` and `awards` tell how they are run."""

    structure: NonEmptyStr
    hours: NonEmptyStr
    awards: NonEmptyStr
    teams: tuple[Team, ...]


class Monthly(ContentModel):
    """A day of every month: the first `weekday` (1 to 7) on or after day `from_day`."""

    from_day: int = Field(ge=1, le=28)
    weekday: int = Field(ge=1, le=7)


class Event(Dated):
    """An event or festival: on a `date`, or `monthly`, or (a custom of the year) just `when` in words.

    seats: how many people can come; None where there is no limit.
    """

    id: NonEmptyStr
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    kind: Literal["show", "festival", "sport", "talk", "film", "drill", "reading", "volunteer", "other"]
    about: NonEmptyStr
    when: NonEmptyStr
    time: str = ""
    date: datetime.date | None = None
    monthly: Monthly | None = None
    seats: int | None = Field(default=None, ge=1)
    venue: NonEmptyStr
    join: NonEmptyStr


class EventFile(Governed):
    """events.yaml."""

    events: tuple[Event, ...]


class Rate(ContentModel):
    """What waste is worth at the exchange: `amount` of `unit` of `item` for `points` points."""

    item: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    amount: int = Field(ge=1)
    unit: NonEmptyStr
    points: int = Field(ge=1)


class Prize(ContentModel):
    """What points buy."""

    name: NonEmptyStr
    points: int = Field(ge=1)


class Exchange(Governed):
    """exchange.yaml: the monthly 1+1 green exchange."""

    name: NonEmptyStr
    monthly: Monthly
    time: NonEmptyStr
    venue: NonEmptyStr
    about: NonEmptyStr
    steps: tuple[NonEmptyStr, ...]
    accepted: tuple[NonEmptyStr, ...]
    refused: tuple[NonEmptyStr, ...]
    prohibited: tuple[NonEmptyStr, ...] = ()
    rates: tuple[Rate, ...]
    prizes: tuple[Prize, ...]


class Tips(Governed):
    """tips/<hazard>.yaml: what to do before, during and after, and in the moment of danger.

    aliases: words that residents use for the hazard.
    call: the number to ring first (119, 120 or 110); also: other numbers and when they are the right ones;
    before_call: what has to be done before ringing (gas: 先到室外). now: the first steps when it is happening,
    short imperative lines, most urgent first. shelter: what a place to shelter from it must be like.
    """

    hazard: Hazard
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    call: Literal["119", "120", "110"]
    also: tuple[NonEmptyStr, ...] = ()
    before_call: str = ""
    now: tuple[NonEmptyStr, ...] = Field(min_length=3, max_length=6)
    before: tuple[NonEmptyStr, ...] = Field(min_length=5, max_length=7)
    during: tuple[NonEmptyStr, ...] = Field(min_length=5, max_length=7)
    after: tuple[NonEmptyStr, ...] = Field(min_length=5, max_length=7)
    shelter: str = ""


class Question(Dated):
    """A question of residents and its answer: `intent` is the label that the question belongs to."""

    id: NonEmptyStr
    intent: NonEmptyStr
    ask: tuple[NonEmptyStr, ...] = Field(min_length=2)
    answer: NonEmptyStr


class Faq(Governed):
    """faq/<subject>.yaml."""

    questions: tuple[Question, ...]
