"""Clauses with a word of asking that ask no fact of the community: a request, a grumble, a question about the form. Pure."""

import re

from bot.understanding.questions.own_record_questions import asks_whether_in
from bot.understanding.slots import anonymity
from bot.understanding.text import own_words, sounds_asked
from bot.understanding.text.clauses import bare_clauses

_SIGNS = " ，,。.；;！!?？~～…"
_YOU = r"(?:[你侬您](?:们)?)"
_THE_BOT = r"(?:这|那)?(?:个|只|台|款)?(?:机器人?|程序|电脑|小助手|系统|软件|客服|东西)?"
_GRUMBLES = re.compile(
    rf"{_YOU}{_THE_BOT}(?:这|到底|又|是|可真|真){{0,3}}(?:怎么|咋)(?:个)?(?:回事|搞的|弄的|老是?|又|还|听不|说不|这[么样]|了)"
    rf"|^(?:这|那)?(?:是)?(?:怎么|咋)(?:个|一)?回事[啊呀嘛呢]?$"
    rf"|{_YOU}{_THE_BOT}(?:到底|究竟|是不是|听|看){{0,2}}(?:(?:有没有|会不会|能不能)(?:在)?(?:听|看|懂|好好|说人话)|懂不懂|听不听)"
    rf"|{_YOU}?(?:到底|在)?(?:搞|弄|问|说|讲|扯|写|记|听)(?:的|些)?(?:什么|啥)(?:名堂|鬼|东西|玩意儿?|呀|啊|呢|嘛)?$"
    r"|^(?:那|又|你|侬|您){0,2}(?:怎么|咋|干嘛|为啥)(?:还|又|老是?|总){1,2}(?:在|是|要|来|给我|让我|叫我)?(?:问|说|讲|这|写|填|重复)"
    r"|(?:怎么|咋|又)(?:就|只|才|还是|又)(?:写|记|填|登|报)了?|^(?:你|侬)?(?:就|只)(?:写|记|填)了?一半"
    r"|听(?:不|勿|得)懂(?:人)?话|听(?:不|勿|弗)听得(?:懂|见)|(?:什么|啥)(?:都)?(?:不|勿)懂$|烦不烦|有完没完|听没听|没听见(?:吗|么)|(?:什么|啥)(?:破|烂|鬼|垃圾)"
    r"|^(?:什么|啥)叫(?:这|那)个[呀啊]?$|^(?:关我|跟我)(?:什么|啥)事|(?:写|记|填)得?(?:乱七八糟|一塌糊涂|不像样|什么(?:呀|啊)|啥(?:呀|啊))|(?:瞎|乱|胡)(?:写|填|记|弄|搞)(?:的|些|啥|什么)"
)
_LEADS = r"(?:那么?|麻烦|请|能不能|能|可不可以|可以|好不好|好|再|也|顺便|你|您|侬|们|先|要不|就){0,5}+"
_FOR = r"(?:帮|替|给)(?:一下)?(?:我|伊拉?|他|她|阿拉|我们|咱|俺|忙)?(?:们|家)?"
_FOR += r"(?:老婆|老公|老伴|阿?[爸妈爹娘姐妹哥弟爷奶]|儿子|女儿|囡|孙子|孙女|邻居|朋友){0,2}"
_DOES = r"(?:报名|报|登记|登|写|填|订|记|添|补|存|预约|改(?=一?下|成|掉|过来))"
_DONE = r"(?:一?(?:下|个|份|条|样|句|名))?(?:上|进去?|好|了|名)?[^，,。\s怎么哪几谁]{0,4}"
_PLEASE = r"(?:伐|吗|吧|么|不|好不好|行不行|可不可以|可以吗|可以伐|行吗|行伐|好吗|好伐)?[啊呀]?"
_REQUESTS = re.compile(rf"{_LEADS}{_FOR}(?:也|再|一起|一道|同时|顺便|先|都){{0,3}}+{_DOES}{_DONE}{_PLEASE}")
_HELPS = re.compile(
    r"(?:那|你们|社区|讲学堂|学校){0,2}(?:里|的)?(?:学生|师傅|志愿者?|邻居|人|有人|谁)?(?:能不能|能|可以|会|肯|好)(?:来|帮|给|上门|去|我|忙){0,4}"
    r"(?:修|弄|看|换|做|帮)(?:修|看|弄|一?下|好)?(?:吗|伐|不|么|没)[呀啊]?"
)
"""Whether somebody can come and see to it, which is what a request for help finds out."""
_NOT_OURS = re.compile(r"座|位|班|证|费|钱|票|接|送")
_WRITES = r"(?:写|记|填|登记?|报|留|添|补|录|存|订|加)"
_YET = r"(?:了?没有?|了?没得|了?吗|了?伐|了?么|了?不)[啊呀呢]?$"
_OF_STATE = re.compile(
    rf"^[^，,。\s]{{0,8}}{_WRITES}(?:上|进去?|下来?|好|完|到|对|全|明白|清楚)(?:去)?[^，,。\s]{{0,6}}{_YET}"
    rf"|^(?:那|就|我)?{_YOU}(?:们)?(?:刚才|都|有没有|到底){{0,2}}{_WRITES}[^，,。\s]{{0,6}}(?:了没有?|了吗|了伐|没有?|没得)[啊呀呢]?$"
    rf"|^(?:那|这样|这|现在|就|都|算|是不是|到底){{0,3}}(?:完|好|成|结束|弄好|弄完|搞定|办好|办完|填完|问完|登好|报好)(?:了)?{_YET}"
    r"|(?:还|都|这|那)?(?:算数|作数|记着|留着)(?:的)?(?:吗|伐|不|么|吧|没有?)[啊呀呢]?$"
)


