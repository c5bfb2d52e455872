"""Whether somebody who reports something wants to be named: 「不写名字」, 「那就不匿吧」, 「说了不写」. Pure."""

import re

from bot.understanding.slots import phone

_NAMED = re.compile(
    r"(?:不|弗|勿|别|甭|没必要|用不着|不必|不需要|不想|无需|莫|覅)(?:用|要|是|想|需要|必)?(?:记|写)?(?:匿|保密|隐|瞒|遮)|实名|写名|写我名"
    r"|匿(?:什么|啥)名|怕(?:什么|啥|谁)|署名|留名|不怕|光明正大|具名|名字写|写上(?:去|名)|公开|真名|要他知道"
)
_ANONYMOUS = re.compile(
    r"匿名|不(?:要)?(?:署名|留名|写名|露名|记名|具名|说是我)|别(?:署|留|写|说|露|把)|保密|名字(?:就)?(?:不|别|莫"
    r"|勿)|莫(?:写|说|留)|勿要(?:写|讲)|怕|不想(?:让|叫|被)"
)
_NOT_NAMED = re.compile(
    r"(?:不要?|别(?!人)|莫|勿要|弗要|勿|弗|甭|不想|不能|不敢)(?:给|把|让|叫)?(?:他|她|人家|人|我|你们)?(?:的)?(?:署名"
    r"|留名|写名|具名|实名|记名|写上?我|写我|写上|说我|讲我|知道|写|露)(?:的|名|姓)*"
    r"|名字?(?:就)?(?:不要|别|莫|勿要|不)(?:写|留|说|登|露)"
)
_REFUSES_NAME = re.compile(
    r"(?:不[要用必]?|别|莫|勿要?|弗要?|甭|不想|用不着|覅)(?:再)?(?:写|留|露|署|登|记|报|说|讲)(?:我|阿拉|真|出)?(?:的)?(?:名字?|姓名|真名)"
    r"|(?:名字?|姓名)(?:就|我|也|还是|可以){0,2}(?:不要|不用|别|莫|勿要|弗要|不)(?:写|留|说|登|露|记)(?:了|吧|啦|哦){0,2}"
)
_BARE = re.compile(
    r"(?:我|阿拉|都|刚才|刚刚|前面|早就|是)*(?:说|讲)?(?:过|了)?(?:不|别|莫|勿|弗|甭|覅)(?:要|想|用)?(?:写|留|署|登|露)(?:了|的|呀|啊|哦|啦|嘛|噻)*"
)
"""「说了不写」: an answer only where it is asked."""
_INDIFFERENT = re.compile(r"随便|无所谓|都行|都可以|都好|不要紧|没关系|没所谓|看你们")
_WHETHER = re.compile(
    r"(?:写|留|匿|署|记)不(?:写|留|匿|署|记)|名字?|匿名|^.{0,4}(?:随便|无所谓|都行|都可以|都好)"
)
_CLAUSE = re.compile(r"[^，,。.！!？?；;~～\s「」“”\"']+[？?]?")
_HIDES = r"(?:匿名|匿(?!名)|隐名|隐姓埋名)"
_NO_HIDING = re.compile(
    rf"(?:不|勿|弗|别|莫|甭|覅|没(?:必要|说|讲|要|叫|让|想|有)|用不着|谁|哪个|干嘛|干啥|取消|去掉|改掉|除了)(?:[用要是想需必说讲我你们给再弄搞写填记选什么啥叫让过]){{0,4}}{_HIDES}"
    rf"|{_HIDES}(?:的|了|那个|这个|就|也|么|都|我|先|名){{0,3}}(?:不要|不用|不必|勿要|弗要|覅|用不着|算了|取消|去掉|不需要|不想|不选|免了|不肯|干嘛|干啥)"
    rf"|匿(?:名)?(?:个|点)?(?:啥|什么|鬼)(?!意思|用|好处|东西)|(?:有|好)(?:个)?(?:啥|什么)好?{_HIDES}|(?:啥|什么)(?:好|要){_HIDES}"
    rf"|(?:又|给我)[^，,。]{{0,4}}[写弄记搞变填]成(?:了)?{_HIDES}了"
    rf"|(?:怎么|咋|为啥|为什么|干嘛|哪能|凭啥|谁让|谁叫)[^，,。]{{0,6}}(?:成|了|为|是){{1,3}}{_HIDES}"
)
_HIDING = re.compile(_HIDES)
_WHETHER_HIDING = re.compile(
    rf"(?:怎么|咋|哪能)(?:样)?(?:才能?|算|叫)?{_HIDES}[啊呀的呢吗]{{0,2}}$|(?:要不要|是不是|用不用|能不能|可不可以|算不算|能|可以|会){_HIDES}(?!的话)|{_HIDES}(?:不匿名|还是|吗|么|伐|不[？?]?$)|什么(?:是|叫){_HIDES}|{_HIDES}(?:是|有|算)?(?:个|点)?(?:啥|什么)(?:意思|用|好处|区别)"
    rf"|{_HIDES}(?!(?:行|好|可以|成|中)[吗么伐不])[^，,。]{{0,8}}(?:吗|么|伐|呢|[?？])$"
)
_NAME_STAYS = re.compile(
    r"(?:留|写|用|署|签|登|记|亮|报)(?:我|我的|个|上|下|真|一下|得){0,3}(?:真名|姓名|实名|大名|名字|名)(?![额片单牌])|实名|真名|(?:名字|姓名)(?:你|就|都)?(?:写上|留下|留着|写好了|可以写|公开)"
)
_NO_NAME = re.compile(
    r"(?:不|勿|弗|别|莫|甭|覅|没必要|用不着)[^，,。]{0,4}(?:名|姓)|(?:名字|姓名)[^，,。]{0,3}(?:不|勿|弗|别|莫|覅)"
)
_KEPT_SECRET = re.compile(
    r"(?:不要|别(?!人)|勿要|弗要|莫|不想|不能|覅)(?:(?:让|给|叫|被|跟|同|告诉)[^，,。]{1,5}?)?(?:讲|说|晓得|知道|认出)(?:是|出|了){0,2}(?:我|谁)"
)
_WANTS_ANSWER = re.compile(
    r"(?:要|等|想要|盼|给我|给个|有|收到?)(?:你们|社区|的|个|一个|我){0,2}(?:答复|回复|回音|回话|回信|结果|消息)"
    r"|(?:答复|回复|回音|结果|消息)[^，,。]{0,4}(?:告诉|通知|发|给|联系|讲)[^，,。]{0,3}我"
)
_NO_ANSWER = re.compile(r"(?:不|勿|弗|别|甭|莫)[^，,。]{0,3}(?:答复|回复|回音|消息|结果)")
_GIVES_NAME = re.compile(
    r"(?:^|[，,。！!\s])我(?:姓[\u4e00-\u9fff](?![\u4e00-\u9fff]*名)|叫[\u4e00-\u9fff]{2,3})"
)
_DEFINED = re.compile(
    rf"(?:啥|什么|甚么)(?:叫|是|个叫|叫做|意思是)(?:个)?{_HIDES}(?:啊|呀|的|呢|嘛)?|{_HIDES}(?:是|叫|算)(?:个)?(?:啥|什么)(?:意思|东西|玩意儿?)?(?:啊|呀|的|呢|嘛)?"
)
"""「啥叫匿名」: what the word means is asked, and nothing answered."""
_TELL_ME = re.compile(
    r"(?<!不用)(?<!不要)(?<!别)(?:告诉|告知|通知|回复|答复|讲给|发给|打给)(?:我|阿拉|俺)(?!什么|啥|怎么|匿)"
)
YES, NO = "yes", "no"


