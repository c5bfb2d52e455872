"""The statuses of a course that somebody would like, and who may change them."""

from enum import StrEnum

from bot.storage.transitions import Party, Transitions


class CourseRequestStatus(StrEnum):
    """Done: the course has opened, and the resident was told."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"
    DONE = "done"


COURSE_REQUEST_TRANSITIONS = Transitions(
    CourseRequestStatus,
    initial=frozenset({CourseRequestStatus.OPEN}),
    moves={
        CourseRequestStatus.OPEN: {
            CourseRequestStatus.WITHDRAWN: Party.RESIDENT,
            CourseRequestStatus.DONE: Party.SYSTEM,
        },
    },
)
