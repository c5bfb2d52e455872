"""Whether a question is of a paper that the signpost told before only asks to be brought: 「身份证地址旧了去哪里换」."""

import re
from collections.abc import Sequence

_PAPER = re.compile(
    r"(?P<paper>身份证|户口[本簿]|居住证|暂住证|社保卡|医保卡|护照|驾照|驾驶证|结婚证|离婚证|房产证|不动产证|残疾证|老年[卡证]|出生证|营业执照)[^，,。\s]{0,5}"
    r"(?:旧|丢|掉了|换|补|过期|到期|改|错|没了|坏|办)"
)


def names_other_paper(text: str, wordings: Sequence[str]) -> bool:
    """Is a paper to be had anew that none of these wordings, of what was told before, names?"""
    found = _PAPER.search(text)
    return found is not None and not any(found["paper"] in wording for wording in wordings)
