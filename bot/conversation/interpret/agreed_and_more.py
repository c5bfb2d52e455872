"""「对。另外我爸一个人住，能不能找个人陪陪」: a yes to what is asked, and something else behind it. Pure."""

import re
from collections.abc import Callable, Sequence

from bot.common.message import Choice
from bot.common.postback import Control, Wish
from bot.conversation.commands import RecordAction
from bot.conversation.forms import engine
from bot.conversation.interpret.clauses import endings
from bot.conversation.interpret.clauses.consent_head import ConsentHead, consent_head, whole_consent
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.values import added_times
from bot.conversation.interpret.values.choices import choice_taken
from bot.conversation.interpret.values.closed_values import hazards_in
from bot.conversation.interpret.values.kinship import comes_with_me, people_named
from bot.conversation.interpret.values.values import OF_TIMES
from bot.conversation.session import FormState, Session
from bot.understanding.parse import Parse
from bot.understanding.questions import said_to_bot
from bot.understanding.questions.ending_clauses import clauses_that_keep
from bot.understanding.questions.kept_questions import asks_for_everything
from bot.understanding.questions.own_record_questions import asks_how_many, asks_of_own, asks_to_see
from bot.understanding.questions.record_acts import asks_plainly
from bot.understanding.ranking import is_confident
from bot.understanding.slots import person, phone
from bot.understanding.text.clauses import bare_clauses

_REQUESTS = re.compile(r"(?:能不能|可不可以|能否|可否)[^，,。]{0,4}(?:帮|找|给|请|替|叫|派|让)")
_ONE_MORE = re.compile(
    r"(?:也|再|还|另外)[^，,。\s]{0,4}(?:给|帮|替)我(?!加|改|写|补|换)[^，,。\s]{0,3}(?:报|登记|订|留意|约|找|问|挂)(?!错)"
)
"""「敬老院那边也给我报个名」: one more of what the bot does."""
_GOES_ON = re.compile(
    r"^(?:(?:改|弄|办|换|报|登)(?:好|完)了?(?:以后|之后|后)?(?:再|给|念|让|就|跟|，|,)|再?(?:给我|让我)?(?:看|念|读|发)一?[遍下看]"
    r"|然后|顺便|顺带|另外|还有|对了|再者|再说|再(?:问|帮|给|请|把|送|报|登|订|叫)|我?[还也]?想|问[一下个]|想问|请问|家里还|那(?!个?就|就))"
)
_ASKS_ON = re.compile(r"^(?:那?好吧|行吧|哦|噢|嗯+|这样啊?)[，,。\s]*(?:那么?)?我?(?:就|再|还|想|要){0,3}问")
_RESIGNED = re.compile(
    r"^(?:(?:唉|哎|那|哦|噢|嗯|算了|也){0,2}(?:好吧|行吧|好吧好吧|也行|也好)|[哦噢嗯]+|这样啊?|晓得了|知道了)[，,。.…\s]*(?P<rest>.{4,})"
)
_PLAIN_YES = re.compile(
    r"^(?:好的?|行|嗯|可以)[，,。\s]*那么?(?![就都你您侬帮替给麻请转好行])(?P<rest>.{4,})"
)
_BIDS = re.compile(
    r"[帮替给](?:我|忙)|麻烦|转|(?:去|再|先)?问(?:问|一下|一声)|反映|登记(?=一下|下|上|吧|$)|记[上下一]|报(?!纸|名)|社区|居委|告诉他|[幢栋]|单元|\d{3}|回音|答复|处理|那就|就(?:这|那)|第?[一二三123]个?$"
)
"""What takes the offer after all, or tells the place for it, or asks what comes of it."""
_ONCE_DONE = re.compile(r"^(?:改|弄|办|换)(?:好|完)了?(?:以后|之后|后|[，,]|就|再){0,2}(?=给|让|念|读|看|发)")
_OTHER_DEED = re.compile(r"[改换退撤删转问]|取消")
"""What is no yes to a summary: 「改 电话…」."""
_ENDS = re.compile(r"退|撤|取消|删")
_INSTEAD = re.compile(r"^(?:换|改)(?:成|为|报|学|个)|重(?:新|报|写)")
_SIGN_UP = "报名"
"""What is to come instead of what ends: 「退吧，换成剪纸」."""
_KEPT_HERE = re.compile(r"(?:记|登记|存|留|写)在(?:你们?|侬|这|那)|名下")
_IS_MEANT = "是的"
_REFUSES = re.compile(r"不|别(?!的|人)|勿|弗|覅|留|算了|没(?!人)")
_OTHER_VALUE = re.compile(
    r"写(?:成|错|上|的|[^字毛]{0,4}$)|(?<![修要])改(?![裤衣短])|不是|不对|别(?!的|人|处)|去掉|只|应该|记错|弄错|错了|备注|补充|加一?[句上]|^(?:就是|不过|但|可是|只是)"
)
"""What puts right, or limits, what is agreed to."""
_PUT_RIGHT = re.compile(
    r"写(?:成|错)|(?<![修要])改(?![裤衣短])|换成|不是|不对|去掉|[说讲记弄]错|错了|应该是|备注|加一?[句上]"
)
"""What puts right what is agreed to."""
_MORE = re.compile(r"再|另外|还|也|又|一道|一起")
_GIVES_UP = re.compile(r"(?:还是|那|哎|唉|我看|要么){0,2}(?:算了|不用了|不要了|不了|先不|不弄了|不办了)")
_MORE_TO_DO = re.compile(
    r"(?:还有|另外|再|也|顺便|顺带|一[起道])[^，,。！!？?]{0,14}(?:修|改[短长大小腰裤裙衣]|补|缝|装|换(?!成|到|为)个?|搬|洗|擦|理发|剪|看看|坏|漏|松|掉了|不亮|不灵)"
)
"""「还有孙女的裙子也要改腰」: more of what somebody is to come for."""
_OF_SKILLS = ("volunteer", "talent.offer")
"""Whoever volunteers is asked what they can do: 「对，我还会做饭」 is no other wish."""


