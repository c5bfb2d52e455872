"""What is asked of courses in other words than „Which courses are there?“: 「有没有教小孩画画的」, 「晚上轻松点的呢」."""

import re
from dataclasses import replace

from bot.content.shared.courses import find_course
from bot.conversation import course_wishes
from bot.conversation.turn import Turn
from bot.understanding.aspects import Aspect, aspects_asked
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.ranking import is_confident

BROWSE, INFO, JOBS, OFFER = "training.browse", "training.info", "training.jobs", "talent.offer"
ENROL, LEARNING = "training.enrol", "learning.resources"
_MATERIAL = re.compile(r"网|线上|在线|视频|资料|教材|自学|书(?![法画])")
_YOU_TEACH = re.compile(r"教不教|(?:你们|侬)(?:有没有)?(?:人)?教")
LATELY = 3  # turns for which the talk is of courses
_OF_COURSES = frozenset({BROWSE, INFO, JOBS, "training.request", "training.recommend", LEARNING})


def meant(turn: Turn, parse: Parse) -> Parse:
    """The parse of a message that asks which courses fit, or when the one is that it names; any other as it is."""
    if turn.session.form is not None or turn.postback is not None:
        return parse
    if _asks_when(turn, parse):
        slots = {**parse.slots, "course": parse.named["course"]}
        return replace(parse, intent=INFO, confidence=1.0, alternatives=(), slots=slots)
    if _seeks(turn, parse):
        return replace(parse, intent=BROWSE, confidence=1.0, alternatives=())
    return parse


def _asks_when(turn: Turn, parse: Parse) -> bool:
    """「唱歌吧 什么时候上」, 「都是上班的活，书法几点」: when is a course that is named?"""
    if "course" not in parse.named or Aspect.TIME not in aspects_asked(turn.message.text):
        return False
    if not _in_course_talk(turn):
        return False
    course = find_course(turn.content, parse.named["course"])
    was_shown = course is not None and course.name in turn.session.topic.shown
    complains = parse.intent == JOBS and course_wishes.told_now(turn).leisure
    return was_shown or not _is_sure(parse) or complains


def _seeks(turn: Turn, parse: Parse) -> bool:
    """Is it asked which courses are like that, or then, whatever else the words were taken for?"""
    text = turn.message.text
    if not _may_ask(parse, text) or _is_else(parse, text):
        return False
    now = course_wishes.told_now(turn)
    if not now.told or course_wishes.names_untaught(turn):
        return False  # what is not taught here may be wished for
    if parse.intent == INFO and now.times.told:
        return False  # whether the course that is named has classes then is told of that course
    if parse.intent == JOBS and _is_sure(parse):
        return now.leisure and _in_course_talk(turn)
    if course_wishes.asks_for_course(text):
        return True
    likely = _in_course_talk(turn) or (bool(now.words) and parse.intent in _OF_COURSES)
    return likely and not _is_sure(parse) and course_wishes.asks_whether(text)


def _may_ask(parse: Parse, text: str) -> bool:
    """Is there a word in the message by which courses are asked for? All else is told apart from it at more cost."""
    return parse.intent == JOBS or course_wishes.asks_for_course(text) or course_wishes.asks_whether(text)


def _is_else(parse: Parse, text: str) -> bool:
    """Is it an enrolment, something to learn from at home, or surely something else?"""
    if parse.intent == ENROL or (parse.intent == LEARNING and _MATERIAL.search(text)):
        return True
    asks_you = parse.intent == OFFER and _YOU_TEACH.search(text) is not None
    return _is_sure(parse) and parse.intent not in _OF_COURSES and not asks_you


def _is_sure(parse: Parse) -> bool:
    return is_confident(parse) and parse.intent != OUT_OF_SCOPE


def _in_course_talk(turn: Turn) -> bool:
    topic = turn.session.topic
    return bool(topic.course_wishes) and turn.session.turn - topic.course_wish_turn <= LATELY
