"""What a message says around a danger: told of a film it is none, and a smell of gas at home is one without more signs. Pure."""

import re

from bot.understanding.danger_models.danger_model import NEVER, NOW, POSSIBLE
from bot.understanding.danger_models.heard_danger import SILENT, HeardDanger
from bot.understanding.danger_signs.danger import GENERAL, MAY_BE_FORCED

_FILM = r"(?:片子|影片|电影|大片|灾难片|灾害片|电视剧|连续剧|纪录片|动画片|科幻片|武侠片|露天电影|短片|小说|故事书|那本书)"
_OF_FILM = re.compile(
    rf"(?:放|看|演|播|拍|映|讲|听)(?:的|了|过|的是)?[^，,。！!\s]{{0,6}}{_FILM}|{_FILM}[^，,。！!\s]{{0,4}}(?:里头?|里面|中|上|吓|拍得|演得|讲的?|说的?|好看|真好|结尾)"
    r"|电视(?:剧)?(?:里|上)(?:头|面)?(?:演|放|播|讲|那|有个|看)|(?:戏|剧|故事|书|游戏|梦)(?:里头?|里面)(?![^，,。\s]{0,2}[有住])|(?:做|发)(?:了)?[个场一]{0,2}(?:噩|恶|怪)?梦|梦(?:见|到)"
)
_HERE = re.compile(
    r"现在|刚才|刚刚|这会儿|突然|忽然|正在|眼前|快来|救命|(?:我家|屋里|家里|楼道|楼下|楼上|隔壁|厨房|窗外|外面|旁边|边上|对面|门口|路上|工地)(?!人?(?:说|讲|也|都)?(?:看|放))"
    r"|看着看着|的时候|的时间|散场|观众|放映机|台下|座位|银幕(?:着|冒|倒)|有人(?:晕|昏|倒|摔)|打1[12][0-9]|怎么办|咋办|哪能办|叫不|喊不|没反应|醒不来|没呼吸|头晕|头昏|胸口|胸闷|喘不|透不过|抽筋|抽搐|摔了|跌了|流血|吞了|噎|卡住|电视机?(?:冒|着火|烧|爆)"
)
_DREAM = re.compile(r"(?:做|发)(?:了)?[个场一]{0,2}(?:噩|恶|怪)?梦|梦(?:见|到)")
_AWAKE = re.compile(r"现在|真的|醒来(?:发现|一看|看到)|闻到|叫不|胸口|胸闷|喘不|透不过|头晕|摔|打1[12][0-9]")
_REAL = re.compile(
    r"跟(?:电影|片子|电视)(?:里|上)?(?:的|一个)?(?:一样|似的)|像(?:电影|片子|电视)|不是(?:电影|片子|电视)"
)
_SMELLS_OF_GAS = re.compile(
    r"(?:臭|坏)(?:鸡)?蛋|(?:煤气|燃气|天然气|液化气|瓦斯)(?:的|个|格)?(?:臭)?(?:味|气味|臭)|(?:味|臭)[^，,。]{0,8}(?:是不是|像|好像|可能是)(?:煤气|燃气|天然气)"
)
_AT_HOME = re.compile(r"屋里|家里|我家|阿拉屋|厨房|灶|房间|房里|客厅|出租屋|宿舍|过道|阳台")
_OTHERWISE = re.compile(
    r"垃圾|水沟|下水|地漏|马桶|腌|隔壁(?:烧|炒|做)|做饭|烧菜|豆腐|松花|皮蛋|冰箱|胶味|油漆|装修|打碎|炒|煎|坏了几|过期|臭掉|温泉|去年|前年|以前|从前|上次|上回|昨天|前天|关好了|散了|查过|修好|没有(?:煤气|燃气)|没闻到|一丝|一点点|淡淡|鼻子"
)


def weighed(danger: HeardDanger, text: str) -> HeardDanger:
    """What was heard of a danger, by what the text says around it."""
    if danger.answer == NEVER or danger.card in MAY_BE_FORCED:
        return danger
    if is_of_film(text):
        return SILENT
    smells = danger.answer == POSSIBLE and danger.card in ("gas", GENERAL) and smells_of_gas(text)
    return HeardDanger(NOW, "gas") if smells else danger


def is_of_film(text: str) -> bool:
    """「昨晚放的那个片子 大水把城都淹了」: is it told of a film, a story or a dream, and of nothing that is here?"""
    if _DREAM.search(text):
        return _AWAKE.search(text) is None
    return bool(_OF_FILM.search(text)) and not (_HERE.search(text) or _REAL.search(text))


def smells_of_gas(text: str) -> bool:
    """「厨房间好像有股臭鸡蛋味道」: does it smell of gas where people live, with nothing else that it may come from?"""
    return bool(_SMELLS_OF_GAS.search(text) and _AT_HOME.search(text)) and not _OTHERWISE.search(text)
