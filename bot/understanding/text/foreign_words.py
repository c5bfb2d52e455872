"""Whether a question brings a subject of its own, which the answer that was told does not speak of. Pure."""

import re

from bot.common.text import letter_pairs
from bot.understanding.text.bounded_cache import remembered

_COMMON = re.compile(
    r"可不可以|需不需要|工作人员|老头子|老太婆|儿媳妇|为什么|是不是|能不能|要不要|行不行|会不会|有没有|好不好|对不对|用不用|节假日|身份证|户口本|复印件|办公室|我们|你们|他们|阿拉|"
    r"自己|本人|家里|家人|老公|老婆|老伴|儿子|女儿|媳妇|孩子|小孩|老人|爷爷|奶奶|外公|外婆|孙子|孙女|朋友|邻居|别人|人家|什么|怎么|怎样|哪能|哪里|哪儿|哪个|哪些|多少|多久|"
    r"还是|到底|究竟|可以|需要|必须|应该|办理|另外|顺便|请问|知道|晓得|时候|时间|辰光|今天|明天|后天|现在|上午|中午|下午|晚上|早上|白天|周末|礼拜|星期|上班|下班|开门|关门|"
    r"有人|没人|地方|地址|电话|号码|手机|材料|证件|照片|原件|单子|窗口|手续|条件|要求|费用|免费|收费|排队|预约|网上|线上|本地|外地|这里|那里|这边|那边|附近|这个|那个|一下|"
    r"一次|事情|东西|没有|因为|如果|要是|的话|便宜|社区|师傅|医生|老师|直接|一定|非要|大概|大约|左右|之前|以前|之后|以后|马上|已经|刚才|一起|一道|自费|报销|补贴|我|你|您|"
    r"侬|他|她|它|伊|咱|娃|爸|妈|啥|咋|哪|几|谁|吗|呢|么|伐|吧|啊|呀|哦|嘛|能|会|要|得|想|去|来|到|办|弄|做|拿|带|交|打|找|问|说|讲|看|查|算|给|让|叫|替|帮|"
    r"代|先|再|还|也|都|就|才|只|又|周|表|钱|这|那|事|行|好|对|不|没|有|在|的|了|着|过|把|被|跟|和|同|与|从|向|为|是|很|太|真|多|少|大|小|长|快|慢|难|贵|啦|"
    r"下|上|进|出|人|点|号|月|天|年|岁|块|元|次|张|份"
)
"""Words of asking, of people, times and papers, which any question may hold; the longest first."""
_PART = re.compile(r"[\u4e00-\u9fff]{2,}")


@remembered
def _own_words(text: str) -> tuple[str, ...]:
    return tuple(_PART.findall(_COMMON.sub(" ", text)))


def brings_another(text: str, told: str) -> bool:
    """「哪里有好吃的海鲜面馆」 after the weather: does the question name something that what was told does not?"""
    known = letter_pairs(told)
    return any(not letter_pairs(part) & known for part in _own_words(text))
