"""What a word of ours means, found in the message or in what was said last."""

from collections.abc import Iterable, Sequence

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.answers import written
from bot.conversation.interpret.wishes.word_asked import word_asked
from bot.conversation.turn import Turn
from bot.services.smalltalk.content import GLOSSARY, Glossary, GlossaryWord
from bot.services.smalltalk.service import service
from bot.services.smalltalk.variants import last_replies

_OFFERED = 3  # words that are offered when several may be meant
_EXPLAINED = 2  # words in one reply: 「服务银行和爱心银行有啥差别」


@service.on_postback("meta.word")
async def explain(turn: Turn) -> Reply:
    """Explain the word that is asked about; ask which one when that is not clear."""
    glossary = turn.content.part(GLOSSARY)
    chosen = glossary.called(turn.slot("word"))
    asked = (chosen,) if chosen else words_asked(glossary, turn.parse.normal, turn.parse.segments)
    if asked:
        return _meaning(turn, *asked[:_EXPLAINED])
    if names_another_word(glossary, turn.parse.normal):
        return turn.say("word.unknown")
    newest = last_replies(turn)[:1]
    spoken = _outermost(glossary, newest[0]) if newest else ()
    if not spoken:
        return turn.say("word.ask")
    if len(spoken) == 1:
        return _meaning(turn, spoken[0])
    choices = tuple(Choice(word.name, Wish("meta.word", (("word", word.id),))) for word in spoken[:_OFFERED])
    return turn.say("word.which", choices=choices)


@service.middleware
async def explain_at_once(turn: Turn) -> list[Reply] | None:
    """「啥叫候补」, 「撤回是啥意思」: a word of the glossary, whatever else its words may be taken for; None in an open form."""
    session, asked = turn.session, word_asked(turn.message.text)
    if not asked or turn.postback is not None or session.form or session.crisis or session.handoff:
        return None
    if written.word_for_word(turn) is not None:
        return None  # a known question has an answer of its own
    meant = [word for word in turn.content.part(GLOSSARY).words if asked in word.names]
    return [_meaning(turn, meant[0])] if meant else None


def words_asked(glossary: Glossary, text: str, segments: Sequence[str]) -> tuple[GlossaryWord, ...]:
    """The words of the glossary in the text, where they are no part of a longer word (人工 in 人工智能). Pure.

    segments: the words of the text, in order.
    """
    edges = {0}
    for segment in segments:
        edges.add(max(edges) + len(segment))
    bounds = edges if "".join(segments) == text else None
    return _outermost(glossary, text, bounds)


def names_another_word(glossary: Glossary, text: str) -> bool:
    """Does a question about a word hold more than the asking? Pure."""
    for asking in sorted(glossary.asking, key=len, reverse=True):
        text = text.replace(asking, "\n")
    return any(sum(sign.isalnum() for sign in rest) > 1 for rest in text.split("\n"))


def _outermost(
    glossary: Glossary, text: str, bounds: Iterable[int] | None = None
) -> tuple[GlossaryWord, ...]:
    """The words in the text in their order, without those within a longer one; bounds: where a word may begin and end."""
    spans = []
    for word in glossary.words:
        for name in word.names:
            start = text.find(name)
            if start >= 0 and (bounds is None or {start, start + len(name)} <= set(bounds)):
                spans.append((start, start + len(name), word))
    outer = [span for span in spans if not any(_within(span, other) for other in spans)]
    return tuple(dict.fromkeys(word for _, _, word in sorted(outer, key=lambda span: span[0])))


def _within(span: tuple[int, int, GlossaryWord], other: tuple[int, int, GlossaryWord]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and other[1] - other[0] > span[1] - span[0]


def _meaning(turn: Turn, *words: GlossaryWord) -> Reply:
    newest = last_replies(turn)[:1]
    if all(word.say in reply for word in words for reply in newest) and newest:
        return turn.say("word.explained", word=words[0].name)
    return Reply("\n".join(turn.words.say("word.means", word=word.name, meaning=word.say) for word in words))
