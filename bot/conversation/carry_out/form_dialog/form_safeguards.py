"""Holds what a message was taken for against its words: nothing ends or is agreed to without a word for it. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.conversation.carry_out.form_dialog.unfit_values import fitted
from bot.conversation.carry_out.form_words.means_option import unanswered
from bot.conversation.carry_out.form_words.never_lost import with_answer
from bot.conversation.carry_out.open_form.form_consent import (
    consents,
    for_another,
    with_plain_end,
    without_false_consent,
)
from bot.conversation.carry_out.open_form.given_before import as_before
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.open_form.people_joining import for_wish_that_waits
from bot.conversation.command_kinds import has, has_only
from bot.conversation.commands import (
    Ask,
    Command,
    Complain,
    Dispute,
    Exclude,
    Hold,
    Later,
    Manner,
    More,
    No,
    Nothing,
    Repeat,
    Restart,
    SetSlot,
    Skip,
    Social,
    SocialKind,
    Start,
    Stop,
    WantsPerson,
    Yes,
)
from bot.conversation.forms import engine
from bot.conversation.forms.commanded import SHORT_ANSWER
from bot.conversation.forms.corrections import corrects
from bot.conversation.forms.engine import StepKind
from bot.conversation.interpret.clauses import denied, endings
from bot.conversation.interpret.clauses.form_messages import asks, asks_why, names_number_of_people
from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.values import times
from bot.conversation.interpret.values.choices import says_more
from bot.conversation.interpret.values.closed_values import TYPED
from bot.conversation.interpret.values.values import TIMES
from bot.understanding.dialog_state import DialogState
from bot.understanding.ranking import is_confident
from bot.understanding.slots import phone


def checked(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands, held against the words of the message."""
    commands = with_answer(opened, commands)
    told = with_plain_end(opened, said_beside(opened, with_wish(opened, whole_answer(opened, commands))))
    commands = without_false_consent(opened, with_words(opened, told))
    commands = for_wish_that_waits(opened, for_another(opened, as_before(opened, commands)))
    return fitted(opened, with_question(opened, commands))


