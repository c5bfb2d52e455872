"""Reads slots whose values are few or have a form of their own: phones, numbers, days, people, terms, hazards. Pure."""

import re
from collections.abc import Callable, Mapping

from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.values import corrected, kinship, numbers, times
from bot.understanding.dialog_state import DialogState
from bot.understanding.slots import anonymity, phone
from bot.understanding.slots.numerals import NUMERAL
from bot.understanding.slots.numerals import value as number_of
from bot.understanding.slots.request_details import REFUSED_CHANNEL, channel_left

Reader = Callable[[Piece, DialogState], list[str]]
ALL_HAZARDS = "all"
_TERMS = (
    ("give", re.compile(r"送|不要钱|免费|白拿|拿去用|捐|不收钱|分文不取")),
    ("swap", re.compile(r"换(?!成|个班|到|掉|下|过)|以物换物|交换|调换")),
    ("sell", re.compile(r"卖|块|元|钱|价|收点|便宜|出掉")),
)
_TERMS_NAMED = (
    ("give", re.compile(r"(?:免费|白)(?:送|给|拿)|免费|(?<![婴儿运接护])送(?!货|人情|水|信)")),
    (
        "swap",
        re.compile(r"以物换物|交换|换(?=点|东西|别的|米|油|书|菜)|[跟和同][^，,。\s]{0,4}换|想换(?=个)"),
    ),
    ("sell", re.compile(r"(?<!买)卖|收点钱|要点钱|收钱")),
)
_NOT_SOLD = re.compile(r"(?:不是|不要|不|弗|勿|别|谁说)(?:白)?(送|换|卖)")
_CHANNELS = (
    ("wechat", re.compile(r"微信|公众号|这里推|推送|推到这|在这里")),
    ("sms", re.compile(r"短信|发手机|手机上|簡訊|信息")),
)
_KINDS = (
    ("train", re.compile(r"培训|训练|教教|上课|学学|上上课")),
    ("hire", re.compile(r"招|找人|要人|缺人|用工|找工人|雇|请人|人手|找个|来人")),
)
_FEWER_OR_MORE = re.compile(rf"(?P<way>[加添多减少])(?:掉|上|了|去)?(?P<n>{NUMERAL}|\d)个?(?:人)?$")
_HAZARDS = (
    ("typhoon", "台风|颱風|颳风|大风"), ("rainstorm", "暴雨|大雨|落大雨|雨大"),
    ("flood", "洪水|水灾|大水|涨水|内涝|淹水|积水"), ("fire", "火灾|着火|失火|起火|火烧|防火|火"),
    ("earthquake", "地震|地动"), ("lightning", "雷电|打雷|雷|闪电|雷击"),
    ("heat", "高温|中暑|酷暑|热天|天热|大热天"), ("cold", "寒潮|冷空气|降温|冻|冷|寒"),
    ("gas", "煤气|燃气|天然气|液化气"), ("electricity", "触电|用电|漏电|电线|插座"),
    ("drowning", "溺水|落水|游泳|淹死|玩水"), ("landslide", "滑坡|泥石流|塌方|山体"),
    ("traffic", "交通|车祸|撞车|开车|骑车|电动车|过马路"),
    ("epidemic", "传染病|流感|疫情|疫病|病毒|登革热|防病"), ("first_aid", "急救|救人|心肺复苏|抢救|包扎"), ("elevator", "电梯"),
    ("food_safety", "食品|食物中毒|吃坏|食物|吃的"),
)  # fmt: skip
_HAZARD_PATTERNS = tuple((code, re.compile(words)) for code, words in _HAZARDS)
_ALL = re.compile(r"都要|全要|全部|统统|所有|都发|都行|都好|随便|都可以|一样不落|全都|样样|通通|都订|都给我")
_GENDER = (
    ("女", re.compile(r"女|妇|老太婆|老太太|婆|阿姨|妈|姑娘|囡|美女|嫂|大姐|娘(?!俩)")),
    ("男", re.compile(r"男|爷们|老头|先生|小伙|汉|爸|大叔|帅哥|爹|公的|哥")),
)
_EDUCATION = (
    ("没读过书", r"没(?:有)?(?:读|上|念)过?(?:书|学)|不识字|文盲|没文化|不认字"), ("扫盲班", r"扫盲"),
    ("小学", r"小学|高小|初小|完小"), ("初中", r"初中|初[一二三]"), ("中专", r"中专|技校|中技"), ("职高", r"职高"),
    ("高中", r"高中|高[一二三]"), ("大专", r"大专|专科|高职"), ("本科", r"本科|大学"),
    ("硕士", r"硕士|研究生"), ("博士", r"博士"),
)  # fmt: skip
_EDUCATION_PATTERNS = tuple((level, re.compile(words)) for level, words in _EDUCATION)
_UNFINISHED = re.compile(r"没(?:读|念|上)?(?:完|毕业)|辍学|只能算|就算")