def agreed_and_more(session: Session, text: str, hear: Callable[[str], Parse]) -> tuple[str, str]:
    """What the yes is said as, and what is said behind it; "" for any other message. hear: reads words by themselves.

    The summary of a form, as a question whether something is to be changed, is agreed to before anything else is heard.
    """
    if _asks_on(session, text):
        return "", ""
    whole = _taken_by_whole_message(session, text)
    if whole is not None:
        return whole, ""
    head = consent_head(text)
    taken = _taken(session, head) if head is not None else ""
    if head is None or not taken:
        return "", ""
    rest = _ONCE_DONE.sub("", head.rest)
    if _is_no_other_matter(session, rest, hear):
        return "", ""
    instead = bool(_ENDS.search(head.bids)) and _INSTEAD.match(rest) is not None
    rest = _INSTEAD.sub(_SIGN_UP, rest) if instead and "course" in hear(rest).named else rest
    apart = instead or _stands_apart(session, head, rest, hear)
    return (taken, rest) if apart else ("", "")


def _asks_on(session: Session, text: str) -> bool:
    """「好吧 那我再问你…」, 「行吧 遛狗有没有地方」 after an offer: is what sounds like a yes only the way to another matter?"""
    if session.form is not None or confirmation(session.choices) is not None:
        return False
    guessed = any(choice.postback is Control.NONE_OF_THESE for choice in session.choices)
    return _ASKS_ON.match(text) is not None or (not guessed and _goes_on_asking(text))


def _goes_on_asking(text: str) -> bool:
    """「好吧 那快递泡沫箱」: is a resigned word, or a yes before a question, followed by something that takes no offer?"""
    resigned, plain = _RESIGNED.match(text), _PLAIN_YES.match(text)
    found = resigned or plain
    if found is None or _BIDS.search(found["rest"]):
        return False
    return resigned is not None or asks(found["rest"])


def _taken_by_whole_message(session: Session, text: str) -> str | None:
    """What says yes to 「要…吗？」 where the whole message does, and no form is open; None where something else is said."""
    if session.form is not None or confirmation(session.choices) is None:
        return None
    only = whole_consent(text)
    return _taken(session, only) if only is not None else None


def _is_no_other_matter(session: Session, rest: str, hear: Callable[[str], Parse]) -> bool:
    """Does what follows limit the yes, or belong to what is agreed to?"""
    if _holds_back(rest):
        return True
    return _leaves_out(rest) if session.form is None else _is_of_form(session.form, rest, hear)


def _stands_apart(session: Session, head: ConsentHead, rest: str, hear: Callable[[str], Parse]) -> bool:
    """Is what follows a matter of its own: by a word that goes on, as a question, or as a wish?

    A form answers a question beside its summary itself, but for one about the resident's own records.
    """
    asked = _asks_anything(rest) and not head.asks_for_me
    answered = session.form is not None and asked and not (head.bids or _of_own(rest))
    if _GOES_ON.match(head.rest) and not answered:
        return True
    wished = _wishes(session, rest, hear) or _requests(rest)
    return head.parted and (wished or (asked and not answered))


def _asks_anything(rest: str) -> bool:
    return asks(rest) or asks_plainly(rest) or _of_own(rest)


def _requests(rest: str) -> bool:
    """Is it a request: 「能不能找个人陪陪」, 「也给我报个名」?"""
    return bool(_REQUESTS.search(rest) or _ONE_MORE.search(rest))


