"""A remark that a resident wants written or passed on beside what they ask for: 「备注她耳朵有点背」. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_NOTE = re.compile(
    r"(?P<cue>备注|注明|写明(?!白)|标注|标明|加(?:上)?一句|添一句|写上一句|(?:在.{0,8}里)?写(?:上|明|一下)?[：:]"
    r"|(?:跟|和|给|麻烦|请)?(?:带课|上课|你们)?(?:的)?(?:老师|师傅|工作人员|带队的?|人家|他们|社区)(?:说|讲|交代|知会|提)(?:一声|一下|清楚|明白)"
    r"|(?:告诉|提醒)(?:一下)?(?:带课的?|上课的?)?(?:老师|师傅|工作人员))"
    r"(?:一下|下|上|里|清楚|在里面|说|写)*[，,：: ]*(?P<note>.{3,60})$"
)
_TOLD_FIRST = re.compile(
    r"(?P<note>[^，,。；;！!？?\s]{3,40}?)[，,。；;\s]*(?:请|麻烦|烦劳|劳驾)?[你侬您]?们?(?:帮我|替我|给我|帮忙|代我)?"
    r"(?:(?:跟|和|给|同|与|帮)(?:那个|带课的?|上课的?|教课的?|你们的?)?(?:老师|师傅|带队的?|人家)(?:说|讲|打|交代|知会|提|带)(?:一?声|一?下|个?招呼|句话|清楚)"
    r"|转告(?:一下|一声)?(?:带课的?|上课的?)?(?:老师|师傅|带队的?|人家)(?:一下|一声)?)(?:吧|啊|哦|哈|呀|呗|哟|了)*$"
)
"""「头一堂我来不了，帮我跟老师讲一声」: what is to be passed on stands first."""
_ASKS = re.compile(r"[?？]|什么|啥|怎么|了(?:吗|没|没有|伐)|(?:吗|没有|伐|不)[。.!！]?$")
_POLITE = re.compile(r"[，, ]*(?:可以吗|行吗|好吗|好伐|行不行|可不可以|谢谢|好不好|可以不)[。.!！?？~～]*$")
_LEADS = re.compile(r"^(?:那|就|再|请|帮我|给我|麻烦|另外|还有|顺便|你|您|的|吧|[，, ])+$")


@remembered
def split(text: str) -> tuple[str, str]:
    """The message without its remark, and the remark; "" for none."""
    found = _NOTE.search(text) or _TOLD_FIRST.search(_POLITE.sub("", text))
    if found is None:
        return text, ""
    note = _POLITE.sub("", found["note"]).strip(" ，,。.!！~～")
    if len(note) < 3 or _ASKS.search(note):
        return text, ""
    rest = text[: found.start()].strip(" ，,。")
    return ("" if _LEADS.match(rest) else rest), note


_KIN = r"(?:大|小|外)?(?:儿子|女儿|囡|老公|老婆|老伴|媳妇|女婿|孙子|孙女|外甥|妈妈?|爸爸?|弟弟?|妹妹?|哥哥?|姐姐?|邻居|房东|师傅)"
_WHOSE_PHONE = re.compile(
    rf"^(?:这个?|那个?|号码|电话)?(?:写的)?(?:是|打)?(?:我|他|她|伊)?家?的?{_KIN}(?:家)?的(?:手机|电话|号码?){{0,2}}(?:啊|呀|哦)?$"
)
"""「儿子的手机」: whose the number is, for whoever rings it."""


def whose_phone(clause: str) -> bool:
    """Does the clause only tell whose the number is?"""
    return _WHOSE_PHONE.match(clause) is not None
