"""Hears despair that is only hinted at: work or home is lost, things are put in order, nobody is to be troubled any more."""

import re

_IN_ORDER = re.compile(
    r"(?:东西|物品|屋里|房间|家当|衣服|行李|抽屉|柜子)[^，,。\s]{0,3}(?:都|也|全|快|差不多)?(?:整理|收拾|理|清理?|处理|送|分|扔|丢)[^，,。\s]{0,4}(?:差不多|好了|完了|掉了|光了|干净|清爽|得了)"
    r"|(?:后事|身后|钥匙|存折|密码|账|猫|狗|花)[^，,。\s]{0,4}(?:交代|交待|安排|托付|托给|交给|写好|还清|送人|结清)"
)
_NO_BURDEN = re.compile(
    r"(?:不想|不愿|不要|勿想|弗想|别|懒得|不好意思|不敢|怕)(?:意)?(?:再|又|总|老)?(?:去)?(?:麻烦|拖累|连累|打扰|打搅|牵累|给[^，,。\s]{1,4}添(?:麻烦|乱))(?!您|你们?办|社区|师傅)"
    r"|(?:是|成了)(?:个)?(?:累赘|负担|包袱)|多我一个|少我一个|没我(?:也|更|反)|拖累(?:了)?(?:他|她|大家|家里|儿女|孩子|你们|别人)"
)
_LOST = re.compile(
    r"(?:工作|饭碗|生意|店|厂)[^，,。\s]{0,4}(?:没了|丢了|黄了|倒了|垮了|关了|关门)|失业|被裁|被辞|被开除|找不到(?:工作|活)|房租[^，,。\s]{0,5}(?:到期|交不|付不|没)"
    r"|欠(?:了|着)?[^，,。\s]{0,6}(?:债|钱|贷)|没钱|身无分文|离婚|分手|离了婚|查出来?(?:是)?(?:癌|晚期)|没地方(?:去|住)|无家可归"
)
_WEARY = re.compile(
    r"没(?:有|啥|什么)?(?:意思|劲|盼头|意义|奔头)|撑不|熬不|扛不|累了|好累|太累|算了吧|无所谓|不想(?:动|说|吃|见)|没什么(?:放不下|牵挂|好留)|就这样(?:了|吧)|到头了|差不多了$"
)
_FAREWELL = re.compile(
    r"谢谢(?:你们|大家|您)?(?:这些年|一直|照顾|这么久)|(?:你们|大家)(?:要)?(?:保重|好好的)|下辈子|来世|永别|最后一(?:次|条|面)|以后(?:就)?(?:不用|用不着)(?:再)?(?:找|管|惦记|担心)我"
)
_GIVEN_AWAY = re.compile(
    r"(?:猫|狗|鸟|鱼|乌龟|兔子|花草?|盆景|钥匙|存折|银行卡|首饰|戒指|手表|吉他|电脑|相册|日记|书)[^，,。\s]{0,4}(?:送给|送了|送掉|送人|托给|托付|交给|给了|留给|抱给|寄给|拿给|送到)"
)
_SETTLED = re.compile(
    r"(?:房租|水电费?|电费|债|欠的?钱?|借的?钱?|账|贷款|花呗|押金|工钱|饭钱)[^，,。\s]{0,6}(?:交到|交清|交完|交掉|交好|付清|付完|付到|付掉|结清|结掉|结了|还清|还掉|还完|还了|清了|两清)"
)
_NOTHING_MORE = re.compile(
    r"没(?:有)?(?:别的|其他|其它|旁的|啥|什么)(?:别的)?事(?:情|体)?(?:了|哉)|就这些(?:了|吧)|不用(?:再)?(?:回|找|管|惦记|挂念|等)我"
)
_LONG_THANKS = re.compile(
    r"(?:这段时间|这些年|这几年|这阵子|一直以来|这么久|一直)[^，,。]{0,6}(?:谢谢|感谢|多谢|照顾|麻烦)"
    r"|(?:谢谢|感谢|多谢)[^，,。]{0,6}(?:这段时间|这些年|这几年|这阵子|一直以来|这么久|照顾)|保重|好好(?:的|过)(?:吧|啊|哦)?$|再见了|忘了我"
)
_MOVES = re.compile(
    r"搬(?:家|走|去|到|回|出)|回老家|退租|退房|换(?:房|地方|工作)|出差|旅游|旅行|调(?:去|到|走)|毕业|结婚|出国|出门|留学|当兵|换租|新房|到期不续|回来(?:再|就)|下(?:周|个?月|礼拜|星期)(?:要|去|回|走|就)"
)
_HINTS = (_IN_ORDER, _NO_BURDEN, _LOST, _WEARY, _FAREWELL)
_MANY = 3  # hints that together are asked about directly


def is_told(text: str) -> bool:
    """「工作没了 东西也理好了 不想再麻烦别人」: do several hints stand together, one of them that a leave is taken?"""
    told = [hint for hint in _HINTS if hint.search(text)]
    return (len(told) >= _MANY and (_IN_ORDER in told or _FAREWELL in told)) or settles_all(text)


def settles_all(text: str) -> bool:
    """「猫送给楼下阿姨了 房租也交到月底 这段时间谢谢大家」: is a leave taken, by who is not said to move?"""
    given, settled = _GIVEN_AWAY.search(text), _SETTLED.search(text)
    nothing_more, thanks = _NOTHING_MORE.search(text), _LONG_THANKS.search(text)
    both = bool(given and settled) and bool(nothing_more or thanks)
    return (both or bool(thanks and (given or (settled and nothing_more)))) and _MOVES.search(text) is None


def may_be_told(text: str) -> bool:
    """「工作丢了 不想再拖累家里」: are two of them told, one that they are a burden?"""
    return _NO_BURDEN.search(text) is not None and any(
        hint.search(text) for hint in (_LOST, _WEARY, _FAREWELL)
    )
