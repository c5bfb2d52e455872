"""`knowledge/` as typed data: what is true of the community, and what to do in a disaster."""

import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from bot.content.governed import Dated, Governed, Source
from bot.content.hours import OpenHours
from bot.content.models import Line, Part

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


class Office(Part):
    """The community office; `phone` stays empty until the community fills it in."""

    address: Line
    hours: Line
    open: tuple[OpenHours, ...] = ()
    phone: str = ""


class Community(Governed):
    """community.yaml: the only place where the community is named.

    warning_areas: areas of official warnings that cover us, as their issuers write them.
    """

    name: Line
    district: Line
    bot_name: Line
    office: Office
    about: Line
    partnership: Line
    warning_areas: tuple[Line, ...] = ()
    people: tuple[Line, ...] = ()


class Starts(Part):
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


class CourseClass(Part):
    """One class (班) of a course that residents can sign up for.

    weekdays: 1 is Monday, 7 is Sunday; time: "09:00-11:00"; weeks: how many weeks it lasts.
    """

    id: Line
    title: Line
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

    id: Line
    name: Line
    aliases: tuple[Line, ...] = ()
    kind: Literal["skill", "culture"]
    mode: Literal["menu", "order", "demo", "leisure"]
    summary: Line
    for_whom: Line
    min_age: int | None = None
    max_age: int | None = None
    education: Education = "none"
    interests: tuple[Line, ...] = ()
    fee: Line
    teacher: Line
    certificate: Line
    bring: Line
    venue: Line
    jobs: str = ""
    classes: tuple[CourseClass, ...] = Field(min_length=1)


class CourseFile(Governed):
    """courses.yaml."""

    courses: tuple[Course, ...]


class Venue(Dated):
    """A place: where it is, when it is open, what to know.

    shelter_for: the hazards from which people may shelter there, once the community has opened it.
    """

    id: Line
    name: Line
    aliases: tuple[Line, ...] = ()
    where: Line
    hours: Line
    rules: Line
    shelter_for: tuple[Hazard, ...] = ()


class VenueFile(Governed):
    """venues.yaml."""

    venues: tuple[Venue, ...]


class Club(Dated):
    """A resident club or sports team: when it meets, how to join."""

    id: Line
    name: Line
    aliases: tuple[Line, ...] = ()
    about: Line
    meets: Line
    join: Line


class ClubFile(Governed):
    """clubs.yaml."""

    clubs: tuple[Club, ...]


class Team(Dated):
    """A volunteer team."""

    id: Line
    name: Line
    aliases: tuple[Line, ...] = ()
    about: Line
    activities: Line


class TeamFile(Governed):
    """teams.yaml: the volunteer teams; `structure`, `hours` and `awards` tell how they are run."""

    structure: Line
    hours: Line
    awards: Line
    teams: tuple[Team, ...]


class Monthly(Part):
    """A day of every month: the first `weekday` (1 to 7) on or after day `from_day`."""

    from_day: int = Field(ge=1, le=28)
    weekday: int = Field(ge=1, le=7)


class Event(Dated):
    """An event or festival: on a `date`, or `monthly`, or (a custom of the year) just `when` in words.

    seats: how many people can come; None where there is no limit.
    """

    id: Line
    name: Line
    aliases: tuple[Line, ...] = ()
    kind: Literal["show", "festival", "sport", "talk", "film", "drill", "reading", "volunteer", "other"]
    about: Line
    when: Line
    time: str = ""
    date: datetime.date | None = None
    monthly: Monthly | None = None
    seats: int | None = Field(default=None, ge=1)
    venue: Line
    join: Line


class EventFile(Governed):
    """events.yaml."""

    events: tuple[Event, ...]


class Rate(Part):
    """What waste is worth at the exchange: `amount` of `unit` of `item` for `points` points."""

    item: Line
    aliases: tuple[Line, ...] = ()
    amount: int = Field(ge=1)
    unit: Line
    points: int = Field(ge=1)


class Prize(Part):
    """What points buy."""

    name: Line
    points: int = Field(ge=1)


class Exchange(Governed):
    """exchange.yaml: the monthly 1+1 green exchange."""

    name: Line
    monthly: Monthly
    time: Line
    venue: Line
    about: Line
    steps: tuple[Line, ...]
    accepted: tuple[Line, ...]
    refused: tuple[Line, ...]
    prohibited: tuple[Line, ...] = ()
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
    name: Line
    aliases: tuple[Line, ...] = ()
    call: Literal["119", "120", "110"]
    also: tuple[Line, ...] = ()
    before_call: str = ""
    now: tuple[Line, ...] = Field(min_length=3, max_length=6)
    before: tuple[Line, ...] = Field(min_length=5, max_length=7)
    during: tuple[Line, ...] = Field(min_length=5, max_length=7)
    after: tuple[Line, ...] = Field(min_length=5, max_length=7)
    shelter: str = ""


class Danger(Part):
    """A danger that is none of the hazards (a heart attack, a burglar): number and first steps."""

    id: Line
    name: Line
    call: Literal["119", "120", "110"]
    also: tuple[Line, ...] = ()
    before_call: str = ""
    now: tuple[Line, ...] = Field(min_length=3, max_length=6)


class Dangers(Governed):
    """dangers.yaml: emergencies beside the hazards; the one with id `general` serves what is not named."""

    dangers: tuple[Danger, ...]


class Question(Dated):
    """A question of residents and its answer: `intent` is the label that the question belongs to."""

    id: Line
    intent: Line
    ask: tuple[Line, ...] = Field(min_length=2)
    answer: Line


class Faq(Governed):
    """faq/<subject>.yaml."""

    questions: tuple[Question, ...]
