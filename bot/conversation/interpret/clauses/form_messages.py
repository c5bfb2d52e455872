"""What a message is to the form that is open: an answer, a question in between, or the end of the form. Pure."""

import re
from collections.abc import Collection, Sequence
from enum import Enum, auto

from bot.conversation.forms.corrections import corrects
from bot.conversation.forms.spec import FormSpec, SlotSpec
from bot.conversation.session import FormState
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.ranking import is_confident
from bot.understanding.slots.numerals import figures
from bot.understanding.text.bounded_cache import remembered

CERTAIN = 0.97  # a form is dropped only for words that can mean nothing else: what was said would be lost

_QUESTION = re.compile(
    r"[?？]|吗|(?<![那这多要])么|呢|伐|什么|啥|怎么|咋|哪|几点|几号|几时|(?:礼拜|星期|周)几|几天(?=能|可以|才|好|修|办|会)|多少|多久|谁|为何|为什么|有没有|男的女的|(?<!不)([^\W不])不\1|([\u4e00-\u9fff]{2})不\2|(?:到底|是)[^，,。]{1,8}还是"
    r"|[^\W不][^\W不说要]不[啊呀嘛]?$|有[^，,。！!\s]{1,8}没得|有没得|好多(?:钱|岁|天)|几钿"
    r"|有(?:人|空|位|地方|得)[^，,。！!\s不没]{0,4}没[啊呀噻]{0,1}(?=[，,。！!\s]|$)"
    r"|(?<![米尺寸])多长时间(?!都)|[了过好上]没有[啊呀]?[。！!]*$"
    r"|(?:[\u4e00-\u9fff]{2}(?<![我要也还才偏就都说是他她])|钱|有|能|行|会|好|去|来|学)不(?=[，,。\s]|$)"
)
_NOTHING = re.compile(
    r"(?<=[^\W是干做为])(?:啥|什么)的(?=[^\W时人地班课书活菜样])|哪(?:里|儿)?有(?:什么|啥)(?![地课班人活])|谁(?:晓得|知道)(?=[，,。！!]|$)|不[知管](?:贵处|怎么|如何)"
    r"|(?<=有个)(?:啥|什么)(?=[\u4e00-\u9fff])|(?<=有一个)(?:啥|什么)(?=[\u4e00-\u9fff])"
    r"|(?<!有)没(?:啥|什么)(?!时候)|[不没](?:怎么|咋)(?!样|办)"
)  # 「没啥不舒服」, 「不怎么爱说话」 ask nothing
_PERSONAL = r"(?:地址|电话|手机|名字|姓名|号码|年龄|岁数|信息)"
_WHY = re.compile(
    rf"(?:要|问|留|填).{{0,4}}{_PERSONAL}.{{0,3}}(?:干嘛|干什么|干啥|做什么|做啥|什么用|啥用)"
    rf"|(?:为什么|为啥|干嘛|干啥|怎么还)(?:还)?(?:要|问|留|填).{{0,4}}{_PERSONAL}"
)
_NUMBER_OF_PEOPLE = re.compile(
    r"(?:就|一共|总共)?\d+(?:个|位|口)?(?:人)?"
)  # 「3个人」 is a number, no call for a person
_PLEASANTRIES = frozenset({"dialog.greet", "dialog.thanks", "dialog.bye", "dialog.help"})
"""What 「上午」 or 「有空就行」 is mistaken for where the question that was asked is not known."""


class FormMessage(Enum):
    """What a message is to the open form."""

    STOP = auto()  # the form is dropped
    ASIDE = auto()  # a question in between: it is answered, then the form goes on
    ANSWER = auto()  # the form reads it first


def role(parse: Parse, spec: FormSpec, state: FormState, answered: Collection[str]) -> FormMessage:
    """What the message is to this form; `answered`: the intents that some service answers."""
    if not is_confident(parse):
        return FormMessage.ANSWER
    if _stops(parse, spec, state):
        return FormMessage.STOP
    if parse.intent == "dialog.human" and not _NUMBER_OF_PEOPLE.fullmatch(figures(parse.normal)):
        return FormMessage.ASIDE
    slot = spec.slot(state.asking)
    if _answers_in_any_words(parse, slot):
        return FormMessage.ANSWER
    open_to_all = slot is not None and slot.free and parse.intent not in spec.kin
    if (open_to_all or _QUESTION.search(parse.text)) and is_aside(parse, spec, answered):
        return FormMessage.ASIDE
    return FormMessage.ANSWER


def _answers_in_any_words(parse: Parse, slot: SlotSpec | None) -> bool:
    """「有空就行」, taken for a pleasantry: is it the answer to a question that any words answer?"""
    return slot is not None and slot.any_words and parse.intent in _PLEASANTRIES


def _stops(parse: Parse, spec: FormSpec, state: FormState) -> bool:
    if parse.intent in ("dialog.cancel", "dialog.restart") and parse.confidence >= CERTAIN:
        return True
    course = str(parse.slots.get("course", ""))
    dropped = parse.intent in spec.dropped_by and course in ("", state.slots.get("course", ""))
    return dropped and not corrects(parse.text)


def is_aside(parse: Parse, spec: FormSpec, answered: Collection[str]) -> bool:
    """Could this be something else than an answer to the form?"""
    own = {spec.intent, "dialog.affirm", "dialog.deny", "dialog.cancel", "dialog.help", OUT_OF_SCOPE}
    return is_confident(parse) and parse.intent in answered and parse.intent not in own


def asides(clauses: Sequence[Parse], spec: FormSpec, answered: Collection[str]) -> tuple[Parse, ...]:
    """The clauses that ask something else."""
    return tuple(
        clause for clause in clauses if _QUESTION.search(clause.text) and is_aside(clause, spec, answered)
    )


_NEVER_MIND = re.compile(r"^(?:唉|哎|那|好吧|行吧|哦)*算了(?:吧|啦|算了)?[，,。 ]*(?=.{4,})")
_GIVES_UP = re.compile(
    r"不(?!记得|知道|晓得|清楚|懂|明白|对|是|会|好意思|写|留|填|说).{0,3}(?:弄|报|办|要|搞|登|去|来|学|想|用|换|卖|送|订|了)|取消|退|撤|下次|再说|改天|以后|别"
)


@remembered
def after_never_mind(text: str) -> str:
    """「算了，我先报上，周日的」: what is said after 「算了」 where it gives up nothing; else the text as it is."""
    opening = _NEVER_MIND.match(text)
    return text[opening.end() :] if opening and not _GIVES_UP.search(text[opening.end() :]) else text


_MISSES = re.compile(r"没写(?!错)|漏了|漏掉|少写|没记上|没登上|要写的|写进去|不光")


def refuses_as_it_is(text: str) -> bool:
    """Does the text say that something is to be changed, or was told and is not written down: 「你没写上去呀」?"""
    return corrects(text) or bool(_MISSES.search(text))


@remembered
def asks(text: str) -> bool:
    """Is there a word or a sign of a question in the text?"""
    return bool(_QUESTION.search(_NOTHING.sub("", text)))


def names_number_of_people(text: str) -> bool:
    """Is it a number of people, and no call for a person?"""
    return bool(_NUMBER_OF_PEOPLE.fullmatch(figures(text.strip())))


def asks_why(text: str) -> bool:
    """「你们要电话干嘛」: why something personal is asked for."""
    return bool(_WHY.search(text))
