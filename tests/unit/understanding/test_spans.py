"""The words of a value are found by what stands around them."""

from bot.understanding.acts import spans
from bot.understanding.acts.spans import Example, SpanReader


def _example(text: str, value: str, slot: str = "place") -> Example:
    start = text.index(value)
    return Example(text, slot, tuple(text), start, start + len(value))


def test_a_span_is_learned_from_its_surroundings() -> None:
    texts = [
        ("就在菜场后门那里", "菜场后门"),
        ("就在幼儿园旁边那里", "幼儿园旁边"),
        ("就在八幢楼下那里", "八幢楼下"),
    ]
    model = spans.train([_example(text, value) for text, value in texts])
    reader = SpanReader(model, tuple)
    assert reader.read("就在篮球场那里", "place") == "篮球场"
    assert reader.read("", "place") == ""


def test_training_is_the_same_each_time() -> None:
    examples = [_example("我住紫荆苑啊", "紫荆苑"), _example("送到南门去", "南门")]
    first, second = spans.train(examples), spans.train(examples)
    assert first.rows == second.rows
    assert (first.weights == second.weights).all()
