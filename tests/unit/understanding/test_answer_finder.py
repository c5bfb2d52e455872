"""The written answer to what is said after a card."""

import pytest

from bot.content.shared.danger_answers import DANGER_ANSWERS, DangerAnswer, DangerAnswers
from bot.content.snapshot import Content
from bot.understanding.passages.answer_finder import DangerAnswerFinder
from bot.understanding.pipeline import Understanding
from bot.understanding.text.normalize import Normalizer


def _answers(card: str, *says: str) -> DangerAnswers:
    answers = tuple(DangerAnswer(says=tuple(text.split("/")), answer=text) for text in says)
    return DangerAnswers(owner="x", card=card, keep=("别慌", "等人来"), answers=answers)


@pytest.fixture(scope="module")
def finder(content: Content) -> DangerAnswerFinder:
    written = {
        "fire": _answers("fire", "电梯能不能坐/坐电梯下去", "窗子要不要开/窗开不开"),
        "general": _answers("general", "要不要打电话/这个要打吗", "窗子开着"),
    }
    return DangerAnswerFinder(written, Normalizer(content.lexicon), None)


def test_the_likest_wording_wins(finder: DangerAnswerFinder) -> None:
    found = finder.nearest("fire", "能坐电梯吗")[0]
    assert (found.card, found.number) == ("fire", 0)


def test_a_part_of_a_longer_message_is_found(finder: DangerAnswerFinder) -> None:
    found = finder.nearest("fire", "我在五楼 我妈咳得厉害 窗子要不要开")[0]
    assert (found.card, found.number) == ("fire", 1)
    assert found.likeness > 0.9


def test_what_holds_for_all_dangers_is_found_too(finder: DangerAnswerFinder) -> None:
    assert finder.nearest("fire", "要不要打电话")[0].card == "general"
    assert finder.nearest("gas", "要不要打电话")[0].card == "general"


def test_the_danger_that_is_on_comes_first(finder: DangerAnswerFinder) -> None:
    assert finder.nearest("fire", "窗子")[:1] == []  # too short to be an answer's wording
    assert finder.nearest("fire", "窗子要开着吗")[0].card == "fire"


def test_every_answer_is_found_by_its_own_words(content: Content, understanding: Understanding) -> None:
    written = content.part(DANGER_ANSWERS)
    lost = [
        (card, answer.says[0])
        for card, file in written.items()
        for number, answer in enumerate(file.answers)
        if answer.says  # those without wordings are found by the words that name them
        and all(
            (near.card, near.number) != (card, number)
            for near in understanding.danger_answers.nearest(card, answer.says[0])[:2]
        )
    ]
    assert len(lost) <= len(written), lost
