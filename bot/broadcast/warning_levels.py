"""The level of a warning, and whether it is lifted, by the words of its headline. Pure.

Four colours, as 气象灾害预警信号发布与传播办法 prescribes, or four grades: 突发事件应对法 (2024) says in its article on
grades of warnings that the first to the fourth are red, orange, yellow and blue.
"""

import re
import unicodedata

from bot.common.readable import readable
from bot.services.disaster.warning_records import rank

_GRADES = {
    "I": "红", "II": "橙", "III": "黄", "IV": "蓝",
    "一": "红", "二": "橙", "三": "黄", "四": "蓝",
}  # fmt: skip
# The grade of a response (「启动防汛Ⅳ级应急响应」) is no level of a warning.
_LEVEL = re.compile(
    r"(?P<colour>[蓝黄橙红])色"
    r"|(?<![A-Z])(?P<roman>IV|III|II|I)级(?!应急|响应)"
    r"|(?P<hanzi>[一二三四])级(?=[(]?(?:[蓝黄橙红]色)?[)]?预警)"
)
_CHANGE = re.compile(r"[升降变改调提更转][^,。;]{0,6}?[为至到成]")
_LIFTED = re.compile(
    r"(?:解除|取消|撤销)[^,。;]{0,40}?预警(?:信号)?"
    r"|[^,。;、]{0,40}?预警(?:信号)?(?:已经|已|现|予以|被)?(?:解除|取消|撤销)"
)


def level_of(text: str) -> str:
    """The level that is in force after these words: 蓝, 黄, 橙, 红, or "" when they name none.

    「由黄色升级为橙色」 is 橙, and so is 「解除黄色，发布橙色」. Of several levels without such a word it is the gravest.
    """
    in_force = _LIFTED.sub("", _normalised(text))
    changes = list(_CHANGE.finditer(in_force))
    if changes and (after := _levels(in_force[changes[-1].end() :])):
        return after[0]
    return max(_levels(in_force), key=rank, default="")


def lifted_level_of(text: str) -> str:
    """The gravest level that these words name, also as one that is lifted."""
    return max(_levels(_normalised(text)), key=rank, default="")


def lifts(text: str) -> bool:
    """Whether these words lift a warning and issue none."""
    words = _normalised(text)
    return bool(_LIFTED.search(words)) and "预警" not in _LIFTED.sub("", words)


def without_level(hazard: str) -> str:
    """The hazard of 「台风橙色预警」: 台风."""
    bare = re.sub(r"[(（]?(?:[蓝黄橙红]色|[ⅠⅡⅢⅣIV一二三四]+级)[)）]?", "", hazard)
    return re.sub(r"预警(?:信号)?$", "", bare).strip() or hazard


def _normalised(text: str) -> str:
    """Half width: Ⅱ as II, （ as (."""
    return unicodedata.normalize("NFKC", readable(text))


def _levels(text: str) -> list[str]:
    return [match["colour"] or _GRADES[match["roman"] or match["hanzi"]] for match in _LEVEL.finditer(text)]
