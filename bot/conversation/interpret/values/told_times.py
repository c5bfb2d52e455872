"""The answer to 「什么时候方便？」: all that a message tells of when it suits and when it does not. Pure.

In standard words where these say all of it, else in the resident's own words: a helper reads them.
"""

import re

from bot.conversation.interpret.clauses import endings, leaving
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import excepted_times, joined_times, loose_times, times
from bot.understanding.questions import said_to_bot
from bot.understanding.text import own_words
from bot.understanding.text.clauses import bare_clauses

_WRONGLY_EXCEPTED = re.compile(
    r"(?:不|弗|勿)是(?:说|讲|要|写)?除[了开掉](?P<what>[^，,。；;！!？?\s]{1,6}?)(?:啊|呀|的|[，,。\s]|$)"
)
_ASKS_NOTHING = re.compile(
    r"(?:几时|啥辰光|啥时候|什么时候|啥时间|什么时间|哪一?天|啥日子|哪个?时候)[^，,。？?\s]{0,3}都|(?:随便|不管|无论|任何)[^，,。？?\s]{1,6}|(?<![什怎要那这多])么(?=[\u4e00-\u9fff])"
)
_NOT_READ = re.compile(
    r"钟头|小时|半日|半天|大半|隔[一两三天日]|阴历|农历|初[一二三四五六七八九十]|十五|轮休|轮班|倒班|排班|单双|单日|双日|下雨|落雨|天好|放学|下课|头班|末班|看情况|有时候?|说不定"
    r"|不一定|最早|最晚|最迟|顶多|中饭|夜饭|晚饭|早饭|饭点|左右|(?<!上)早了|晚了|太早|太晚|(?:别|不要|勿要|弗要|覅)打"
)
_REACTS = re.compile(r"^(?:嗯|哦|噢|喔|哎|唉|好|好的|好嘛|行|那|这样|是|对|额|呃|那个|等一?下|等等){1,3}$")
_LEADS = re.compile(
    r"^(?:嗯|哦|噢|喔|哎呀?|唉|额|呃|那么?|那个|这个|等一?下|等等|就是说"
    r"|我跟你[讲说]|(?:我)?(?:不是)?(?:讲|说)(?:过|了){1,2}的?(?:呀|嘛|啊)?){1,3}[，, ]{0,2}(?=.{3})"
)
LONGEST = 60  # characters of a time in the resident's own words
_BRIEF = 6  # characters beside the times, of which nothing says whether they suit


def told(text: str, known: str = "") -> str:
    """What holds then; "" where no time is told. known: what is known already, "" for nothing."""
    bare, back = _without_wrong_exception(text)
    known = _without_exceptions(known, back)
    if again := _suits_again(known, bare):
        return again
    new = own(bare) or times.free(_last_choice(bare))
    if not new:
        return _without(known, bare)
    if not known or new == known or times.names_any(bare):
        return new
    return joined_times.refined(known, new, adds=_ADDS.search(bare) is not None)


_CHOOSES = re.compile(r"^(?:那|就(?!是)|还是|改|换|要不|要么|不如|只能|只好){1,3}(?=.{2})")


def _last_choice(text: str) -> str:
    """「周日我妈过生日，就周六吧」: the last clause where it chooses a time, else the text."""
    clauses = [clause for clause in bare_clauses(text) if times.expressions(clause)]
    return (
        clauses[-1]
        if len(clauses) > 1 and _CHOOSES.match(clauses[-1]) and not times.refuses(clauses[-1])
        else text
    )


def _suits_again(known: str, text: str) -> str:
    """「中午可以了，礼拜一不行」: the known times with what was left out of them in again; "" for anything else."""
    _, out = excepted_times.parted(known)
    found = times.expressions(text)
    stand = [times.standard(said.text) for said in found if not said.refused]
    if not stand or not out or not all(said in out for said in stand):
        return ""
    for said in stand:
        known = _without_exceptions(known, said)
    refused = "，".join(f"{said.text}不行" for said in found if said.refused)
    return _without(known, refused) or known


_ADDS = re.compile(r"也(?:行|可以|有空|好|方便|来|成)|还有|再加|加上|另外")


def answers(text: str) -> bool:
    """Does the text, to the question for a time, tell one, and neither ask nor end anything?"""
    if asks(_ASKS_NOTHING.sub("", text)) or _ends(text):
        return False
    if says_whether(text):
        return True
    found = times.expressions(text)
    return bool(found) and (_is_brief(text) or bool(own(text)))


def _is_brief(text: str) -> bool:
    """Is little said beside the times, or does the text begin with one?"""
    return len(times.without_times(text)) <= _BRIEF or times.begins_with_time(_LEADS.sub("", text))


def says_whether(text: str) -> bool:
    """Does the text say of a time that it suits, or does not?"""
    found = times.expressions(text)
    if not found:
        return bool(_NOT_READ.search(text) and _FITS.search(text))
    return any(said.refused or said.suits for said in found)


_FITS = re.compile(r"都?(?:好|行|可以|成|有空|方便|在家|在屋里?)(?:的|了|吧)?(?=$|[，,。\s])")


def _ends(text: str) -> bool:
    return endings.plainly_ends(text) or endings.ends_at_last(text) or leaving.leaves(text)


def is_only_of_time(text: str) -> bool:
    """Does every clause of the text tell of a time, and does it say whether that suits?"""
    clauses = [clause for clause in bare_clauses(text) if not _REACTS.match(clause)]
    return bool(clauses) and answers(text) and all(map(times.expressions, clauses))


def own(text: str) -> str:
    """The resident's own words, where words for times are left over that no reader knows; "" for none."""
    rest = times.without_times(text)
    if not _NOT_READ.search(rest) or len(text) > LONGEST:
        return ""
    return tidied(text)


def tidied(text: str) -> str:
    """The words without what is only said to the bot: fillers, reactions, grumbles."""
    clauses = [_LEADS.sub("", clause) for clause in bare_clauses(text)]
    kept = [
        clause
        for clause in clauses
        if not (_REACTS.match(clause) or own_words.is_talk(clause) or said_to_bot.grumbles(clause))
    ]
    return "，".join(kept)


def _without_wrong_exception(text: str) -> tuple[str, str]:
    """「不是除了天天，是中午不要来」: the text without what it says was wrongly excepted, and that."""
    found = _WRONGLY_EXCEPTED.search(text)
    if found is None:
        return text, ""
    rest = f"{text[: found.start()]}，{text[found.end() :]}".strip("，, ")
    return rest, times.standard(found["what"])


def _without_exceptions(known: str, back: str) -> str:
    """The known times, in which what was wrongly excepted is back."""
    if not back:
        return known
    wide, out = excepted_times.parted(known)
    return excepted_times.with_left_out(wide, [said for said in out if said not in back])


def _without(known: str, text: str) -> str:
    """The known times without those that the text refuses; "" where it refuses none, or none is known."""
    if not known or not times.only_refused(text):
        return ""
    return _less(known, [loose_times.as_meant(times.standard(said)) for said in times.refused(text)])


def _less(known: str, out: list[str]) -> str:
    """The known times without these: without a part of them, or with these as exceptions."""
    parts = known.split("、")
    stay = [part for part in parts if not any(said in part for said in out)]
    if len(stay) < len(parts) and "（" not in known:
        return "、".join(stay)
    new = [said for said in out if said not in known and times.lies_within(said, known)]
    return _excepting(known, new) if new else known


def _excepting(known: str, new: list[str]) -> str:
    """The known times without these as well."""
    wide, before = excepted_times.parted(known)
    return excepted_times.with_left_out(wide, [*before, *new])
