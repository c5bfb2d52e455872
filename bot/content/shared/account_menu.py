"""menu.yaml: the buttons under the official account's chat. Read by the check of a real account, which puts them there."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.snapshot import Content, ContentPart, whole_file
from bot.content.source import Document, Problem, Where

# developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu (3 × 5; name, key, url in bytes)
TOP_BYTES, SUB_BYTES, KEY_BYTES, URL_BYTES = 16, 60, 128, 1024
# What a phone shows before it puts an ellipsis, in Chinese characters. The second is 7 in WeChat's old document and 8
# in an answer of its staff (developers.weixin.qq.com/community/develop/doc/00044c334a0618d87a4c6d76a59400).
TOP_SHOWN, SUB_SHOWN = 4, 7

Page = Annotated[str, StringConstraints(pattern=r"^(/|https://)\S*$")]


class MenuEntry(ContentModel):
    """A button's name and what it does.

    intent: asks for this intent; say: acts as if the resident had written this;
    page: opens a page, on our own address where it begins with a slash.
    """

    name: NonEmptyStr
    intent: str = ""
    say: str = ""
    page: Page | None = None

    @property
    def key(self) -> str:
        """What WeChat sends when it is pressed; the codec and the conversation take an intent or a text."""
        return self.intent or self.say


class SubButton(MenuEntry):
    """A button in a list that a button opens."""

    @model_validator(mode="after")
    def _does_one_thing(self) -> "SubButton":
        if sum(map(bool, (self.intent, self.say, self.page))) != 1:
            raise ValueError("写 intent、say、page 当中的一个")
        return self


class Button(MenuEntry):
    """A button at the bottom: does something, or opens a list of up to five."""

    buttons: tuple[SubButton, ...] = Field(default=(), max_length=5)

    @model_validator(mode="after")
    def _does_one_thing(self) -> "Button":
        if sum(map(bool, (self.intent, self.say, self.page, self.buttons))) != 1:
            raise ValueError("写 intent、say、page、buttons 当中的一个")
        return self


class AccountMenu(Governed):
    """The file."""

    buttons: tuple[Button, ...] = Field(min_length=1, max_length=3)

    def has_key(self, key: str) -> bool:
        """Whether one of the buttons sends this key."""
        return any(
            key == entry.key for button in self.buttons for entry in (button, *button.buttons) if entry.key
        )


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    """The menu fits WeChat's sizes, and its intents exist."""
    for document in documents:
        for number, button in enumerate(content.part(ACCOUNT_MENU).buttons):
            where: Where = ("buttons", number)
            yield from _check_name(document, where, button, TOP_BYTES, TOP_SHOWN)
            yield from _check_action(document, where, button, content)
            for index, sub_button in enumerate(button.buttons):
                place: Where = (*where, "buttons", index)
                yield from _check_name(document, place, sub_button, SUB_BYTES, SUB_SHOWN)
                yield from _check_action(document, place, sub_button, content)


def _check_name(
    document: Document, where: Where, button: MenuEntry, most: int, shown: int
) -> Iterator[Problem]:
    width = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in button.name)
    if width > 2 * shown or len(button.name.encode()) > most:
        yield document.problem((*where, "name"), f"「{button.name}」太长，这一级最多 {shown} 个汉字")


def _check_action(document: Document, where: Where, button: MenuEntry, content: Content) -> Iterator[Problem]:
    if button.intent and button.intent not in content.intents:
        yield document.problem((*where, "intent"), f"没有「{button.intent}」这个意图")
    if len(button.key.encode()) > KEY_BYTES:
        field = "intent" if button.intent else "say"
        yield document.problem((*where, field), f"太长，最多 {KEY_BYTES // 3} 个汉字")
    if button.page and len(button.page.encode()) > URL_BYTES:
        yield document.problem((*where, "page"), f"网址太长，最多 {URL_BYTES} 个字节")


ACCOUNT_MENU = ContentPart(whole_file("menu.yaml", AccountMenu), check=_check)
