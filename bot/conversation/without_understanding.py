"""What a turn hears where no understanding stands behind it: nothing."""

from collections.abc import Mapping, Sequence

from bot.understanding.danger_models.follow_ups import FollowUp
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.passages.answer_finder import FoundAnswer
from bot.understanding.passages.passage_index import Found
from bot.understanding.passages.service_answer_finder import FoundServiceAnswer


def parse(text: str) -> Parse:
    """A text of which nothing is understood."""
    return Parse(text, text, OUT_OF_SCOPE, 0.0)


def named_in(written: str) -> Mapping[str, str]:
    """No things that a text names."""
    return {}


def nearest_passages(text: str) -> Sequence[Found]:
    """Nothing written that is like the text."""
    return ()


def follow_up(text: str) -> FollowUp:
    """A message that tells nothing of a danger."""
    return FollowUp()


def service_answer(form: str, text: str) -> FoundServiceAnswer | None:
    """No answer to a question about this form."""
    return None


def danger_answers(card: str, text: str) -> Sequence[FoundAnswer]:
    """No answer for the danger with this card."""
    return ()
