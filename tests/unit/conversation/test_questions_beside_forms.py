"""What the bot asks of its own 「要…吗？」: which option is meant, and whose answer a yes is when a form is open."""

from dataclasses import replace

import pytest

from bot.common.message import Choice
from bot.conversation.commands import Choose, Command, Record, RecordAction
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.piece_reader import Reading
from bot.conversation.interpret.session_state import options, state_of
from bot.understanding.dialog_state import DialogState
from bot.understanding.text.vocabulary import Mention
from tests.stage import Stage


class FixedInterpreter:
    """Takes one message for fixed commands."""

    def __init__(self, text: str, *commands: Command) -> None:
        self._text, self._commands = text, commands

    def interpret(self, text: str, state: DialogState) -> tuple[Command, ...]:
        return self._commands if text == self._text else ()

    def reading(self, text: str, state: DialogState) -> Reading:
        """Whatever it is, it asks."""
        return Reading(Piece.of(text), "ask", 1.0, {"ask": 1.0})

    def mentions(self, text: str) -> list[Mention]:
        return []


def takes(monkeypatch: pytest.MonkeyPatch, stage: Stage, text: str, *commands: Command) -> None:
    """From now on the message means these commands."""
    snapshot = replace(stage.snapshot)
    object.__setattr__(snapshot, "interpreter", FixedInterpreter(text, *commands))
    monkeypatch.setattr(stage, "snapshot", snapshot)
    stage.engine.snapshot = snapshot


async def heard(stage: Stage, text: str) -> str:
    """What the bot answers."""
    return "\n".join(reply.text for reply in (await stage.say(text)).replies)


async def enrolled(stage: Stage) -> ContentSnapshot:
    await stage.say("报名插花，我叫张三，13612345678")
    assert "报好了" in await heard(stage, "对")
    return stage.snapshot


async def test_the_first_option_of_a_question_is_not_what_it_asks(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index of a command counts what was shown as an option: the yes of 「要退掉吗？」 is none."""
    await enrolled(stage)
    assert "要退掉吗" in await heard(stage, "插花我不去了")
    session = await stage.session()
    labels = [choice.label for choice in session.choices]
    assert list(state_of(session).shown) == [choice.label for choice in options(session.choices)] != labels
    takes(monkeypatch, stage, "要前头那个", Choose(1))
    await stage.say("要前头那个")
    assert "插花" in await heard(stage, "我的报名")


@pytest.mark.parametrize("after", [RecordAction.WITHDRAW, RecordAction.CHANGE])
async def test_a_yes_to_a_question_about_a_record_is_not_the_forms(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, after: RecordAction
) -> None:
    """Asked beside a form, the question stands alone, its yes is for the record, and the form waits with what it had."""
    before = await enrolled(stage)
    await stage.say("报名剪纸，我叫李四，13712345678")
    form = (await stage.session()).form
    assert form is not None
    assert form.asking == "confirm"
    slot, value = ("phone", "13912345678") if after is RecordAction.CHANGE else ("", "")
    takes(monkeypatch, stage, "上回报好的", Record(after, "enrol", "1", slot, value, "上回报好的"))
    asked = await heard(stage, "上回报好的")
    session = await stage.session()
    assert "插花" in asked
    assert "剪纸" not in asked
    assert session.form is None
    assert session.draft is not None
    assert session.draft.slots == form.slots
    takes(monkeypatch, stage, "")
    stage.engine.snapshot = before
    answer = await heard(stage, "对")
    assert "剪纸" not in answer
    assert "报好了" not in answer


def test_options_are_what_can_be_chosen_by_words() -> None:
    assert options([Choice("随便看看")]) == []
