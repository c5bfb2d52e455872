"""What a message means is read again in the same turn as soon as anything changes that it is read against."""

from collections.abc import Callable

import pytest

from bot.common.message import Choice
from bot.common.postback import Control, FillSlot, Wish
from bot.conversation.interpret.session_state import signs_of_state, state_of
from bot.conversation.session import FormState, Session
from bot.conversation.stored_choices import choices_of, stored_choices


def _course(session: Session) -> None:
    session.topic.course = "家政服务"


def _hazard(session: Session) -> None:
    session.topic.hazard = "fire"


def _intent(session: Session) -> None:
    session.topic.intent = "training.info"


def _danger(session: Session) -> None:
    session.topic.danger = "gas"


def _handoff(session: Session) -> None:
    session.handoff = 3


def _turn(session: Session) -> None:
    session.turn = 1


def _draft(session: Session) -> None:
    session.draft = FormState("enrol")


def _option(session: Session) -> None:
    session.choices = [Choice("剪纸", FillSlot("剪纸"))]


def _none_of_these(session: Session) -> None:
    session.choices = [Choice("都不是", Control.NONE_OF_THESE)]


def _sure(session: Session) -> None:
    session.choices = [Choice("对", Wish("training.cancel", confirmed=True))]


@pytest.mark.parametrize(
    "change",
    [_course, _hazard, _intent, _danger, _handoff, _turn, _draft, _option, _none_of_these, _sure],
    ids=lambda change: change.__name__,
)
def test_another_state_has_other_signs(change: Callable[[Session], None]) -> None:
    session = Session(user="terminal:me")
    state, signs = state_of(session), signs_of_state(session)
    change(session)
    assert state_of(session) != state
    assert signs_of_state(session) != signs


def test_choices_come_back_as_they_were_whether_they_recur_or_are_somebodys() -> None:
    choices = [
        Choice("下一页", Wish("training.browse", (("page", "2"),)), more=True),
        Choice("改电话", Wish("record.change", (("ref", "12"),), confirmed=True, replaces=12)),
        Choice("电工", Wish("training.info", (("course", "电工"),)), detail="周六上午"),
        Choice("电工", Wish("training.info", (("course", "电工"),))),
    ]
    for _ in range(2):
        assert choices_of(stored_choices(choices)) == choices
