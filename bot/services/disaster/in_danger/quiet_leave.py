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
_HINTS = (_IN_ORDER, _NO_BURDEN, _LOST, _WEARY, _FAREWELL)
_MANY = 3  # hints that together are asked about directly


def is_told(text: str) -> bool:
    """「工作没了 东西也理好了 不想再麻烦别人」: do several hints stand together, one of them that a leave is taken?"""
    told = [hint for hint in _HINTS if hint.search(text)]
    return len(told) >= _MANY and (_IN_ORDER in told or _FAREWELL in told)


def may_be_told(text: str) -> bool:
    """「工作丢了 不想再拖累家里」: are two of them told, one that they are a burden?"""
    return _NO_BURDEN.search(text) is not None and any(
        hint.search(text) for hint in (_LOST, _WEARY, _FAREWELL)
    )
