"""Hears that somebody else has taken leave and is not to be reached: 「室友说下辈子再做朋友 然后就不回了」."""

import re

_WHO = re.compile(
    r"室友|舍友|同学|同事|朋友|闺蜜|闺密|哥们|兄弟|姐妹|表[哥姐弟妹]|堂[哥姐弟妹]|[哥姐弟妹]|儿子|女儿|囡|孩子|爸|妈|爹|娘|老公|老婆|对象|男友|女友|前任|网友|邻居|徒弟|学生|租客|房客|他|她|伊|人家"
)
_SENT = re.compile(r"发|说|讲|留|写|微信|短信|消息|朋友圈|电话|信|告诉|跟我")
_FAREWELL = re.compile(
    r"下辈子|来世|来生|永别|遗书|忘了我|忘掉我|别(?:再)?(?:找|等|想)我|不用(?:再)?(?:找|等)我|再也不见|替我(?:照顾|看看|孝敬)|帮我(?:照顾|孝敬)(?:好)?(?:爸|妈|孩子|爹|娘|我)|照顾好(?:爸|妈|孩子|自己|我)|最后一(?:次|条|面)|我(?:先)?走了(?:你|别|不)|活够了|解脱"
)
_SORRY = re.compile(r"对不起|对不住|抱歉|再见了|谢谢你(?:这些年|一直|陪)")
_SILENT = re.compile(
    r"不回(?:了|我|消息|信|微信|复|$)|没回|勿回|不接|勿接|没人接|关机|打不通|联系不(?:上|到)|失联|没消息|没声音|没动静|找不到(?:他|她|人|伊)|拉黑|删了我|把我删|没了下文|没下文"
)
_AFRAID = re.compile(r"慌|怕|担心|急死|着急|不对劲|不放心|吓|出事|傻事|想不开|心里毛|发毛|怎么办|咋办|哪能办")
_ERRAND = re.compile(r"来不了|去不了|迟到|改天|订单|快递|退款|补课|上课|开会|客服|报名|活动|还我?钱|借钱")
_IN_PLAY = re.compile(r"歌词|台词|小说|剧本|电视剧|电影|短视频|游戏里")


def is_told(text: str) -> bool:
    """Is it told that somebody has said farewell, and that they answer no more or that one fears for them?"""
    if not (_WHO.search(text) and _SENT.search(text)) or _IN_PLAY.search(text):
        return False
    silent, afraid = _SILENT.search(text), _AFRAID.search(text)
    if _FAREWELL.search(text):
        return bool(silent or afraid)
    return bool(_SORRY.search(text) and silent and afraid) and not _ERRAND.search(text)
