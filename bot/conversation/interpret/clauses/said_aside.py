"""What is said beside a message to nobody here: to a child in the room, or to oneself. Pure.

「我那条裤子太长了 宝宝你别动」 tells of the trousers, 「我老是搞反」 tells nobody anything.
"""

import re

from bot.understanding.text.clauses import clauses_with_stops, without_stops

_SIGHS = r"(?:哎呀?|哎哟|哦哟|唉|诶|喂|你看|看|瞧|真是|对不起|不好意思|嘘){0,3}+"
_CHILD = r"(?:(?:我家|我的)?"
_CHILD += (
    r"(?:宝宝|宝贝|贝贝|囡囡|乖囡|小囡|小宝|大宝|二宝|小鬼头?|小祖宗|小朋友|乖乖|毛毛|娃娃?|乖|小家伙|孙孙))"
)
_NOT = r"(?:别|不要|勿要|弗要|莫|覅|不许|不准|不可以)(?:再|去|老|乱|瞎){0,2}"
_ROMPS = r"(?:动|闹|吵|哭|跑|抢|碰|摸|爬|拉我|烦我|缠|捣乱|调皮|咬|扯|抓|叫|跳|按|打岔|插嘴|抠|扔|玩(?:手机|水|了)?)"
_MINDS = r"(?:坐好|坐下|坐着|听话|乖(?:一点|点)?|过来|下来|等(?:一等|一下|一会儿?|等|会儿?)|安静(?:点|一点)?|自己(?:去)?玩|去玩"
_MINDS += r"|慢点|当心|吃饭|睡觉|走开)"
_WHOM = r"(?:我|妈妈?|爸爸?|奶奶|外婆|爷爷|外公|阿婆|手机|电话)?"
_END = r"(?:一?下|了|啊|呀|哦|嘛|啦|哈|噢|奥|好不好|好伐|听见没|听到没){0,3}"
_TO_A_CHILD = re.compile(
    rf"{_SIGHS}{_CHILD}[呀啊哎]?(?:你|侬)?(?:先|给我|快)?(?:{_NOT}{_ROMPS}|{_MINDS}){_WHOM}{_END}"
    rf"|{_SIGHS}(?:你|侬)(?:先|给我)?{_NOT}(?:动|闹|吵|哭|跑|抢|爬|捣乱|调皮){_WHOM}{_END}"
    rf"|{_SIGHS}{_NOT}(?:动|闹|吵|哭|跑|抢|捣乱|调皮){_WHOM}{_END}"
)
_SLIPS = r"(?:搞|弄|记|说|讲|写|念|看|打|听|分){1,2}(?:得)?(?:反|错|混|岔|糊涂|颠倒|不清楚?|不住|忘)(?:掉)?"
_TO_ONESELF = (
    re.compile(
        rf"{_SIGHS}我(?:这个?人|这人|们)?(?:老是?|总是?|经常|一直|又|就是|真是|也){{1,3}}+(?:把[^，,。\s]{{1,6}}?)?{_SLIPS}(?:它们|两个)?[了的啦呀啊]{{0,2}}"
    ),
    re.compile(rf"{_SIGHS}(?:我|人)?(?:真的|真是|真|是|都){{0,2}}+老糊涂[了啦]?[呀啊]?"),
    re.compile(r"(?:哎呀?|唉|哦哟|你)?[看瞧]我(?:这)?(?:个)?(?:记性|脑子|脑筋|嘴巴?|糊涂)[了的啊呀]{0,2}"),
    re.compile(
        r"(?:哎呀?|唉|哦哟)?我这(?:个)?(?:记性|脑子|脑筋|嘴巴?)(?:真|太|实在|越来越|也|老是?|都|是){0,3}+(?:不好(?:使|用)?|差|坏[了掉]?|不行|不灵|笨|糊涂|瓢)?[了的啦呀啊]{0,2}"
    ),
    re.compile(r"(?:哎呀?|唉)?人老了(?:就|真|都)?(?:记不住|记不牢|没记性|不中用|没用)[了啊呀]{0,2}"),
)
_NOT_ANGRY = re.compile(
    r"(?:我)?(?:又|可|真|也|哪里|哪)?(?:没有?|不是|没在|有)(?:在)?(?:发火|发脾气|生气|骂人|骂你|光火|怪你|凶你|吵)(?:啊|呀|的|嘛|了|哦){0,2}"
    r"|(?:你|侬|您)(?:在|又|这是)?(?:说|讲|扯)(?:些|的)?(?:什么|啥)(?:呀|啊|东西|呢|哦){0,2}"
)
"""「你说什么呀，我没发火」: what is told of a mood that the bot has wrongly heard."""


def is_aside(clause: str) -> bool:
    """Is the clause said to a child in the room, to oneself, or only that one is not angry?"""
    bare = without_stops(clause)
    signs = (_TO_A_CHILD, *_TO_ONESELF, _NOT_ANGRY)
    return any(sign.fullmatch(bare) for sign in signs)


def without_asides(text: str) -> str:
    """The text without what is said to nobody here; unchanged where nothing else would be left."""
    clauses = clauses_with_stops(text)
    kept = [clause for clause in clauses if not is_aside(clause)]
    rest = without_stops("".join(kept)).rstrip("。. ")
    return rest if len(kept) < len(clauses) and rest else text