def told(text: str) -> str:
    """Whether the words want to be anonymous ("yes") or named ("no"), by the last clause that says so; "" where none does.

    A negated word never counts as the word: 「不用匿名」, 「匿名就不必了」, 「怎么给我弄成匿名了」 all mean to be named.
    """
    said = [says for clause in _CLAUSE.findall(text) if (says := _clause_told(clause))]
    return said[-1] if said else ""


def told_when_asked(text: str) -> str:
    """The same of the answer to whether to be named: who wants to be told what comes of it is named."""
    return told(text) or (NO if _TELL_ME.search(text) else "")


def asks_meaning(text: str) -> bool:
    """「什么叫匿名呀」: is it asked what the word means?"""
    return _DEFINED.search(text) is not None


def _clause_told(clause: str) -> str:
    clause = _DEFINED.sub("", clause)
    if indifferent(clause) or _WHETHER_HIDING.search(clause):
        return ""
    if _NO_HIDING.search(clause):
        return NO
    if _HIDING.search(clause):
        return YES
    if _KEPT_SECRET.search(clause):
        return YES
    if _NO_NAME.search(clause):
        return YES if _REFUSES_NAME.search(clause) or _NOT_NAMED.search(clause) else ""
    return NO if _NAME_STAYS.search(clause) else ""


