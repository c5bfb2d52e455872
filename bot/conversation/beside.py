"""What a message asks beside the thing that it does, and what has become of it in the turn."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class AskedBeside:
    """answered: the words that a service has answered; by: the intents by which it did.

    unwritten: the questions that nothing written answers. to_offer: those that the community may be asked, now that the
    form is done beside which they were asked; about: what that form was for. offered: the offer was made.
    before: the course told before, with the sentence of the message that asks of it.
    """

    answered: list[str] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    unwritten: list[str] = field(default_factory=list)
    before: tuple[str, str] | None = None
    to_offer: list[str] = field(default_factory=list)
    about: str = ""
    offered: bool = False
