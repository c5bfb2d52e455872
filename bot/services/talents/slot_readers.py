"""Reads a skill, a need, an address and a time for the forms of the talent bank."""

import re
from collections.abc import Sequence

from bot.common.message import Choice
from bot.common.postback import FillSlot
from bot.conversation.forms.common_slots import LONGEST, read_words
from bot.conversation.forms.corrections import corrects
from bot.conversation.forms.readers import Reading, read_option
from bot.conversation.forms.spec import SlotSpec, Values, World
from bot.conversation.interpret.values import free_text, times
from bot.services.talents.content import BETWEEN, SkillMatch, TalentFile
from bot.understanding.parse import Parse
from bot.understanding.slots import day_time, person, place, yes_no
from bot.understanding.text.clauses import split_clauses
from bot.understanding.text.normalize import simplified
from bot.understanding.text.own_words import essence

_PHONE = re.compile(r"(?:联系)?(?:手机号?码?|电话号?码?|号码)?[是：:]?\s*\+?\d[\d\s-]{6,}\d")
_SPOKEN_PHONE = re.compile(
    r"(?:联系)?(?:手机号?码?|电话号?码?|号码)?[是：:]?\s*(?:[零〇一二三四五六七八九幺两]\s*){11}"
)
_ROOM = re.compile(r"[\s-]*(?:[\d一二三四五六七八九十]++(?:单元|号|室|楼|层)?+[\s-]*+)*+")
_NUMBERED = re.compile(r"[\d一二三四五六七八九十A-Za-z](?:号楼|幢|栋|号门|单元|弄)")
_LIVING = re.compile(r"(?:我|我们|阿拉|她|他)?(?:家)?(?:就)?(?:住在?|在|地址是?)$")
_NAMING = re.compile(
    r"(?:我(?:的)?名字(?:是|叫)|名字[是叫:：]?|姓名[是:：]?|我叫|她叫|他叫|叫做|名叫|联系人|找|叫)?\s*+\Z"
)
_ASKS = re.compile(r"[?？]\s*$|(?:吗|嘛|呢|伐|干嘛|做什么|干什么)[?？。!！]*$")
_WHY = re.compile(r"(?:干嘛|做什么|干什么|为什么)[?？。!！]*$")
_ABLE = re.compile(
    r"(?:会|擅长|拿手的?是)(?!的|一|不|什么|啥|几|很|点|谁|哪|有|这|那)(?P<skill>[\u3400-\u9fff]{2,12}(?:、[\u3400-\u9fff]{2,8})*)"
)
_WORDS = re.compile(r"[^\W\d_]{2}")
_CALLED = re.compile(r"(?:(?<=[，,。;；\s])|^)(?:我|她|他)?叫[\u3400-\u9fff]{2,3}(?=[，,。;；\s]|$)")
_ENDS = " \t\n,，.。;；、!！"


_OF_TIME = re.compile(
    r"[时候天日点周晚早午夜空随都定闲饭年月号快急马现尽便]|礼拜|星期|方便|下班|放假|休息|回来|几时|辰光|啥|看你|听你|商量|电话|联系"
)
"""What any answer to a question for a time has, though it names none that is known."""
_ANY_TIME = re.compile(
    r"随便(?:啥|什么|哪)?(?:个)?(?:辰光|时候|时间|天|几时|日子)|(?:啥|什么|哪个?)(?:辰光|时候|天|时间)都(?:好|行|可以|有空)|几时都(?:好|行|可以)|任何时间"
)
SHORT_TIME, SHORT_PLACE = 10, 24  # characters: a longer answer that names no time or house is none


def own_words(heard: Parse, options: tuple[Choice, ...], asked: bool, most: int = LONGEST) -> Reading:
    """One of the options, or the resident's own words, if they can be an answer.

    A bare yes or no, a question, a correction and more than `most` characters cannot.
    """
    offered = read_option(heard, options, asked)
    if offered.value:
        return offered
    if not read_words(heard, options, asked).value:
        return Reading()
    doubtful = yes_no.read(heard.text) is not None or corrects(heard.text) or _ASKS.search(heard.text.strip())
    text = "" if doubtful else scrubbed(heard.text)
    fits = _WORDS.search(text) and len(text) <= most
    return Reading(text) if fits else Reading(attempted=True)


