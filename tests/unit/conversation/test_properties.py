"""Properties of any conversation: questions in between change no form, and no text makes a turn fail."""

import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.common.message import Kind
from bot.conversation.session import loads
from bot.services.enrolment import records as enrolments
from tests.stage import Stage

ANSWERS = ("我想报电工", "周六的", "李大力", "13812345678", "45")
QUESTIONS = (
    "要带什么",
    "多少钱啊",
    "台风来了怎么办",
    "下次绿色交换什么时候",
    "图书馆几点开门",
    "谢谢",
    "在哪里上课",
    "有什么课",
    "垃圾怎么分类",
)
users = itertools.count()
relaxed = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@relaxed
@given(asides=st.lists(st.lists(st.sampled_from(QUESTIONS), max_size=2), min_size=4, max_size=4))
async def test_questions_in_between_end_in_the_same_form(stage: Stage, asides: list[list[str]]) -> None:
    user = f"asker{next(users)}"
    for answer, questions in itertools.zip_longest(ANSWERS, asides, fillvalue=()):
        await stage.say(str(answer), user)
        for question in questions:
            await stage.say(question, user)
    form = (await stage.session(user)).form
    assert form is not None
    assert form.asking == "confirm"
    session = form.slots.pop("session")
    assert session.startswith("electrician.sat-pm.")
    assert form.slots == {"course": "电工", "name": "李大力", "phone": "13812345678", "age": "45"}


@relaxed
@given(text=st.text(max_size=300), kind=st.sampled_from(Kind))
async def test_no_text_makes_a_turn_fail(stage: Stage, text: str, kind: Kind) -> None:
    sorry = stage.snapshot.words.say("sorry.error")
    turned = await stage.say(text, "anybody", kind=kind)
    assert all(reply.text != sorry for reply in turned.replies)


@relaxed
@given(texts=st.lists(st.text(max_size=40), min_size=1, max_size=4))
async def test_no_text_makes_a_form_fail(stage: Stage, texts: list[str]) -> None:
    user = f"typist{next(users)}"
    sorry = stage.snapshot.words.say("sorry.error")
    await stage.say("我想报电工", user)
    for text in texts:
        turned = await stage.say(text, user)
        assert all(reply.text != sorry for reply in turned.replies)


@given(st.binary(max_size=200))
def test_a_broken_session_starts_afresh(raw: bytes) -> None:
    assert loads(raw) is None


async def test_a_retry_repeats_the_reply_and_does_the_work_once(stage: Stage) -> None:
    for answer in ANSWERS:
        await stage.say(answer)
    first = await stage.say("对", message_id="confirm")
    again = await stage.say("对", message_id="confirm")
    assert again.repeated
    assert again.replies == first.replies
    assert await _count(stage) == 1


async def test_a_retry_after_redis_lost_everything_repeats_the_reply(stage: Stage) -> None:
    for answer in ANSWERS:
        await stage.say(answer)
    first = await stage.say("对", message_id="confirm")
    await stage.redis.flushall()
    again = await stage.say("对", message_id="confirm")
    assert again.repeated
    assert again.replies == first.replies
    assert await _count(stage) == 1


async def test_a_crash_between_commit_and_save_cannot_confirm_twice(stage: Stage) -> None:
    for answer in ANSWERS:
        await stage.say(answer)
    before = {key: await stage.redis.dump(key) for key in await stage.redis.keys()}
    first = await stage.say("对", message_id="confirm")
    assert "报名号" in first.replies[0].text
    await stage.redis.flushall()
    for key, value in before.items():
        assert value is not None
        await stage.redis.restore(key, 0, value)
    again = await stage.say("好的", message_id="another message")
    assert await _count(stage) == 1
    assert "报名号" not in again.replies[0].text
    assert (await stage.session()).form is None


async def test_two_messages_at_once_are_handled_one_after_the_other(stage: Stage) -> None:
    import asyncio

    await stage.say("我想报电工")
    await asyncio.gather(stage.say("周六的"), stage.say("李大力"), stage.say("13812345678"))
    form = (await stage.session()).form
    assert form is not None
    assert form.slots["name"] == "李大力"
    assert form.slots["phone"] == "13812345678"


async def test_nothing_personal_lies_open_in_redis(stage: Stage) -> None:
    for answer in ANSWERS:
        await stage.say(answer)
    for key in await stage.redis.keys():
        raw = await stage.redis.dump(key)
        assert raw is not None
        assert b"13812345678" not in raw
        assert "李大力".encode() not in raw
        assert b"terminal:me" not in key


async def _count(stage: Stage) -> int:
    async with stage.database.work() as work:
        return len(await enrolments.of_user(work, "terminal:me"))
