"""Whether a time suits, by the words before and after it: 「下午有空」, 「上午要看孙子」, 「不是周三」. Pure."""

import re

_TAKEN_BACK = re.compile(
    r"(?:不是|弗是|勿是|不要(?!来|打)|别(?!来|打|的)|不系|而不是|哪里是)[^，,。\s]{0,2}$"
)
_REASON = re.compile(r"(?:因为|由于|毕竟)(?:我们?|厂里|家里)?$")
_AFTERWARDS = re.compile(
    r"^(?![^，,。\s]{2,8}(?:时候|辰光)(?:不行|不能|没空|来不了|不方便|除外))(?:除外|除开|不行|不成|不好|不要|没空|弗来|勿行|不方便|来不了|去不了|要上班|要带|要去|肯定不|倒班|有事|我要|走不开|莫|勿|弗|免|都?没有?空"
    r"|不来|错了|太|人?不在(?!乎|意|行)|家里没人|别(?!的)|(?:还|都|得|就|又)?(?:要|得|在|是)?(?:上班|上夜班|上早班|上中班|值班|加班|上课|开会|出差|挂水|打针|吊针|烧饭|做饭|烧菜|买菜|带小?[孩孙囡]|管孩子|念佛|上坟"
    r"|困觉?|睏觉?|瞓觉?|睡|看病|做透析|接孩子|送孩子|接孙|睡觉|午睡|忙)|[^，,。；;！!？?\s上下中早晚周礼星]{0,8}(?:别|不要|勿要|弗要|覅|莫)(?:过来|来|上门)|(?:要|得)?去(?:医院|卫生院|接|送|买菜|打工|外地|喝喜酒|走亲戚|看病|挂水))"
)
_HEDGED = re.compile(
    r"^(?:我|他|她|伊|家里|么|嘛|末|一般|一直|基本上?|大多|多半|常常|经常|总是?|老是?|就|都|也|可能|肯定|恐怕|大概|才(?=[没不勿弗无呒]))++"
)
_SUITS = re.compile(
    r"^(?:我|他|她|一般|基本上?|倒|都|才|就|也|还|是)*(?:可以|行(?!李)|有?空(?!调)|方便|在(?:家|屋|厝)|有人|得?来(?:好|$|[，,。的])|来(?=$|[，,。噢哦吧])|好(?:的|了|$)|没事|闲|能来|能去|来得了|去得了|合适|好[点一些]|ok|得空)"
)
_BUSY = re.compile(
    r"^(?:的时候)?(?:要|得|在|归|都要|都得|都在)(?!(?:是|人|的|求|有|不|个|一)|[，,。])[\u4e00-\u9fff]|^[\u4e00-\u9fff]{1,3}(?:在|要来)(?=$|[，,。的])"
)
_UNFIT = re.compile(
    r"^(?:不太|不大|不一定|不见得|难说|说不定|说不准|抽不|没时间|没辰光|没功夫|没工夫|不得空|弗得空|勿得空|呒没?人|没人(?:在|$|[，,。]))"
)


def suits(after: str) -> bool:
    """Do the words after a time say that it suits?"""
    return _SUITS.match(_HEDGED.sub("", after)) is not None


def does_not_suit(after: str) -> bool:
    """Do the words after a time say that it does not suit?"""
    plainly = _AFTERWARDS.match(_HEDGED.sub("", after.lstrip(" ，,我")))
    return bool(plainly or _UNFIT.match(_HEDGED.sub("", after)))


def is_busy(after: str) -> bool:
    """Do the words after a time tell what is to be done then?"""
    return _BUSY.match(_HEDGED.sub("", after)) is not None


def is_denied(before: str) -> bool:
    """Do the words before a time deny it: 「不是周三」?"""
    return _TAKEN_BACK.search(before) is not None


def is_reason(before: str) -> bool:
    """Do the words before a time make it a reason: 「因为周三要…」?"""
    return _REASON.search(before) is not None
