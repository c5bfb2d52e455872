"""Templates are expanded, nested ones too."""

import pytest

from bot.content.templates import DEEPEST, TemplateError, expand, is_template


def names(slot: str) -> list[str]:
    return {"course": ["插花", "茶艺"]}.get(slot, [])


@pytest.mark.parametrize(
    ("phrase", "sentences"),
    [
        ("报名", {"报名"}),
        ("[我]想学", {"我想学", "想学"}),
        ("(报|学){course}", {"报插花", "学插花", "报茶艺", "学茶艺"}),
        ("[我|阿拉]报", {"我报", "阿拉报", "报"}),
        ("想(报|学[一下])班", {"想报班", "想学班", "想学一下班"}),
        ("{nothing}吗", {"吗"}),
    ],
)
def test_written_out(phrase: str, sentences: set[str]) -> None:
    assert set(expand(phrase, names)) == sentences


def test_no_more_than_asked_and_from_all_over() -> None:
    found = expand("(一|二|三|四|五|六)(甲|乙|丙|丁|戊|己)", names, most=6)
    assert len(found) == 6
    assert len({sentence[0] for sentence in found}) > 2
    assert len({sentence[1] for sentence in found}) > 2


@pytest.mark.parametrize("phrase", ["(报", "[报)", "[我想", "{course", "(报|学]"])
def test_brackets_must_match(phrase: str) -> None:
    assert is_template(phrase)
    with pytest.raises(TemplateError):
        expand(phrase, names)


def test_brackets_nest_only_so_deep() -> None:
    assert expand("[" * DEEPEST + "好" + "]" * DEEPEST, names) == ["好", ""]
    for depth in (DEEPEST + 1, 2000):
        with pytest.raises(TemplateError):
            expand("[" * depth + "好" + "]" * depth, names)
