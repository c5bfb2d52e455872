"""What a message agrees to: a summary is confirmed by a word for it, and a second person is a wish of its own. Pure."""

import re
from collections.abc import Sequence

from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.open_form.side_notes import with_note
from bot.conversation.command_kinds import has, has_only, of_kind, without
from bot.conversation.commands import (
    Ask,
    Command,
    Complain,
    Dispute,
    Exclude,
    Hold,
    Later,
    Nothing,
    Record,
    SetSlot,
    Social,
    Start,
    Stop,
    Yes,
)
from bot.conversation.forms import engine
from bot.conversation.forms.common_slots import SELF
from bot.conversation.forms.corrections import slot_names
from bot.conversation.interpret.agreed_and_more import more_to_do
from bot.conversation.interpret.clauses import endings, leaving
from bot.conversation.interpret.clauses.consent_head import after_by_the_way
from bot.conversation.interpret.clauses.form_messages import asks, refuses_as_it_is
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.values.kinship import comes_with_me, people_named
from bot.conversation.interpret.wishes.question_clauses import questions, suggests
from bot.conversation.session import FormState
from bot.understanding.questions import said_to_bot
from bot.understanding.slots.numerals import figures

TELLS = 6  # characters of a question that tells something besides
_ANOTHER = re.compile(
    r"(?:也|再)(?:想|要|给|帮|替)?(?:报|来|加|参加|去|登记)|也(?:想|要)(?:学|来|去|报)|跟我(?:同|一样|一起)"
)


_NAMES_FORM = re.compile(r"课|班(?!上)|(?<!同)学(?![生校员历])|报名|培训")


def _names_a_form(told: Sequence[Command]) -> bool:
    """Is there a wish for something else by its name, and no word of a person who only can do it?"""
    wishes = of_kind(told, Start)
    return len(wishes) == len(told) and any(_NAMES_FORM.search(wish.words) for wish in wishes)


