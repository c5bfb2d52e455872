"""community.yaml: the community, its office, and the areas of official warnings that cover it."""

from typing import Annotated

from pydantic import StringConstraints

from bot.content.governed import Governed
from bot.content.hours import OpenHours
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.snapshot import ContentPart, whole_file


class Office(ContentModel):
    """The community office; `phone` stays empty until the community fills it in.

    called: the words by which residents name it. elsewhere: words that name another place, which keeps hours of its own.
    """

    address: NonEmptyStr
    hours: NonEmptyStr
    open: tuple[OpenHours, ...] = ()
    phone: str = ""
    called: tuple[NonEmptyStr, ...] = ()
    elsewhere: tuple[NonEmptyStr, ...] = ()


class Community(Governed):
    """The file: the only place where the community is named.

    warning_areas: areas of official warnings that cover the community, as their issuers write them.
    area_code: of its district (GB/T 2260), by which warnings name areas too; position: latitude and longitude, for
    warnings that come with an outline on the map. Both may be empty.
    """

    name: NonEmptyStr
    district: NonEmptyStr
    bot_name: NonEmptyStr
    office: Office
    about: NonEmptyStr
    partnership: NonEmptyStr
    warning_areas: tuple[NonEmptyStr, ...] = ()
    area_code: Annotated[str, StringConstraints(pattern=r"^(\d{6,12})?$")] = ""
    position: Annotated[str, StringConstraints(pattern=r"^(-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?)?$")] = ""
    people: tuple[NonEmptyStr, ...] = ()


COMMUNITY = ContentPart(whole_file("community.yaml", Community))
