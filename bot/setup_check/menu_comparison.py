"""The content's menu in WeChat's form, and how the account's own menu differs from it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.shared.account_menu import AccountMenu, MenuEntry

Buttons = list[dict[str, Any]]


def wechat_buttons(menu: AccountMenu, public_url: str) -> Buttons:
    """The buttons for WeChat (doc/service/api/custommenu/api_createcustommenu)."""
    return [
        {"name": button.name, "sub_button": [_button(inner, public_url) for inner in button.buttons]}
        if button.buttons
        else _button(button, public_url)
        for button in menu.buttons
    ]


def opens_our_pages(menu: AccountMenu) -> bool:
    """Whether a button opens a page of our own site."""
    every = [*menu.buttons, *(inner for button in menu.buttons for inner in button.buttons)]
    return any(button.page is not None and button.page.startswith("/") for button in every)


def differences(ours: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> list[str]:
    """What one menu has and the other has not, in words."""
    our_lines, their_lines = _lines(ours), _lines(theirs)
    different = [f"公众号上没有「{line}」" for line in our_lines if line not in their_lines]
    different += [f"公众号上多了「{line}」" for line in their_lines if line not in our_lines]
    return different or ([] if our_lines == their_lines else ["顺序不一样"])


def _button(button: MenuEntry, public_url: str) -> dict[str, Any]:
    if button.page is None:
        return {"type": "click", "name": button.name, "key": button.key}
    url = f"{public_url.rstrip('/')}{button.page}" if button.page.startswith("/") else button.page
    return {"type": "view", "name": button.name, "url": url}


def _lines(buttons: Sequence[Mapping[str, Any]], prefix: str = "") -> list[str]:
    lines = []
    for button in buttons:
        name = f"{prefix}{button.get('name', '')}"
        if inner := button.get("sub_button"):
            lines += _lines(inner, f"{name} / ")
        else:
            target = button.get("key") or button.get("url") or button.get("type", "")
            lines.append(f"{name} → {target}")
    return lines
