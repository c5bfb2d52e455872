"""Every button of the official account's menu is understood when WeChat reports it pressed."""

from bot.common.message import Kind
from bot.content.shared.account_menu import ACCOUNT_MENU
from bot.content.snapshot import Content
from tests.stage import Stage


async def test_every_button_is_answered(stage: Stage, content: Content) -> None:
    buttons = [
        button for top in content.part(ACCOUNT_MENU).buttons for button in (top, *top.buttons) if button.key
    ]
    assert len(buttons) > 10
    lost = [text for key, text in content.replies.items() if key.startswith("fallback.") and "{" not in text]
    for number, button in enumerate(buttons):
        turned = await stage.say(button.key, f"u{number}", kind=Kind.CLICK)
        said = "\n".join(reply.text for reply in turned.replies)
        assert said, button.name
        assert not any(sentence in said for sentence in lost), (button.name, said)
        if button.intent:
            session = await stage.session(f"u{number}")
            assert session.topic.intent == button.intent or session.form is not None, button.name


async def test_a_button_of_a_menu_that_is_gone_is_no_sentence(stage: Stage, content: Content) -> None:
    sorry = content.replies["event.unknown_key"]
    for number, key in enumerate(["EVENTKEY", "V1001_TODAY_MUSIC", "1", "退订", "我要报名烘焙课", ""]):
        turned = await stage.say(key, f"k{number}", kind=Kind.CLICK)
        (reply,) = turned.replies
        assert reply.text in sorry, key
        assert reply.choices
        assert (await stage.session(f"k{number}")).form is None
    await stage.say("我要报名烘焙课", "form")
    before = (await stage.session("form")).form
    await stage.say("EVENTKEY", "form", kind=Kind.CLICK)
    assert before is not None
    assert (await stage.session("form")).form == before
