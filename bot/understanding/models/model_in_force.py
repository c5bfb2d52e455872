"""Which of two models serves: that of the content, from the cache or trained, or the former one until it is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar


class Saved(Protocol):
    """A model that can be written to a file."""

    def save(self, file: Path) -> None: ...


M = TypeVar("M", bound=Saved)


@dataclass(frozen=True, slots=True)
class ModelInForce(Generic[M]):
    """of_former_content: it was learned from other content, and serves until one is trained."""

    model: M
    of_former_content: bool = False


def in_force(
    file: Path | None, load: Callable[[Path], M | None], former: M | None, train: Callable[[], M]
) -> ModelInForce[M]:
    """The model in the file, else the former one, else one that is trained and written to the file."""
    model = load(file) if file else None
    if model is not None:
        return ModelInForce(model)
    if former is not None:
        return ModelInForce(former, of_former_content=True)
    model = train()
    if file:
        model.save(file)
    return ModelInForce(model)
