"""Questions about a form are found by their meaning, else by their letters; what is said elsewhere is none of them."""

import pytest

from bot.understanding.passages.service_answer_finder import ServiceAnswerFinder
from bot.understanding.pipeline import Understanding


@pytest.fixture(scope="module")
def finder(understanding: Understanding) -> ServiceAnswerFinder:
    return understanding.service_answers


@pytest.mark.parametrize(
    ("form", "text", "answer"),
    [
        ("enrol", "万一加班有一堂赶不上要紧吗", "miss-a-lesson"),
        ("enrol", "我老伴陪着我一起来听行不行", "companion"),
        ("talent_request", "师傅来之前会先打个电话不", "calls-first"),
        ("listing", "人家会不会寻到我屋里来", "come-to-house"),
        ("wish", "我想要的东西一直没有咋办", "wish-none"),
        ("feedback", "邻居会晓得是我讲的吗", "knows-me"),
        ("volunteer", "一个月要去几回呀", "how-often"),
        ("subscription", "发短信要不要扣话费的", "sms-cost"),
    ],
)
def test_a_question_is_found_by_its_meaning(
    finder: ServiceAnswerFinder, form: str, text: str, answer: str
) -> None:
    finder.embed(text)
    found = finder.nearest(form, text)
    assert found is not None
    assert (found.answer.id, found.by_meaning) == (answer, True)


def test_without_its_meaning_the_letters_decide(finder: ServiceAnswerFinder) -> None:
    found = finder.nearest("enrol", "有一次来不了要不要紧呢")
    assert found is not None
    assert found.answer.id == "miss-a-lesson"
    assert not found.by_meaning


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("enrol", "改成星期三的班"),
        ("enrol", "我叫王桂英"),
        ("listing", "一张小方桌"),
        ("feedback", "3幢2单元楼道"),
    ],
)
def test_what_is_said_elsewhere_is_no_question_of_the_form(
    finder: ServiceAnswerFinder, form: str, text: str
) -> None:
    finder.embed(text)
    found = finder.nearest(form, text)
    assert found is None or found.likeness < 0.7


def test_a_form_without_answers_has_none(finder: ServiceAnswerFinder) -> None:
    assert finder.nearest("nothing", "要钱吗") is None
