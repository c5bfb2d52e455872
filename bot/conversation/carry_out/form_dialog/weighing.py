"""Which of the commands that a message was taken for are carried out, and when its intent tells better what it means. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.carry_out.form_dialog.joined_wishes import one_start_a_wish, with_other_things
from bot.conversation.carry_out.open_form.condition_kept import without_conditional
from bot.conversation.carry_out.open_form.merged_values import IN_OWN_WORDS
from bot.conversation.carry_out.open_form.told_by_wish import TAKEN_OVER
from bot.conversation.carry_out.readings import record_words, tales
from bot.conversation.carry_out.readings.listening import FEELINGS, is_felt
from bot.conversation.carry_out.readings.parts import commands_in
from bot.conversation.carry_out.readings.record_words import borne_out
from bot.conversation.carry_out.readings.spoken import intent_of_command
from bot.conversation.carry_out.readings.two_people import for_both
from bot.conversation.carry_out.readings.wishes_meant import ends_in_wish, names_course, one_listing, sought
from bot.conversation.command_kinds import has, has_only, without
from bot.conversation.commands import (
    Ask,
    Command,
    Complain,
    Hold,
    More,
    No,
    Nothing,
    Record,
    Social,
    SocialKind,
    Start,
    Yes,
)
from bot.conversation.interpret.session_state import confirmation, state_of
from bot.conversation.interpret.values.choices import says_more
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.ranking import CERTAIN, is_confident
from bot.understanding.slots import place

ABOUT_TALK = "meta."


def weighed(turn: Turn, commands: Sequence[Command]) -> tuple[Command, ...]:
    """The commands that are carried out of those that a message outside a form was taken for."""
    commands = [record_words.only_asked_of_money(tales.rather(turn, command)) for command in commands]
    commands = without_conditional(turn.message.text, commands)
    commands = with_words(
        turn, with_wish_beside(turn, _only_asked(turn, sought(turn, one_listing(commands))))
    )
    commands = without_courtesies(sure_parts(turn, asked_for(turn, commands)))
    return tuple(with_other_things(_whole(turn, for_both(turn, one_start_a_wish(commands)))))


_NO_NEED = re.compile(
    r"[请找叫派寻想要需能有没个位些人家师傅的来上门帮一下点儿忙我们社区志愿者学生吗呢吧问啥]*"
)
"""What says that somebody is wanted, and not for what."""


def tells_need(turn: Turn) -> bool:
    """Does the message say for what somebody is wanted, in words of its own: 「裤子长了，想叫人剪短一点」?"""
    told = commands_in(turn, turn.message.text, replace(state_of(turn.session), flow=""))
    needs = [
        command.slots.get("need", "")
        for command in told
        if isinstance(command, Start) and command.flow == "talent_request"
    ]
    return any(need and not _NO_NEED.fullmatch(need.replace(" ", "")) for need in needs)


_IF_TAKEN = re.compile(
    r"收不收|要不要|收[吗么伐]|要[吗么伐]|(?:能|可以|好)(?:拿|带)?(?:来|去)?换(?:绿植|花)?[吗么伐不]"
)


def _only_asked(turn: Turn, commands: Sequence[Command]) -> Sequence[Command]:
    """「你们绿色交换收不收旧冰箱」 asks, and offers nothing yet."""
    asked = any(isinstance(command, Ask) and command.intent.startswith("exchange.") for command in commands)
    if not asked or not _IF_TAKEN.search(turn.message.text):
        return commands
    return [command for command in commands if not (isinstance(command, Start) and command.flow == "listing")]


def _whole(turn: Turn, commands: Sequence[Command]) -> Sequence[Command]:
    """A single wish that the whole message is taken for as well: all of it may say something of its form."""
    if len(commands) != 1 or not isinstance(commands[0], Start):
        return commands
    wish = commands[0]
    if intent_of_command(wish) != turn.parse.intent:
        return commands
    # The form reads by itself what is told in the resident's own words, and knows 「我要投诉」 for no matter.
    slots = {
        name: value
        for name, value in wish.slots.items()
        if name not in IN_OWN_WORDS or (wish.flow == "talent_request" and not _NO_NEED.fullmatch(value))
    }
    return [replace(wish, slots=slots, words=turn.message.text)]


def tell_better(turn: Turn, commands: Sequence[Command]) -> bool:
    """Do the commands tell better what the message means than its likeliest intent?"""
    wished = has(commands, Start) or not ends_in_wish(turn)
    return bool(commands) and wished and not for_the_intent(turn, commands)


def for_the_intent(turn: Turn, commands: Sequence[Command]) -> bool:
    """Does the intent of the whole message tell as much: one question or wish, or a yes or no to nothing?"""
    parse = turn.parse
    if len(commands) > 1:
        return is_confident(parse) and all(
            isinstance(command, Ask) and command.intent == parse.intent for command in commands
        )
    if isinstance(commands[0], Yes | No):
        nothing_asked = confirmation(turn.session.choices) is None and not turn.session.draft
        return nothing_asked and surely_asks(parse)
    if isinstance(commands[0], Start):
        told = _told_by_wish(turn, commands[0])
        if told is not None:
            return told
    return _is_for_intents(commands[0]) and not _agreed(parse, commands[0]) and not _is_sure(turn)


def _told_by_wish(turn: Turn, wish: Start) -> bool | None:
    """Does the intent tell as much as the wish? None where it is another one, and no course is plainly wished for."""
    parse = turn.parse
    if names_course(wish, turn) and not is_confident(parse):
        return False
    if intent_of_command(wish) != parse.intent:
        return False if _reports_a_place(turn, wish) else None
    matter = wish.flow in _OF_A_MATTER and parse.confidence >= AGREED
    return (is_confident(parse) or not matter) and not TAKEN_OVER & wish.slots.keys()


def _reports_a_place(turn: Turn, wish: Start) -> bool:
    """「十二幢中间那盏灯又不亮了」: what is none of ours to the intents, with a place, is a report."""
    return (
        wish.flow == "feedback" and turn.parse.intent == OUT_OF_SCOPE and bool(place.spot(turn.parse.normal))
    )


AGREED, SECONDED = (
    0.35,
    0.2,
)  # confidence of an unsure intent that the act model also reads, as the first or another guess
_OF_A_MATTER = frozenset({"feedback", "talent_request"})  # who tells what is to be done wishes for it
_ABOUT_OWN = frozenset({"training.mine", "training.cancel", "exchange.mine", "feedback.status"})
_ONESELF = re.compile(r"我|俺|偶|阿拉|咱|自己|本人|登|报|订|挂|发|退|撤|反映|投诉|名额|单号")
UNSETTLED = 0.5  # below it no intent is likelier than all others together


def _agreed(parse: Parse, command: Command) -> bool:
    """Do two readers that know nothing of each other take an unsure message for the same question or wish?"""
    if is_confident(parse) or not isinstance(command, Ask | Start):
        return False
    intent = intent_of_command(command)
    if intent in ("", OUT_OF_SCOPE):
        return False
    if intent in _ABOUT_OWN and not _ONESELF.search(parse.normal):
        return False
    if intent == parse.intent:
        return parse.confidence >= AGREED
    unsettled = parse.confidence < UNSETTLED
    return unsettled and any(
        other.intent == intent and other.confidence >= SECONDED for other in parse.alternatives
    )


def _is_sure(turn: Turn) -> bool:
    """Is the act model sure of a question or a wish of which the intents are not?"""
    if is_confident(turn.parse) or turn.interpreter is None:
        return False
    return turn.interpreter.is_sure(turn.message.text, state_of(turn.session))


def _is_for_intents(command: Command) -> bool:
    """Is it what the intents tell as well: a question or a wish, or nothing at all?"""
    return isinstance(command, Start | Nothing) or (
        isinstance(command, Ask) and not command.intent.startswith(ABOUT_TALK)
    )


def asked_for(turn: Turn, commands: Sequence[Command]) -> Sequence[Command]:
    """Without a yes or no to nothing: 「不用了，我自己修好了」 says something else, when no question stands open."""
    if len(commands) < 2 or confirmation(turn.session.choices) is not None:
        return commands
    return without(commands, Yes, No) or commands


_COURTESIES = frozenset(
    {
        SocialKind.THANKS,
        SocialKind.GREET,
        SocialKind.BYE,
        SocialKind.SORRY,
        SocialKind.PRAISE,
        SocialKind.CHAT,
    }
)


def without_courtesies(commands: Sequence[Command]) -> list[Command]:
    """「礼仪培训报名，谢谢」: what is said for politeness beside a question or a wish needs no answer of its own."""
    matters = [command for command in commands if not _is_courtesy(command)]
    return matters or list(commands)


def _is_courtesy(command: Command) -> bool:
    return isinstance(command, Nothing) or (isinstance(command, Social) and command.kind in _COURTESIES)


SHORTEST_WISH = 5  # characters


def sure_parts(turn: Turn, commands: Sequence[Command]) -> list[Command]:
    """The commands without the questions and wishes of parts that by themselves are too unsure to be one."""
    if len(commands) < 2:
        return list(commands)
    return [
        command
        for command in commands
        if not isinstance(command, Ask | Start) or _stands_alone(turn, command)
    ]


def _stands_alone(turn: Turn, command: Ask | Start) -> bool:
    """Is the part a question or a wish of its own, and no half of what the whole message means?"""
    intent = intent_of_command(command)
    if intent.startswith(ABOUT_TALK) or intent == turn.parse.intent:
        return True
    part = turn.hear(command.words)
    if is_confident(turn.parse) and turn.parse.intent != OUT_OF_SCOPE:
        return part.intent == intent and part.confidence >= CERTAIN and len(part.normal) >= SHORTEST_WISH
    return is_confident(part)


_SOUND = re.compile(r"([\u4e00-\u9fff]{2})\1+[啊呀。.!！~]*")  # 「呼噜呼噜」 tells of nothing
_WAITS = re.compile(r"等|想|慢|稍|急|找|看看|问问|嗯|呃|额|哎|诶|忙|马上|一下下")
SHORT, LONGEST_WAIT = 8, 14  # characters
BESIDE_A_FEELING = 0.75  # a question or wish so likely is answered too, whatever feeling stands beside it


def with_words(turn: Turn, commands: Sequence[Command]) -> list[Command]:
    """Nothing is given up or changed without a word for it (「我订的东西」 asks), and nobody waits in a long sentence."""
    text, alone = turn.message.text, len(commands) == 1
    founded = [command for command in commands if not _is_unsaid(command, text, alone=alone)]
    return [borne_out(command, text) if isinstance(command, Record) else command for command in founded]


def _is_unsaid(command: Command, text: str, *, alone: bool) -> bool:
    """Does no word of the text stand for the feeling, the chat, the wish for more or the wait?"""
    match command:
        case Social(kind):
            return not is_felt(kind, text) or (_is_chat(command) and _SOUND.fullmatch(text) is not None)
        case More():
            return not alone and not says_more(text)
        case Hold():
            return not _WAITS.search(text) or len(text) > LONGEST_WAIT
        case _:
            return False


def _is_chat(command: Command) -> bool:
    return isinstance(command, Social) and command.kind is SocialKind.CHAT


def with_wish_beside(turn: Turn, commands: Sequence[Command]) -> list[Command]:
    """「谢谢啊，有没有人能上门推轮椅」, taken for thanks alone: what the whole message surely asks or wishes is done too."""
    only_talk = has_only(commands, Social, Complain)
    if not commands or not only_talk or len(turn.message.text) <= SHORT:
        return list(commands)
    if surely_asks(turn.parse):
        return [Ask(turn.parse.intent, words=turn.message.text)]
    felt = [command for command in commands if isinstance(command, Social) and command.kind in FEELINGS]
    matter = turn.parse.confidence >= BESIDE_A_FEELING and _is_of_ours(turn.parse)
    return [*felt, Ask(turn.parse.intent, words=turn.message.text)] if felt and matter else list(commands)


def surely_asks(parse: Parse) -> bool:
    """Is it beyond doubt a question about what the community does, and none about the talk?"""
    return parse.confidence >= CERTAIN and _is_of_ours(parse)


def _is_of_ours(parse: Parse) -> bool:
    return not parse.intent.startswith(("dialog.", OUT_OF_SCOPE))
