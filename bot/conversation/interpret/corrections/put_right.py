"""What a message changes in an open form, by what it says of each thing that it names (`understanding/polarity.py`). Pure.

Only what is plainly wanted, refused or put in another's place counts. Reasons beside it change nothing.
"""

import re
from collections.abc import Mapping, Sequence

from bot.conversation.interpret.corrections.asked_beside import asks_more, asks_there, proposes
from bot.conversation.interpret.corrections.house_put_right import another_house
from bot.conversation.interpret.values import kinship, times
from bot.conversation.interpret.values.closed_values import ALL_HAZARDS, spans_of
from bot.conversation.interpret.values.kept_times import kept
from bot.understanding.questions.additions import beside_excepted, only_excepted
from bot.understanding.slots import person, phone, request_details
from bot.understanding.slots.things import on_terms
from bot.understanding.text.polarity import Polarity, polarities
from bot.understanding.text.vocabulary import Mention

Said = Sequence[tuple[str, Polarity]]
"""Values that a message names, with what it says of each."""
_STANDS = (Polarity.INSTEAD, Polarity.ONLY, Polarity.WANTED, Polarity.ADDED, Polarity.NAMED)
_INSTEAD = (Polarity.INSTEAD, Polarity.ONLY)
_CLAUSE = re.compile(r"[，,。；;！!？?\s]{1,3}")
_REFUSES_IT = re.compile(
    r"^(?:那|我|这个|这门课?|这课|算了|就|先|真的?|又|想想){0,4}(?:不报|不学|不要|不想学|不想报|不上|不去)(?:这个|了|这门|它){0,2}$"
)
_CHANGES_MIND = re.compile(
    r"(?:改|变|换)了?主意|变卦|反悔|想换一|(?:^|[，,\s])(?:不对|错了|搞错了?|弄错了?)[，,。！!\s]"
)
_REFUSES_OTHERS = re.compile(r"(?:不想|不要|勿要|弗要|不肯|不爱)(?:再)?(?:学|写|画|练|唱|跳|做|上)")
_NO_OTHERS = re.compile(
    r"(?:别的|其[他它余]|以外|之外)[^，,。]{0,4}(?:不要|不用|不收|不订|别发|不需要|弗要|勿要|覅)"
)
_EVERY = re.compile(
    r"(?:每样|每种|每个|样样|统统|通通|所有|全部|各种|一样不落|全)(?:的|灾害|种类|种|都|全|给我|帮我|一起){0,3}(?:要|订|发|收|选|加|来)"
    r"|(?<![不别])都(?:给我|帮我)?(?:订|发|收)(?:了|上|给我|吧|好了)"
)
_ALL_OTHERS = re.compile(
    r"(?:别的|其[他它余]的?|另外的?|剩下的?|以外|之外|[，,\s])(?:我|就|全部)?都|都(?:要|发|订|收)"
)


def changes(text: str, slots: Mapping[str, str], named: Sequence[Mention]) -> dict[str, str]:
    """The slots with their new values; {} where the message changes nothing so plainly.

    named: the things of the community that the message names. A value that the message comes back to stays: 「还是短信吧」.
    """
    found = {
        slot: _chosen(_things(text, slot, named), slots[slot], text) for slot in _THINGS if slots.get(slot)
    }
    found |= {slot: _option(text, slot, slots[slot]) for slot in _OPTIONS if slots.get(slot)}
    found |= {slot: _another_time(text, slots[slot]) for slot in _OF_TIMES if slots.get(slot)}
    found |= {slot: another_house(text, slots[slot]) for slot in _PLACES if slots.get(slot)}
    found |= _another_person(text, slots)
    return {slot: value for slot, value in found.items() if value}


_ME = r"(?:我|俺|阿拉|咱)"
_FOR_ANOTHER = re.compile(
    rf"(?:给|帮|替|为){_ME}?家?的?(?P<first>[\u4e00-\u9fff]{{1,4}}?)(?:报名?|学|弄)的?[^。；;！!？?]{{0,3}}(?:不是|弗是|勿是){_ME}"
    rf"|(?:不是|弗是|勿是){_ME}(?:自己|本人|自家)?(?:要)?(?:去|学|报|来)?[^。；;！!？?]{{0,3}}?是{_ME}?家?的?(?P<last>[\u4e00-\u9fff]{{1,4}}?)(?=要|去|来|学|报|[，,。\s]|$)"
)


