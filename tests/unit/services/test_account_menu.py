"""Every button of the official account's menu is understood when WeChat reports it pressed."""

from bot.common.message import Kind
from bot.content.shared.account_menu import ACCOUNT_MENU
from bot.content.snapshot import Content
from tests.stage import Stage


async def test_every_button_is_answered(stage: Stage, content: Content) -> None:
    buttons = [one for top in content.part(ACCOUNT_MENU).buttons for one in (top, *top.buttons) if one.key]
    assert len(buttons) > 10
    lost = [content.replies[key] for key in ("fallback.unclear", "fallback.out_of_scope")]
    for number, button in enumerate(buttons):
        turned = await stage.say(button.key, f"u{number}", kind=Kind.CLICK)
        said = "\n".join(reply.text for reply in turned.replies)
        assert said, button.name
        assert not any(sentence in said for sentence in lost), (button.name, said)
        if button.intent:
            session = await stage.session(f"u{number}")
            assert session.topic.intent == button.intent or session.form is not None, button.name
