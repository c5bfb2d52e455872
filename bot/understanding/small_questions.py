"""Which small questions a text asks of a course, an event, a club or a place: deposit, rain, may one just look. Pure."""

import re
from dataclasses import dataclass

_WORDS: dict[str, str] = {
    "deposit": r"押金|保证金|定金",
    "refund": r"学费.{0,3}退|能退钱|退费|退钱|退款|退学费|钱退|退给我",
    "rain": r"下大?雨|落雨|雨天|刮风|天气不好|下雪|天不好",
    "look": r"试听|试课|旁听|先(?:去|来)?(?:看|听|试)|看一次|看一眼|光看|只看|看看行|来看看|看热闹|听一节|听一次|试一节|体验一下",
    "access": r"电梯|爬楼|楼梯|台阶|轮椅|无障碍|上下楼|上楼",
    "hard": r"太难|难不难|难学|会不会难|跟不上|跟得上|学不会|学得会|学得来|吃力|听不懂|零基础|没有?基础|没底子|手笨|一窍不通",
    "along": r"带孩子|带小孩|带娃|带老伴|带朋友|带个?伴|带家里|带家属|陪着|陪同|陪我|一起来|一起去|带外?孙|带老公|带老婆|带妈",
    "remind": r"提醒|会不会通知|会通知|通知我吗|发短信通知|打电话通知|怎么通知",
    "full": r"满了怎么办|满了咋办|报不上怎么办|没名额怎么办|报满了还能|满员了怎么",
    "lunch": r"包饭|管饭|午饭|吃饭|食堂|中饭",
    "parking": r"停车|车位|车停",
}
_PATTERNS = {key: re.compile(words) for key, words in _WORDS.items()}
# Conditions that no entry has a field for.
_CONDITIONS = re.compile(
    r"女老师|男老师|女的教|男的教|宁波话|方言|普通话|一对一|单独教|上门教|线上|网上上课|直播|只发文字|发文字|文字版|盲文|手语|双语|英文"
)


@dataclass(frozen=True, slots=True)
class SmallQuestion:
    """key: the field of `Details` that answers it; words: of the text that ask it."""

    key: str
    words: str


def small_questions(text: str) -> tuple[SmallQuestion, ...]:
    """The small questions that the text asks."""
    found = ((key, pattern.search(text)) for key, pattern in _PATTERNS.items())
    return tuple(SmallQuestion(key, match[0]) for key, match in found if match)


def condition_asked(text: str) -> str:
    """A condition in the text that no entry has a field for (女老师); "" for none."""
    match = _CONDITIONS.search(text)
    return match[0] if match else ""
