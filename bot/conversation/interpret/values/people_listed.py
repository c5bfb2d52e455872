"""Several people whom a message names one after the other: 「王丽琴、李芳，还有我，赵玉梅」. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.interpret.values import kinship, times
from bot.conversation.interpret.values.introduced import SOMEBODY, THEY, introduced
from bot.understanding.slots import person

_STOPS = re.compile(
    r"[\s、，,。;；/+！!?？：:]+|还有|加上?|以及|另外|(?<=[\u4e00-\u9fff]{2})[和跟与](?=[\u4e00-\u9fff]{2})"
)
_LEADS = re.compile(
    r"^(?:名字|分别|就|是|叫|一个|还|再|也|给|帮|替|我们|我和|我跟|[两俩三四]个人?(?:都)?(?:是|叫)){1,3}+(?=..)"
)
_TAILS = re.compile(
    r"(?:三|两|四|五)?(?:个人|位)?(?:[也都]?(?:要|想)?(?:报|学|参加)[^，,。\s]{0,8}|都要?|也?一起)?[呀啊吧哦的]{0,2}$"
)
_OWN_LEAD = re.compile(r"^我(?:自己|本人)?(?:是|叫)?")
_I = frozenset({"我", "我自己", "本人", "我本人", "自己"})
_I_AM = frozenset({"我本人", "是我本人", "是我", "我自己", "是我自己", "本人", "就是我"})
"""What says behind a name whose it is: 「姓名是王芳 我本人」."""
_IS_CALLED = re.compile(r"(?:的名字|名字|那个|就)?(?:是|叫|名叫|叫做)?$")
_SCHOOLMATE = re.compile(
    r"(?:同学|同桌|小伙伴|小朋友)(?:叫|是|名字是?|名字叫)?(?P<name>[\u4e00-\u9fff]{2,3})(?![\u4e00-\u9fff])"
)
SCHOOLMATE = "同学"
_JOINS = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?:和|跟|与|还有|加上?|以及|另外)?(?:我自己|我)|(?:和|跟|与|还有|加上?|以及|另外)|(?:一共|总共)?[两三四五2-5]个(?:人|孩子|小孩)?|都|的)(?![\u4e00-\u9fff])"
)
_FOR = re.compile(
    r"(?:(?:给|帮|替)(?P<rel>[\u4e00-\u9fff]{0,4}?)(?P<name>[\u4e00-\u9fff]{2,3}?)(?:也|再|一起|报|登记|订|加)"
    r"|(?:还有)?我(?:自己)?(?:的|家)?(?P<who>[\u4e00-\u9fff]{0,3}?)(?P<too>[\u4e00-\u9fff]{2,3}?)(?:也|[，,\s]|$))"
)
_INTRODUCES = re.compile(r"[\u4e00-\u9fff]{0,3}(?:叫|是|名字是?)[：: ]?$")
_SIGNS = re.compile(r"[\s、，,。;；]+")
A_LIST = 2  # names


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody with their name. who: as kinship names them, 自己 or 同学; "" where it is not said."""

    who: str
    name: str


def people_listed(text: str) -> tuple[Listed, ...]:
    """The people whom the text names, in order; () where it names fewer than two."""
    folded = unicodedata.normalize("NFKC", text)
    said = {somebody.name: somebody.who for somebody in introduced(folded)}
    said |= {found["name"]: SCHOOLMATE for found in _SCHOOLMATE.finditer(folded) if _is_name(found["name"])}
    names, mine, last = dict(said), False, ""
    for part in filter(None, _STOPS.split(folded)):
        if last and names.get(last) == "" and part in _I_AM:
            names[last] = kinship.SELF
            continue
        names |= _named_in(part, said, names, mine=mine)
        mine, last = part in _I, next((name for name in names if name in part), "")
    people = [Listed(_who(names[name]), name) for name in sorted(names, key=folded.find)]
    return tuple(people) if len(people) >= A_LIST else ()


def _named_in(part: str, said: Mapping[str, str], names: Mapping[str, str], *, mine: bool) -> dict[str, str]:
    """The name in a part of the list with who it is; {} for none that is new. mine: the part before says 「我」."""
    bare = _TAILS.sub("", _LEADS.sub("", part))
    own = _OWN_LEAD.sub("", bare)
    related = with_relation(bare)
    if related is not None and not said.get(related.name):
        return {related.name: related.who}
    if _is_name(own) and not any(own in name or name in own for name in names):
        return {own: kinship.SELF if mine or own != bare else ""}
    return {}


def with_relation(words: str) -> Listed | None:
    """「妹妹沈玉兰」, 「隔壁是王秀珍」: the person, where the words are nothing but who it is and the name; else None."""
    for size in (3, 2):
        who, name = _IS_CALLED.sub("", words[:-size]), words[-size:]
        related = kinship.relation_alone(who)
        if related and _is_name(name):
            return Listed(related, name)
    return None


def name_alone(words: str) -> str:
    """The name, where the words are nothing else; "" for anything else."""
    return words if _is_name(words) else ""


def for_somebody(text: str) -> Listed | None:
    """The one person with a name whom the text wants put down: 「再给李丽报一个」, 「我妹妹王小梅也要」; else None."""
    found = []
    for match in _FOR.finditer(unicodedata.normalize("NFKC", text)):
        relation, name = match["rel"] or match["who"] or "", match["name"] or match["too"]
        told = with_relation(relation + name)
        if told is not None:
            found.append(told)
            continue
        named = kinship.people_named(relation)
        if _is_name(name) and (not relation or named or relation in ("我", "我的")):
            found.append(Listed(named[-1] if named else "", name))
    return found[0] if len(found) == 1 else None


def without_names(text: str, names: tuple[str, ...]) -> str:
    """What the text says besides these names and the words that join them; "" for nothing."""
    rest = unicodedata.normalize("NFKC", text)
    for name in names:
        before, _, after = rest.partition(name)
        rest = f"{_INTRODUCES.sub('', before)} {after}"
    rest = _JOINS.sub(" ", rest)
    return _SIGNS.sub(" ", rest).strip()


def _is_name(text: str) -> bool:
    if text.endswith("人") or text.startswith(("家里", "家人")):
        return False
    spoken_of = times.find_all(text) or kinship.people_named(text)
    return len(text) in (2, 3) and person.plausible_name(text) and not spoken_of


def _who(who: str) -> str:
    return "" if who in (THEY, SOMEBODY) else who
