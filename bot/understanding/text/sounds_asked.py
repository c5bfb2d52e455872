"""Clauses that sound like a question and ask for no fact: said to a child, rhetorical, about a word, the next one. Pure."""

import re

_SIGNS = " ，,。.；;！!?？~～…"
_THEIRS = r"(?:宝宝|宝贝|囡囡|小囡|毛毛|乖乖?|心肝|崽崽|妞妞|儿子|女儿|老头子|老太婆|老公|老婆|妈|爸)"
_ASIDE = re.compile(
    rf"^(?:等下|等一下|哎|喂|先){{0,2}}{_THEIRS}[，, ]?(?:你|侬)?(?:别|不要|勿要|覅|不许|不准|快|过来|坐好|听到|听见)"
    rf"|^{_THEIRS}[，, ]?(?:你|侬)?要不要(?:喝|吃|睡|尿)"
    r"|^(?:等下|等一下|哎|喂|先)?(?:你|侬)?(?:别|不要|勿要|覅|不许|不准)(?:抓|动|碰|闹|哭|抢|摸|扯|乱跑|乱动|吵我|拉我)"
)
_SAYING = r"(?:说|讲|给|写|报|填|告诉|发|留|改|登记|问|答|记|叫)"
_RHETORICAL = re.compile(
    rf"(?:刚才|刚刚|方才|前面|上面|上次)[^，,。\s]{{0,3}}不是[^，,。\s]{{0,4}}{_SAYING}"
    rf"|不是(?:都|早就?|已经|才|刚刚?|刚才|前面|跟[你侬您]|[你侬您]们?){{1,3}}[^，,。\s]{{0,4}}{_SAYING}"
    r"|^(?:这|那)?(?:还|也)?(?:用|要|需要)(?:得着)?(?:再)?(?:问|说|讲)(?:吗|么|伐|啊)"
    r"|^(?:你们|侬|社区|到底|究竟|这事|这){0,3}(?:还)?(?:有没有人管|管不管|管伐|管不管事)(?!用)[的啊呀了呢]{0,2}$"
    r"|^(?:那|这|我)?(?:不就|不是)白(?:跑|来|说|讲|写|等|忙)|^(?:这|那)?有(?:啥|什么)好(?:问|说|讲|看)|^谁(?:会|还)?(?:晓得|知道)"
)
_WHERE_MENDED = re.compile(
    r"(?:哪里|啥地方|哪块|哪有|啥人)(?:人|师傅|地方)?(?:好|可以|能|会|有得)(?:帮忙)?(?:改|修|补|磨|缝|裁)(?!名|户|证|卡|密|办|正)"
)
_MEANING = re.compile(
    r"(?:是)?(?:什么|啥)(?:个)?意思[啊呀嘛呢哦]?$|^(?:什么|啥)(?:个)?叫|(?:什么|啥)(?:玩意|名堂|鬼)"
)
_COUNT = r"(?:[一二两三四五六七八九十\d]{1,2})"
_NEXT = re.compile(
    rf"^(?:那|还有|另外|剩下|其他)?(?:的|那)?{_COUNT}?(?:个|位|份|样|件|张|口|条)呢$"
    rf"|^(?:那|还有|另外)?[^，,。\s]{{1,8}}(?:那|这)(?:个|份|边|件|张|样|位|条)呢$|^[^，,。\s]{{2,4}}的呢$"
)
_RECORD = re.compile(
    r"[你侬您](?:们)?(?:那边|那里|那头|这边|这里)?(?:有没有|到底|都|还)?(?:记|留|写|登|存)(?:着|牢|好|下|上|住)[^，,。\s]{0,8}(?:吗|没有?|伐|了没|不|么)[啊呀]?$"
)
_OF_HELPER = re.compile(
    r"(?:来的|叫来的|派来的|上门的|请来的|找来的|来帮忙的|来修的|接单的)(?:那个|这个)?(?:人|师傅|邻居|志愿者|学生|同学|阿姨)"
)
_HELPERS = re.compile(
    r"(?:要不要|还要|缺不缺|缺|收不收|需不需要|需要|招不招|要)(?:不要)?(?:我|人手?|志愿者|义工|帮手|这种人|我这样的)(?:[^，,。\s]{0,4}(?:吗|伐|不|么|没有?|啊|呀))?$"
)


def asks_nothing(clause: str) -> bool:
    """「不是刚给你了吗」「清爽点啥意思」「还有两个呢」: does the clause only sound like a question?"""
    bare = clause.strip(_SIGNS)
    sorts = (_ASIDE, _RHETORICAL, _MEANING, _NEXT, _RECORD, _WHERE_MENDED)
    return any(sort.search(bare) for sort in sorts)


def asks_where_mended(text: str) -> bool:
    """「裤子太长 侬晓得哪里好改伐」: is it asked who would mend a thing? That is a wish for somebody who does."""
    return _WHERE_MENDED.search(text) is not None


def asks_of_record(clause: str) -> bool:
    """「你们那边记着我这事了吗」: is it asked whether one's own matter is kept?"""
    return _RECORD.search(clause.strip(_SIGNS)) is not None


def asks_for_helpers(clause: str) -> bool:
    """「你们要不要人」: is it asked whether helpers are wanted?"""
    return _HELPERS.search(clause.strip(_SIGNS)) is not None


def asks_of_helper(clause: str) -> bool:
    """「来的人会打麻将伐」: is whoever comes to help spoken of?"""
    return _OF_HELPER.search(clause) is not None


_OF_ORDER = re.compile(
    r"(?:帮|替|给)(?:我|阿拉|忙)?(?:们)?[^，,。？?\s]{0,4}(?:贴|发|登|招|介绍|找|寻)|来[^，,。？?]{0,8}(?:教|上课|培训|讲)|(?:有没有|有)(?:啥|什么)?(?:人|合适的)?(?:介绍|推荐|肯来)"
)


def asks_of_order(words: str) -> bool:
    """「你这能帮贴一下不」, 「能来厂里教伐」 beside a firm's order: does it ask for no more than the order itself?"""
    return _OF_ORDER.search(words) is not None
