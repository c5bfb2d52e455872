"""Sentences of the content with their fields filled in."""

from bot.conversation.say.wording import Wording


def test_what_has_to_be_looked_up_is_only_for_a_sentence_that_says_it() -> None:
    looked: list[str] = []

    def place() -> str:
        looked.append("place")
        return "一号教室"

    words = Wording({"fee": "{course}免费", "place": "{course}在{place}", "wide": "{course}在{place!s:>6}"})
    assert words.say("fee", course="电工", place=place) == "电工免费"
    assert not looked
    assert words.say("place", course="电工", place=place) == "电工在一号教室"
    assert words.say("wide", course="电工", place=place) == "电工在  一号教室"
    assert looked == ["place", "place"]


def test_a_value_is_no_template_and_a_field_that_is_not_given_stays_empty() -> None:
    words = Wording({"one": "{name}{more}，您好"})
    assert words.say("one", name="{more}{0}{name.x}") == "{more}{0}{name.x}，您好"
