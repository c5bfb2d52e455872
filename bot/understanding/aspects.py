"""Which detail of a course or a place a question is about."""

import re
from enum import StrEnum


class Aspect(StrEnum):
    """A detail that can be asked for."""

    FEE = "fee"
    PLACE = "place"
    TEACHER = "teacher"
    CERTIFICATE = "certificate"
    BRING = "bring"
    HOW = "how"
    WHO = "who"
    JOBS = "jobs"
    SEATS = "seats"
    TIME = "time"


_WORDS: dict[Aspect, str] = {
    Aspect.FEE: r"多少钱|几钿|钱|收费|学费|免费|费用|价格|贵|报销|补贴",
    Aspect.TEACHER: r"老师|师傅教|谁教|谁来教|谁上|讲师|教练",
    Aspect.CERTIFICATE: r"证书|发证|拿证|结业|资格证|考证|有证|什么证",
    Aspect.BRING: r"带什么|带啥|要带|自带|自己带|准备什么|准备啥|工具|材料|穿什么|身份证",
    Aspect.HOW: r"怎么报|咋报|如何报|报名方式|报名流程|哪里报|哪儿报|手续|报名要|怎么保名|怎么才能报",
    Aspect.SEATS: r"名额|还有位|满了|几个人|多少人|收多少|位置还有|还能报",
    Aspect.WHO: (
        r"能不能学|可以学吗|能学|年龄|岁|文化程度|学历|外地|户口|要求|条件|谁能|哪些人|什么人"
        r"|男的|女的|学得会|基础|零基础|难不难|限"
    ),
    Aspect.PLACE: r"在哪|哪里|哪儿|地址|地点|什么地方|啥地方|怎么走|怎么去|教室|几楼",
    Aspect.JOBS: r"工作|就业|上班|找活|招工|工资",
    Aspect.TIME: r"什么时候|啥时候|几时|几点|哪天|哪一天|时间|开课|多久|几天|几周|礼拜几|星期几|周几|周末|晚上|辰光|上到",
}
_PATTERNS = {aspect: re.compile(words) for aspect, words in _WORDS.items()}


def aspects_asked(text: str) -> tuple[Aspect, ...]:
    """The details that the text asks for, the most specific first; empty for a general question."""
    return tuple(aspect for aspect, pattern in _PATTERNS.items() if pattern.search(text))
