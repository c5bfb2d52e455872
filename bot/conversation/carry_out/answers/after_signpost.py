"""A question just after a signpost is of its matter: what is not written there is said, and no form is opened for it."""

import re
from dataclasses import replace

from bot.conversation.carry_out.answers import written
from bot.conversation.carry_out.answers.papers_named import names_other_paper
from bot.conversation.carry_out.answers.thing_spoken_of import ThingSpokenOf, thing_spoken_of
from bot.conversation.carry_out.readings.real_questions import is_real
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.questions.passing_on import passes_on
from bot.understanding.ranking import is_confident
from bot.understanding.text.foreign_words import brings_another

LASTING, LONGEST = 3, 34  # turns for which a signpost is spoken of; characters of a message that only asks
_SIGNPOST, _REPORT = "signpost", "feedback.submit"
_HERE = re.compile(
    r"北仑|宁波|本地|物业|社区|居委|派出所|街道|窗口|一年|大概|孩子|小孩|小囡|宝宝|老人|能交|交"
)
_HAPPENS = re.compile(
    r"坏|漏|堵|断|裂|倒了|着火|烧|摔|咬|打人|打架|吵死|臭|又来|又在|还在|没人管|怎么(?:还|又|这么)|来(?:修|看|人)|帮|麻烦|投诉|反映|报名|登记"
)
"""What tells of something that happens, or wishes for something to be done."""
_WHETHER = re.compile(r"能不能管|管不管|要不要|让不让|准不准|算不算|收不收|退不退")
_NAMES = ("course", "event", "club", "venue", "team", "hazard")


def question(turn: Turn) -> Turn | None:
    """「行吧 物业能不能管」, 「小孩能在北仑交吗」: the turn as a question of the signpost; None for any other message."""
    thing = _signpost_told(turn)
    if thing is None or not _only_asks(turn, turn.message.text) or _is_of_else(turn, thing):
        return None
    parse = turn.parse
    about = replace(
        parse, intent=thing.intent, confidence=1.0, alternatives=(), slots={thing.slot: thing.name}
    )
    return replace(turn, parse=about, clauses=())


def _signpost_told(turn: Turn) -> ThingSpokenOf | None:
    """The signpost of the last turns, where nothing stands open and nobody may be in danger; else None."""
    thing, session = thing_spoken_of(turn), turn.session
    if thing is None or thing.slot != _SIGNPOST or session.turn - session.topic.thing_turn > LASTING:
        return None
    if turn.postback is not None or session.form is not None or confirmation(session.choices) is not None:
        return None
    return None if turn.parse.emergency or turn.parse.possible else thing


def _is_of_else(turn: Turn, thing: ThingSpokenOf) -> bool:
    """Does a service or another passage answer it, or does it bring a subject of its own?"""
    text, parse = turn.message.text, turn.parse
    if is_confident(parse) and parse.intent not in (OUT_OF_SCOPE, _REPORT):
        return True
    if written.by_sure_words(turn) is not None or written.word_for_word(turn) is not None:
        return True
    known = [wording for it in turn.content.passages if it.key == thing.name for wording in it.wordings]
    if names_other_paper(text, known):
        return True
    told = "，".join(reply.text for answer in turn.session.answered for reply in answer.read())
    return brings_another(_HERE.sub(" ", "，".join(questions(text))), told)


def _only_asks(turn: Turn, text: str) -> bool:
    """Does the message ask for a fact, name nothing of its own, and tell of nothing that happens or is wished?"""
    asked = questions(text)
    if not asked or len(text) > LONGEST or passes_on(text) or _HAPPENS.search(text):
        return False
    named = any(slot in turn.parse.named for slot in _NAMES)
    real = any(_WHETHER.search(clause) or is_real(turn, clause) for clause in asked)
    return real and not named