def _another_person(text: str, slots: Mapping[str, str]) -> dict[str, str]:
    """For whom a course is and the name, where the message tells another person than the form holds; {} where not."""
    whom = _for_another(text) if "course" in slots else ""
    if not whom or whom == slots.get("for_whom", ""):
        return {}
    return {"for_whom": whom, "name": person.called(text)}


def _for_another(text: str) -> str:
    """「不是我自己去，是我儿媳妇要学」: for whom it is, as the resident says it; "" where it is not said so."""
    found = _FOR_ANOTHER.search(text)
    told = (found["first"] or found["last"]) if found else ""
    return told if told and kinship.people_named(told) else ""


_THINGS = ("course", "team", "event")
_OPTIONS = ("channel", "terms")
_OF_TIMES = ("time", "free", "when")
_PLACES = ("address",)


def _things(text: str, slot: str, named: Sequence[Mention]) -> Said:
    mentions = [mention for mention in named if mention.slot == slot]
    spans = [(mention.start, mention.end) for mention in mentions]
    return [
        (mention.value, said)
        for mention, said in zip(mentions, polarities(text, spans), strict=True)
        if not (said in _STANDS and asks_there(text, mention.start))
    ]


def _with(said: Said, *kinds: Polarity) -> list[str]:
    """The values of which one of these is said."""
    return [value for value, polarity in said if polarity in kinds]


def named_instead(text: str, slot: str, named: Sequence[Mention]) -> str:
    """「环保队我不要，爱心红吧」: the one thing that is named beside those that are refused; "" for none, or several."""
    said = _things(text, slot, named)
    refused = _with(said, Polarity.REFUSED)
    stand = dict.fromkeys(value for value in _with(said, *_STANDS) if value not in refused)
    return next(iter(stand)) if refused and len(stand) == 1 else ""


def _chosen(said: Said, held: str, text: str) -> str:
    """The one option that comes in the place of the held one; "" where none does."""
    refused = set(_with(said, Polarity.REFUSED))
    if _comes_back(said, held) or _stays(said, held):
        return held
    others = [(value, polarity) for value, polarity in said if not _is(value, held) and value not in refused]
    instead = _with(others, *_INSTEAD)
    if instead:
        return instead[-1]
    named = _with(others, Polarity.WANTED, *([Polarity.NAMED] if refused else []))
    return named[-1] if named and (refused or _gives_up(text)) else ""


def _gives_up(text: str) -> bool:
    """Is the held one given up without its name: 「改主意了」「这个不报了」「不想写字」?"""
    if _CHANGES_MIND.search(text) or _REFUSES_OTHERS.search(text):
        return True
    return any(_REFUSES_IT.match(clause) for clause in _CLAUSE.split(text))


def _comes_back(said: Said, held: str) -> bool:
    """Does the last word for a change bring the held one back: 「改微信，哎还是短信吧」?"""
    last = _with(said, *_INSTEAD)[-1:]
    return bool(last) and _is(last[0], held) and any(value != last[0] for value, _ in said)


def _stays(said: Said, held: str) -> bool:
    """Is another refused beside the held one: 「微信不太会用，短信就好」?"""
    refused = _with(said, Polarity.REFUSED)
    stands = any(_is(value, held) for value in _with(said, *_STANDS))
    return bool(refused) and stands and not any(_is(value, held) for value in refused)


def _is(value: str, held: str) -> bool:
    """Is it the held one, by its whole name or a part of it: 「爱心红」?"""
    return value in held or held in value


def _named_options(text: str, slot: str) -> Said:
    """The options of the slot that the text names, with what it says of each."""
    spans = spans_of(slot, text)
    said = polarities(text, [(start, end) for _, start, end in spans])
    return [(value, polarity) for (value, *_), polarity in zip(spans, said, strict=True)]


def _option(text: str, slot: str, held: str) -> str:
    """The option of two or three that is told instead, or that is left; "" for none."""
    said = _named_options(text, slot)
    if not said or asks_more(text) or (slot == "terms" and len(on_terms(text)) > 1):
        return ""
    new = _chosen(said, held, text)
    if new or slot != "channel":
        return new
    return "" if phone.find(text) else _other_channel(said, held, text)  # a number is told for SMS


