"""What is asked of courses in other words than „Which courses are there?“: 「有没有教小孩画画的」, 「晚上轻松点的呢」."""

import re
from dataclasses import replace

from bot.common.postback import Wish
from bot.content.shared.courses import find_course
from bot.conversation import course_wishes
from bot.conversation.carry_out.answers import guesses
from bot.conversation.fitting_courses import SoughtCourse
from bot.conversation.interpret.values.people_listed import for_somebody
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.questions import over_all_courses
from bot.understanding.questions.aspects import Aspect, asked_in_order, aspects_asked, wants_yes_or_no
from bot.understanding.ranking import is_confident
from bot.understanding.slots import phone

EMPLOYER = "training.employer"
BROWSE, INFO, JOBS, OFFER = "training.browse", "training.info", "training.jobs", "talent.offer"
ENROL, LEARNING, REQUEST = "training.enrol", "learning.resources", "training.request"
_MATERIAL = re.compile(r"网|线上|在线|视频|资料|教材|自学|书(?![法画])")
_YOU_TEACH = re.compile(r"教不教|(?:你们|侬)(?:有没有)?(?:人)?教")
_WISHES = re.compile(r"[想要]学|[开办](?:个|一|班|课|设|新)|会开|建议|希望")
_WANTS_NOTED = re.compile(
    r"没(?:有)?(?:的话|呢|嘛)?[，,\s]?(?:就|也|那|你们?|请|麻烦){0,2}(?:帮|替|给)(?:我|忙)?(?:提|记|报|反映|说|申请)|(?:帮|替)我(?:提|反映|申请)(?:一下|一?个|上去)"
)
_ENROLS = re.compile(r"报(?:上|个名|名(?!要|的|费|需))|给(?:我|他|她|伊)报|登记")
_SAYS_AGAIN = re.compile(r"我(?:是|就是|就)?(?:想问|问的是|说的是|讲的是|要的是|想要|要)|要能|要(?:个|那种)")
_JOINS = re.compile(r"报(?!销|价)|[想要]学|登记|参加|帮我|给我")
_IS_THERE = re.compile(r"有[^，,。！!？?\s]{1,8}(?:培训|课|班)(?:没有?|不|吗|伐|么)")
LATELY = 3  # turns for which the talk is of courses
_OF_COURSES = frozenset({BROWSE, INFO, JOBS, REQUEST, "training.recommend", LEARNING})


def meant(turn: Turn, parse: Parse) -> Parse:
    """The parse of a message that asks which courses fit, or when the one is that it names; any other as it is."""
    if turn.session.form is not None or turn.postback is not None:
        return parse
    if over_all(turn, parse):
        return replace(parse, intent=BROWSE, confidence=1.0, alternatives=(), slots={})
    if _asks_when(turn, parse) or _asks_who_may(turn, parse) or _asks_what_it_costs(turn, parse):
        slots = {**parse.slots, "course": parse.named["course"]}
        return replace(parse, intent=INFO, confidence=1.0, alternatives=(), slots=slots)
    if _WANTS_NOTED.search(turn.message.text) and course_wishes.names_untaught(turn):
        return replace(parse, intent=REQUEST, confidence=1.0, alternatives=())
    if _seeks(turn, parse) or _asks_for_untaught(turn, parse):
        return replace(parse, intent=BROWSE, confidence=1.0, alternatives=())
    return parse


def over_all(turn: Turn, parse: Parse) -> bool:
    """「有没有晚上上的课」, or 「晚上的」 after the kinds were shown: is it asked of all courses, whichever was told last?"""
    text, topic = turn.message.text, turn.session.topic
    if turn.session.form is not None or turn.postback is not None or _ENROLS.search(text):
        return False
    if over_all_courses.asks(text):
        return "course" not in parse.named or over_all_courses.without_excepted(text)
    listed = any(
        isinstance(choice.postback, Wish) and choice.postback.intent == BROWSE
        for choice in turn.session.choices
    )
    return listed and not topic.course and not topic.kind and over_all_courses.only_a_time(text)


