"""Whether somebody who reports something wants to be named: 「不写名字」, 「那就不匿吧」, 「说了不写」. Pure."""

import re

_NAMED = re.compile(
    r"(?:不|弗|勿|别|甭|没必要|用不着|不必|不需要|不想|无需|莫|覅)(?:用|要|是|想|需要|必)?(?:记|写)?(?:匿|保密|隐|瞒|遮)|实名|写名|写我名"
    r"|匿(?:什么|啥)名|怕(?:什么|啥|谁)|署名|留名|不怕|光明正大|具名|名字写|写上(?:去|名)|公开|真名|要他知道"
)
_ANONYMOUS = re.compile(
    r"匿名|不(?:要)?(?:署名|留名|写名|露名|记名|具名|说是我)|别(?:署|留|写|说|露|把)|保密|名字(?:就)?(?:不|别|莫"
    r"|勿)|莫(?:写|说|留)|勿要(?:写|讲)|怕|不想(?:让|叫|被)"
)
_NOT_NAMED = re.compile(
    r"(?:不要?|别|莫|勿要|弗要|勿|弗|甭|不想|不能|不敢)(?:给|把|让|叫)?(?:他|她|人家|人|我|你们)?(?:的)?(?:署名"
    r"|留名|写名|具名|实名|记名|写上?我|写我|写上|说我|讲我|知道|写|露)(?:的|名|姓)*"
    r"|名字?(?:就)?(?:不要|别|莫|勿要|不)(?:写|留|说|登|露)"
)
_REFUSES_NAME = re.compile(
    r"(?:不要?|别|莫|勿要?|弗要?|甭|不想|覅)(?:再)?(?:写|留|露|署|登|记|报|说|讲)(?:我|阿拉|真|出)?(?:的)?(?:名字?|姓名|真名)"
)
_BARE = re.compile(
    r"(?:我|阿拉|都|刚才|刚刚|前面|早就|是)*(?:说|讲)?(?:过|了)?(?:不|别|莫|勿|弗|甭|覅)(?:要|想|用)?(?:写|留|署|登|露)(?:了|的|呀|啊|哦|啦|嘛|噻)*"
)
"""「说了不写」: an answer only where it is asked."""
_INDIFFERENT = re.compile(r"随便|无所谓|都行|都可以|都好|不要紧|没关系|没所谓|看你们")
_WHETHER = re.compile(
    r"(?:写|留|匿|署|记)不(?:写|留|匿|署|记)|名字?|匿名|^.{0,4}(?:随便|无所谓|都行|都可以|都好)"
)


def asked_for(text: str) -> bool:
    """Does a text that was not asked for it refuse to be named: 「我要投诉油烟 不写名字」?"""
    return _REFUSES_NAME.search(text) is not None and not indifferent(text)


def refused(clause: str) -> bool:
    """Does a clause of the answer beyond doubt refuse to be named: 「说了不写」, 「匿名」?"""
    return _BARE.fullmatch(clause) is not None or (
        not named(clause) and ("匿名" in clause or _NOT_NAMED.search(clause) is not None)
    )


def named(text: str) -> bool:
    """Does it say that nothing is to be hidden?"""
    return _NAMED.search(text) is not None and not _NOT_NAMED.search(text)


def anonymous(text: str) -> bool:
    """Does the answer to the question say that the name is to be left out, in whichever words?"""
    return _NOT_NAMED.search(text) is not None or (not named(text) and _ANONYMOUS.search(text) is not None)


def indifferent(text: str) -> bool:
    """「名字写不写无所谓」: either will do."""
    return _INDIFFERENT.search(text) is not None and _WHETHER.search(text) is not None