def _of_own(rest: str) -> bool:
    """Is it asked what there is of one's own, which holds what is just agreed to as well?"""
    looks = (asks_of_own, asks_to_see, asks_how_many, asks_for_everything)
    return any(look(rest) for look in looks) or _KEPT_HERE.search(rest) is not None


def _taken(session: Session, head: ConsentHead) -> str:
    """What says yes to what is asked: a word at the summary of a form, the number of the choice, or the words themselves.

    "" where nothing is asked, or where the words say that something else is to be done.
    """
    if session.form is not None:
        does = head.says_yes or not _OTHER_DEED.search(head.bids)
        return "对" if session.form.asking == engine.CONFIRM and does else ""
    choices, sure = session.choices, confirmation(session.choices)
    if sure is not None:
        ends = _ends_record(sure) and _ENDS.search(head.bids) is not None
        same = head.says_yes or ends or any(sign in sure.label for sign in head.bids)
        return str(choices.index(sure) + 1) if same else ""
    return _offer_taken(choices, head)


def _ends_record(sure: Choice) -> bool:
    """Is it asked whether something on record is to end?"""
    postback = sure.postback
    return isinstance(postback, Wish) and ("action", RecordAction.WITHDRAW.value) in postback.slots


def _offer_taken(choices: Sequence[Choice], head: ConsentHead) -> str:
    """What takes a guess or an offer: the number of 「是的」, or the words themselves; "" where they take none."""
    if any(choice.postback is Control.NONE_OF_THESE for choice in choices):
        return "1" if head.says_yes and choices[0].label == _IS_MEANT else ""
    asks_for_me = head.asks_for_me and bool(choices)
    return head.words if asks_for_me or choice_taken(choices, head.words) is not None else ""


def _holds_back(rest: str) -> bool:
    """Is the yes limited by what follows, or is that another value of what is agreed to?"""
    if _REFUSES.match(rest) or _GIVES_UP.match(rest) or endings.plainly_ends(rest):
        return True
    return bool(_OTHER_VALUE.search(rest)) and not _GOES_ON.match(rest)


def _leaves_out(rest: str) -> bool:
    """「书桌还留着」: does a clause say that something is to stay?"""
    return bool(clauses_that_keep(rest))


def _is_of_form(
    form: FormState, rest: str, hear: Callable[[str], Parse], other: re.Pattern[str] = _OTHER_VALUE
) -> bool:
    """Does what follows belong to the form: another value of it, a look at it, a second person for the same?"""
    same = hear(rest).named.get("course", "") in ("", form.slots.get("course", ""))
    another = comes_with_me(rest) or (form.form == "enrol" and bool(people_named(rest)))
    comes_too = another and (same or bool(person.called(rest)))
    return comes_too or _gives_value(form, rest, other) or said_to_bot.asks_of_form(rest)


def _gives_value(form: FormState, rest: str, other: re.Pattern[str]) -> bool:
    """Is a value of the form told: a number, another value, and hazards, times or work where it holds these?"""
    if phone.attempted(rest) or other.search(rest):
        return True
    if form.form == "subscription" and hazards_in(rest):
        return True
    of_time = added_times.adds(rest) and not OF_TIMES.isdisjoint(form.slots)
    return of_time or (form.form == "talent_request" and bool(more_to_do(rest)))


def is_value_or_wish(form: FormState, rest: str, hear: Callable[[str], Parse]) -> bool:
    """Is what follows the yes another value of the form, a limit of what is agreed to, or a wish of its own?"""
    wished = bool(_GOES_ON.match(rest)) or _requests(rest) or _another_flow(form, rest, hear)
    return wished or bool(_GIVES_UP.match(rest)) or _is_of_form(form, rest, hear, _PUT_RIGHT)


def _another_flow(form: FormState, rest: str, hear: Callable[[str], Parse]) -> bool:
    """Is it surely a wish that another form serves?"""
    heard = hear(rest)
    flow = FLOW_OF_INTENT.get(heard.intent, "") if is_confident(heard) else ""
    return flow not in ("", form.form)


def more_to_do(text: str) -> str:
    """The clauses that tell what somebody is to do besides; "" for none."""
    return "，".join(clause for clause in bare_clauses(text) if _MORE_TO_DO.search(clause))


def _wishes(session: Session, rest: str, hear: Callable[[str], Parse]) -> bool:
    """Is what follows surely a wish that another form serves, or one more of the same?"""
    heard = hear(rest)
    flow = FLOW_OF_INTENT.get(heard.intent, "") if is_confident(heard) else ""
    form = session.form.form if session.form else ""
    if not flow or (form, heard.intent) == _OF_SKILLS:
        return False
    course = str(heard.named.get("course", ""))
    other = session.form is not None and course not in ("", session.form.slots.get("course", ""))
    return flow != form or other or bool(_MORE.search(rest))