def _other_channel(said: Said, held: str, text: str) -> str:
    """The other channel, which is wanted, or left where the held one is refused."""
    wanted = [value for value in _with(said, Polarity.WANTED) if value != held]
    if wanted:
        return wanted[-1]
    only_refused = len(_with(said, Polarity.REFUSED)) == len(said) and not _ENDS.search(text)
    return request_details.channel_left(text) if only_refused else ""


_ENDS = re.compile(r"收钱|收费|要钱|扣|不订|不是订|打电话|退订|取消|不弄|[，,。\s]我要|[，,。\s]我想")


def hazards_changed(text: str, held: str, offered: Sequence[str]) -> list[str]:
    """The hazards that are wanted now, of those that there are and others; [] where the message changes nothing of them."""
    said = _named_options(text, "hazards")
    if asks_more(text):
        return []
    if not said:
        return [ALL_HAZARDS] if _EVERY.search(text) else []
    if len(_with(said, Polarity.NAMED)) == len(said):
        return []
    now = list(offered) if held == ALL_HAZARDS else [code for code in held.split(",") if code]
    return _now_wanted(text, said, now, offered)


def _now_wanted(text: str, said: Said, now: Sequence[str], offered: Sequence[str]) -> list[str]:
    """What was wanted, without what is refused, and with what is wanted now."""
    refused, excepted = _with(said, Polarity.REFUSED), _with(said, Polarity.EXCEPTED)
    wanted = [code for code in _with(said, *_STANDS) if code not in refused]
    if excepted:
        return _beside(text, now, excepted, wanted, offered)
    replaced = _with(said, Polarity.ONLY) or (_with(said, Polarity.INSTEAD) and not refused)
    stay = [] if replaced else [code for code in now if code not in refused]
    return list(dict.fromkeys([*stay, *wanted]))


def leaves_others_out(text: str) -> bool:
    """「除了台风都不要」「台风以外的统统不要」: is what it names all that is wanted?"""
    return only_excepted(text) or _NO_OTHERS.search(text) is not None


def _beside(
    text: str, now: Sequence[str], excepted: Sequence[str], wanted: Sequence[str], offered: Sequence[str]
) -> list[str]:
    """「除了台风，再加地震」 adds, 「除了台风都不要」 leaves one, 「除了台风都要」 leaves one out."""
    if leaves_others_out(text):
        return list(excepted)
    if wanted or beside_excepted(text) or not _ALL_OTHERS.search(text):
        return list(dict.fromkeys([*now, *excepted, *wanted]))
    return [code for code in offered if code not in excepted]


def _another_time(text: str, held: str) -> str:
    """The time that suits instead: one is refused beside it, or it is asked whether it will do; "" for none."""
    text = _NUMBER_TOLD.sub("，", text)
    told = times.free(text)
    if (
        not told
        or (told in held and not _is_left(told, held, text))
        or asks_more(text)
        or _RINGS.search(text)
    ):
        return ""
    proposed = next((clause for clause in _CLAUSE.split(text) if proposes(clause)), "")
    told = times.free(proposed) or told
    return told if (proposed or times.leaves_out(text)) and not _ADDS_TIME.search(text) else ""


def _is_left(told: str, held: str, text: str) -> bool:
    """「只要周五，周三划掉」: does the text take out what is held beside this time?"""
    if not times.leaves_out(text):
        return False
    out = [times.standard(said) for said in times.refused(text)]
    parts = held.split("、")
    others = [part for part in parts if part != told]
    return kept(held, text) == told or (told in parts and all(part.startswith(tuple(out)) for part in others))


_NUMBER_TOLD = re.compile(
    r"(?:我的?|联系)?(?:电话|手机|号码)(?:号码?)?(?:是|写|改成)?[：:\s]{0,2}[\d\s-]{7,16}"
)
_RINGS = re.compile(r"打(?!算|扫|针|工|牌)|电话|联系|来电")
_ADDS_TIME = re.compile(r"也(?:可以|行|有空|好|方便|能)|还有|另外|再加")
