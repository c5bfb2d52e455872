"""The weekly tips of a year: each week has some, none out of season, and enough that none need come twice."""

from datetime import date, timedelta
from math import radians, sin

import pytest

from bot.content.governed import Source
from bot.content.shared.calendar import CALENDAR, Calendar, Occasion, WeeklyTip, due, first_days
from bot.content.shared.hazards import Hazard
from bot.content.snapshot import Content

YEARS = (2026, 2027, 2028, 2029, 2030)
SUMMER = {Hazard.TYPHOON, Hazard.FLOOD, Hazard.RAINSTORM, Hazard.HEAT, Hazard.DROWNING, Hazard.LIGHTNING}


def mondays(year: int) -> list[date]:
    first = date.fromisocalendar(year, 1, 1)
    return [first + timedelta(weeks=week) for week in range(52)]


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_every_week_has_tips(content: Content, year: int) -> None:
    assert len(content.part(CALENDAR).tips) >= 52
    for day in mondays(year):
        for offset in range(7):
            assert due(content.part(CALENDAR), day + timedelta(offset)), day


@pytest.mark.parametrize("year", YEARS)
def test_no_tip_is_out_of_season(content: Content, year: int) -> None:
    for day in (date(year, 1, 1) + timedelta(offset) for offset in range(365)):
        tips = due(content.part(CALENDAR), day)
        hazards = {tip.hazard for tip in tips if not tip.occasion}
        if day.month in {12, 1, 2}:
            assert not hazards & SUMMER, day
        if day.month in {7, 8}:
            assert Hazard.COLD not in hazards, day
        if 7 <= day.month <= 10 and day > date(year, 7, 7) and day < date(year, 10, 22):
            assert sum(tip.hazard is Hazard.TYPHOON for tip in tips) >= 4, day


@pytest.mark.parametrize("weekday", range(7))
def test_a_year_can_be_sent_without_saying_anything_twice(content: Content, weekday: int) -> None:
    """Simple planning is enough: of what is due, what has not been sent and has the fewest weeks left."""
    sent: set[str] = set()
    for day in (monday + timedelta(weekday) for monday in mondays(2027)):
        fresh = [tip for tip in due(content.part(CALENDAR), day) if tip.id not in sent]
        assert fresh, day
        sent.add(min(fresh, key=lambda tip: weeks_left(content.part(CALENDAR), tip, day)).id)
    assert len(sent) == 52


def weeks_left(calendar: Calendar, tip: WeeklyTip, day: date) -> int:
    ahead = (week for week in range(1, 53) if tip not in due(calendar, day + timedelta(weeks=week)))
    return next(ahead, 53)


@pytest.mark.parametrize("weekday", range(1, 8))
@pytest.mark.parametrize("year", YEARS)
def test_each_occasion_is_met_whatever_the_day_of_sending(content: Content, year: int, weekday: int) -> None:
    days = [date(year, 1, 1) + timedelta(offset) for offset in range(365)]
    sending = [day for day in days if day.isoweekday() == weekday]
    for name in content.part(CALENDAR).occasions:
        assert any(tip.occasion == name for day in sending for tip in due(content.part(CALENDAR), day)), name


def test_occasions_come_first_and_only_around_their_day(content: Content) -> None:
    tips = due(content.part(CALENDAR), date(2027, 2, 5))
    assert tips[0].occasion == "spring_festival"
    assert any(tip.id == "sf-fireworks" for tip in due(content.part(CALENDAR), date(2028, 1, 26)))
    assert not any(
        tip.occasion == "spring_festival" for tip in due(content.part(CALENDAR), date(2028, 2, 10))
    )
    assert any(tip.occasion == "fire_day" for tip in due(content.part(CALENDAR), date(2026, 11, 9)))


def test_a_week_may_run_over_the_new_year_and_be_the_fifty_third() -> None:
    tip = WeeklyTip(id="a", hazard=Hazard.FIRE, weeks=(49, 8), text="人走火灭。", source="s")
    assert [week for week in range(1, 54) if tip.fits(week)] == [*range(1, 9), *range(49, 54)]
    assert date(2026, 12, 31).isocalendar().week == 53