def described(turn: Turn, parse: Parse) -> Parse:
    """The parse with the course that is named, or told by what is made there, where one is to be joined or asked about."""
    if turn.session.form is not None or turn.postback is not None or parse.intent not in (ENROL, INFO):
        return parse
    if "course" in parse.slots:
        return parse
    named_person = for_somebody(turn.message.text)  # 「给张桂花报」 names no flowers
    course = parse.named.get("course", "") or ("" if named_person else course_wishes.only_course_for(turn))
    if not course:
        return parse
    slots, named = {**parse.slots, "course": course}, {**parse.named, "course": course}
    return replace(parse, slots=slots, named=named)


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


def _asks_who_may(turn: Turn, parse: Parse) -> bool:
    """「点心班 我老太婆七十三了能不能去学」: is it asked of a course who may come, and nobody enrolled yet?"""
    text = turn.message.text
    if "course" not in parse.named or parse.intent not in (ENROL, *_OF_COURSES) or _ENROLS.search(text):
        return False
    who = next((asked for asked in asked_in_order(text) if asked.aspect is Aspect.WHO), None)
    if who is None or not wants_yes_or_no(text) or phone.find_any(text) is not None:
        return False
    return who.age is not None or not _is_sure(parse)


def _asks_what_it_costs(turn: Turn, parse: Parse) -> bool:
    """The price of a course that is named, where the whole is not understood, or anything asked of one by who is no employer."""
    text = turn.message.text
    if (
        "course" not in parse.named
        or (is_confident(parse) and parse.intent != EMPLOYER)
        or guesses.speaks_of_firm(text)
        or (_ENROLS if parse.intent == EMPLOYER else _JOINS).search(text)
    ):
        return False
    asked = "，".join(questions(text))
    if parse.intent == EMPLOYER:
        there = _IS_THERE.search(text)
        return parse.named["course"] in (asked or (there[0] if there else ""))
    return Aspect.FEE in aspects_asked(asked) and parse.named["course"] in asked


def _asks_for_untaught(turn: Turn, parse: Parse) -> bool:
    """「教不教做年货」: is it asked whether something is taught that no course is for, whatever else it was taken for?"""
    text = turn.message.text
    wished = _WISHES.search(text) is not None or "course" in parse.named
    if wished or not course_wishes.asks_for_course(text):
        return False
    finds_material = parse.intent == LEARNING and bool(parse.slots)
    else_meant = _is_sure(parse) and (finds_material or parse.intent not in _OF_COURSES)
    return not else_meant and course_wishes.names_untaught(turn)


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
    return _asks_for_such(turn, parse, now)


def _asks_for_such(turn: Turn, parse: Parse, now: SoughtCourse) -> bool:
    """Does the message ask for a course in words for it, once more, or as the talk of courses goes on?"""
    text = turn.message.text
    if course_wishes.asks_for_course(text) or _says_again(turn, parse, now):
        return True
    return _likely_asks(turn, parse, now) and course_wishes.asks_whether(text)


def _likely_asks(turn: Turn, parse: Parse, now: SoughtCourse) -> bool:
    """Is the talk of courses, or the message likely about them, and surely about nothing else?"""
    likely = _in_course_talk(turn) or (bool(now.words) and parse.intent in _OF_COURSES)
    return likely and not _is_sure(parse)


def _says_again(turn: Turn, parse: Parse, now: SoughtCourse) -> bool:
    """「我是想问能坐着上的」 after the courses were shown: is it told once more what is looked for?"""
    said = _SAYS_AGAIN.search(turn.message.text) is not None
    return said and bool(now.words) and _in_course_talk(turn) and not _is_sure(parse)


def _may_ask(parse: Parse, text: str) -> bool:
    """Is there a word in the message by which courses are asked for? All else is told apart from it at more cost."""
    if parse.intent == JOBS or course_wishes.asks_for_course(text) or course_wishes.asks_whether(text):
        return True
    return _SAYS_AGAIN.search(text) is not None


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