def whole_answer(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「就是没事吹吹」, read in pieces of which one is the answer: all of a short answer in one's own words is."""
    state, text = opened.turn.session.form, opened.turn.message.text
    alone = commands[0] if len(commands) == 1 else None
    if state is None or not isinstance(alone, SetSlot) or not alone.words:
        return commands
    if len(text) > SHORT_ANSWER or asks(text):
        return commands
    if form_slot(alone.slot) != state.asking or (alone.slot in TIMES and times.leaves_out(text)):
        return commands
    return [replace(alone, words=text)]


_TAG = re.compile(
    r"^(?:这样|那|就|都)?(?:可以|行|好|对|中|成|要得|是|没问题)(?:吗|吧|伐|不|嘛|么|不行|不可以)?[?？]?$"
)
UNKNOWN = "unknown"
"""The intent of a question that only its own words can tell, if they are sure."""
SHORTEST_QUESTION = 5  # characters


def with_question(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「会剪头发。要每个礼拜都去的吗？」, taken for an answer alone: the question in the other part is one too."""
    clauses = unanswered(opened)
    answers = has_only(commands, SetSlot, Skip, Hold, Yes, No, Exclude)
    if len(clauses) < 2 or not commands or not answers:
        return commands
    question = next((clause for clause in clauses if _is_question(clause.text)), None)
    if question is None or (is_confident(question) and question.intent in FLOW_OF_INTENT):
        return commands
    return [*commands, Ask(UNKNOWN, words=question.text)]


def _is_question(text: str) -> bool:
    return asks(text) and len(text) >= SHORTEST_QUESTION and not _TAG.match(text.strip())


def turns_to(commands: Sequence[Command]) -> Start | None:
    """The wish that comes in the place of the open form: 「等会儿再说吧，我要报名插花」; None without one."""
    leaves = has(commands, Later, Stop)
    return next((command for command in commands if isinstance(command, Start)), None) if leaves else None


_PUTS_OFF = re.compile(
    r"晚点|晚些|等|先|再|回头|改天|有空|空了|忙|待会|一会|歇|下次|迟|来不及|以后|过后|明天再"
)
_EXCLUDES = re.compile(
    r"不|别|除|莫|勿|弗|没|冇|免|甭|忙|有事|要上班|要带|要去|走不开|困觉|睡觉|上班|免谈|饶|算了|唯独|只要"
)
_SKIPS = re.compile(
    r"没(?:有)?(?:手机|电话|号)|跳过|不想|不说|不讲|不方便|不用|不要|不填|没有|没啥|没什么|没定|随便|都行|都可以|都好|无所谓|不知道|不晓得|不清楚|说不|讲不|保密"
    r"|算了|免|记不|不记得|想不起|背不|找不|忘|再说|不留|莫|弗|勿|过吧|^过$"
)
_WAITS = re.compile(
    r"等|想|慢|稍|急|找|看看|问问|嗯|呃|额|哎|诶|忙|马上|一下下|那个|啥|什么|怎么|商量|考虑|先别|缓"
)
NEAR = 6  # characters
_GREETS = re.compile(
    r"(?:你|您|大家|们|早上|上午|中午|下午|晚上|早|师傅|老师)好|^好[啊呀]|嗨|哈喽|哈啰|在吗|在不|在伐|^喂|^早|hi|hello",
    re.IGNORECASE,
)
_ANY_TIME = re.compile(r"随便|都行|都可以|都好|哪天|几时都|无所谓|随时")
_PRAISES = re.compile(
    r"好|比|灵|棒|赞|强|快|行|牛|中用|中听|挺中|聪明|仔细|周到|利落|利索|热心|耐心|耐烦|懂|清楚|清爽|稳|沉得住|难得|不赖|不错|可以"
    r"|了不起|厉害|孝顺|巧|没话说|幸亏|像|牢靠|贴心|暖|正规|星|五分|满分|细"
)
_SAYS_HOW = {
    Manner.BIGGER: re.compile(r"大字|字.{0,4}[大小]|看不|放大|大一?[点些]|眼"),
    Manner.SLOWER: re.compile(r"慢|快|短|长|少|一点|听不|跟不上|一个一个|一步"),
}


def says_how(how: Manner, text: str) -> bool:
    """Is there a word for how something is to be said: bigger or slower? 「我忘性大」 holds none."""
    return how not in _SAYS_HOW or _SAYS_HOW[how].search(text) is not None


_SAID_WITH = {SocialKind.GREET: _GREETS, SocialKind.PRAISE: _PRAISES}
_ONLY_WHO = re.compile(r"(?:是|给)?(?:我?自己|本人)(?:的|报|学|来)?")  # says for whom, and agrees to nothing


def with_words(opened: OpenForm, commands: Sequence[Command]) -> list[Command]:
    """Commands that a word must stand for, as answers where none stands: 「明天」 is a time, whatever it was taken for."""
    text = opened.turn.message.text
    return [
        _instead(opened, text, command, commands) if _is_unfounded(opened, text, command) else command
        for command in commands
    ]


def _instead(opened: OpenForm, text: str, command: Command, commands: Sequence[Command]) -> Command:
    """What a command that no word stands for is taken for."""
    if isinstance(command, Stop) and (instead := _instead_of_end(text, commands)) is not None:
        return instead
    if isinstance(command, More):
        hazards = TYPED["hazards"](Piece.of(text), DialogState()) if opened.spec.slot("hazards") else ()
        return SetSlot("hazards", ",".join(hazards), words=text) if hazards else Nothing()
    if isinstance(command, WantsPerson | Ask):
        return _instead_of_asking(opened, text, command, alone=len(commands) == 1)
    return _as_answer(opened, text)


def _instead_of_end(text: str, commands: Sequence[Command]) -> Command | None:
    """What a protest, an order to go ahead or a correction is taken for; None for any other text."""
    if endings.protests(text):
        return Nothing() if has(commands, SetSlot) else Complain()
    if endings.goes_ahead(text):
        return Nothing()
    return Dispute() if corrects(text) else None


def _instead_of_asking(opened: OpenForm, text: str, command: WantsPerson | Ask, *, alone: bool) -> Command:
    """What a call for a person, or a 「why」, is taken for that no word stands for."""
    if isinstance(command, Ask):
        return _as_answer(opened, text) if alone else Nothing()
    if denied.refuses_person(text):
        return Hold() if alone else Nothing()
    return Yes() if consents(text) else _as_answer(opened, text)


def _is_unfounded(opened: OpenForm, text: str, command: Command) -> bool:
    if isinstance(command, Ask):
        return command.intent == "meta.why" and not (
            asks(command.words or text) or asks_why(command.words or text)
        )
    if (
        isinstance(command, WantsPerson)
        and opened.spec.name == "talent_request"
        and not denied.names_staff(text)
    ):
        return True  # 「对，就叫人来吧」 is what the form is for
    return not says_more(text) if isinstance(command, More) else _stands_for_nothing(text, command)


def _stands_for_nothing(text: str, command: Command) -> bool:
    match command:
        case Exclude(_, value, words):
            return not _EXCLUDES.search(_around(words or text, value))
        case Skip(slot):
            return not _SKIPS.search(text) or _answers_all_the_same(text, slot)
        case Repeat(how):
            return not says_how(how, text)
        case Social(kind, words) if kind in _SAID_WITH:
            return not _SAID_WITH[kind].search(words or text)
        case _:
            return type(command) in _HAS_NO_WORD and _HAS_NO_WORD[type(command)](text)


_LETTERS = re.compile(r"(?!.*(?:ok|y|hao|dui|shi|en|xing|ke\s?yi))[a-z\s…。.,，!！~]+", re.IGNORECASE)


def _agrees_to_nothing(text: str) -> bool:
    """「我自己」, 「周末吧」, 「asdf」: an answer or letters, with no word for a yes."""
    return (
        bool(_LETTERS.fullmatch(text))
        or bool(_ONLY_WHO.fullmatch(text))
        or (bool(times.meant(text)) and not consents(text))
    )


_HAS_NO_WORD: dict[type[Command], Callable[[str], bool]] = {
    Stop: lambda text: not endings.ends(text),
    Restart: lambda text: not endings.ends(text),
    Later: lambda text: not _PUTS_OFF.search(text),
    Hold: lambda text: not _WAITS.search(text),
    WantsPerson: lambda text: names_number_of_people(text) or denied.refuses_person(text),
    Yes: _agrees_to_nothing,
}
"""Commands that need a word for them in the text, with whether it holds none."""
_CAN = re.compile(r"(?<!不)(?:会|能|喜欢|懂|做过|学过)(?!不|说|讲)")
LONG = 10  # characters


def _answers_all_the_same(text: str, slot: str) -> bool:
    """「她没有手机的，留我的」 with a number, 「随便哪天」, 「也没啥特长，会陪老人聊天」."""
    number = slot == "phone" and phone.find_any(text) is not None
    any_time = slot in TIMES and _ANY_TIME.search(text) is not None
    return number or any_time or (len(text) > LONG and _CAN.search(text) is not None)


def _around(text: str, value: str) -> str:
    """The value with a few characters on either side, where it stands in the text; else the whole text."""
    at = text.find(value)
    return text if at < 0 else text[max(at - NEAR, 0) : at + len(value) + NEAR]


def with_wish(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「等会儿再说吧，我要报名插花」, taken for a delay alone: the wish in the other part is one too."""
    if not commands or not has_only(commands, Later, Stop):
        return commands
    wish = next(
        (
            clause
            for clause in opened.turn.clauses
            if is_confident(clause)
            and clause.intent in FLOW_OF_INTENT
            and clause.intent != opened.spec.intent
        ),
        None,
    )
    return [*commands, Start(FLOW_OF_INTENT[wish.intent], words=wish.text)] if wish else commands


def said_beside(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「刚不是讲过不匿名了吗」, 「当然是挣钱，哈哈」: the answer that a complaint, a joke or thanks holds is taken too."""
    state = opened.turn.session.form
    if state is None or not has_only(commands, Complain, Social):
        return commands
    step = engine.take_answer(opened.spec, state, opened.turn.parse, opened.world)
    slot = opened.spec.slot(state.asking)
    if slot is None or slot.free or slot.any_words or slot.name == "name" or step.kind is not StepKind.FILLED:
        return commands
    text = opened.turn.message.text
    return (
        [SetSlot(state.asking, step.state.slots[state.asking], words=text)]
        if state.asking in step.state.slots
        else commands
    )


def _as_answer(opened: OpenForm, text: str) -> Command:
    """The text as an answer to what is asked, or as the time that the form has still to ask for."""
    state = opened.turn.session.form
    asking = state.asking if state else ""
    spoken = times.free(text) if asking in TIMES else times.meant(text)
    if spoken and (slot_of_time := _slot_of_time(opened)):
        return SetSlot(slot_of_time, spoken, words=spoken)
    if opened.spec.slot(asking) is None:
        return Nothing()
    skips = _SKIPS.search(text) and not _answers_all_the_same(text, asking)
    return Skip(asking) if skips else SetSlot(asking, text, words=text)


def _slot_of_time(opened: OpenForm) -> str:
    """The slot that a time answers: what is asked for, or what has still to be asked for; "" for none."""
    state = opened.turn.session.form
    if state is None or state.asking in TIMES:
        return state.asking if state else ""
    names = [slot.name for slot in opened.spec.slots if slot.name in TIMES]
    empty = next((name for name in names if name not in state.slots), "")
    return empty or (names[0] if names and state.asking == engine.CONFIRM else "")
