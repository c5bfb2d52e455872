"""The base of all models of content files."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

NonEmptyStr = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class ContentModel(BaseModel):
    """Base of all models of content files: frozen, unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")