def read_skill(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """What somebody can do: as found in the opening message, else the answer."""
    skill = str(heard.slots.get(SKILL_HEARD, ""))
    if skill or not asked:
        return Reading(skill)
    return own_words(heard, options, asked)


def read_need(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """What is needed: the opening message if the content knows such a need, else the answer."""
    need = str(heard.slots.get(NEED_HEARD, ""))
    if need or not asked:
        return Reading(need)
    if not read_words(heard, options, asked).value:
        return Reading()
    doubtful = yes_no.read(heard.text) is not None or _WHY.search(heard.text.strip())
    text = "" if doubtful else scrubbed(free_text.whole(heard.text) or essence(heard.text))
    return Reading(text) if _WORDS.search(text) else Reading(attempted=True)


_OVER = re.compile(
    r"(?:大?前天|昨[天日朝]|昨[晚夜]|上个?(?:周|礼拜|星期)[一二三四五六日天末]?|上个月|去年)(?:半夜|夜里|夜头|晚上|早上|上午|中午|下午|白天)?"
)


def read_time(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """When: 「周六下午」 wherever it is said, else the answer."""
    if times.leaves_out(heard.text):
        return Reading(times.free(heard.text))
    time = _when(scrubbed(heard.text))
    if not asked:
        return Reading(_several_days(heard.text) or time)
    any_time = _option_for_any_time(options)
    if any_time and not time and _ANY_TIME.search(heard.text):
        return Reading(any_time)
    told = own_words(heard, options, asked, LONGEST if time else SHORT_TIME)
    return told if time or not told.value or _OF_TIME.search(heard.text) else Reading(attempted=True)


def _option_for_any_time(options: tuple[Choice, ...]) -> str:
    """The value of the option that leaves the time open; "" where there is none."""
    return next((option.value for option in options if _ANY_TIME.search(option.label)), "")


def _when(text: str) -> str:
    """The time that is told, with 「以后」 and all alternatives; no day that is over: 「昨天摔坏的」."""
    text = _OVER.sub(" ", text)
    time = day_time.find(text) or ""
    told = times.all_meant(text)
    return told if time and times.standard(time) in told else time


def _several_days(text: str) -> str:
    """「礼拜二礼拜四上午有空」: all of the days, where the text names more than one; "" for one."""
    told = times.all_meant(scrubbed(text))
    return told if len(set(_WEEKDAY.findall(told))) > 1 else ""


def read_address(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """Where: a house number wherever it is said, else the answer."""
    address = house(place.in_figures(heard.text))
    return Reading(address) if address else own_words(heard, options, asked, SHORT_PLACE)


SKILL_HEARD, NEED_HEARD = "talent_skill", "talent_need"
"""Slots that a form's `before` puts into the parse of its opening message: what the content made of it."""

_ESTATE = re.compile(rf"{place.ESTATE}$")


def house(text: str) -> str:
    """「5幢302室」, with what follows its number; empty when the text names no house."""
    number = max(filter(_NUMBERED.search, place.mentions(text)), key=len, default="")
    if not number:
        return ""
    told = place.whole(text)
    if number in told:
        return told
    start = text.index(number)
    estate, end = _ESTATE.search(text[:start]), start + len(number)
    room = _ROOM.match(_PHONE.sub("", text[end:]))
    name = place.estate(estate[0]) if estate else ""
    return f"{name}{number}{room[0] if room else ''}".strip(" -")


def scrubbed(text: str) -> str:
    """The text without the name, phone number and address in it."""
    rest = place.in_figures(text)
    address = house(rest)
    if address and address in rest:
        before, _, after = rest.partition(address)
        rest = f"{_LIVING.sub('', before)}，{after}"
    name = person.find_name(text, asked=False) or person.beside_phone(text)
    if name:
        before, named, after = rest.partition(name)
        rest = f"{_NAMING.sub('', before)}，{after}" if named else rest
    rest = masked(_CALLED.sub("，", rest), "，")
    rest = _SPOKEN_PHONE.sub("，", rest)
    return re.sub(r"[，,。;；\s]{2,}", "，", rest).strip(_ENDS)[:LONGEST]


def masked(text: str, instead: str = "……") -> str:
    """The text without phone numbers, as others may read it."""
    return _PHONE.sub(instead, text)


def skills_in(talents: TalentFile, text: str) -> tuple[SkillMatch, ...]:
    """The skills that the text names, in its order; when it names none, the closest match."""
    matches = talents.skills(simplified(text))
    return (
        tuple(sorted((match for match in matches if match.named), key=lambda match: match.at)) or matches[:1]
    )


def able_to(text: str) -> str:
    """What follows every 「会」, for skills that the knowledge does not have."""
    told = [match["skill"] for match in _ABLE.finditer(text)]
    return BETWEEN.join(told) if not _ASKS.search(text) else ""


def others_in(ability: str, known: Sequence[str]) -> list[str]:
    """What is told in one breath with skills that the knowledge has, or where it has none: 裁衣服 in 「裁衣服改裤子」."""
    rest = ability if not known or any(skill in ability for skill in known) else ""
    for skill in known:
        rest = rest.replace(skill, BETWEEN)
    parts = [_AROUND_SKILL.sub("", part) for part in _BESIDE.split(rest)]
    return [part for part in parts if _HANDIWORK.fullmatch(part)]


_WEEKDAY = re.compile(r"周[一二三四五六日]")
_BESIDE = re.compile(r"[、和跟及与]|还有|还会|也会|或者")
_AROUND_SKILL = re.compile(
    r"^(?:一?[点些]|简单的?|各种|普通的?|给人|帮人|帮邻居|自己|都|还|也|会){1,4}"
    r"|(?:这些|那些|这类|什么的|之类的?|等等|的|啊|呀|都|也|会|可以){1,3}$"
)
_HANDIWORK = re.compile(
    r"[修补钉锁裹绕绑裁缝剪改做织绣钩编烧炒煮包蒸烤切刷漆砌焊接装拆通洗擦扫熨烫写画唱跳弹拉吹打教讲开种养喂理按推刮磨配贴糊刻雕捏揉酿腌晒拍摄][\u4e00-\u9fff]{1,5}"
)


def said_of(parse: Parse) -> str:
    """The part of the message that this parse covers: a clause, where other clauses ask for other things."""
    same = [part for part in split_clauses(parse.text) if _bare(part) and _covers(parse.normal, _bare(part))]
    whole = _bare(parse.text) == _bare(parse.normal)
    return parse.text if whole or not same else "，".join(same)


def _covers(normal: str, part: str) -> bool:
    """Does the normalised text hold the part, but for particles and words of dialect that were put otherwise?"""
    pairs = [part[at : at + 2] for at in range(len(part) - 1)] or [part]
    return 2 * sum(pair in normal for pair in pairs) > len(pairs)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", simplified(text))


def need_in(talents: TalentFile, text: str) -> SkillMatch | None:
    """The kind of skill that a need asks for."""
    return next(iter(talents.skills(simplified(text))), None)


def time_slot(name: str, key: str) -> SlotSpec:
    """A slot for a time, with the words under this key of the content as suggestions."""

    def options(values: Values, world: World) -> tuple[Choice, ...]:
        return tuple(Choice(word, FillSlot(word)) for word in world.content.replies[key].split("、"))

    return SlotSpec(name, read_time, options=options, any_words=True)


def bank_options(names: tuple[str, ...], talents: TalentFile) -> tuple[Choice, ...]:
    """The bank that the skill belongs to as the only option, else all banks with what they do."""
    if names:
        joined = "、".join(dict.fromkeys(names))
        return (Choice(joined, FillSlot(joined)),)
    return tuple(Choice(f"{bank.name}：{bank.about}", FillSlot(bank.name)) for bank in talents.banks)
