"""course_tastes.yaml: what kind of course residents would like, and for whom, in their words."""

from bot.content.governed import Governed
from bot.content.model import NonEmptyStr
from bot.content.snapshot import ContentPart, whole_file

Words = tuple[NonEmptyStr, ...]


class CourseTastes(Governed):
    """The words for what is learned for pleasure or for work, by children or the old.

    everything: words for all courses, whatever was wished before. general: words of courses that suit too many to choose by.
    """

    leisure: Words
    work: Words
    children: Words
    elders: Words
    everything: Words
    general: Words


COURSE_TASTES = ContentPart(whole_file("course_tastes.yaml", CourseTastes))