def _phone(piece: Piece, state: DialogState) -> list[str]:
    number = corrected.mended_phone(piece.text, state.slots.get("phone", "")) or phone.find_landline(
        piece.text, asked=state.asked == "phone"
    )
    return [number] if number else []


def _figure(read: Callable[[str], int | None]) -> Reader:
    def reader(piece: Piece, state: DialogState) -> list[str]:
        number = read(piece.words)
        return [] if number is None else [str(number)]

    return reader


def _quantity(piece: Piece, state: DialogState) -> list[str]:
    if re.search(r"一对|一双(?!鞋|袜)|俩|一打", piece.bare):
        return ["12" if "一打" in piece.bare else "2"]
    number = numbers.figure(piece.words)
    return [] if number is None else [str(number)]


def _one_of(
    name: str, options: tuple[tuple[str, re.Pattern[str]], ...], taken_back: re.Pattern[str] | None = None
) -> Reader:
    def reader(piece: Piece, state: DialogState) -> list[str]:
        text = taken_back.sub(" ", piece.bare) if taken_back else piece.bare
        found = sorted(
            (match.start(), value) for value, pattern in options for match in pattern.finditer(text)
        )
        others = [value for _, value in found if value != state.slots.get(name)]
        standing = others or [value for _, value in found]
        return [standing[-1]] if standing else []

    return reader


_CHANNEL_SAID = _one_of("channel", _CHANNELS, REFUSED_CHANNEL)


def _channel(piece: Piece, state: DialogState) -> list[str]:
    said, left = _CHANNEL_SAID(piece, state), channel_left(piece.bare) if state.flow else ""
    return said or ([left] if left else [])


def _terms(piece: Piece, state: DialogState) -> list[str]:
    text = _NOT_SOLD.sub(" ", piece.bare)
    for value, pattern in _TERMS:
        if pattern.search(text):
            return [value]
    return ["give"] if "不卖" in piece.bare else []


def _anonymous(piece: Piece, state: DialogState) -> list[str]:
    if told := anonymity.told(piece.text):
        return [told]
    if anonymity.asked_about(piece.text):
        return []
    if anonymity.anonymous(piece.bare):
        return ["yes"]
    if anonymity.named(piece.bare):
        return ["no"]
    if anonymity.wants_answer(piece.bare):
        return ["no"]
    return ["yes"] if re.search(r"[要是]的?$", piece.bare) else []


def _hazards(piece: Piece, state: DialogState) -> list[str]:
    found = sorted(
        (match.start(), code)
        for code, pattern in _HAZARD_PATTERNS
        if (match := pattern.search(piece.bare)) is not None
    )
    codes = [code for _, code in found]
    if "gas" in codes and "fire" in codes and "煤气" not in piece.bare:
        codes.remove("fire")
    return codes or ([ALL_HAZARDS] if _ALL.search(piece.bare) else [])


