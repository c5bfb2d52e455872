"""What is told of a thing on record for whoever comes for it: 「我周末才在家，让他们周末来拿」. Pure."""

import re

from bot.conversation.interpret.values import free_text
from bot.understanding.slots import thing_details

_LABELS = ("东西", "备注", "说明")
_CLAUSE = re.compile(r"[，,。；;！!？?：:\s]+")
_POINTS = re.compile(
    r"^[^，,。\s]{0,8}那(?:个|件|样|条|台|辆|张)?(?:登记)?(?:要是|如果)?(?:有人)?(?:要|来要)?(?:的话|的时候)?$|^(?:要是|如果|到时候)?(?:真)?有人(?:来)?要(?:的话|的时候)?(?:了)?$"
    r"|^(?:再|也|帮我|给我|请|你|就|还有|加|补|写|记|添|备注|注明){1,4}(?:一?[句下笔点条])?$"
)
_FOR_WHO_COMES = re.compile(
    r"来(?:拿|取|搬|提|看|家)|自取|自提|在家|上门"
    r"|[拿取搬](?:走|的|$)|周末|上午|下午|晚上|下班|点(?:以后|以前|钟|半)|白天|电话"
)
_ORDER = re.compile(r"^(?:让|叫|请|麻烦)(?:他|她|伊|人家|来的人|要的人)们?")
_IN_BRACKETS = re.compile(r"（[^（）]*）")
SHORT = 12  # characters of a remark on how the thing is


def is_for_who_comes(text: str) -> bool:
    """Is it told when and how to come for the thing, and not how it is?"""
    return _FOR_WHO_COMES.search(text) is not None


def is_plain(told: str) -> bool:
    """Is it a short remark on how the thing is, which stands behind its name as it was said?"""
    return len(told) <= SHORT and not _CLAUSE.search(told) and not is_for_who_comes(told)


def remark(title: str, text: str) -> str:
    """The clauses that are told of the thing, without its name, the words for writing them down, and scolding; "" for none."""
    name = thing_details.bare(title)
    clauses = _CLAUSE.split(text)
    kept = "，".join(clause for clause in clauses if clause and not _POINTS.match(clause))
    told = free_text.whole(kept, _LABELS, asked=True)
    parts = [_ORDER.sub("", part) for part in _CLAUSE.split(told)]
    return "，".join(dict.fromkeys(part for part in parts if part and part not in name and name not in part))


def with_remark(title: str, told: str) -> str:
    """The thing with how it is, and the remark in the place of an earlier one: 「婴儿推车（八成新）（周末来拿）」."""
    marks = [mark for mark in _IN_BRACKETS.findall(title) if thing_details.only_details(mark[1:-1])]
    return f"{thing_details.bare(title)}{''.join(marks)}（{told}）"
