"""Phones that residents confirm as their own by a code, and undoing what others entered under them."""

import re
import unicodedata

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.forms.common_slots import MOBILE
from bot.conversation.forms.spec import FormSpec
from bot.conversation.hooks import FormOpening, JobContext
from bot.conversation.phone_confirmation import RESEND, ask_code, masked
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.storage import phone_codes
from bot.storage.phone_codes import Verdict
from bot.understanding.slots.numerals import spelled
from bot.understanding.text.bounded_cache import remembered

PURPOSE = "records"
SHOWN = 8  # choices that fit under a reply
_CODE_SAID = re.compile(r"(?:验证码|校验码)[^0-9]{0,4}([0-9]{6})(?![0-9])")
_CODE_ALONE = re.compile(r"(?<![0-9])([0-9]{6})(?![0-9])")
WORDS_BESIDE = 14  # characters beside a code that only say that it is one

service = Service(
    name="own_number",
    says={
        "number.confirmed": frozenset({"phone", "lines"}),
        "number.nothing": frozenset({"phone"}),
        "number.wrong": frozenset(),
        "number.spent": frozenset(),
        "number.nothing_asked": frozenset(),
        "number.link": frozenset(),
    },
)
CLAIM = FormSpec(name="own_number", intent="number.mine", confirm=False, slots=(MOBILE,))
service.exact_words(
    r"(?:好像|是不是)?有人(?:拿|用|冒用|盗用|乱用)了?我的?(?:手机|电话|号码|手机号|手机号码|电话号码)(?:去|乱|来)?"
    r"(?:报了?名|订了?短信|登记|报了课|登记了东西|订了东西|办了事)?了?"
    r"|(?:看看|查查|查一下)?我的(?:手机|手机号|号码|电话)(?:名|号)?下(?:面)?(?:有|登记了|报了)(?:什么|哪些)",
    "number.mine",
)


@service.middleware
async def take_code(turn: Turn) -> list[Reply] | None:
    """Six digits from an account that waits for a code are its answer, whatever form is open and whatever is offered."""
    code = _code_in(turn.message.text)
    if not code:
        return None
    checked = await phone_codes.check(turn.work, turn.message.user, code, turn.now)
    if checked.verdict is Verdict.RIGHT:
        reply = await turn.phone_confirmed(checked.purpose, checked.phone)
    elif checked.verdict is Verdict.NONE or turn.session.form is not None:
        return None
    else:
        spent = checked.verdict is Verdict.SPENT
        resend = Choice(turn.words.say("code.resend_link"), Wish(RESEND))
        reply = turn.say("number.spent" if spent else "number.wrong", choices=(resend,))
    if reply is None:
        return None
    turn.session.choices = list(reply.choices)
    return [reply]


@remembered
def _code_in(text: str) -> str:
    """The six digits of a code in the text; "" for none."""
    plain = spelled("".join(unicodedata.normalize("NFKC", text).split()).strip("。.!,，"))
    match = _CODE_SAID.search(plain) or _alone(plain)
    return match[1] if match else ""


def _alone(text: str) -> re.Match[str] | None:
    """Six digits among a few words: 「短信呢 是这个伐 零九九幺九七」."""
    return _CODE_ALONE.search(text) if len(text) <= 6 + WORDS_BESIDE else None


@service.exact_words(
    r"(?:请)?(?:再|重)(?:新)?发(?:一次|一遍|一下)?验证码|(?:没|没有)收到(?:验证码|短信)|收不到验证码", RESEND
)
async def resend(turn: Turn) -> Reply:
    """Send another code to the phone that the last one went to."""
    last = await phone_codes.last_asked(turn.work, turn.message.user, turn.now)
    if last is None:
        return turn.say("number.nothing_asked")
    reply, _ = await ask_code(turn, last.phone, last.purpose)
    return reply


async def _only_with_codes(turn: Turn) -> FormOpening:
    """Where no code can be sent, the staff have to help."""
    if turn.rules.sms_codes:
        return FormOpening()
    return FormOpening((await ask_code(turn, "", PURPOSE))[0])


@service.form(CLAIM, before=_only_with_codes, by_choice=True)
async def claim(turn: Turn, state: FormState) -> Reply:
    """Send a code to the phone whose records the resident wants to see."""
    reply, _ = await ask_code(turn, state.slots["phone"], PURPOSE)
    return reply


@service.on_phone_confirmed(PURPOSE)
async def show_records(turn: Turn, phone: str) -> Reply:
    """What stands under the phone, whichever account entered it, each with the choice to undo it."""
    records = await turn.phone_records(phone)
    if not records:
        return turn.say("number.nothing", phone=masked(phone))
    lines = "\n".join(record.line for record in records)
    changes = tuple(record.change for record in records if record.change)[:SHOWN]
    return turn.say("number.confirmed", phone=masked(phone), lines=lines, choices=changes)


@service.on_erasure
async def forget_phones(turn: Turn) -> None:
    """Before a resident is erased, the phones that codes went to are dropped."""
    await phone_codes.forget(turn.work, turn.message.user)


@service.periodic_job
async def prune(job: JobContext) -> None:
    """Once an hour, delete codes that no limit needs any more."""
    if job.now.minute == 30:
        await phone_codes.prune(job.work, job.now)
