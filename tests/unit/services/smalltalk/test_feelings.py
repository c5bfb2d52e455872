"""Feelings are heard: what was said is taken up, a question, and help only when it is time; never the police."""

import pytest

from bot.services.smalltalk.content import SMALL_TALK
from tests.stage import Stage
from tests.unit.services.smalltalk.said_as import said_as


def offers(stage: Stage) -> list[str]:
    return [offer.say for offer in stage.snapshot.content.part(SMALL_TALK).offers]


def suggested(stage: Stage, text: str) -> bool:
    return any(offer in text for offer in offers(stage))


@pytest.mark.parametrize(
    ("intent", "text", "taken_up"),
    [
        (
            "social.sad",
            "老伴走了心里难受",
            ("老伴", "拌嘴", "大半辈子", "过了几十年", "知冷知热", "半年一年"),
        ),
        ("social.lonely", "儿子在上海想他", ("孩子", "他们忙", "儿女", "见一回")),
        ("social.lonely", "我一个人在家冷清", ("一个人", "屋里", "身边")),
        ("social.sad", "跟媳妇吵架了", ("自家人", "一家人")),
        ("social.sad", "我妈没了工作", ("进账", "日子紧")),
        ("social.lonely", "老公上班走了剩我一个人", ("一个人", "屋里", "身边")),
        ("social.sad", "今天是我老头子忌日", ("日子", "一年")),
        ("social.sad", "儿子都不认我", ("孩子",)),
        ("social.afraid", "外面台风好吓人", ("外头", "风大雨大")),
        ("social.afraid", "明天要开刀了我怕", ("看病", "身上")),
    ],
)
async def test_what_was_said_is_taken_up_with_a_question(
    stage: Stage, intent: str, text: str, taken_up: tuple[str, ...]
) -> None:
    reply = await said_as(stage, intent, text)
    assert any(words in reply.text for words in taken_up), reply.text
    assert reply.text.count("？") == 1
    assert not suggested(stage, reply.text)
    assert reply.choices == ()
    assert "110" not in reply.text
    assert "警" not in reply.text


async def test_what_fits_is_suggested_to_whoever_goes_on(stage: Stage) -> None:
    await said_as(stage, "social.lonely", "好孤独")
    second = (await said_as(stage, "social.lonely", "儿子在上海一年回来一趟")).text
    assert "爱心银行" in second
    third = (await said_as(stage, "social.sad", "日子长得很")).text
    assert not suggested(stage, third)  # once is enough for now
    fourth = (await said_as(stage, "social.sad", "心里空")).text
    assert "爱心银行" not in fourth
    assert suggested(stage, fourth)


async def test_what_is_asked_for_is_suggested_at_once(stage: Stage) -> None:
    assert "戏曲社" in (await said_as(stage, "social.lonely", "一个人闷 以前爱听越剧")).text
    assert "爱心银行" in (await said_as(stage, "social.lonely", "想找个人说说话", "other")).text


async def test_talk_that_follows_is_still_about_the_feeling(stage: Stage) -> None:
    await said_as(stage, "social.sad", "老伴走了")
    followed = (await said_as(stage, "social.chat", "她烧的红烧肉最好吃")).text
    talk = stage.snapshot.content.part(SMALL_TALK)
    of_feelings = " ".join((*talk.wordings("listening"), *talk.wordings("mourning")))
    assert followed.split("。")[0] + "。" in of_feelings
    assert suggested(stage, followed) or "？" in followed
    assert "警" not in followed


@pytest.mark.parametrize("text", ["天天睡不着 难受", "没有没有我不寻死就是冷清", "活着没意思"])
async def test_where_it_weighs_heavily_the_help_line_is_named(stage: Stage, text: str) -> None:
    reply = (await said_as(stage, "social.sad", text)).text
    if "12356" not in reply:  # taken for danger: its card names the line
        pytest.fail(reply)
    assert "派出所" not in reply


async def test_the_help_line_is_not_named_for_everything(stage: Stage) -> None:
    assert "12356" not in (await said_as(stage, "social.sad", "今天有点难过")).text