def asked_about(text: str) -> bool:
    """「匿名有用吗」: is it only asked what it is, or whether?"""
    return _WHETHER_HIDING.search(text) is not None and not told(text)


def told_at_start(text: str) -> str:
    """The same of a message that was not asked for it; who gives a name and waits for an answer is named too."""
    waits = _WANTS_ANSWER.search(text) is not None and _NO_ANSWER.search(text) is None
    return told(text) or (NO if waits and _GIVES_NAME.search(text) else "")


def wants_answer(text: str) -> bool:
    """「要答复的」: to the question whether to be anonymous it means to be named."""
    return _WANTS_ANSWER.search(text) is not None and _NO_ANSWER.search(text) is None


def without_told(text: str) -> str:
    """The text without the clauses that only say so, or that an answer is waited for; as it is where nothing else is left."""
    kept = [match for match in _WITH_STOPS.finditer(text) if not _only_tells(match["clause"])]
    rest = "".join(match[0] for match in kept).strip(" ，,。！!；;、")
    return rest or text


def only_tells(text: str) -> bool:
    """Does every clause only say whether to be named, or wait for an answer?"""
    clauses = _CLAUSE.findall(text)
    return bool(clauses) and all(map(_only_tells, clauses))


_WITH_STOPS = re.compile(r"(?P<clause>[^，,。.！!？?；;~～\s]+)[，,。.！!？?；;~～\s]*")
LONGEST = 12  # characters of a clause that says nothing else


def _only_tells(clause: str) -> bool:
    return len(clause) <= LONGEST and bool(
        _clause_told(clause) or (wants_answer(clause) and _ONLY_WAITS.match(clause))
    )


_ONLY_WAITS = re.compile(
    r"(?:我|也|还|就|并|请|麻烦|那|都|会|在这里|在|这里){0,3}(?:要|等|想要|盼|给|有|收|答复|回复|回音|结果|消息)"
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


_WHO = re.compile(
    r"(?:我|阿拉|俺)?(?:就)?(?:叫|姓|是)[\u4e00-\u9fff]{1,3}(?:的)?|(?:找|打给)[\u4e00-\u9fff]{2,3}|(?:请|叫|让)[^，,。\s]{0,6}(?:打|回)(?:我)?(?:的)?(?:电话|手机)?(?:给我)?"
)


_LABELLED = re.compile(
    r"(?:我的?|联系)?(?:电话|手机|号码)(?:号码?)?(?:是|为)?[：:\s]{0,2}(?=[\d零〇一二三四五六七八九幺]{5})"
)


def without_who(text: str) -> str:
    """The text of an anonymous report without phone numbers and without the clauses that only say who it is."""
    rest = phone.without(_LABELLED.sub("", text)) if phone.find_any(text) else text
    kept = [
        match
        for match in _WITH_STOPS.finditer(rest)
        if not (len(match["clause"]) <= LONGEST and _WHO.fullmatch(match["clause"]))
    ]
    return "".join(match[0] for match in kept).strip(" ，,。！!；;、") or text