_SPARES = re.compile(
    r"(?:别|不要|不用|勿要|弗要|覅|莫)(?:再|老是?|老|给我|又|从头|一直){1,3}(?:念|报|说|讲|读|列|重复|背)(?!名|警|给)(?:一?[遍次下]|了|来|过){0,2}"
)


def spares(text: str) -> bool:
    """「别再念一遍了」: is it asked not to be told the same once more?"""
    return _SPARES.search(text) is not None


def grumbles(clause: str) -> bool:
    """「你这机器怎么回事」「不是说了周四嘛」: does the clause complain of the bot?"""
    return bool(_GRUMBLES.search(clause.strip(_SIGNS))) or own_words.grumbles(clause)


_COMPLAINS = re.compile(
    rf"{_YOU}(?:又|还|老是?|怎么|咋|是不是|根本|压根){{0,2}}(?:没(?:有)?(?:听|看|回答|答|算|说|讲|管)|不(?:听|看|回答|答)|(?:听|搞|弄|算|写|记|看|说|答)(?:反|错|岔|混|漏)|又|答非所问|答的(?:什么|啥))"
    r"|答非所问|(?:搞|弄|算|听)(?:反|错|岔|混)了|没(?:有)?回答(?:我|我的)"
)


def complains(text: str) -> bool:
    """「你没回答我」「你搞反了」「你又算20本」: is the bot told that its last answer was none, or a wrong one?"""
    return _COMPLAINS.search(text) is not None


def requests(clause: str) -> bool:
    """「好帮伊也报一个伐」: is the bot asked to do no more than what a form does?"""
    bare = clause.strip(_SIGNS)
    return _REQUESTS.fullmatch(bare) is not None and not _NOT_OURS.search(bare)


def asks_of_form(clause: str) -> bool:
    """「写上水槽下面了没」「还算数吗」「完了吗」: does the last clause ask what is written down, or whether it stands?"""
    bare = next(reversed(bare_clauses(clause)), "").strip(_SIGNS)
    return bool(_OF_STATE.search(bare)) or asks_whether_in(bare) or sounds_asked.asks_of_record(bare)


def asks_only_of_form(text: str) -> bool:
    """Is that all that the text asks, and tells it nothing besides?"""
    return asks_of_form(text) and len(bare_clauses(text)) == 1


def asks_no_fact(clause: str) -> bool:
    """Is it nothing that the community could be asked?"""
    helps = _HELPS.fullmatch(clause.strip(_SIGNS)) is not None
    if helps or anonymity.told(clause):  # 「匿啥名」 says that the name may stand
        return True
    return grumbles(clause) or requests(clause) or asks_of_form(clause)
