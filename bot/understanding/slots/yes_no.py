"""Reads texts that say yes or no and nothing else."""

import re
import unicodedata
from collections.abc import Iterable

from bot.understanding.text.bounded_cache import remembered

_YES = [
    "是",
    "是的",
    "是啊",
    "是呀",
    "对",
    "对的",
    "对呀",
    "对啊",
    "对头",
    "嗯",
    "嗯嗯",
    "恩",
    "好",
    "好的",
    "好呀",
    "好啊",
    "好嘞",
    "好了",
    "行",
    "行的",
    "行啊",
    "可以",
    "可以的",
    "没错",
    "没有错",
    "没问题",
    "冇问题",
    "ok",
    "okay",
    "yes",
    "y",
    "确认",
    "确定",
    "同意",
    "要",
    "要的",
    "需要",
    "中",
    "得",
    "成",
    "成的",
    "就这样",
    "就这么办",
    "就这个",
    "正确",
    "对对",
    "是是",
    "没毛病",
    "都对",
    "都对的",
    "全对",
    "对着",
    "对哦",
    "好哦",
    "妥",
    "记吧",
    "记上",
    "记下",
    "记上吧",
    "记下吧",
    "记下来",
    "那记吧",
    "那就记",
    "那就记上",
    "帮我记",
    "帮我记上",
    "帮我记下",
    "给我记上",
    "替我记上",
    "替我记下",
    "这样改",
    "就这样改",
    "就这么改",
    "照这样改",
    "按这个改",
    "就按这个改",
    "👌",
    "👍",
    "✅",
    "🆗",
]
_NO = [
    "不",
    "不是",
    "不是的",
    "不对",
    "不要",
    "不用",
    "不用了",
    "不要了",
    "不行",
    "不可以",
    "不好",
    "错",
    "错了",
    "不同意",
    "不需要",
    "没有",
    "没",
    "否",
    "no",
    "n",
    "勿",
    "勿是",
    "勿对",
    "勿要",
    "弗是",
    "覅",
    "算了吧",
    "不对的",
    "不是啊",
    "不对不对",
    "都不对",
    "❌",
    "👎",
]
_TAIL = [
    "谢谢",
    "谢谢你",
    "谢谢您",
    "多谢",
    "麻烦了",
    "麻烦你了",
    "辛苦了",
    "吧",
    "啊",
    "呀",
    "哦",
    "喔",
    "嘛",
    "呢",
    "的",
    "哈",
    "了",
    "啦",
    "滴",
]


def _any_of(words: Iterable[str]) -> str:
    """One of these words, the longest first: with possessive repetition nothing is tried in a second way."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_ALL_YES, _ALL_NO = (re.compile(rf"(?:{_any_of(answer)})++(?:{_any_of(_TAIL)})*+") for answer in (_YES, _NO))
_PUNCTUATION = re.compile(r"[\s,，.。!！~～…、;；?？]+")


@remembered
def read(text: str) -> bool | None:
    """True for yes, False for no, None when the text says anything else."""
    folded = _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text).lower())
    if not folded or text.strip().endswith(("?", "？")):
        return None
    if _ALL_YES.fullmatch(folded):
        return True
    if _ALL_NO.fullmatch(folded):
        return False
    return None
