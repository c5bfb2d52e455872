"""details.yaml: small questions that residents ask of any course, event, club or place, and their answers."""

from bot.content.governed import Governed
from bot.content.model import ContentModel
from bot.content.snapshot import ContentPart, whole_file


class Details(ContentModel):
    """Answers to small questions; empty where nobody has written one, and then the reply says that.

    deposit: 押金. refund: 退费. rain: when it rains. look: may one just look. access: stairs, lift, wheelchair. hard: for whom
    it is too hard. along: who can come along. remind: whether somebody reminds. full: when it is full. lunch. parking.
    missed: who comes late, or not once. online: from home. senses: for bad eyes or ears. health: with an illness. proxy: may
    somebody else go. fee: what it costs, where the entry does not say. leave: how to
    give it up.
    """

    deposit: str = ""
    refund: str = ""
    rain: str = ""
    look: str = ""
    access: str = ""
    hard: str = ""
    along: str = ""
    remind: str = ""
    full: str = ""
    lunch: str = ""
    parking: str = ""
    missed: str = ""
    online: str = ""
    senses: str = ""
    health: str = ""
    proxy: str = ""
    fee: str = ""
    leave: str = ""


class DetailsFile(Governed):
    """The file: what holds for all courses, events, clubs and places, unless an entry says otherwise."""

    courses: Details
    events: Details
    clubs: Details
    venues: Details


def answer_of(key: str, *details: ContentModel) -> str:
    """The answer in the field of this name, from the first of these that has one; "" for none."""
    return next((text for text in (str(getattr(detail, key)) for detail in details) if text), "")


DETAILS = ContentPart(whole_file("details.yaml", DetailsFile))
