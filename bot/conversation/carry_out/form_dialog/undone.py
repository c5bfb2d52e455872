"""Hears the protest against a form that was ended by mistake: 「我没讲不办呀，我是讲电话号码」, and who comes back to one."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.readings.parts import with_text
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.ranking import is_confident
from bot.understanding.text.clauses import clauses_with_stops, without_stops

KEPT = 2  # turns in which a form that was ended can be protested for
SHORTEST_REST = 4  # characters
_END = r"(?:不(?:办|报|弄|要|学|登|订|填|反映|找|送|想办)|取消|退|停|算了)"
_PROTEST = re.compile(
    rf"(?:啥|什么|哎|喂|我|阿拉|可|又|并|都|根本|从来)*(?:没|没有|冇|不是|勿是|弗是)(?:有)?(?:说|讲|叫|让)(?:过|要|你|侬|我)*{_END}[^，,。\s]{{0,3}}"
    rf"|(?:谁|哪个|啥人)(?:说|讲|叫你|让你)(?:我)?(?:要)?{_END}[^，,。\s]{{0,3}}"
    rf"|(?:你|侬|您)?(?:怎么|咋|为啥|为什么|干嘛|做啥)(?:又|就|给我|把|都)*{_END}[^，,。\s]{{0,3}}"
    r"|(?:不|别|勿|弗)(?:要|是)?取消|^(?:我)?要办的[呀啊]?"
)
_COMES_BACK = re.compile(
    r"还是(?:给我|帮我|替我|再|继续|接着|照旧|想|要){0,3}(?:弄|办|报名?|登记|登|填|做|订|参加|加入|写)(?:一下|上|下去|好)?(?:吧|的|了|呀|啊|嘛|算了|$|[，,。！!\s])"
    r"|(?:刚才|刚刚|前面|之前|上面|先头)(?:那|说|讲|弄|办|登|填|报)[^，,。\s]{0,8}?(?:继续|接着|照旧|再(?:弄|办|填|登)|弄下去|办下去)"
    r"|反悔了|想通了|(?:又|还是)想(?:办|报|弄|登记|做|参加)"
)
_MEANS_IT = re.compile(
    r"我(?:是)?(?:说|讲|问)(?:的)?(?:是|就是)?(?P<thing>[^，,。\s]{1,8}?)(?:那个|那份|那张|的事)"
)
_TALK = re.compile(r"气话|没事的?$|想过|想想|反悔|想通|对不起|不好意思|都不是|^(?:哎|那个|嗯|哦|咦|唉)$")
_LEADS = re.compile(r"^(?:我(?:是|就|刚才)*(?:说|讲|问)(?:的)?(?:是)?|要(?:办|报)的[呀啊]?)[，, ]*")
_STOPS = " ，,。.！!？?~…"


async def taken_back(
    turn: Turn, forms: FormRunner, in_form: Callable[[Turn], Awaitable[Reply | None]]
) -> Reply | None:
    """The form that was ended by mistake, with what the protest says besides; None where nobody protests."""
    state = protested(turn)
    back = come_back_to(turn, forms) if state is None else None
    state = state or back
    if state is None or state.form not in forms.forms:
        return None
    turn.session.form, turn.session.dropped = state, None
    opened = await OpenForm.of(turn, forms.forms[state.form])
    rest = said_besides(turn.message.text) if back is None else told_on_coming_back(turn.message.text)
    heard = await in_form(with_text(turn, rest)) if rest else None
    reply = heard or opened.ask(state)
    key = "form.again" if back is None else "form.back"
    again = turn.words.say(key, title=opened.prompter.title(state))
    return replace(reply, text=f"{again}\n\n{reply.text}")


def protested(turn: Turn) -> FormState | None:
    """The form that was ended a moment ago and that the message wants back; None for any other message."""
    session = turn.session
    state, turns = session.dropped, session.turn - session.dropped_turn
    if state is None or session.form is not None or turn.postback is not None or turns >= KEPT:
        return None
    return state if _PROTEST.search(turn.message.text) else None


def come_back_to(turn: Turn, forms: FormRunner) -> FormState | None:
    """The form that was given up earlier and is wanted after all: 「刚才那个还是弄吧」; None for any other message."""
    session, text = turn.session, turn.message.text
    state = session.dropped
    if state is None or session.form is not None or turn.postback is not None:
        return None
    if confirmation(session.choices) is not None:
        return None
    meant = _MEANS_IT.search(text)
    if meant is not None and meant["thing"] in state.slots.values():
        return state
    wished = forms.opened_by(turn.parse.intent) if is_confident(turn.parse) else None
    other = wished is not None and wished.spec.name != state.form
    return state if _COMES_BACK.search(text) and not other else None


def told_on_coming_back(text: str) -> str:
    """What the message tells besides that the form is wanted: 「留座机 86153307」; "" for nothing."""
    kept = [
        clause
        for clause in clauses_with_stops(text)
        if not any(pattern.search(without_stops(clause)) for pattern in (_COMES_BACK, _MEANS_IT, _TALK))
    ]
    return without_stops("".join(kept))


def said_besides(text: str) -> str:
    """What the message says beside the protest: 「不写名字」; "" where it says nothing."""
    rest = _LEADS.sub("", _PROTEST.sub(" ", text).strip(_STOPS)).strip(_STOPS)
    return rest if len(rest) >= SHORTEST_REST else ""
