"""Whether an area that a warning names is ours: by its name, its administrative code or its outline. Pure."""

import itertools
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.content.shared.community import Community

EARTH_RADIUS = 6371.0  # km
DEGREES = 180.0
Point = tuple[float, float]
"""Latitude and longitude, in degrees (WGS 84, as CAP has them)."""


@dataclass(frozen=True, slots=True)
class ServedArea:
    """What a warning has to reach to be ours. code: GB/T 2260, six digits or more; position: None where it is unknown."""

    names: tuple[str, ...] = ()
    code: str = ""
    position: Point | None = None


@dataclass(frozen=True, slots=True)
class WarningArea:
    """The areas of one warning. circles: centre and radius in km."""

    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    polygons: tuple[tuple[Point, ...], ...] = ()
    circles: tuple[tuple[Point, float], ...] = ()


def served_area(community: Community) -> ServedArea:
    """The area of the community's file."""
    latitude, _, longitude = community.position.partition(",")
    position = (float(latitude), float(longitude)) if community.position else None
    return ServedArea(community.warning_areas, community.area_code, position)


def covers(names: Collection[str], our_names: Collection[str]) -> bool:
    """Whether one of the names is ours: 「浙江省宁波市北仑区」 and 「北仑区」 both are 北仑区."""
    return any(name.endswith(ours) for name in names for ours in our_names)


def reaches(area: WarningArea, ours: ServedArea) -> bool:
    """Whether the area is ours by name, by code or by outline: any of them is enough."""
    if covers(area.names, ours.names) or any(_is_around(code, ours.code) for code in area.codes):
        return True
    position = ours.position
    if position is None:
        return False
    in_circle = any(_distance(centre, position) <= radius for centre, radius in area.circles)
    return in_circle or any(_contains(polygon, position) for polygon in area.polygons)


def _is_around(code: str, our_code: str) -> bool:
    """Whether this code is ours, or that of our city or province: 330200 and 330000 are around 330206."""
    if not our_code or not code.isascii() or not code.isdigit() or len(code) < 6:
        return False
    region = code[:6]
    while region.endswith("00"):
        region = region[:-2]
    rest = code[6:].rstrip("0")
    return bool(region) and our_code.startswith(code[:6] + rest if rest else region)


def _contains(polygon: Sequence[Point], position: Point) -> bool:
    """Whether the position lies inside: a ray to the east crosses the outline an odd number of times."""
    latitude, longitude = position
    inside = False
    for (south, west), (north, east) in itertools.pairwise(polygon):
        if (south > latitude) != (north > latitude):
            crossing = west + (latitude - south) * (east - west) / (north - south)
            inside ^= longitude < crossing
    return inside


def _distance(start: Point, end: Point) -> float:
    """Kilometres between two points on the globe."""
    (first, west), (second, east) = (
        tuple(degrees * math.pi / DEGREES for degrees in start), tuple(degrees * math.pi / DEGREES for degrees in end)
    )  # fmt: skip
    haversine = (
        math.sin((second - first) / 2) ** 2
        + math.cos(first) * math.cos(second) * math.sin((east - west) / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(haversine)))
