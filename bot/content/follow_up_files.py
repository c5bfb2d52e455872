"""The model of `intents/after_card.yaml`: what residents say once they have been told what to do in a danger."""

from pydantic import field_validator

from bot.content.model import ContentModel, NonEmptyStr

FOLLOW_UPS = frozenset({
    "arrived", "treated", "safe", "over", "mistaken", "cannot_reach", "reached", "growing", "alone", "cannot_call", "no_credit",
    "no_voice", "operator", "next", "child", "fear", "helpers", "thanks", "repeat", "wish",
})  # fmt: skip
"""What a message after the card may be, by its key in the file."""


class FollowUpSentences(ContentModel):
    """The file. says: kind of message → sentences."""

    owner: NonEmptyStr
    says: dict[str, tuple[NonEmptyStr, ...]]

    @field_validator("says")
    @classmethod
    def _known(cls, says: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        unknown, missing = sorted(set(says) - FOLLOW_UPS), sorted(FOLLOW_UPS - set(says))
        if unknown or missing:
            text = f"不认识的：{'、'.join(unknown) or '没有'}；缺少的：{'、'.join(missing) or '没有'}"
            raise ValueError(text)
        return says
