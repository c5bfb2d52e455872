"""The words around a matter that a clerk would not write down: a greeting, 「你们有没有人来看看」, 「麻烦帮我记一下」. Pure.

A clause is such a frame when it is made of words that only greet, ask and thank, whatever their order; a word of any
matter makes it more.
"""

import re

_ADDRESS = (
    r"(?:小|老)?(?:师傅|同志|姑娘|伙子|妹妹?|弟弟?|阿姨|大姐|大哥|老师|领导|美女|帅哥|朋友|囡|塘)(?:们)?"
)
_GREETING = (
    rf"(?:你们?|您|侬|大家|各位|{_ADDRESS})好|(?:早上|上午|下午|晚上)好|哈喽|在吗|喂|请问(?:一下|下)?|打扰(?:一下|了|你们?|您)?"
    r"|不好意思|劳驾|拜托(?:你们?|您|侬)?|行行好"
)
_THANKS = r"(?:多|谢)?谢谢?(?:你们?|您|侬|大家)?|感谢(?:你们?|您)?|辛苦(?:你们?|您|侬)?|麻烦(?:你们?|您|侬)?"
_ASKING = (
    r"有没有|有勿有|有无|能不能|能否|可不可以|会不会|好不好|行不行|要不要|是不是|管不管|来不来|修不修|派不派"
    r"|可以|愿意|有|能|会|好|想|要|请|求|帮帮忙|帮个忙|帮忙|帮帮|帮|替|给|让|叫|派|找|寻|安排|联系|介绍"
)
_WHO = (
    r"你们?|您|侬|我们?|阿拉|俺|咱们?|哪位|哪个|谁|啥|什么|社区|物业|[这那][里边儿]|人家|好心人|志愿者|懂行的|懂的|会的"
    r"|师傅|人手|人|邻居"
)
_DEEDS = (
    r"来|去|上门|过来|到|家里|看看|看|瞧瞧|修修|修|弄|搞|处理|解决|管管|管|搭把手|搭手|指点|反映|上报|报修|报|登记|记|写|转告|说|讲|问问|问|打听|商量"
    r"|(?:这|那)?[个件]事情?|(?:这|那)个情况|[个一]?个?问题"
)
_SMALL = (
    r"一下|一声|一句|一记|一个|一位|几个|下|个|位|赶紧|尽快|快点|快些|早点"
    r"|抓紧|顺便|顺带|另外|还有|[就也都再还先吗伐吧啊呀呢哦嘛么啦了的得哈噢]"
)
_WORD = rf"(?:{_ADDRESS}|{_GREETING}|{_THANKS}|{_WHO}|{_ASKING}|{_DEEDS}|{_SMALL})"
_ENDS = r"(?:没有|没得|没|不|行|呢|吗|伐){0,2}"
_CALM = r"(?:现在|目前|这里|这边){0,2}(?:没有?(?:什么)?危险|没(?:有)?着?火|不是着?火)[了的呀啊]{0,2}"
"""What is answered to 「您那边现在有危险吗？」."""
_NEXT = r"(?:哎|哦|对了|再|还有|另外|第二){1,2}(?:有)?一?[个件桩样](?:事情?)?"
"""「再一个，…」 before another matter."""
_FRAME = re.compile(rf"[哎哦噢嗯唉诶]{{1,3}}|{_CALM}|{_NEXT}|{_WORD}{{1,16}}+{_ENDS}")
_ASKS = re.compile(
    rf"^(?:{_ADDRESS}|[哎哦噢嗯唉诶]){{1,3}}$|{_GREETING}|{_THANKS}|有没有|有勿有|能不能|能否|可不可以|可以|会不会|[管来修派]不[管来修派]|请|求|帮|替我|叫|派|找|寻|安排"
    r"|(?:想|要)(?:反映|报修|报|问|打听|说|讲|登记)|有(?:啥|什么|哪个)?人|哪位|谁|管管|[一第][个件二]|[个件]事|反映(?:一下|个)|危险|火"
)
"""A frame asks, thanks or greets; 「他来看了」 tells."""
_REPORTS = r"(?:(?:你们?|您|侬){0,1}(?:帮|替|给)(?:我|阿拉|俺)){0,1}"
_REPORTS += r"(?:我|我们|阿拉|俺|这里|这边){0,1}(?:想|要|来){0,2}(?:[跟和向给](?:你们?|您|侬|社区|物业)){0,1}"
_LEAD = re.compile(
    rf"^(?:(?:{_ADDRESS})(?=(?:{_GREETING}|{_THANKS}|我(?!们?家?的)|阿拉|俺|能|可以))|(?:{_GREETING}|{_THANKS})"
    rf"|{_REPORTS}(?:反映|报修|投诉|举报|上报|报告|说|讲|问|打听|咨询|记)(?:一?[下声句]|[个件]事情?|个(?:情况|问题))[：:]?"
    rf"|{_REPORTS}(?:反映|报修|投诉|举报|上报|求助)[：:]"
    r"|(?:那个|哦|哎){0,2}我?[跟和同](?:你们?|您|侬)[讲说](?:一[下声句]|个事){0,1}(?!过|了)[哦啊呀哈]{0,2}"
    r"|问(?:你们?|您|侬)(?=.{4})|(?:就是|只是)(?=[^说讲想要这那个样]{2})){1,5}+"
)
_TAIL = re.compile(
    rf"(?:你们?|您|侬|社区|物业){{0,1}}(?:有没有|有勿有|能不能|能否|可不可以|哪位|麻烦(?=[你您侬帮请派找])|谢谢|请问|请帮|帮帮我|帮帮忙)(?:{_WORD}){{0,12}}+{_ENDS}$"
    r"|(?:也|都|一起|一道|顺便){1,2}(?:帮我|给我|替我){0,1}(?:报|登记|记|反映|说|讲)(?:一[下声]|上去?)[吧哦啊]{0,1}$"
    rf"|有(?=(?:啥|什么|哪个)?人)(?:{_WORD}){{1,12}}+(?:没有|没|不|么)?(?<=[有没不么吗伐])$|有(?:没有|没|不|吗|伐|么)$"
)
_DANGLES = re.compile(
    r"(?:(?<!给)(?<!跟)(?<!找)(?<!和)(?:你们|你|侬|您)|社区|物业)(?:[那这]?[里边]?的?[个位些]?)(?!好$)[\u4e00-\u9fff]{1,4}$"
)
"""Somebody of whom nothing more would be told: 「电饭煲坏了你们那个学生」, without 「能不能修」."""
SHORTEST = 4  # characters of what a clause tells beside its frame


def is_frame(clause: str) -> bool:
    """「你们能不能找个人看看」, 「师傅你好」: does the clause greet, ask for help or thank, and tell nothing?"""
    return _FRAME.fullmatch(clause) is not None and _ASKS.search(clause) is not None


def without_frame(clause: str) -> str:
    """The clause without the greeting before, and the request behind, what it tells; unchanged where hardly more is left."""
    for frame in (_LEAD, _TAIL):
        rest = frame.sub("", clause)
        clause = rest if len(rest.strip()) >= SHORTEST and not _DANGLES.search(rest) else clause
    return clause
