"""Wishes that were taken for another form than the one that is meant. Pure."""

import re
from collections.abc import Sequence

from bot.conversation.command_kinds import of_kind
from bot.conversation.commands import Ask, Command, Nothing, Start
from bot.conversation.interpret.agreed_and_more import more_to_do
from bot.conversation.interpret.clauses import weekly_tips
from bot.conversation.interpret.clauses.denied import seeks_help
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.wishes import openings
from bot.conversation.interpret.wishes.listed_wishes import outgrown
from bot.conversation.interpret.wishes.meant_club import seeks_company
from bot.conversation.interpret.wishes.wish_at_end import wish_at_end
from bot.conversation.turn import Turn
from bot.understanding.questions import said_to_bot
from bot.understanding.text import own_words

_NO_HELP = frozenset({"feedback", "employer", "volunteer", "listing", "wish", "reserve"})
_OF_COMPANY = frozenset({"volunteer", "talent_offer", "event", "enrol", "recommend", "wish"})
"""Forms that a question about a club is taken for."""
_OF_WHOM = frozenset({"name", "phone", "address", "for_whom", "time", "need", "bank"})


def one_listing(commands: Sequence[Command]) -> list[Command]:
    """「婴儿车，八成新，二十块，帮忙发出去」: the thing at the head, taken for one that is looked for, is the one listed."""
    merged: list[Command] = []
    for command in commands:
        before = merged[-1] if merged else None
        lists = isinstance(command, Start) and command.flow == "listing" and "item" not in command.slots
        if lists and isinstance(command, Start) and isinstance(before, Start) and before.flow == "wish":
            merged[-1] = Start(
                "listing", {**before.slots, **command.slots}, f"{before.words}，{command.words}"
            )
        else:
            merged.append(command)
    return merged


def sought(turn: Turn, commands: Sequence[Command]) -> Sequence[Command]:
    """「请人来教我们唱越剧」, taken for a skill that is offered: somebody is wanted who can."""
    text = turn.message.text
    commands = [_of_job(_of_weekly_tips(_given(command, text))) for command in _without_own_school(commands)]
    if openings.joins_in(text):
        return [_lending_a_hand(command) for command in commands]
    others = {"talent_offer"} if seeks_help(text) else set()
    others |= _NO_HELP if openings.calls_helper(text) else set()
    if not others:
        return commands
    return [
        Start(
            "talent_request",
            {name: value for name, value in command.slots.items() if name in _OF_WHOM},
            command.words,
        )
        if isinstance(command, Start) and command.flow in others
        else command
        for command in commands
    ]


def _given(command: Command, text: str) -> Command:
    """「再送一个烧水壶」, taken for a thing that is looked for: it is one more that is given away, or one that was outgrown."""
    if not isinstance(command, Start) or command.flow != "wish":
        return command
    if outgrown(text):
        return Start("listing", command.slots, command.words)
    if not openings.gives_more(text):
        return command
    return Start("listing", {**command.slots, "terms": "give"}, command.words)


def _of_job(command: Command) -> Command:
    """「我是想应聘食堂帮厨」, taken for a course or for a firm: the openings are asked for."""
    if not isinstance(command, Start) or command.flow not in openings.FORMS_FOR_JOB:
        return command
    return Ask(openings.JOBS, words=command.words) if openings.seeks_job(command.words) else command


def _of_weekly_tips(command: Command) -> Command:
    """「听说你们每周会发一个小建议」, taken for a course or a report: what is sent every week is wanted."""
    if not isinstance(command, Start) or not weekly_tips.wants_weekly_tips(command.flow, command.words):
        return command
    return command if command.flow == "subscription" else Start("subscription", words=command.words)


_BELONGS = re.compile(
    r"(?:职高|中学|高中|初中|技校|大学|学院|学校|专业|系)[^，,。\s]{0,8}的(?=$|[，,。！!\s])|[一二三四五六七八九\d]班的"
    r"|(?:在|是)[^，,。\s]{0,8}(?:厂|公司|单位|店|车间|工地)里?[^，,。\s]{0,6}(?:的|上班|做)|(?:学|读|念)[^，,。\s]{1,6}专?业?的(?=$|[，,。！!\s])"
)
_LEARNS = re.compile(r"想学|要学|报(?:名|个|一)|学学|上课|参加|培训")