def for_another(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「对，我妹子也要跟我一样的班，她叫…」: what follows the yes is said of somebody else, and begins a form of theirs."""
    text = opened.turn.message.text
    at = next((index for index, command in enumerate(commands) if isinstance(command, Yes)), None)
    told = [command for command in commands if isinstance(command, SetSlot | Start)]
    if at is None or not _ANOTHER.search(text) or not told or _names_a_form(told):
        return commands
    return [*commands[: at + 1], _same_wish(opened), *without(commands[at + 1 :], SetSlot, Start)]


def _same_wish(opened: OpenForm) -> Start:
    """The wish for the open form once more: in its course, or else by its title."""
    form = opened.turn.session.form
    course = form.slots.get("course", "") if form else ""
    # Heard again when it is begun, their skills may sound like a course: 「她会化妆」.
    words = opened.turn.message.text if course or form is None else opened.prompter.title(form)
    return Start(opened.spec.name, {"course": course} if course else {}, words)


_AGREES = re.compile(r"^(?:对|好|行|是|嗯|恩|可以|没错|没问题|中|要得|成|得)")


def agrees_first(opened: OpenForm, state: FormState) -> bool:
    """「对嘞，我妹子也要报」: the summary is agreed to before somebody else is spoken of."""
    text = opened.turn.message.text.strip()
    return state.asking == engine.CONFIRM and bool(_AGREES.search(text)) and bool(_ANOTHER.search(text))


def is_one_more(opened: OpenForm) -> bool:
    """「再报个瑜伽」: the same wish again, for something or somebody else."""
    return _ANOTHER.search(opened.turn.message.text) is not None


def is_of_the_same(opened: OpenForm, state: FormState) -> bool:
    """「跟我同一个班」 in the form for one's wife: no third person, but the class that she is to be in."""
    text, whom = opened.turn.message.text, state.slots.get("for_whom", SELF)
    return whom != SELF and comes_with_me(text) and not set(people_named(text)) - {whom}


_CONSENTS = re.compile(
    r"(?:^|[\s，,。.！!；;、])(?:对|是|好|行|可以|嗯|恩|没错|没问题|要得|中|成|得|系|ok|确认|确定|同意|提交|就这|就那|就楞)(?!不)"
    r"|就这样|就这么|先这[样么](?:登|报|办|交|挂|吧|$)|没问题|没错|可以了|提交|确认|同意|报上|(?:报|交|发|办|存|登记)(?:了|上)?吧|行了|好了|对[的了]?[。.!！]?$",
    re.IGNORECASE,
)


def consents(text: str) -> bool:
    """Is there a word for a yes in the text?"""
    return _CONSENTS.search(after_by_the_way(text)) is not None


def _only_suggests(text: str) -> bool:
    """「女儿在家等师傅可以吧」: is it asked whether that will do, with no word for a yes to what was read back?"""
    return len(text) >= TELLS and suggests(text) and not consents(text)


def _without_yes_to_see(text: str, commands: Sequence[Command]) -> Sequence[Command]:
    """「对，那你水槽写上了没」 agrees to nothing before it is told what is written."""
    to_see = any(map(said_to_bot.asks_of_form, questions(text)))
    if Yes() not in commands or not (to_see or _only_suggests(text)):
        return commands
    return without(commands, Yes) or [Ask("", words=text)]


def without_false_consent(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「不是张三，是李四」 is no consent, whatever else it was taken for: where something is to be changed, nothing is done."""
    commands = _without_yes_to_see(opened.turn.message.text, commands)
    agreed, text = Yes() in commands, opened.turn.message.text
    changed = has(commands, SetSlot, Exclude, Dispute)
    asked = has(commands, Ask)  # 「39 要不要考试」 tells an age
    if agreed and (changed or asked or _in_passing(text)) and not _says_yes(text):
        return without(commands, Yes)
    if not agreed or changed or not refuses_as_it_is(text):
        return commands
    return [Dispute() if isinstance(command, Yes) else command for command in commands]


def _in_passing(text: str) -> bool:
    """「对了 我家狗会叫」."""
    return after_by_the_way(text) != text


def _says_yes(text: str) -> bool:
    return consents(text) or _FIRST_OPTION.match(text) is not None


_AS_IT_IS = re.compile(r"(?:先|就)(?:就)?这[样么](?:登记?|报|办|交|挂)(?:上|吧|了|好了)*[。.！!]*$")

_CHANGES = (
    re.compile(r"(?<![不别莫弗勿覅用])(?:改|换)(?:一下|下|个|一个)?$"),
    re.compile(r"^(?:要|得|想|再)?(?:改|换)(?!成|为|到|好|过|了|对)"),
)


def _to_change(opened: OpenForm, commands: Sequence[Command]) -> str:
    """「不要全删掉，就改电话」, taken for a yes or for the end: the slot that is to be changed; "" for anything else."""
    if not commands or not has_only(commands, Yes, Stop):
        return ""
    for name, slot in slot_names(opened.words, opened.spec):
        before, named, after = opened.turn.message.text.partition(name)
        if named and (_CHANGES[0].search(before) or _CHANGES[1].match(after)):
            return slot
    return ""


def as_it_is(text: str) -> bool:
    """「算了，先这样登记吧」: is the form to be carried out as it is, whatever was said before?"""
    return _AS_IT_IS.search(text) is not None


_FIRST_OPTION = re.compile(r"\s*[1一](?!\d)")
_TALK = (Ask, Complain, Nothing, Social, Hold, Exclude, Dispute, Record, Start, Later)


def _ends(text: str) -> bool:
    return endings.ends_at_last(text) or leaving.leaves(text)


def with_plain_end(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「那我不报了，有没有乒乓球」, taken for a question alone, or for a value: the form ends first."""
    text = opened.turn.message.text
    form = opened.turn.session.form
    slot = _to_change(opened, commands)
    if slot:
        return [Dispute(slot)]
    if form is not None and form.asking in (engine.CONFIRM, engine.CHANGE) and as_it_is(text):
        return [*without(commands, *_MISREAD, Later), Yes()]
    if _ends(text):
        return [Stop()]
    if not endings.plainly_ends(text):
        return commands
    if has_only(commands, *_TALK):
        return [Stop(), *commands]
    aside = endings.puts_aside(text) and has_only(commands, *_TALK, SetSlot)
    return [Stop()] if aside and asks(endings.without_end(text)) else commands


_AGREES_AND_MORE = re.compile(
    r"^(?:(?:嗯|恩)*对的?(?:对的?)*|对格(?:对格)*|是的?|好的?|可以的?|行|嗯嗯?|没错|没问题|要得|中)(?:[啊呀哦呢哈]?[，,。.！!；;\s]+)(?P<rest>.{4,})$",
    re.DOTALL,
)
_ENDS_IT = re.compile(
    r"(?:不|别|勿|弗)(?:办|报|登|订|弄|搞|提交|要(?:了|报|登|办|弄|订)|想(?:办|报))|取消|算了|停|退|撤|先等"
)


_FIRMLY = re.compile(r"^(?:嗯|恩|哎)*(?:对|是的|没错|没问题)")
_MISREAD = (Stop, Record, Hold, Nothing, Complain)
_OF_ONE = ("name", "phone")  # of which none can be left out


def _settles(text: str) -> bool:
    """「对的 以后有变动再讲」 agrees and puts nothing off, 「算了，登记上吧」 gives in and gives nothing up."""
    found = _YES_THEN.fullmatch(text.strip())
    if found is not None and _SAYS_THEN.search(found["later"]) is not None:
        return True
    return bool(_DONE_WITH_IT.fullmatch(text.strip()) or _GIVES_IN.fullmatch(text.strip()))


def asked_what_if(text: str) -> str:
    """What is asked behind a yes of what would be: 「对的 那要是礼拜三去不了 我好换礼拜六伐」; "" for any other message."""
    found = _YES_AND_IF.match(text.strip())
    return found["rest"] if found else ""


def agreed(state: FormState, text: str, commands: Sequence[Command]) -> tuple[FormState, Sequence[Command]]:
    """「对。来的人不要到处讲我家的事」: the form with the remark, and a yes; both as they are if it was not misread."""
    if state.asking == engine.CONFIRM and (_agrees_last(state, text, commands) or _settles(text)):
        return state, (Yes(),)
    but = more_people(state, text)
    if but:
        return state, (SetSlot("people", but), Yes())
    found = _AGREES_AND_MORE.match(text.strip()) if state.asking == engine.CONFIRM else None
    # 「对的。公交末班几点」 agrees; 「好，那要钱吗」 may agree to nothing yet.
    firmly = _FIRMLY.search(text.strip()) is not None
    if found is None or not all(_is_misread(state, command, firmly=firmly) for command in commands):
        return state, commands
    rest = found["rest"]
    if settles_nothing(state, rest):
        return state, commands
    return (state if asks(rest) else with_note(state, rest)), (Yes(),)


def settles_nothing(state: FormState, rest: str) -> bool:
    """Does what follows the yes end the form, ask what it holds, or add to what is to be done?"""
    if _ENDS_IT.search(rest) or endings.plainly_ends(rest) or said_to_bot.asks_of_form(rest):
        return True
    return state.form == "talent_request" and bool(more_to_do(rest))


_YES_THEN = re.compile(
    r"(?:嗯|恩|哦){0,2}(?:对|是的|没错|好)[的了呀啊嘞]{0,2}[，,。！!\s]{0,2}(?P<later>(?:以后|要是|有变|将来|到时候).{1,16})"
)
_SAYS_THEN = re.compile(r"(?:再|会)(?:讲|说|告诉|联系)")
_DONE_WITH_IT = re.compile(
    r"(?:算了|好吧|行吧|那就|就这样|随便|随你)[，,。\s]{0,2}(?:就|给我|帮我|先){0,2}(?:登记|报|存|写|订|交|提交|办)(?:上|了|好)?(?:去)?[吧呀啊]?[，,。\s]{0,2}"
    r"(?:对|好|行|是)?[的了]?"
    r"|(?:就|给我|帮我|先){0,2}(?:登记|报|存|订|提交|交|办)(?:上|好)?(?:去)?吧"
)
_GIVES_IN = re.compile(r"算[了嘞啦](?:算[了嘞啦])?[，, ](?:不改了[，, ])?对[的了嘞呀]?")
_YES_AND_IF = re.compile(
    r"(?:嗯|恩|哦){0,2}(?:对|是的|没错|好){1,2}[的了呀啊嘞]{0,2}(?:对的)?[，,。！!\s]{1,2}(?P<rest>(?:那么?)?(?:要是|万一|如果|假如).{2,50}"
    r"(?:[伐吗么不？?]|怎么办|咋办|好伐)[呀啊]?)$"
)
"""「对的 那要是礼拜三去不了 我好换礼拜六伐」 agrees, asks what would be, and changes nothing."""
_YES_LAST = re.compile(r"[，,。\s](?:对|没错)[的了呀啊嘞]{0,2}[。.！! ]*$")
_BUT = re.compile(
    r"^(?:嗯|恩|哦){0,2}(?:对|是的|没错)[的了呀啊嘞]{0,2}[，,。\s]{0,2}(?:不过|但是?|就是|只是|可能)"
    r"(?P<rest>.{2,30})$"
)
_OF_PEOPLE = re.compile(r"(?P<number>\d{1,3})(?:个|位|人)")
_MORE_PEOPLE = re.compile(r"(?:加|多)(?P<number>\d)(?:个|位|人)")


def _agrees_last(state: FormState, text: str, commands: Sequence[Command]) -> bool:
    """「那先报王丽琴 对」: does the message name what the form holds, and nothing else, before its yes?"""
    same = of_kind(commands, SetSlot)
    if not _YES_LAST.search(text) or not same or not has_only(commands, SetSlot, Yes):
        return False
    return all(state.slots.get(form_slot(told.slot)) == told.value for told in same)


def more_people(state: FormState, text: str) -> str:
    """「对的 不过可能要加一个人 七个」: how many they are now; "" where the yes is not followed by another number."""
    found = _BUT.match(text.strip()) if state.asking == engine.CONFIRM else None
    held = state.slots.get("people", "")
    if found is None or not held.isdecimal():
        return ""
    plain = figures(found["rest"])
    added = _MORE_PEOPLE.search(plain)
    told = [match["number"] for match in _OF_PEOPLE.finditer(_MORE_PEOPLE.sub(" ", plain))]
    return told[-1] if told else str(int(held) + int(added["number"])) if added else ""


def _is_foreign(value: str, state: FormState) -> bool:
    """Does no value of the form share two letters that stand together with it?"""
    pairs = [value[at : at + 2] for at in range(len(value) - 1)]
    return len(pairs) >= _TELLING and not any(pair in held for pair in pairs for held in state.slots.values())


_TELLING = 4  # pairs of letters: a time or a weekday has less


def agrees_firmly(state: FormState, text: str) -> bool:
    """「嗯对的。再问下公交末班几点」: is the summary agreed to before something else is said?"""
    text = text.strip()
    more = _AGREES_AND_MORE.match(text) if state.asking == engine.CONFIRM and _FIRMLY.search(text) else None
    return more is not None and not _ENDS_IT.search(more["rest"])


def _is_misread(state: FormState, command: Command, *, firmly: bool) -> bool:
    """Is it an end, a question or a refusal of what does not stand there: 「来的人不要到处讲」?"""
    of_one = isinstance(command, Exclude) and (
        command.slot in _OF_ONE or (firmly and _is_foreign(command.value, state))
    )
    return of_one or isinstance(command, (*_MISREAD, Ask) if firmly else _MISREAD)
