"""Names as people give them to a neighbour: 小卞, 贵哥, 蒋阿婆, 毛老板; and a name that stands by itself in a clause. Pure."""

import re
import unicodedata

from bot.understanding.slots import person, phone, thing_details

_HAN = r"[\u3400-\u9fff]"
_TITLE = (
    r"阿婆|阿公|阿姨|阿伯|阿叔|阿爷|阿娘|师傅|老板娘?|老师|医生|主任|书记|先生|女士|小姐|大爷|大妈|大姐|大哥|大叔|大婶|大伯|大嫂|婆婆|奶奶"
    r"|爷爷|伯伯|叔叔|婶婶|姑娘|同志|师母|嫂子|[姐哥叔婶嫂姨伯总]"
)
_TITLED = re.compile(rf"(?P<family>{_HAN}{{1,2}}?)(?:{_TITLE})")
_CALLED_BY_ONE = re.compile(rf"[小老阿](?P<one>{_HAN})|(?P<given>{_HAN})[哥姐叔嫂婶姨]")
_NO_NAME = frozenset("大小老阿二三四五六七八九十几多好这那哪个的了是在有我你您他她伊侬不没要么啥谁人板师头时")
_NOBODY = frozenset({"小孩", "小区", "小学", "小时", "小事", "小心", "小店", "小狗", "小猫", "小车", "小人", "小组", "小班",
    "老人", "老头", "老婆", "老公", "老伴", "老爸", "老妈", "老娘", "老爹", "老乡", "老花", "老远", "老早", "老家", "老房", "老小",
    "阿姨", "阿婆", "阿公", "阿哥", "阿姐", "阿弟", "阿妹", "阿爸", "阿妈", "阿姆", "阿爷", "阿有", "阿好", "阿会", "阿是", "阿拉",
})  # fmt: skip
_LEADS = re.compile(
    r"^(?:(?:(?:叫|喊|称呼)(?:我|她|他|伊)|(?:我|她|他|伊)的?名字(?:是|叫)?|(?:我|她|他|伊)(?:叫|是)|到时候?|来了?|以后|那就?|就"
    r"|请|你们?|您|直接|大家|别人|人家|都|写|填|登记|联系人?|名字|姓名|对方|本人|是|叫|喊|找|问)[:：]?){1,6}+(?=..)"
)
_TAILS = re.compile(r"(?:就好|就行|就可以|好了|好啦|本人|自己|的|吧|啊|呀|哦|嘛|哈|了)+$")
_CLAUSE = re.compile(r"[\s，,。.;；、!！~～]+")
_NUMBERS = re.compile(r"\+?\d[\d\s-]{5,}\d")


def familiar(text: str) -> bool:
    """Is the whole text such a name: a family name with a title, or a given one as friends say it?"""
    titled = _TITLED.fullmatch(text)
    if titled is not None and person.is_surname(titled["family"]):
        return True
    found = _CALLED_BY_ONE.fullmatch(text)
    return found is not None and text not in _NOBODY and (found["one"] or found["given"]) not in _NO_NAME


def in_clauses(text: str) -> str:
    """The first clause that is a name and nothing else: 「小卞 刚才讲过了 139…」, 「到时候找蒋阿婆」; "" for none."""
    plain = _NUMBERS.sub(" ", unicodedata.normalize("NFKC", text))
    for clause in _CLAUSE.split(plain):
        bare = _TAILS.sub("", _LEADS.sub("", clause))
        if bare and (familiar(bare) or _is_whole(bare)) and phone.find(bare) is None:
            return bare
    return ""


def _is_whole(text: str) -> bool:
    is_detail = thing_details.only_details(text)  # 「白色」 begins like a name
    return 2 <= len(text) <= person.WHOLE_NAME and person.plausible_name(text) and not is_detail