def _without_own_school(commands: Sequence[Command]) -> Sequence[Command]:
    """「我是职高物流二班的，想进志愿队」 names no course: where somebody learns or works is told beside what is wished."""
    starts = of_kind(commands, Start)
    others = [command for command in commands if not _tells_of_oneself(command)]
    return others if any(start in others for start in starts) else commands


def _tells_of_oneself(command: Command) -> bool:
    if not isinstance(command, Start) or command.flow != "enrol":
        return False
    return _BELONGS.search(command.words) is not None and _LEARNS.search(command.words) is None


def _lending_a_hand(command: Command) -> Command:
    """What somebody who wants to lend a hand was taken to want instead: a course, a report."""
    wrong = isinstance(command, Start) and command.flow in ("enrol", "recommend", "feedback")
    return Start("volunteer", {}, command.words) if wrong and isinstance(command, Start) else command


def borne_out(commands: Sequence[Command]) -> list[Command]:
    """「周三下雨的话改别的日子行不」, taken for a subscription: without a word for it, it is a question, or nothing."""
    commands = [_for_helper(command) for command in commands if not _wants_word(command)]
    return [_question(command) if _is_unfounded(command) else command for command in commands]


def _wants_word(command: Command) -> bool:
    """「修好了跟我说一声」, taken for something that is looked for: only a word is wanted when it is done."""
    return isinstance(command, Start) and own_words.wants_word(command.words)


def of_open_form(flow: str, commands: Sequence[Command]) -> list[Command]:
    """「给我老婆也登记一下行吗」 beside an open form, taken for another one: it is the same once more.

    So is what helpers are to do besides, 「还有裙子也要改腰」, which was taken for a course.
    """
    return [_of_the_same(flow, command) if isinstance(command, Start) else command for command in commands]


def _of_the_same(flow: str, wish: Start) -> Start:
    more = more_to_do(wish.words) if flow == "talent_request" and "course" not in wish.slots else ""
    again = wish.flow != flow and said_to_bot.requests(wish.words)
    return Start(flow, words=more or wish.words) if more or again else wish


def _for_helper(command: Command) -> Command:
    """「我是叫人来抬到楼下」, taken for something else: somebody is wanted who helps."""
    if not isinstance(command, Start) or command.flow not in _NO_HELP:
        return command
    return Start("talent_request", {}, command.words) if openings.calls_helper(command.words) else command


def _is_unfounded(command: Command) -> bool:
    """Is it a wish without a word for it, or one that only asks whom one could join: 「有没有打太极的队可以加入」?"""
    if not isinstance(command, Start):
        return False
    only_asks = command.flow in _OF_COMPANY and asks(command.words) and seeks_company(command.words)
    return only_asks or not openings.borne_out(command.flow, command.words)


def _question(command: Command) -> Command:
    words = command.words if isinstance(command, Start) else ""
    return Ask("", words=words) if asks(words) else Nothing()


def ends_in_wish(turn: Turn) -> bool:
    """Does the message tell a story first, and surely wish for something at its end, which is what it means?"""
    if turn.session.form is not None:
        return False
    wish = wish_at_end(turn.parse, turn.hear)
    return wish is not None and wish.intent == turn.parse.intent and wish.intent in FLOW_OF_INTENT


_WISHES = re.compile(
    r"(?:想|要|来|去|愿意|打算)(?:去|来)?(?:学|报|参加)|报名|报(?:一?个|上)|学学|(?:选|就要|要|报)这个"
)


def names_course(wish: Start, turn: Turn) -> bool:
    """「我想学剪窗花」: are the course and the wish for it both said in words?"""
    named = wish.flow == "enrol" and "course" in wish.slots and "course" in turn.parse.named
    return named and _WISHES.search(turn.message.text) is not None
