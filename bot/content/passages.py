"""What the staff wrote that answers a question by itself: a known question, a signpost. Parts of the knowledge declare theirs."""

from dataclasses import dataclass

from bot.common.postback import Wish


@dataclass(frozen=True, slots=True)
class Passage:
    """Something written, with the words by which residents ask for it.

    wish: what answers it. asks: whole questions. words: words for its subject; a message that holds one may be about it.
    sure: words that mean it, whatever else the message is taken for. unless: words with which it is never meant.
    intent: the label that the question belongs to; "" where it belongs to none. first_aid: it tells what to do after a mishap,
    and is the answer to whoever tells of one.
    """

    wish: Wish
    asks: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    intent: str = ""
    first_aid: bool = False

    @property
    def key(self) -> str:
        """The id of the question or the signpost."""
        return str(self.wish.slots[0][1]) if self.wish.slots else ""

    @property
    def wordings(self) -> tuple[str, ...]:
        """All that may be said for it."""
        return (*self.asks, *self.words, *self.sure)