def _education(piece: Piece, state: DialogState) -> list[str]:
    found = [level for level, pattern in _EDUCATION_PATTERNS if pattern.search(piece.bare)]
    if len(found) > 1 and _UNFINISHED.search(piece.bare):
        return [found[0]]
    return found[-1:]


def _for_whom(piece: Piece, state: DialogState) -> list[str]:
    meant = kinship.for_whom(piece.words)
    known = state.slots.get("for_whom", "")
    if meant and meant != known:
        return [meant]
    people = kinship.people_named(piece.words)
    others = [person for person in people if person != known]
    if known in people and others:
        return others[:1]
    return people[:1] or ([meant] if meant else [])


def _people(piece: Piece, state: DialogState) -> list[str]:
    change = _FEWER_OR_MORE.search(piece.bare)
    known = state.slots.get("people", "")
    if change and known.isdecimal() and not re.search(r"一共|总共|拢共|就是|变成|改成", piece.bare):
        count = number_of(change["n"]) or 1
        return [str(max(int(known) + (count if change["way"] in "加添多" else -count), 1))]
    number = numbers.people(piece.words)
    return [] if number is None else [str(number)]


def _weekday(piece: Piece, state: DialogState) -> list[str]:
    day = times.weekday(piece.bare)
    return [day] if day else []


TYPED: Mapping[str, Reader] = {
    "phone": _phone, "age": _figure(numbers.age), "people": _people, "price": _figure(numbers.price), "quantity": _quantity,
    "gender": _one_of("gender", _GENDER), "education": _education, "for_whom": _for_whom, "terms": _terms,
    "anonymous": _anonymous,
    "channel": _channel, "hazards": _hazards, "weekday": _weekday,
    "kind": _one_of("kind", _KINDS),
}  # fmt: skip


def hazards_in(text: str) -> list[str]:
    """The hazards that a text names, whatever is asked."""
    return _hazards(Piece.of(text), DialogState())


def spans_of(slot: str, text: str) -> list[tuple[str, int, int]]:
    """The options of a slot that the text names, each with where it stands, in order: hazards, channels, terms."""
    patterns = {"hazards": _HAZARD_PATTERNS, "channel": _CHANNELS, "terms": _TERMS_NAMED}[slot]
    found = [(code, *match.span()) for code, pattern in patterns for match in pattern.finditer(text)]
    inside = [entry for entry in found if not any(_holds(other, entry) for other in found)]
    return sorted(inside, key=lambda entry: entry[1:])


def _holds(other: tuple[str, int, int], entry: tuple[str, int, int]) -> bool:
    """Does the other name hold this one and more: 「防火」 the 「火」 in it?"""
    return other[1] <= entry[1] and entry[2] <= other[2] and entry[2] - entry[1] < other[2] - other[1]


def _excluded_hazards(piece: Piece) -> list[str]:
    return [code for code, pattern in _HAZARD_PATTERNS if pattern.search(piece.bare)]


def _first_of(options: tuple[tuple[str, re.Pattern[str]], ...]) -> Callable[[Piece], list[str]]:
    return lambda piece: [value for value, pattern in options if pattern.search(piece.bare)][:1]


def _excluded_number(piece: Piece) -> list[str]:
    found = numbers.figure(piece.words.replace("不是", ""))
    return [] if found is None else [str(found)]


EXCLUDED: Mapping[str, Callable[[Piece], list[str]]] = {
    "price": _excluded_number, "quantity": _excluded_number, "people": _excluded_number, "age": _excluded_number,
    "hazards": _excluded_hazards, "terms": _first_of((("sell", re.compile("卖")), ("give", re.compile("送")),
    ("swap", re.compile("换")))),
    "channel": _first_of((("sms", re.compile("短信|簡訊")), ("wechat", re.compile("微信")))), "kind": _first_of(_KINDS),
    "for_whom": lambda piece: kinship.people_named(f" {piece.words}".replace("不是", "").replace("别",
    "").replace("不要", ""))[:1] or [kinship.SELF],
}  # fmt: skip
