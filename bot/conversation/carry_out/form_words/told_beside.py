"""What is told beside the answers of a form and helps whoever comes: 「上门要提前一天讲」, 「打来多响几声」.

It is written into the form's own words: what is to be done, or when somebody has time.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.carry_out.open_form.form_consent import consents
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.open_form.side_notes import with_note
from bot.conversation.command_kinds import has_only, has_value, of_kind, values_of
from bot.conversation.commands import Ask, Command, Exclude, Hold, Nothing, SetSlot, Skip, Social, Yes
from bot.conversation.forms.engine import CONFIRM
from bot.conversation.interpret.clauses.consent_head import after_by_the_way
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.session_state import form_slot, state_of
from bot.conversation.interpret.values import notes, times, worth_writing
from bot.conversation.interpret.values.values import OF_TIMES
from bot.conversation.session import FormState
from bot.understanding.questions import said_to_bot
from bot.understanding.slots import (
    employer_order,
    familiar_names,
    name_spelling,
    person,
    phone,
    place,
    things,
)
from bot.understanding.text import own_words
from bot.understanding.text.clauses import bare_clauses
from bot.understanding.text.left_out_part import strikes

SAYS: dict[str, frozenset[str]] = {"form.beside": frozenset({"note"})}

_OF_FIRMS = "employer"
_WRITTEN_INTO = {
    _OF_FIRMS: ("need",),
    "talent_request": ("need",),
    "talent_offer": ("when",),
    "volunteer": ("free", "skills"),
}
_ANSWERS = frozenset({"name", "phone", "address", "for_whom", "bank", *OF_TIMES})
_MAY_STAND = (SetSlot, Ask, Exclude, Hold, Nothing, Skip, Social)
"""What the rest of such a message is taken for; anything else means something by itself."""
_TO_THE_BOT = re.compile(
    r"^.{2,4}的那[个类][啦呀啊呢]?$|没(?:有)?[讲说写]|问一?[句下声]|问[你您侬]|第?[二三四五几]遍|讲过|说过|写过|给过|填过|刚才|刚刚|前头|谢|麻烦|辛苦|名字|姓名|电话(?!来)|手机|号码|联系|打我|打给|写我|留我|找[我他她伊]|叫我.{1,5}$|我叫|我姓|我是"
    r"|不晓得|不知道|背不|记不|随便|无所谓|都行|都可以|都好|你们|侬|算了|等一?等|等下|多按|按错|打错|写错|说错|不对|不是|对[的了啊]|好[的了啊]$"
    r"|写得|记得|乱七八糟|瞎写|乱写|乱记|什么呀|啥呀|其[他它余]时间|别的时间|以前|住|地址|出门|在家|就我家|我家就"
)
_PUTS_RIGHT = re.compile(r"[写改错]|算了|名字|姓名|不对|不是|[你侬您]")
_LEADS = re.compile(r"^(?:不过|但是?|就是|另外|还有|只是|可是|对了|那个|哦|要|最好)+(?=.{3})")
_TAG = re.compile(r"(?:吧|伐|没得?|不)[。.]?$")
_NO_VISIT = re.compile(
    r"(?:不用|不要|不必|别|勿要|弗用)(?:人|师傅|你们|他们|麻烦)?(?:上门|来家里|到家里)(?!费|收)"
)
SHORTEST, LONGEST = 5, 40  # characters of a remark, and of several together
_TALK_ACTS = frozenset({
    "complain", "hold", "yes", "no", "stop", "later", "skip", "choose", "repeat", "meta", "person", "restart",
})  # fmt: skip
_COURTESIES = frozenset(
    {"complain", "social.thanks", "social.sorry", "social.praise", "social.bye", "social.insult"}
)
_SURE = 0.6


def with_remark(
    opened: OpenForm, state: FormState, commands: Sequence[Command]
) -> tuple[FormState, Sequence[Command], str]:
    """The form with what is told beside the answers, the commands that are left, and what is said of it; "" for nothing."""
    state = _with_exchange(opened, state, commands)
    commands = _with_ability(opened, state, commands)
    slots = _WRITTEN_INTO.get(opened.spec.name, ())
    if passing := _in_passing(opened, state, commands):
        state, said = kept_remark(opened, state, passing)
        return state, (), said
    if not slots:
        return state, commands, ""
    to_ring = _when_to_ring(opened, state, commands)
    commands = _without_times(commands) if to_ring else commands
    told = [value for value in of_kind(commands, SetSlot) if value.slot in _ANSWERS]
    remarks = _without_ability(_remarks(opened, told, to_ring), commands)
    remark = "，".join(_LEADS.sub("", clause) for clause in remarks)
    if not _stands(commands, remarks) or not 0 < len(remark) <= LONGEST:
        return state, commands, ""
    written = _written(state, _kept(commands, told, remarks), slots, remark)
    if written is None:
        return state, commands, ""
    return *written, opened.turn.words.say("form.beside", note=remark)


def _kept(commands: Sequence[Command], answers: Sequence[Command], remarks: Sequence[str]) -> list[Command]:
    """The answers, and whatever was not read out of a remark alone."""
    return [command for command in commands if command in answers or not _is_of(command, remarks)]


def kept_remark(opened: OpenForm, state: FormState, remark: str) -> tuple[FormState, str]:
    """The form with the remark, in its own words or else for the staff; and what is said of it."""
    slots = _WRITTEN_INTO.get(opened.spec.name, ())
    held, _ = _written(state, [], slots, remark) or (with_note(state, remark), ())
    passed_on = held.note != state.note  # which is said when it is done
    return held, "" if passed_on else opened.turn.words.say("form.beside", note=remark)


def _in_passing(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> str:
    """「我家狗会叫」 of 「对了 我家狗会叫」 to the summary, where it tells the form nothing; "" for anything else."""
    text = opened.turn.message.text
    told = after_by_the_way(text)
    by_the_way = told != text or _FOR_THE_HELPER.search(text) is not None
    if state.asking != CONFIRM or not by_the_way or asks(told) or consents(told):
        return ""
    says_nothing = has_only(commands, Yes, Hold, Nothing, Skip, Social, Ask)
    talk = _PUTS_RIGHT if _FOR_THE_HELPER.search(told) else _TO_THE_BOT
    return told if says_nothing and SHORTEST <= len(told) <= LONGEST and not talk.search(told) else ""


def _stands(commands: Sequence[Command], remarks: Sequence[str]) -> bool:
    """May the remarks stand beside what the message was taken for?"""
    by_themselves = all(_is_own_way(clause) or employer_order.tells_pay(clause) for clause in remarks)
    return by_themselves or has_only(commands, *_MAY_STAND)


def _without_ability(remarks: Sequence[str], commands: Sequence[Command]) -> list[str]:
    """The remarks that are no answer to what somebody can."""
    able = [value.words for value in of_kind(commands, SetSlot) if value.slot in _OF_ABILITY]
    return [clause for clause in remarks if not any(clause in words for words in able)]


_OF_ABILITY = frozenset({"skills", "skill"})
_CAN = re.compile(
    r"^(?:我|他|她|伊|也|就|还|只|身体好|平时){0,3}(?:会(?!来|去|到|议)|能(?!来|去|到|不能)|懂|喜欢|擅长|做过|当过|干过|以前是|退休前)[\u4e00-\u9fff]{1,12}"
)


def _with_ability(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> Sequence[Command]:
    """「会扫地 就礼拜六有空」 to what somebody can: the answer beside the time that was heard alone."""
    sets = of_kind(commands, SetSlot)
    if state.asking not in _OF_ABILITY or not sets or any(command.slot == state.asking for command in sets):
        return commands
    clauses = bare_clauses(opened.turn.message.text)
    able = [
        clause for clause in clauses if _CAN.match(clause) and not asks(clause) and not times.find_all(clause)
    ]
    return [*commands, SetSlot(state.asking, "，".join(able), words="，".join(able))] if able else commands


def _remarks(opened: OpenForm, told: Sequence[SetSlot], to_ring: Sequence[str]) -> list[str]:
    clauses = bare_clauses(opened.turn.message.text)
    own_way = [clause for clause in clauses if _is_own_way(clause, beside=bool(told))]
    if opened.spec.name == _OF_FIRMS:
        return [_SAYS.sub("", clause) for clause in clauses if _is_pay(clause)]
    if not told:
        return own_way
    reasons = _reasons(clauses)
    remarks = (
        clause
        for clause in clauses
        if clause in own_way or (clause not in reasons and _is_remark(opened, told, clause))
    )
    return [*remarks, *to_ring]


_SAYS = re.compile(r"(?<=工资|工钱|月薪|薪水|待遇)(?:要|得)?(?:写上?|就?是|填)")


def _is_pay(clause: str) -> bool:
    return employer_order.tells_pay(clause) and not asks(clause)


_FOR_THE_HELPER = re.compile(
    r"上门|来之前|来的时候|过来|敲|门铃|打(?:个|我)?电话|提前|先[打讲说]|门口|钥匙|楼梯|电梯|[有养]狗|耳朵|听不[见清]|眼睛不|腿脚|轮椅|带(?:上|好|来|着|把|点|个)?(?:工具|梯|钳|螺丝|尺|鞋套)"
)


def _reasons(clauses: Sequence[str]) -> list[str]:
    """「周末不行，要去女儿家」: what keeps the resident at a time that does not suit, and helps nobody who comes."""
    busy = [times.refuses(clause) for clause in clauses]
    beside = [busy[at - 1 : at] == [True] or busy[at + 1 : at + 2] == [True] for at in range(len(clauses))]
    return [
        clause
        for clause, is_beside in zip(clauses, beside, strict=True)
        if is_beside and not _FOR_THE_HELPER.search(clause)
    ]


def _is_own_way(clause: str, *, beside: bool = False) -> bool:
    """「也不用人上门」, 「我送过去」: is it told that nobody need come for it; beside an answer also whose the phone is?"""
    if beside and notes.whose_phone(clause):
        return True
    return bool(own_words.brings_it(clause) or _NO_VISIT.search(clause)) and not (
        asks(clause) or _TAG.search(clause)
    )


_RINGS = re.compile(
    r"(?:白天|早上|上午|中午|下午|傍晚|晚上|夜里|周末|[上下]班(?:以?后)?|收工后?|点(?:钟|半)?(?:以后|以前|前|后)?)(?:再|才|都|可以|好|方便|来|别|不要|勿要|莫){0,2}"
    r"(?:打(?![扫工针牌麻拳球算太点])|来电|联系)"
)
_OF_RINGING, _NUMBER = "电话", re.compile(r"(?:手机|电话|号码)?(?:是|号)?[\d-]{7,}")


def _when_to_ring(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> list[str]:
    """「137… 白天打，晚上我八点就困了」: when to ring the number, which is not when somebody is free; [] for nothing of it."""
    held = any(state.slots.get(slot) for slot in OF_TIMES) and state.asking not in OF_TIMES
    clauses = [_NUMBER.sub("", clause) for clause in bare_clauses(opened.turn.message.text)]
    at = next((index for index, clause in enumerate(clauses) if _RINGS.search(clause)), None)
    if at is None or not held or not has_value(commands, "phone"):
        return []
    first = clauses[at] if _OF_RINGING in clauses[at] else f"{_OF_RINGING}{clauses[at]}"
    return [first, *(clause for clause in clauses[at + 1 :] if times.find_all(clause))]


def _without_times(commands: Sequence[Command]) -> list[Command]:
    return [
        command
        for command in commands
        if not (isinstance(command, SetSlot | Exclude) and form_slot(command.slot) in OF_TIMES)
    ]


def _with_exchange(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> FormState:
    """「换绘本」: what is wanted in exchange stands beside the thing, as long as it is to be exchanged."""
    item = state.slots.get("item", "")
    terms = values_of(commands, "terms")
    if not item or not terms:
        return state
    bare = things.without_wanted(item)
    told = things.with_wanted(bare, opened.turn.message.text) if terms[-1] == "swap" else bare
    kept = item if terms[-1] == "swap" and told == bare else told
    return replace(state, slots={**state.slots, "item": kept})


def _written(
    state: FormState, commands: list[Command], slots: Sequence[str], remark: str
) -> tuple[FormState, Sequence[Command]] | None:
    """The remark behind the value that is told just now, or else behind the one that the form holds; None for neither."""
    for at, command in enumerate(commands):
        if isinstance(command, SetSlot) and form_slot(command.slot) in slots:
            value = times.alone(command.value) or command.value
            return state, [
                *commands[:at],
                replace(command, value=_behind(value, remark), words=""),
                *commands[at + 1 :],
            ]
    held = next((slot for slot in slots if state.slots.get(slot)), "")
    if not held or remark in state.slots[held]:
        return None
    return replace(state, slots={**state.slots, held: _behind(state.slots[held], remark)}), commands


def _behind(value: str, remark: str) -> str:
    """The value with the remark in brackets, after one that stands there already."""
    return f"{value[:-1]}；{remark}）" if value.endswith("）") else f"{value}（{remark}）"


def _is_remark(opened: OpenForm, told: Sequence[SetSlot], clause: str) -> bool:
    """Does the clause tell something that no slot asks for, and nobody but the helper needs?"""
    if len(clause) < SHORTEST or asks(clause) or _TAG.search(clause) or _is_to_the_bot(clause):
        return False
    if any(command.value.replace(" ", "") in clause for command in told):
        return False
    spells = name_spelling.spells(clause) and has_value(told, "name")
    return not spells and not _is_value(clause) and not _is_talk(opened, clause)


def _is_to_the_bot(clause: str) -> bool:
    said = _TO_THE_BOT.search(clause) is not None or worth_writing.is_for_nobody(clause)
    return said or own_words.is_talk(clause) or said_to_bot.grumbles(clause) or bool(strikes(clause))


def _is_value(clause: str) -> bool:
    if times.find_all(clause):  # 「我早上才没空」 is heard as a time
        return True
    named = person.called(clause) or familiar_names.in_clauses(clause)
    return bool(
        named
        or phone.attempted(clause)
        or phone.find_any(clause)
        or place.spot(clause)
        or times.alone(clause)
    )


def _is_talk(opened: OpenForm, clause: str) -> bool:
    return _sure_act(opened, clause).partition(".")[0] in _TALK_ACTS


def is_courtesy(opened: OpenForm, clause: str) -> bool:
    """Is the clause surely said to the bot, as one says it to a person, or against it?"""
    return _sure_act(opened, clause) in _COURTESIES


def _sure_act(opened: OpenForm, clause: str) -> str:
    """What the clause surely does, as the act model reads it; "" where it is not sure."""
    interpreter = opened.turn.interpreter
    reading = interpreter.reading(clause, state_of(opened.turn.session)) if interpreter else None
    return reading.act if reading is not None and reading.likelihood >= _SURE else ""


def _is_of(command: Command, remarks: Sequence[str]) -> bool:
    """Was the command read out of a remark alone?"""
    match command:
        case Ask(words=words):
            return any(words.strip() in remark or remark in words for remark in remarks)
        case SetSlot(value=value) | Exclude(value=value):
            return any(value.replace(" ", "") in remark for remark in remarks)
        case _:
            return isinstance(command, Hold | Nothing | Skip | Social)
