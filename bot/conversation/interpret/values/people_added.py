"""Who is to be put down besides, and who is not after all, as a message says it of people. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.conversation.interpret.values import kinship
from bot.conversation.interpret.values.introduced import introduced
from bot.conversation.interpret.values.people_listed import Listed, name_alone, with_relation
from bot.understanding.slots.numerals import NUMERAL, value
from bot.understanding.text.clauses import clauses_with_stops, without_stops

_LEAD = re.compile(
    r"^(?:我(?:是)?(?:说|讲)(?:的是)?|不是|那|就|再|也|请|帮|给|把|你|您|还(?!有)|对了|哦对|等下|等等|噢|哦|哎呀|哎|咦){1,4}(?=..)"
)
_ADDS = re.compile(
    r"^(?:还有|还少|还缺|还漏|还要|另外|加上|加|添上|补上|算上|带上|写上|报上|漏掉|漏|少|缺|落下|忘|没[写报算加记说])了?"
    r"(?:一个人?|个|一位)?(?:就是|是|叫)?(?=.)"
)
_ADDED = re.compile(
    r"(?:也(?:要|想)?(?:一起|一道)?(?:报|写|算|加|记|来|去|学|参加)[上进]?|(?:没有?|又没|怎么没|忘了)(?:写|报|算|加|记|说)[上进]?|漏了|漏掉了|少了|人呢"
    r"|(?:加|写|报|补|算|添|记)(?:上|进去|进来|到一起)|呢|哪去了|弄哪去了|去哪了)(?:去|来|了|的|呀|啊|吧|呢|嘛){0,2}$"
)
_PARTICLES = re.compile(r"(?:呀|啊|吧|呢|嘛|哦|的|了|哈){1,2}$")
_ONE_MORE = re.compile(
    r"(?:人数?不对|[少漏缺差](?:报|写|算|加|记)?了?(?:我们)?(?:一个|个)人?|还有(?:一个|个)人?呢?|再(?:加|添|报)(?:一个|个)人?|不止我?一个人|漏人了)(?:了|呀|啊|吧|呢|的|嘛){0,2}$"
)
_OWN_ALONE = re.compile(
    r"(?:(?:先|就|只|单|光)(?:先|给|帮|报|把)*我(?:自己|本人|自家)?(?:的|这份)?(?:先)?(?:一个人?)?(?:的)?(?:先)?(?:报|登记|弄|办|来|去)?[上好]?"
    r"|(?:就|只)?我(?:自己)?一个人?(?:先)?(?:去|来|报|学)?)(?:就[好行])?(?:了|吧|的|呀|啊)?$"
)
_OTHERS_LATER = re.compile(
    r"(?:[她他伊]们|(?:[她他伊]们|另外|那)(?:[两俩几三]个?|俩))(?:人)?(?:我)?(?:都|就|再|叫|让|她们|他们|的)*(?:(?:先|暂时)?(?:不|别|勿)(?:用|要)?(?:报|来|去|学|算|写|管|弄)|另外|自己|以后|下次|改天|回头|等下|再说|算了|去掉|拿掉|不要)"
)
_BLAMES = re.compile(
    r"[没漏忘丢](?:有)?(?:说|写|记|加|报|掉|了)|听没听|说了几遍|哪去了|哪里去了|是加(?:上)?|不是改"
)
_COUNT = re.compile(
    r"^(?:我们|一共|总共|就是|是|要|有|另外|还有){0,2}[两三四五六2-6](?:个人?|人)(?:一[起道])?(?:都?[报要去来学]名?)?(?:的|呀|啊|了|吧|呢|是)?$"
)
_ABOUT_NAMES = re.compile(
    r"^(?:哎呀|唉|哎|不对|错了|写错了?|姓名|名字|是|我?本人|不是(?:给|帮|替)[\u4e00-\u9fff]{1,4}报名?|的){1,4}+$"
)
_GROUP = re.compile(r"三个人|四个人|两个人|几个人|都[报要去来学]|一[起道]|另外|还有|加上|漏|少|一共|总共")


def of_several(text: str) -> bool:
    """Does the text say that several people are meant, so that names in a protest are no spellings of one?"""
    return _GROUP.search(text) is not None


SHORTEST_REST = 2  # characters


@dataclass(frozen=True, slots=True)
class Added:
    """who: each person told to come besides, a name "" where it is not said; there: who is put down already.

    rest: the other clauses, with their stops, without those that only count people or blame. years: how old the one person is
    who is added, "" where that is not said.
    """

    who: tuple[Listed, ...]
    rest: str
    there: tuple[str, ...] = ()
    years: str = ""


def added(text: str, known: Collection[str]) -> Added | None:
    """Who is to come besides: 「还有我妹妹沈玉兰呀」, 「漏了老公」, 「少一个人」; None where the text adds nobody.

    known: the names and relations that are put down already.
    """
    people: list[Listed] = []
    there: list[str] = []
    rest, unnamed = [], False
    for clause in clauses_with_stops(text):
        bare = without_stops(clause)
        somebody = _added_in(bare, text)
        if somebody is not None and not _is_known(somebody, known):
            people.append(somebody)
        elif somebody is not None and somebody.name:
            there.append(somebody.name)
        elif _ONE_MORE.search(bare):
            unnamed = True
        else:
            rest.append(clause)
    return _told_of(people, there, rest, known, unnamed=unnamed) if people or unnamed or there else None


def _told_of(
    people: list[Listed], there: list[str], rest: list[str], known: Collection[str], *, unnamed: bool
) -> Added:
    """Who is added, with the name and the age that stand behind the one of whom only the relation is told."""
    nameless = (Listed("", ""),) if unnamed and not people else ()
    people, rest = _with_name_behind(people, rest, known)
    years, rest = years_told(rest) if len(people) == 1 else ("", rest)
    return Added((*people, *nameless), without_talk("".join(rest)), tuple(there), years)


def one_added(text: str) -> Listed | None:
    """「我妹妹也想来 周阿芳」: the one person with a name and a relation who is to come; None for nobody, or several."""
    told = added(text, ())
    somebody = told.who[0] if told is not None and len(told.who) == 1 else None
    return somebody if somebody is not None and somebody.name and somebody.who else None


def _with_name_behind(
    people: list[Listed], rest: list[str], known: Collection[str]
) -> tuple[list[Listed], list[str]]:
    """「我妹妹也想来 周阿芳」: the one person of whom only the relation is told, with the name behind it."""
    if len(people) != 1 or people[0].name:
        return people, rest
    named = [(at, _bare_name(clause)) for at, clause in enumerate(rest)]
    found = [(at, name) for at, name in named if name and name not in known]
    if len(found) != 1:
        return people, rest
    at, name = found[0]
    return [Listed(people[0].who, name)], rest[:at] + rest[at + 1 :]


def _bare_name(clause: str) -> str:
    return name_alone(_PARTICLES.sub("", _CALLED.sub("", without_stops(clause))))


_CALLED = re.compile(r"^(?:(?:她|他|伊)(?:就)?)?(?:的?名字)?(?:就)?(?:是|叫)(?=..)")
_YEARS = re.compile(
    rf"(?:(?:她|他|伊)?(?:今年|也|就|都|快|大概|差不多){{0,2}}(?P<n>\d{{1,3}}|{NUMERAL}{{1,5}})周?[岁歲][了的啊呀]?"
    rf"|(?:她|他|伊|今年)+(?P<bare>\d{{2,3}}|{NUMERAL}{{2,5}})[了的啊呀]?)"
)


def years_told(clauses: list[str]) -> tuple[str, list[str]]:
    """How old somebody is, where one of the clauses says nothing else, and the other clauses; "" for none, or several."""
    found = [(at, _YEARS.fullmatch(without_stops(clause))) for at, clause in enumerate(clauses)]
    told = [(at, match["n"] or match["bare"]) for at, match in found if match is not None]
    years = value(told[0][1]) if len(told) == 1 else None
    if not years:
        return "", clauses
    at = told[0][0]
    return str(years), clauses[:at] + clauses[at + 1 :]


def _is_known(somebody: Listed, known: Collection[str]) -> bool:
    """Is this person put down already: by name, or by who they are where no name is told?"""
    return (somebody.name or somebody.who) in known


def without_talk(text: str) -> str:
    """The text without the clauses that only count the people, blame the bot, or say that names follow."""
    kept = [clause for clause in clauses_with_stops(text) if not _only_talks(without_stops(clause))]
    rest = "".join(kept).strip()
    return rest if len(rest) >= SHORTEST_REST or rest.isdigit() else ""


def _only_talks(clause: str) -> bool:
    return any(pattern.search(clause) for pattern in (_BLAMES, _COUNT, _ABOUT_NAMES))


def _added_in(clause: str, text: str) -> Listed | None:
    """The person whom a clause adds, by a word before or behind them; None for any other clause.

    Who is introduced with a name elsewhere in the text, 「我妹妹也报，她叫王丽」, is heard by that.
    """
    led = _LEAD.sub("", clause)
    bare = _ADDS.sub("", led)
    adds = bare != led
    tailed = _ADDED.sub("", bare)
    adds = adds or tailed != bare
    words = _PARTICLES.sub("", tailed)
    if not adds or not words:
        return None
    who = kinship.relation_alone(words)
    if any(somebody.who == who for somebody in introduced(text) if who):
        return None
    return with_relation(words) or (
        Listed("", words) if name_alone(words) else Listed(who, "") if who else None
    )


def named_alone(text: str) -> tuple[str, str]:
    """「沈玉兰呀 电话一样」 to the question who it is: the name, and the other clauses; ("", "") where none is only a name."""
    clauses = clauses_with_stops(text)
    for index, clause in enumerate(clauses):
        bare = _PARTICLES.sub("", _IS.sub("", without_stops(clause)))
        name = name_alone(bare)
        if name:
            return name, "".join(clauses[:index] + clauses[index + 1 :])
    return "", ""


_IS = re.compile(r"^(?:就是|是){1,2}(?=..)")


def only_own(clause: str, own: str, whom: str = "") -> bool:
    """「先报我一个人的」, 「就先给沈玉芬一个人报上」: is the form's own person alone to be put down now?

    own: their name; whom: who they are to the resident, as in 「就我奶奶一个人」.
    """
    mine = clause
    for called in filter(None, (own, whom)):
        mine = mine.replace(f"我{called}", "我").replace(called, "我")
    return _OWN_ALONE.search(mine) is not None


def others_later(clause: str) -> bool:
    """「她们两个再另外报」, 「她们叫她们自己来」: is it said of the others together that they are not put down now?"""
    return _OTHERS_LATER.search(clause) is not None
