"""Wishes that their words tell beyond doubt: to hire somebody, to borrow a thing, to have less noise. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_OF_CLUBS = frozenset({
    "club.info", "activity.browse", "activity.join", "venue.info", "training.info", "training.enrol", "social.sad",
})  # fmt: skip
"""What the noise of dancers or singers is taken for."""
_ONE_HIRES = re.compile(
    r"招(?:聘|收)?(?:了)?(?:\d{1,3}|[一二两三四五六七八九十几]{1,2})?(?:个|名|位)(?!人?(?:培训|课))|(?:要|想|就是|来|得|帮我|给我|登|发(?:个|条)?)招(?:人|工|聘)|招(?:人|工|聘)(?:啊|呀|的信息|启事|广告|信息|告示)"
)
_AS_OWNER = re.compile(
    r"(?:我|我们|阿拉|俺|咱)(?:们)?[^，,。！!？?\s]{0,10}(?:店|厂|公司|馆|饭店|作坊|铺|摊|单位|车间|工地)|开(?:了)?(?:个|家|一家)?[^，,。\s]{0,6}(?:店|馆|厂|铺|公司|作坊|小吃|超市)"
    r"|(?:我|阿拉|俺)(?:就)?是(?:个)?(?:老板|店主|负责人)|(?:想|要|急)招|(?:帮|替|给)(?:我|阿拉|忙)?(?:们)?[^，,。\s]{0,3}(?:招|贴|发)|(?:不|勿|弗)(?:是)?(?:来)?找工作|就是招|登记"
)
_NOT_AS_OWNER = re.compile(
    r"招(?:聘|工|人)?(?:吗|伐|么|不招|没|过|生|[呼待手牌])|还招|在招|招(?:不招)?我|应聘|要我|我(?:能|可以|好|想|也)?去|(?:有没有|哪里|哪家|谁家|哪个|啥人|什么)[^，,。\s]{0,8}招"
    r"|招(?:募)?[^，,。\s]{0,4}(?:志愿者|义工|学员|队员|社员)|报名|(?:他们|人家|老板|厂里)(?:说|讲)"
)
_BORROWS_THING = re.compile(
    r"(?:跟|向|问|找|寻)(?:邻居|隔壁|人家|街坊|大家|谁家)[^，,。\s]{0,4}借|(?:谁|哪)家有[^，,。]{0,14}借|(?:邻居|谁|哪家|人家)[^，,。\s]{0,6}(?:有|能|肯|可以)[^，,。]{0,8}借(?:我|给我|阿拉|来|用)"
    r"|(?:想|要|能不能|可不可以|好不好)借(?:个|把|部|辆|架|只|台|副|一下)[^，,。\s]{1,8}"
)
_NO_THING = re.compile(r"书|场地|教室|礼堂|球场|广场|会议室|活动室|钱(?!包)|厕所|充电|身份证|借条|借款")
_NOISE = re.compile(
    r"吵(?:死|得|人|煞|到|醒|闹)|(?:太|好|嫌|蛮|老|真)吵|声音(?:太|那么|特别|交关|邪气|开得|放得)?(?:大|响)|噪音|扰民|没法(?:子)?(?:睡|休息|说话|讲话|做生意|学习|看书|做作业)"
    r"|(?:音响|喇叭|音乐|歌)[^，,。\s]{0,8}(?:响|大声)|(?:放|跳|唱|闹)到[^，,。\s]{0,4}(?:点|半夜|深夜)|(?:睡|困|睏)(?:不|勿|弗)(?:着|好)"
)
_WOULD_JOIN = re.compile(
    r"(?:我|阿拉|俺)(?:也)?(?:想|要|可以|能)(?:去|来|跟|学|加入|参加)|加入|参加|怎么报|报名|会不会(?:太)?吵"
)


@remembered
def hires(text: str) -> bool:
    """「我店里招一个洗碗的」, 「不找工作，是我要招人」: does somebody want to hire, and neither learn nor find work?"""
    if _ONE_HIRES.search(text) is None or _NOT_AS_OWNER.search(text):
        return False
    return _AS_OWNER.search(text) is not None


@remembered
def borrows_thing(text: str) -> bool:
    """「想跟邻居借个人字梯用一下午」: is a thing to be borrowed from somebody, and no place or book?"""
    return _BORROWS_THING.search(text) is not None and _NO_THING.search(text) is None


@remembered
def complains_of_noise(text: str) -> bool:
    """「楼下跳舞的音响放到九点半，没法说话」: is it told how loud others are, and is nothing to be joined?"""
    return _NOISE.search(text) is not None and _WOULD_JOIN.search(text) is None


_WHERE_SWAPPED = re.compile(
    r"(?:有没有|有勿有|哪里|哪儿|哪边|啥地方|什么地方|有)(?:啥|什么|个)?(?:地方)?(?:可以|能|好|能够)换"
    r"(?:东西|旧东西|旧物)?(?:的)?(?:地方)?(?:吗|伐|么|呢|啊|呀)?[?？。 ]*$"
    r"|(?:东西|旧物|闲置)(?:去)?(?:哪里|哪儿|啥地方|什么地方)(?:可以|能|好)?换"
)


@remembered
def asks_where_swapped(text: str) -> bool:
    """「有没有地方可以换的」: is it asked where things are swapped?"""
    return _WHERE_SWAPPED.search(text) is not None


def wished(text: str, intent: str) -> str:
    """The intent that the words tell beyond doubt, whatever the message was taken for; "" for none."""
    if intent in _OF_CLUBS and complains_of_noise(text):
        return "feedback.submit"
    if hires(text):
        return "training.employer"
    if asks_where_swapped(text):
        return "exchange.info"
    return "exchange.find" if borrows_thing(text) else ""
