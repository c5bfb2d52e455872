"""The menu as the content has it, in WeChat's form; and how the account's own differs from it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.shared.account_menu import AccountMenu, MenuEntry

Buttons = list[dict[str, Any]]


def as_put(menu: AccountMenu, public_url: str) -> Buttons:
    """The buttons for WeChat (doc/service/api/custommenu/api_createcustommenu)."""
    return [
        {"name": button.name, "sub_button": [_press(inner, public_url) for inner in button.buttons]}
        if button.buttons
        else _press(button, public_url)
        for button in menu.buttons
    ]


def needs_address(menu: AccountMenu) -> bool:
    """Does a button open a page of our own?"""
    every = [*menu.buttons, *(inner for button in menu.buttons for inner in button.buttons)]
    return any(button.page is not None and button.page.startswith("/") for button in every)


def differences(ours: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> list[str]:
    """In words, what stands in one and not in the other."""
    here, there = _lines(ours), _lines(theirs)
    found = [f"公众号上没有「{line}」" for line in here if line not in there]
    found += [f"公众号上多了「{line}」" for line in there if line not in here]
    return found or ([] if here == there else ["顺序不一样"])


def _press(button: MenuEntry, public_url: str) -> dict[str, Any]:
    if button.page is None:
        return {"type": "click", "name": button.name, "key": button.key}
    url = f"{public_url.rstrip('/')}{button.page}" if button.page.startswith("/") else button.page
    return {"type": "view", "name": button.name, "url": url}


def _lines(buttons: Sequence[Mapping[str, Any]], above: str = "") -> list[str]:
    found = []
    for button in buttons:
        name = f"{above}{button.get('name', '')}"
        if inner := button.get("sub_button"):
            found += _lines(inner, f"{name} / ")
        else:
            does = button.get("key") or button.get("url") or button.get("type", "")
            found.append(f"{name} → {does}")
    return found
