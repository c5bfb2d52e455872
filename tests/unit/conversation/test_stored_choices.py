"""A choice keeps its meaning when it is stored in a session."""

import pytest

from bot.common.message import Choice, Reply
from bot.common.postback import AskSlot, Control, FillSlot, FormAction, Postback, Wish
from bot.conversation.session import Session, dumps, loads, read_replies, write_replies

SLOTS = (("course", "电工"), ("page", "2"))
POSTBACKS: list[Postback] = [
    *Control,
    *FormAction,
    FillSlot("electrician.sat-pm.20260530"),
    AskSlot("course"),
    Wish("training.browse"),
    Wish("training.browse", SLOTS),
    Wish("training.cancel", SLOTS, confirmed=True),
    Wish("training.cancel", SLOTS, confirmed=False),
    Wish("training.request", opens_form=True),
    Wish("activity.join", SLOTS, replaces=12),
    Wish("training.info", SLOTS, said="剪纸那个啥时候弄"),
]


@pytest.mark.parametrize("postback", POSTBACKS, ids=str)
def test_a_choice_means_the_same_after_it_was_stored(postback: Postback) -> None:
    choice = Choice("这一门", postback, more=True, detail="6月11日起")
    reply = Reply("想了解哪门？", (choice, Choice("随便看看")), urgent=True, look="courses")
    session = loads(dumps(Session(user="me", choices=[choice], rest_choices=[choice], parked=[reply])))
    assert session is not None
    assert (session.choices, session.rest_choices, session.parked) == ([choice], [choice], [reply])
    assert read_replies(write_replies([reply])) == [reply]


@pytest.mark.parametrize("replaces", ["x", "", "1.5"])
def test_a_session_with_a_broken_choice_starts_afresh(replaces: str) -> None:
    stored = f'{{"user":"me","choices":[{{"label":"改","intent":"x","slots":[["replaces","{replaces}"]]}}]}}'
    assert loads(stored.encode()) is None
