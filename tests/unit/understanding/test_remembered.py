"""A pure reading is worked out once for a text that recurs, and never kept for one that may be a person's."""

from bot.understanding.text.bounded_cache import LONGEST, remembered, within_turn


def test_a_recurring_text_is_read_once_and_a_personal_one_each_time() -> None:
    read: list[str] = []

    @remembered
    def length(text: str) -> int:
        read.append(text)
        return len(text)

    personal = ("我的电话是13812345678", "长" * (LONGEST + 1))
    for text in ("几点开门", "几点开门", *personal, *personal):
        assert length(text) == len(text)
    assert read == ["几点开门", *personal, *personal]


def test_nothing_found_is_remembered_too() -> None:
    read: list[str] = []

    @remembered
    def nothing(text: str) -> None:
        read.append(text)

    assert nothing("谢谢") is nothing("谢谢") is None
    assert read == ["谢谢"]


def test_within_a_turn_anything_is_read_once_and_another_turn_reads_again() -> None:
    read: list[str] = []

    def length(text: str) -> int:
        read.append(text)
        return len(text)

    first, second = within_turn(length), within_turn(length)
    personal = "我的电话是13812345678"
    assert first(personal) == first(personal) == second(personal) == len(personal)
    assert read == [personal, personal]
