"""「对 她耳朵也不好 要敲重一点」: a yes to the summary, and a remark behind it that no field asks for."""

import re

from bot.conversation.carry_out.form_words.told_beside import is_courtesy, kept_remark
from bot.conversation.carry_out.open_form.form_consent import more_people, settles_nothing
from bot.conversation.carry_out.open_form.form_progress import complete
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.forms import engine
from bot.conversation.forms.corrections import slot_named
from bot.conversation.interpret.agreed_and_more import is_value_or_wish
from bot.conversation.interpret.clauses.consent_head import consent_head, whole_consent
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import told_times, worth_writing
from bot.conversation.interpret.values.values import tells_a_value
from bot.conversation.session import FormState
from bot.understanding.questions import said_to_bot
from bot.understanding.text import own_words
from bot.understanding.text.clauses import bare_clauses

_LEADS = re.compile(
    r"^(?:不过|但是?|就是|只是|可是?|另外|还有|那个|那|哦|噢|嗯|哎"
    r"|我?(?:要|想)?(?:再)?(?:说明|补充|说|讲|提|交代|关照)(?:一下|一句|下|句)?|跟你[讲说]|麻烦|请){1,4}[，,： ]{0,2}(?=.{3})"
)
_TAILS = re.compile(r"(?:噢|哦|喔|啊|呀|嘞|哈|哟|呐|嗷|昂)+$")
_NO_REMARK = re.compile(
    r"谢|辛苦|费心|受累|操心|过意不去|不好意思|打扰|麻烦你|拜托|再见|(?:那|我)?(?:等|就等)(?:你|侬|您)?们?(?:的)?(?:消息|通知|电话|信)|(?:快|早)点|尽快|抓紧|(?:跟|给|和|向)[^，,。]{1,4}(?:打个?招呼|[讲说]一?[声下])|晓得了|知道了|明白了|懂了|(?:没|冇)(?:别的|其他)?了?$"
)
_OF_RINGING = re.compile(r"打(?!算|扫|针|工|牌|麻将|球)|电话|联系|来电")
_COUNTS = re.compile(
    r"(?:加|多|减|少|变|改|是)(?:上|成|为|了)?[\d一二两三四五六七八九十]{1,3}(?:个|位|名|口|件|本|张|箱)"
)
SHORTEST, LONGEST = 3, 60  # characters of a remark


def remark_with_yes(opened: OpenForm, state: FormState) -> tuple[FormState, str] | None:
    """The form with what is told behind the yes, and what is said of it; None for any other message."""
    head = consent_head(opened.turn.message.text) if state.asking == engine.CONFIRM else None
    if head is None or not head.says_yes or not complete(opened, state):
        return None
    if _COUNTS.search(head.rest) or more_people(state, opened.turn.message.text):
        return None
    remark = _remark(opened, state, head.rest)
    if not SHORTEST <= len(remark) <= LONGEST:
        return None
    return kept_remark(opened, state, remark)


def _remark(opened: OpenForm, state: FormState, rest: str) -> str:
    """What is told behind the yes; "" where it is a question, a correction, a wish or courtesy."""
    if asks(rest) or settles_nothing(state, rest) or is_value_or_wish(state, rest, opened.turn.hear):
        return ""
    if tells_a_value(rest, opened.turn.hear(rest)) or (
        not _OF_RINGING.search(rest) and _names_a_field(opened, rest)
    ):
        return ""
    clauses = [_TAILS.sub("", _LEADS.sub("", clause)) for clause in bare_clauses(rest)]
    return "，".join(clause for clause in clauses if tells(clause) and not is_courtesy(opened, clause))


def _names_a_field(opened: OpenForm, rest: str) -> bool:
    """Is a field of the form named, or a time told?"""
    return bool(slot_named(opened.words, opened.spec, rest)) or told_times.is_only_of_time(rest)


def tells(clause: str) -> bool:
    """Is the clause no courtesy, no second yes, and no word to the bot?"""
    talk = own_words.is_talk(clause) or said_to_bot.grumbles(clause) or said_to_bot.spares(clause)
    talk = talk or worth_writing.is_for_nobody(clause)
    return bool(clause) and not (talk or _NO_REMARK.search(clause) or whole_consent(clause))
