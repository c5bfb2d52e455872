"""The models of `intents/danger/`: for each danger what people say when it is there, when it may be, and what only sounds so."""

from bot.content.model import ContentModel, NonEmptyStr


class DangerSayings(ContentModel):
    """One file in `intents/danger/`.

    danger: a hazard of `knowledge/tips/` or the id of a card in `knowledge/dangers.yaml`. now: it happens now, to them or
    before them. possible: it may be so, which is asked. never: sounds like it and is not.
    """

    owner: str = ""
    danger: NonEmptyStr
    now: tuple[NonEmptyStr, ...]
    possible: tuple[NonEmptyStr, ...] = ()
    never: tuple[NonEmptyStr, ...] = ()
