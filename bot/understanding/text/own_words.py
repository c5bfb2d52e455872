"""What somebody tells of a matter, without what is said to the bot beside it: 「顺便问下，我妈…」, 「…我刚刚讲了」. Pure."""

import re

from bot.understanding.text.request_frames import is_frame, without_frame

_CLAUSE = re.compile(r"[^，,。；;！!？?：:\s]+[，,。；;！!？?：:\s]*")
_STOPS = " \t\n，,。；;！!？?：:"
_SAID = r"(?:讲|说|写|填|报|告诉|给)"
_TALK = re.compile(
    r"(?:(?:我|侬|你|都)?(?:刚刚?|刚才|前[面头]|方才|早就?|已经|都|不是){0,3}+(?:跟你|和你)?"
    rf"{_SAID}(?:过了?|了)(?:一遍|几遍|你)?"
    r"|(?:那|就|还是|哎|唉)?算了|(?:不(?:用|要|是)?|勿要|弗要)?匿名|不(?:写|留|署|具)我?的?(?:名字?|姓名)|实名|(?:要|写)?保密"
    r"|(?:顺便|另外|还有|再|想|请|我){0,4}+(?:问|打听)(?:你们?|您|侬){0,2}+一?(?:下|句|声|个事|件事)"
    r"|阿?(?:有没有|有勿有|有无|有)(?:啥|哪个|谁)?人(?:会|能|好|可以|肯|懂|愿意)?(?:弄|修|做|来|帮|看|搞|改|教)?(?:忙)?(?:没有|没|不)?"
    r"|(?:你|您)好|喂|在吗|请问|谢谢(?:你们?|您|侬)?|麻烦(?:你们?|您|侬)?|辛苦(?:你们?|您)?|随便(?:啥|什么|哪)?(?:辰光|时候|时间|天)?)"
    r"(?:了|的|啊|呀|噻|啦|嘛|吗|哇|哦|哈|吧|伐|么|呢|不|没){0,4}+"
)
_LEADS = re.compile(
    r"^(?:(?:顺便|另外|还有|再|对了|哦|那个|那|我?想|请){0,4}+(?:问|打听)(?:你们?|您|侬){0,2}+一?[下声句]"
    r"|顺便|另外|还有(?![一二两几个点些人])|对了|哦|那个(?=我)|再就是|然后){1,4}+[，,：: ]{0,3}+(?=.{3})"
)
_DENIED = re.compile(r"(?:都|我)?(?:不是|弗是|勿是)(?P<what>[^，,。；;！!？?\s是]{1,5})")
_RATHER = re.compile(r"^(?:而)?是(?!不是|谁|什么|啥|哪)(?=.{2})")
_OF_THE_BOT = re.compile(
    r"^(?:哎|那|哈|咦){0,4}[，, ]?[你侬您](?:自己|也|倒)?会(?:不会)?"
    r"(?!给|帮|替|通知|打电|打来|打给|发|来|去|告诉|联系|派|提醒|把|不会|上门|收|要)"
)
_GRUMBLES = re.compile(
    r"(?:不是|早就?|明明|已经)(?:都|[跟和同对][你侬您]|再){0,2}(?:说|讲|写|报|填|告诉)[了过你侬您]"
    r"|(?:刚才?|刚刚|前面)?不是(?:刚才?|刚刚|都){0,1}(?:说|讲|报|写|给)(?:了|过|你|您|侬)?[^，,。；;！!？?\s]{0,8}(?:吗|嘛|么)$"
    r"|不是(?:刚才?|刚刚|早就?|已经|都)(?:已经|都|就)?(?:说|讲|报|写|给|告诉)(?:了|过|你|您|侬)"
)
_PROTEST = re.compile(
    rf"^(?:(?:我|都|你|侬)?不是(?:都|刚刚?|刚才|早就?|已经|前面){{0,2}}(?:跟你|和你|同你)?{_SAID}(?:过|了|你){{1,3}}(?:的?[嘛吗呀啊么哇伐]){{0,2}}"
    rf"|(?:我|都|你|侬)?(?:刚刚?|刚才|前面|早就?|已经|明明|都){{1,3}}(?:跟你|和你|同你)?{_SAID}(?:过|了|你){{1,3}}的?[嘛吗呀啊哇])"
    r"[，, ]?(?![一两二三四五六几好多半\d]{1,2}[遍次回])(?=.{2})"
)
_WANTS_WORD = re.compile(
    r"(?:等|那|到时候?)?(?:修|弄|办|改|换|处理|登记|搞|找)?(?:好|完|到|成)(?:了|人)?(?:以后|之后|的话|后)?(?:再|就|也|请|麻烦){0,2}"
    r"(?:(?:跟|给|和|同|向)我(?:们)?(?:说|讲|知会|打个招呼|发)(?:一?[声下句]|个信|消息)?|(?:告诉|通知|告知)我(?:们)?(?:一?[声下])?)(?:吧|哦|啊|呀|谢谢){0,2}"
)
_BRINGS_IT = re.compile(
    r"(?:(?<!让)(?<!叫)(?<!给)(?<!帮)(?<!替)我|(?<!你)(?<!你们)自己)(?:自己|就|会|直接){0,2}(?:送|拿|带|搬|拎|抱|背|扛|推)(?:过|到|上)[^，,。；;\s]{0,6}"
)
_REACTS = re.compile(
    r"^(?:好嘛|好啦|哎哟?|哦哟|你看|那|这下|算你|可){0,2}(?:终于|总算|这下|才)(?:是|算|搞|听|看|给我)?(?:懂|对|明白|好|写|清楚|晓得|开窍|聪明|会)"
    r"|^(?:我|刚才|不好意思|哎呀|哦|又|是){0,3}(?:多|少|漏)(?:念|打|按|写|说|讲|报|输)(?:了)?一?[个位](?:字|数|号|数字)?(?:了|啦|呀)?$"
    r"|^(?:我|刚才|哎呀|哦){0,2}(?:念|打|按|输|报)(?:多|少|错|漏|快)(?:了)?(?:一?[个位])?(?:字|数|号)?(?:了|啦|呀)?$"
    r"|^(?:哎哟?|哦哟|你|真|真是|可|太|好|这么|还|挺|蛮){0,4}(?:笨|傻|聪明|厉害|烦人|急死人|气死人?|急人|烦死|烦|无语|难讲|难搞)(?:了|死了|得很|啊|呀|哦|的)*$"
    r"|(?:烦|气|急|累|笨)死(?:我|人)?了?"
)
"""What is said of the bot, of oneself as its writer, or in anger: 「好嘛终于懂了」, 「多念一个了」."""
REACTION = 12  # characters
SHORTEST = 2  # characters of a matter