def test_a_yearly_occasion_reaches_over_the_new_year() -> None:
    new_year = Occasion(name="元旦", every="01-01", before=7, after=1)
    assert new_year.covers(date(2026, 12, 25))
    assert new_year.covers(date(2027, 1, 2))
    assert not new_year.covers(date(2026, 12, 24))


def test_an_outdated_tip_is_not_due() -> None:
    tip = WeeklyTip(
        id="a", hazard=Hazard.FIRE, weeks=(1, 53), text="人走火灭。", source="s", valid_until=date(2027, 1, 1)
    )
    calendar = Calendar(owner="o", sources=(Source(title="s", publisher="p"),), tips=(tip,))
    assert due(calendar, date(2027, 1, 1)) == (tip,)
    assert due(calendar, date(2027, 1, 2)) == ()


def test_the_feasts_are_where_the_moon_puts_them(content: Content) -> None:
    """The day of the month in the Chinese calendar is counted from the day of the new moon in Beijing."""
    days_into_the_month = {"spring_festival": 1, "lantern": 15, "dragon_boat": 5, "double_ninth": 9}
    for name, number in days_into_the_month.items():
        dates = days_of(content.part(CALENDAR).occasions[name])
        assert [day.year for day in dates] == list(YEARS)
        for day in dates:
            first = day - timedelta(number - 1)
            assert first in {new_moon(lunation) for lunation in lunations(first)}, (name, day)
    for day in days_of(content.part(CALENDAR).occasions["spring_festival"]):
        assert date(day.year, 1, 21) <= day <= date(day.year, 2, 20)


def test_qingming_is_where_the_sun_puts_it(content: Content) -> None:
    """Shouxing's formula for the 21st century: 4.81 + 0.2422 a year, less the leap days."""
    for day in days_of(content.part(CALENDAR).occasions["qingming"]):
        year = day.year - 2000
        assert (day.month, day.day) == (4, int(year * 0.2422 + 4.81) - year // 4)


def days_of(occasion: Occasion) -> tuple[date, ...]:
    return occasion.dates or tuple(first_days(occasion.holiday, year)[0] for year in YEARS)


def lunations(day: date) -> range:
    near = round((day - date(2000, 1, 6)).days / 29.530588861)
    return range(near - 1, near + 2)


def new_moon(lunation: int) -> date:
    """The day in China of a new moon, by the main terms of Meeus, Astronomical Algorithms, chapter 49."""
    century = lunation / 1236.85
    moment = 2451550.09766 + 29.530588861 * lunation + 0.00015437 * century**2
    sun = radians(2.5534 + 29.10535670 * lunation)
    moon = radians(201.5643 + 385.81693528 * lunation)
    height = radians(160.7108 + 390.67050284 * lunation)
    moment += -0.40720 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * height)
    moment += 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun) + 0.00208 * sin(2 * sun)
    moment += 8 / 24 - 70 / 86400  # Beijing's time, and the earth's lag behind the clock
    return date(2000, 1, 1) + timedelta(int(moment + 0.5) - 2451545)


@pytest.mark.parametrize(
    ("holiday", "days"),
    [
        # 国务院办公厅关于2026年部分节假日安排的通知; the years after it from the lunar calendar.
        ("春节", ("2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03")),
        ("清明节", ("2026-04-05", "2027-04-05", "2028-04-04", "2029-04-04", "2030-04-05")),
        ("端午节", ("2026-06-19", "2027-06-09", "2028-05-28", "2029-06-16", "2030-06-05")),
    ],
)
def test_public_holidays_fall_where_they_fall(holiday: str, days: tuple[str, ...]) -> None:
    assert tuple(str(first_days(holiday, year)[0]) for year in range(2026, 2031)) == days


def test_spring_festival_is_near_in_any_year() -> None:
    near = Occasion(name="春节", holiday="春节", before=14, after=7)
    assert near.covers(date(2040, 2, 12))
    assert near.covers(date(2040, 2, 1))
    assert not near.covers(date(2040, 3, 1))
    with pytest.raises(ValueError, match="no public holiday"):
        Occasion(name="立春", holiday="立春")
