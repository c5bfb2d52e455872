"""A question to the community that was taken for a value of the open form."""

import re
from collections.abc import Sequence

from bot.conversation.carry_out.form_dialog.form_safeguards import UNKNOWN
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.commands import Ask, Command, Exclude, SetSlot
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.wishes.question_clauses import questions, suggests
from bot.understanding.questions import said_to_bot
from bot.understanding.questions.small_questions import particular_question
from bot.understanding.slots import person, phone, request_details
from bot.understanding.text import own_words

_SPACES = re.compile(r"\s")
_TO_THE_BOT = re.compile(
    r"[你侬您](?:又|还|老|怎么|咋|到底|在|是|听|烦|累|会不会|能不能|好不好)|刚才|刚刚|讲过|说过|写过|记(?:住|下|上|得)|写上|没(?:有)?(?:写|记)|填|听(?:得?懂|见|清)|等[一下会]"
    r"|(?:帮|给|替)(?:她|他|伊|我|阿拉)(?:们|家|也|再|都){0,2}(?:报|登记|订|加|写|记|弄|办)"
    r"|名字|姓名|叫什么|电话|手机|号码|报上|登记上|报好|订好|弄好"
)
_WANTS_ONE = re.compile(r"(?:没有吗|有吗|有伐|有没有)[啊呀]?$")  # 「轻松的没有吗」 looks for something else
SHORTEST, _LONGEST = 5, 24  # characters of a question that is passed on
OWN_WORDS = ("detail", "need")  # a question in these stands in what the staff read


def asked_not_told(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands, with a question that was taken for a value in the resident's own words as the question that it is."""
    of_form = [words for words in questions(opened.turn.message.text) if said_to_bot.asks_of_form(words)]
    commands = [_as_asked_of_form(command, of_form) for command in commands]
    if all(not isinstance(command, SetSlot | Exclude) or command.slot in OWN_WORDS for command in commands):
        return commands
    asked = [words for words in questions(opened.turn.message.text) if is_particular(words)]
    return [_as_question(opened, command, asked) for command in commands]


def _as_asked_of_form(command: Command, asked: Sequence[str]) -> Command:
    """「那你写上水槽了没」, taken for what is to be written: it is asked what is written."""
    if not isinstance(command, SetSlot | Exclude):
        return command
    value = _SPACES.sub("", command.value)
    within = next((words for words in asked if value in words or words in value), "")
    return Ask(UNKNOWN, words=within) if within else command


def _as_question(opened: OpenForm, command: Command, asked: Sequence[str]) -> Command:
    if not isinstance(command, SetSlot | Exclude) or command.slot in OWN_WORDS:
        return command
    slot, value = opened.spec.slot(form_slot(command.slot)), _SPACES.sub("", command.value)
    own_words_wanted = slot is not None and (
        slot.free or slot.any_words or slot.name == "name" or _is_of_the_way(slot.name, command.words)
    )
    within = next((words for words in asked if value in words or words in value), "")
    return Ask(UNKNOWN, words=within) if own_words_wanted and within else command


def _is_of_the_way(slot: str, words: str) -> bool:
    """Is it asked what messages in WeChat or by SMS can do, where one of them was taken to be wanted?"""
    return slot == "channel" and request_details.asks_of_the_way(words)


def is_particular(words: str) -> bool:
    """Is it plainly a question to the community, and neither a suggestion nor said to the bot?"""
    if not SHORTEST <= len(words) <= _LONGEST or own_words.is_talk(words):
        return False
    if (
        suggests(words)
        or _WANTS_ONE.search(words)
        or _TO_THE_BOT.search(words)
        or own_words.asks_the_bot(words)
        or said_to_bot.asks_no_fact(words)
        or phone.attempted(words)
        or person.called(words)
    ):
        return False
    return bool(particular_question(words))
