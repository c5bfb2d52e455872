"""One of several wordings: by the number of the turn, never what was said in the last few replies, and comfort only once."""

import zlib
from collections.abc import Iterable, Iterator, Sequence

from bot.content.shared.community import COMMUNITY
from bot.conversation.say.wording import fill
from bot.conversation.turn import Turn
from bot.services.smalltalk.content import BESIDE, FEELINGS, SMALL_TALK


def heard(turn: Turn) -> str:
    """What the message says, as it came and normalised: content words are looked for in both."""
    return f"{turn.parse.text}\n{turn.parse.normal}"


def last_replies(turn: Turn) -> list[str]:
    """What was said to the resident in the last few turns, newest first."""
    return ["\n".join(reply.text for reply in seen.read()) for seen in reversed(turn.session.answered)]


def filled(turn: Turn, wordings: Iterable[str]) -> Iterator[str]:
    """The wordings with their fields filled in: the greeting of the hour, our name, the community's."""
    community, talk = turn.content.part(COMMUNITY), turn.content.part(SMALL_TALK)
    hello = talk.hello(turn.now.hour)
    return (
        fill(wording, hello=hello, bot=community.bot_name, community=community.name) for wording in wordings
    )


def any_said(turn: Turn, wordings: Iterable[str], replies: Iterable[str]) -> bool:
    """Does one of the replies hold one of the wordings?"""
    texts = list(filled(turn, wordings))
    return any(text in reply for reply in replies for text in texts)


MOST_COMFORT = 120  # warm sentences that are remembered


def comforting(turn: Turn, wordings: Sequence[str]) -> str:
    """The next wording that was never said to this resident; where all were, one that was not said lately. It counts as said."""
    said = set(turn.session.comforted)
    unused = next((text for text in _from_turn(turn, wordings) if _digest(text) not in said), "")
    return _as_said(turn, unused or pick(turn, wordings))


def _as_said(turn: Turn, text: str) -> str:
    told = [digest for digest in turn.session.comforted if digest != _digest(text)]
    turn.session.comforted = [*told, _digest(text)][-MOST_COMFORT:]
    return text


def _digest(text: str) -> int:
    return zlib.crc32(text.encode())


def fresh(turn: Turn, wordings: Sequence[str]) -> str:
    """The next wording that is in none of the last few replies; "" when all of them are."""
    replies = last_replies(turn)
    return next(
        (text for text in _from_turn(turn, wordings) if not any(text in reply for reply in replies)), ""
    )


def pick(turn: Turn, wordings: Sequence[str]) -> str:
    """The next wording that was not said in the last few replies; where all were, the one whose turn it is."""
    return fresh(turn, wordings) or next(_from_turn(turn, wordings))


def taken_up(turn: Turn, kind: str, *, without: frozenset[str] = frozenset()) -> str:
    """A wording for what the message mentions, in a message of this kind; "" when it mentions nothing known.

    without: matters that are left out.
    """
    text, said = heard(turn), set(turn.session.comforted)
    for mention in turn.content.part(SMALL_TALK).mentions:
        if kind in mention.of and mention.id not in without and mention.is_in(text):
            comforts = mention.of[0] in (*FEELINGS, BESIDE)
            unused = [text for text in filled(turn, mention.say) if not comforts or _digest(text) not in said]
            wording = fresh(turn, unused) if unused else ""
            if wording:
                return _as_said(turn, wording) if comforts else wording
    return ""


def small_talk(turn: Turn, kind: str) -> str:
    """What is said to a message of this kind: about what it mentions, or a general sentence."""
    return taken_up(turn, kind) or pick(turn, turn.content.part(SMALL_TALK).wordings(kind))


def _from_turn(turn: Turn, wordings: Sequence[str]) -> Iterator[str]:
    """The wordings in order, beginning with the one whose turn it is."""
    start = turn.session.turn % len(wordings)
    return filled(turn, (*wordings[start:], *wordings[:start]))
