"""menu.yaml: the buttons under the official account's chat."""

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from bot.content.governed import Governed
from bot.content.models import ContentModel, NonEmptyStr

# developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu (3 × 5; name, key, url in bytes)
TOP_BYTES, SUB_BYTES, KEY_BYTES, URL_BYTES = 16, 60, 128, 1024
# What a phone shows before it puts an ellipsis, in Chinese characters. The second is 7 in WeChat's old document and 8
# in an answer of its staff (developers.weixin.qq.com/community/develop/doc/00044c334a0618d87a4c6d76a59400).
TOP_SHOWN, SUB_SHOWN = 4, 7

Page = Annotated[str, StringConstraints(pattern=r"^(/|https://)\S*$")]


class Press(ContentModel):
    """What a button does, one of three.

    intent: that is asked; say: as if the resident had said it;
    page: opens a page, on our own address where it begins with a slash.
    """

    name: NonEmptyStr
    intent: str = ""
    say: str = ""
    page: Page | None = None

    @property
    def key(self) -> str:
        """What WeChat sends when it is pressed: the codec and the dialogue know both kinds."""
        return self.intent or self.say


class SubButton(Press):
    """A button in a list that a button opens."""

    @model_validator(mode="after")
    def _does_one_thing(self) -> "SubButton":
        if sum(map(bool, (self.intent, self.say, self.page))) != 1:
            raise ValueError("写 intent、say、page 当中的一个")
        return self


class Button(Press):
    """A button at the bottom: does something, or opens a list of up to five."""

    buttons: tuple[SubButton, ...] = Field(default=(), max_length=5)

    @model_validator(mode="after")
    def _does_one_thing(self) -> "Button":
        if sum(map(bool, (self.intent, self.say, self.page, self.buttons))) != 1:
            raise ValueError("写 intent、say、page、buttons 当中的一个")
        return self


class Menu(Governed):
    """menu.yaml."""

    buttons: tuple[Button, ...] = Field(min_length=1, max_length=3)
