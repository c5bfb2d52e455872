"""The base of all models of content files."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

NonEmptyStr = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

# The staff mark what is a sample in the text itself: 「免费（样例）」, 「社区服务大厅（样例，请填写门牌）」.
_SAMPLE = re.compile(r"（样例课?(?P<rest>[^（）]*)）")
_FOR_STAFF = "请"  # what the mark asks of the staff is no more for residents than the mark itself


def without_sample_marks(text: str) -> str:
    """The text as residents read it: without the marks, and with what a mark says to residents (以开班通知为准)."""
    return _SAMPLE.sub(_rest, text)


def _rest(mark: re.Match[str]) -> str:
    rest = mark["rest"].lstrip("，,：:、 ")
    return f"（{rest}）" if rest and _FOR_STAFF not in rest else ""


def _unmarked(value: Any) -> Any:
    if isinstance(value, str):
        return without_sample_marks(value)
    if isinstance(value, list):
        return [_unmarked(item) for item in value]
    return value


class ContentModel(BaseModel):
    """Base of all models of content files: frozen, unknown fields are errors, sample marks are left out of the texts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _without_sample_marks(cls, data: Any) -> Any:
        return {key: _unmarked(value) for key, value in data.items()} if isinstance(data, dict) else data
