"""What is to be written besides into a form: 「裁衣服呢？也加上」, 「你给写上没遥控器」. Pure."""

import re

_CUE = re.compile(
    r"(?:你|您|侬|请|麻烦|帮我|帮忙|给我|替我|给|也|都|再|还|要|得|想|一起|可以|能不能|能|就|把它)*+"
    r"(?:(?:加|写|记|添|补|填)(?:进去|上去|到里面|进|上|一下|一句|一样)|加(?:一下|个)(?=$|[，,。！!])|备注(?:一下|上)?|注明|写明|标明)"
    r"(?:一下|去|吧|呀|啊|哦|的|嘛|才行|才好|[，,： :]*(?:好伐|好吗|行吗|可以吗|好不好|行不行)[?？]?|谢谢)*+"
)
_LEFT_OUT = re.compile(
    r"(?:怎么|咋|又|还是?|都|好像|给|你们?|您|侬)*(?:没|没有|忘|漏)(?:了|掉|给我)*(?:写|记|加|填|添)(?:上去|进去|上|进)?(?:呀|啊|哦|嘛|的|呢|吧|了)*[?？!！。]*$"
)
_UNWANTED = re.compile(r"[不别勿弗没莫](?:有|要|用|再)?$")
_CLAUSE = re.compile(r"[，,。；;！!?？~～\s]+")
_ASKS_DONE = re.compile(
    r"(?:写|记|加|补|填|添)(?:上|进|好)?(?:去)?了?(?:没有|没|吗|伐|么|不)(?:[?？。 ]*$|写)|什么|啥|怎么|哪里|为什么|多少|几个"
)
_LEADS = re.compile(
    r"^(?:还有|另外|对了|对的?|好的?|行|嗯|哦|喔|噢|再|那么?|就是|这个|那个|以及|和|跟|也|把|都|你|您|侬|不对|不是|可是|但是|但|我说|我讲|请|麻烦|呃|"
    r"(?:[一两][个件样把张台床辆])(?=.{2}))+"
)
_TAILS = re.compile(
    r"(?:也会|都会|也能|也行|怎么|咋|呢|呀|啊|哦|嘛|吧|的|也|都|要|给我|帮我|这个|这样|两样|那样)+$"
)
_CAN_TOO = re.compile(r"^(?P<thing>.{2,8}?)(?:也|还|都)?(?:会|能)(?P<does>[\u4e00-\u9fff])(?:一点|一些)?$")
_CAN = re.compile(r"^(?:我|她|他)?(?:也|还|都)?会(?=.{2})")
_NO_THING = re.compile(
    r"^(?:[你您侬]?[帮替给](?:我|阿拉|伊|他|她|人)|没错|可以|知道|晓得|谢谢|没事|没有|(?:不用|不要|不写|别写)了?$|刚才|刚刚|我的|人家|要紧|重要|快点?|上面|里面|备注|一起|东西|没写|忘了|漏了?)"
    r"|价钱|价格|数量|几个|成色|性别|年纪|年龄|地址|时间|日期|(?:也|要|想|再)(?:报|来|去|参加|学|一起)|要紧|重要|一共|个人|[几两三]位"
)
SHORTEST, LONGEST = 2, 28  # characters of what is written


def besides(text: str) -> str:
    """The words that are to be written besides; "" for a message that asks for nothing of the kind."""
    left_out = _LEFT_OUT.search(text)
    if left_out and left_out.start():
        return _bare(_CLAUSE.split(text[: left_out.start()])[-1])
    cues = list(_CUE.finditer(text))
    if not cues or _ASKS_DONE.search(text):
        return ""
    last = cues[-1]
    if _UNWANTED.search(text[: last.start()]):
        return ""
    after = _bare(text[last.end() :])
    if after and not re.match(r"[，,。；;！!?？\s]", text[last.end() :]):
        return after
    clauses = [_bare(clause) for clause in _CLAUSE.split(_CUE.sub("，", text[: last.start()]))]
    return next((clause for clause in reversed(clauses[-2:]) if clause), "")


def _bare(words: str) -> str:
    """The words without what is said around them; "" where they are no thing to be written."""
    words = _CAN.sub("", _TAILS.sub("", _LEADS.sub("", words.strip(" ，,。；;：:！!?？"))))
    too = _CAN_TOO.match(words)
    words = f"{too['does']}{too['thing']}" if too else words
    return words if SHORTEST <= len(words) <= LONGEST and not _NO_THING.search(words) else ""
