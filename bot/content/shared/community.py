"""community.yaml: the community, its office, and the areas of official warnings that cover it."""

from bot.content.governed import Governed
from bot.content.hours import OpenHours
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.snapshot import ContentPart, whole_file


class Office(ContentModel):
    """The community office; `phone` stays empty until the community fills it in."""

    address: NonEmptyStr
    hours: NonEmptyStr
    open: tuple[OpenHours, ...] = ()
    phone: str = ""


class Community(Governed):
    """The file: the only place where the community is named.

    warning_areas: areas of official warnings that cover the community, as their issuers write them.
    """

    name: NonEmptyStr
    district: NonEmptyStr
    bot_name: NonEmptyStr
    office: Office
    about: NonEmptyStr
    partnership: NonEmptyStr
    warning_areas: tuple[NonEmptyStr, ...] = ()
    people: tuple[NonEmptyStr, ...] = ()


COMMUNITY = ContentPart(whole_file("community.yaml", Community))