def is_talk(clause: str) -> bool:
    """Is the clause said to the bot, and tells nothing of the matter?"""
    bare = clause.strip(_STOPS)
    return _TALK.fullmatch(bare) is not None or is_frame(bare) or reacts(bare)


def reacts(clause: str) -> bool:
    """「好嘛终于懂了」, 「多念一个了」: does the clause only react to what the bot, or the resident, wrote?"""
    return len(clause) <= REACTION and _REACTS.search(clause) is not None


def asks_the_bot(clause: str) -> bool:
    """「你会下棋伐」: does the clause ask, in fun or not, what the bot itself can do?"""
    return _OF_THE_BOT.search(clause.strip(_STOPS)) is not None


def grumbles(clause: str) -> bool:
    """「不是说了周四嘛」: does the clause complain that it was said before?"""
    return _GRUMBLES.search(clause) is not None


def without_protest(clause: str) -> str:
    """「不是说了嘛一三五下班以后」: the clause without the complaint that it begins with."""
    return _PROTEST.sub("", clause)


def wants_word(clause: str) -> bool:
    """「修好了跟我说一声」: does the clause only wish to be told when it is done?"""
    return _WANTS_WORD.fullmatch(clause.strip(_STOPS)) is not None


def brings_it(text: str) -> bool:
    """「我自己送过去」: is the thing that is to be seen to brought to whoever helps?"""
    return _BRINGS_IT.search(text) is not None


def essence(text: str) -> str:
    """The text without the clauses that are only talk; unchanged where nothing else would be left."""
    kept: list[str] = []
    denied = False
    for clause in _CLAUSE.findall(_LEADS.sub("", text.strip())):
        bare = clause.strip(_STOPS)
        if is_talk(bare):
            continue
        if denied and _RATHER.match(clause):  # 「不是灾，是我妈老忘」
            kept = [_RATHER.sub("", clause)]
        else:
            kept.append(clause.replace(bare, without_frame(without_protest(bare))))
        denied = len(kept) == 1 and _DENIED.fullmatch(bare) is not None
    rest = "".join(kept).strip(_STOPS)
    return rest if len(rest) >= SHORTEST else text.strip()
