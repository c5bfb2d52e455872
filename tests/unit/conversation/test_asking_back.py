"""What is not understood is asked back: one guess in the resident's words, nothing lost, never the same words twice running."""

import re
from itertools import pairwise

import pytest

from bot.common.message import Reply
from bot.common.postback import Control, Wish
from bot.conversation.carry_out.commander import Commander
from bot.conversation.interpret.clauses.asked_back import answer_to_guess
from bot.conversation.turn import Turn
from bot.understanding.parse import Alternative, Parse
from tests.stage import Stage


async def asked_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, text: str, *readings: tuple[str, float]
) -> Reply:
    """Say a text that understanding reads in these ways, and that is no command, whatever the models think of it."""
    understanding = type(stage.snapshot.understanding)
    parse = understanding.parse

    def unsure(self: object, said: str, *rest: object) -> Parse:
        if said != text:
            return parse(self, said, *rest)  # type: ignore[arg-type]
        (intent, confidence), *others = readings
        slots = stage.snapshot.understanding.parse_as(intent, said)
        alternatives = tuple(Alternative(label, share) for label, share in others)
        return Parse(said, slots.normal, intent, confidence, slots.slots, alternatives, named=slots.named)

    openly = Commander.openly

    async def no_command(self: Commander, turn: Turn) -> Reply | None:
        return None if turn.message.text == text else await openly(self, turn)

    monkeypatch.setattr(Commander, "openly", no_command)
    monkeypatch.setattr(understanding, "parse", unsure)
    monkeypatch.setattr(understanding, "parse_with_semantics", unsure)
    [reply] = (await stage.say(text)).replies
    return reply


@pytest.mark.parametrize(
    ("text", "intent", "guess"),
    [
        ("我的剪纸课那个啥辰光上来着", "training.info", "问剪纸课什么时候上"),
        ("我的插花那个哪能弄哪里弄", "training.info", "问插花课"),
        ("太极拳那个弄一下", "training.enrol", "报太极拳"),
        ("台风的那个看一下", "disaster.tips", "问台风怎么防"),
        ("图书馆那个弄一下", "venue.info", "问图书馆"),
        ("弄一下那个", "training.recommend", "让我帮您挑一门课"),
    ],
)
async def test_the_best_guess_is_a_question_in_the_residents_words(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, text: str, intent: str, guess: str
) -> None:
    reply = await asked_back(stage, monkeypatch, text, (intent, 0.45), ("training.mine", 0.3))
    assert re.search(rf"想{guess}.*[吗，]", reply.text), reply.text
    assert [choice.label for choice in reply.choices[::2]] == ["是的", "都不是，我说的是别的"]
    assert len(reply.choices) == 3


@pytest.mark.parametrize("yes", ["1", "是的", "对", "对的", "嗯", "是"])
async def test_yes_takes_the_guess_and_nothing_is_asked_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, yes: str
) -> None:
    text = "我妈叫王秀英，13811112222，那个插花的弄一个"
    await asked_back(stage, monkeypatch, text, ("training.enrol", 0.6), ("training.info", 0.2))
    await stage.say(yes)
    form = (await stage.session()).form
    assert form is not None
    assert {"name": "王秀英", "phone": "13811112222", "course": "插花"}.items() <= form.slots.items()


async def test_a_likely_answer_that_costs_nothing_is_given(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = await asked_back(stage, monkeypatch, "我的插花那个啥辰光弄来着", ("training.info", 0.6))
    assert reply.text.startswith("您问的大概是这个")
    assert "上课时间" in reply.text
    assert reply.choices[-1].label == "都不是，我说的是别的"


async def test_yes_answers_the_question_that_was_asked(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await asked_back(stage, monkeypatch, "我的插花那个啥辰光弄来着", ("training.info", 0.45))
    [reply] = (await stage.say("对")).replies
    assert "上课时间" in reply.text


@pytest.mark.parametrize("no", ["3", "都不是", "不是", "都不是，我说的是别的"])
async def test_no_offers_a_person_and_asks_for_other_words(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, no: str
) -> None:
    await asked_back(stage, monkeypatch, "那个弄一下", ("training.info", 0.45), ("training.enrol", 0.3))
    [reply] = (await stage.say(no)).replies
    assert [choice.label for choice in reply.choices] == ["找工作人员"]
    assert "再说一遍" in reply.text or "说说是什么事" in reply.text


async def test_after_the_second_miss_a_person_comes_first_and_stays_number_one(stage: Stage) -> None:
    texts = ["咕噜咕噜哇啦", "噼里啪啦咚咚", "哐当哐当嘟嘟", "滴里嗒啦呜呜", "乒呤乓啷嘎嘎"]
    replies = [(await stage.say(text)).replies[0] for text in texts]
    assert all(reply.choices[0].label == "找工作人员" for reply in replies[1:])
    for reply, following in pairwise(replies):
        assert reply.text != following.text


async def test_the_same_guess_is_put_in_other_words(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "那个弄一下"
    first = await asked_back(stage, monkeypatch, text, ("training.recommend", 0.5))
    session = await stage.session()
    assert session.misses == 1
    await stage.say("谢谢")
    [second] = (await stage.say(text)).replies
    assert first.text != second.text
    assert "挑一门课" in second.text


@pytest.mark.parametrize("text", ["社保卡丢了去哪补", "居住证怎么办", "公积金怎么提取", "驾照到期了去哪里换"])
async def test_what_an_authority_decides_goes_to_the_hotline(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    reply = await asked_back(stage, monkeypatch, text, ("out_of_scope", 0.99))
    assert re.search(r"\b12\d{3}\b", reply.text)
    assert [choice.label for choice in reply.choices] == ["转给社区"]
    assert len(reply.text.splitlines()) <= 5


@pytest.mark.parametrize("text", ["今天天气怎么样", "给我写首诗", "一加一等于几", "地球有多重"])
async def test_other_things_do_not(stage: Stage, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    reply = await asked_back(stage, monkeypatch, text, ("out_of_scope", 0.99))
    assert "12345" not in reply.text
    assert len(reply.choices) == 1


async def test_a_question_is_passed_on_in_the_words_in_which_it_was_asked(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked_back(stage, monkeypatch, "公积金怎么提取", ("out_of_scope", 0.99))
    await stage.say("转给社区")
    form = (await stage.session()).form
    assert form is not None
    assert form.slots["detail"] == "公积金怎么提取"


def test_yes_means_nothing_where_nothing_was_asked() -> None:
    yes = Parse("对", "对", "dialog.affirm", 1.0)
    assert answer_to_guess(yes, ()) is None
    assert Wish("training.info", said="插花") != Wish("training.info")
    assert Control.NONE_OF_THESE.value == "fallback.none"
