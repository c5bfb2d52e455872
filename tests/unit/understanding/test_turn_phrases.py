"""Turns that stand alone teach the intent model; what means something only in its state does not."""

from bot.content.act_files import TurnBlock, said_turn
from bot.conversation.interpret.flows import FLOWS
from bot.services import LABELS
from bot.understanding.models.nearest_phrases import Phrase
from bot.understanding.models.turn_phrases import OPENING_INTENT, intent_of, turn_phrases


def phrases(line: str, flow: str = "", asked: str = "open") -> list[tuple[str, str]]:
    block = TurnBlock(flow=flow, asked=asked, says=(line,))
    intents = dict.fromkeys(LABELS)
    return [(phrase.text, phrase.label) for phrase in turn_phrases([block], intents, str.strip)]


def test_each_part_of_a_message_teaches_its_own_intent() -> None:
    line = "太极拳我要报一个 / 还有路灯坏了没人修 => start enrol course=太极拳; start feedback"
    assert phrases(line) == [
        ("太极拳我要报一个", "training.enrol"),
        ("还有路灯坏了没人修", "feedback.submit"),
    ]


def test_a_message_whose_parts_are_not_told_apart_teaches_nothing() -> None:
    assert phrases("太极拳我要报还有路灯坏了 => start enrol; start feedback") == []


def test_short_words_mean_something_in_their_state_only() -> None:
    assert phrases("要一个 => start enrol") == []
    assert phrases("多谢 => social thanks") == [("多谢", "dialog.thanks")]


def test_in_a_form_only_what_leaves_it_teaches() -> None:
    assert phrases("那个要自己带剪刀伐 => ask training.info", "enrol", "name") == []
    assert phrases("我妹妹也要报太极拳 => start enrol", "enrol", "name") == [
        ("我妹妹也要报太极拳", "training.enrol")
    ]


def test_small_talk_in_a_form_is_not_learned_as_none_of_ours() -> None:
    line = "我年轻的时候在柴桥小学教过书 => social chat"
    assert phrases(line, "enrol", "name") == []
    assert phrases(line) == [("我年轻的时候在柴桥小学教过书", "out_of_scope")]


def test_news_of_a_danger_that_is_known_is_no_emergency_by_itself() -> None:
    assert phrases("穿红衣服的那个老太太 => danger missing", asked="card") == []
    assert phrases("锅里着火了烧到窗帘了 => danger fire") == [("锅里着火了烧到窗帘了", "disaster.emergency")]


def test_what_is_asked_about_the_talk_itself_is_no_intent() -> None:
    assert phrases("你问我的电话做什么用 => ask meta.why") == []


def test_of_the_records_those_teach_whose_intent_is_one_of_ours() -> None:
    assert intent_of(said_turn("插花不去了 => record withdraw enrol ref=3").commands[0]) == "training.cancel"
    moved = said_turn("插花改到周六 => record change enrol ref=3 slot=session value=周六").commands[0]
    assert intent_of(moved) == "training.cancel"
    renamed = said_turn("名字写错了是王芳 => record change enrol ref=3 slot=name value=王芳").commands[0]
    assert intent_of(renamed) == ""


def test_every_form_is_opened_by_the_intent_that_the_conversation_opens_it_with() -> None:
    number_to_call = {"callback"}  # it is a phone number more than a wish, and a number by itself is none
    assert OPENING_INTENT.keys() == FLOWS.keys() - number_to_call
    assert set(OPENING_INTENT.values()) <= set(LABELS)
    for flow, intent in OPENING_INTENT.items():
        assert intent == FLOWS[flow].intent or FLOWS[flow].intent not in LABELS


def test_a_sentence_that_is_said_twice_teaches_once() -> None:
    block = TurnBlock(asked="open", says=("我想报太极拳 => start enrol", "我想报太极拳 => start enrol"))
    assert list(turn_phrases([block], dict.fromkeys(LABELS), str.strip)) == [
        Phrase("我想报太极拳", "training.enrol")
    ]
