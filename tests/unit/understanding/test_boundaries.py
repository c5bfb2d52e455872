"""Where a message may be parted, learned from marks between parts."""

from bot.understanding.acts import boundaries


def _places(text: str) -> list[str]:
    return [text[place.start :] for place in boundaries.candidates(text, lambda part: (part[:2], part[2:]))]


def test_signs_and_cuts_between_words_are_candidates() -> None:
    assert _places("对的，有证书吗") == ["有证书吗", "书吗"]


def test_a_number_in_groups_stays_whole() -> None:
    assert "57424711" not in _places("180 57424711")


def test_marks_are_learned() -> None:
    parts = [["好的", "谢谢"], ["对的", "谢谢"], ["行的", "谢谢"], ["好的", "几点"], ["对的", "几点"]]
    wholes = ["紫荆苑 八幢", "桂花苑 六幢", "香樟苑 三幢", "菜场 后门", "小区 南门"]
    messages = [boundaries.joined(pair, " ", "confirm", form=True) for pair in parts]
    messages += [boundaries.joined([whole], "", "confirm", form=True) for whole in wholes]
    model = boundaries.train(messages, lambda part: (part,))
    ((_, parting),) = model.margins("行的 几点", "confirm", form=True, segment=lambda part: (part,))
    ((_, keeping),) = model.margins("桂花苑 八幢", "confirm", form=True, segment=lambda part: (part,))
    assert parting > 0 > keeping
