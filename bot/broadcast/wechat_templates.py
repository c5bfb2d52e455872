"""Message templates of the official account, as the settings name them."""

from collections.abc import Sequence
from dataclasses import dataclass

FIELD_LENGTH = 20  # characters of a field; WeChat cuts what is longer


@dataclass(frozen=True, slots=True)
class WeChatTemplate:
    """id: "" when no template is set; names: of its fields, in the order in which a text fills them."""

    id: str = ""
    names: tuple[str, ...] = ()

    def fill(self, text: str) -> dict[str, str]:
        """The text spread over the fields, without line breaks; "—" in those that are left over."""
        one_line = text.replace("\n", " ")
        pieces = [one_line[at : at + FIELD_LENGTH] for at in range(0, len(one_line), FIELD_LENGTH)]
        return dict(zip(self.names, _padded(pieces, len(self.names)), strict=False))


def wechat_template(setting: str) -> WeChatTemplate:
    """A setting `ID:thing1,thing2` as a template."""
    template_id, _, names = setting.partition(":")
    return WeChatTemplate(
        template_id.strip(), tuple(name.strip() for name in names.split(",") if name.strip())
    )


def _padded(pieces: Sequence[str], length: int) -> list[str]:
    return [*pieces, *["—"] * length]
