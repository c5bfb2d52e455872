"""For whom something is: the person as the resident names them. Pure."""

import re

from bot.understanding.slots import person

SELF, NEXT_DOOR = "自己", "邻居"
_NAMED: tuple[tuple[str, str], ...] = (
    ("外甥女", "外甥女"), ("外甥", "外甥"), ("孙女", "孙女|孙囡"), ("外孙女", "外孙女"), ("外孙", "外孙"),
    ("孙子", "孙子|小孙|孙儿"),
    ("侄女", "侄女"), ("侄子", "侄子|侄儿"), ("女婿", "女婿"), ("儿媳妇", "儿媳妇|儿媳"), ("亲家", "亲家"),
    ("岳母", "岳母|丈母娘"), ("岳父", "岳父|丈人"),
    ("婆婆", "婆婆|老公的妈|老公他妈"), ("公公", "公公(?!里)|老公的爹"), ("外婆", "外婆|姥姥"),
    ("外公", "外公|姥爷"), ("奶奶", "奶奶|阿嬷|阿娘"),
    ("爷爷", "爷爷|阿爷"), ("小儿子", "小儿子"), ("大儿子", "大儿子"),
    ("儿子", "儿子|崽|倪子|小子|伢子|仔仔|男娃"), ("女儿", "女儿|囡囡|囡|闺女|丫头|幺女|女娃"),
    ("老公", "老公|丈夫|我男人|当家的|我先生|我家那口子|孩子他爸|屋里头那个男"),
    ("老婆", "老婆|妻子|媳妇|爱人|太太|我家内人|堂客"), ("老伴", "老伴|老太婆(?!们)"),
    ("老头子", "老头子|老头儿|老头"), ("妈妈", "妈妈|老妈|我妈|俺妈|咱妈|母亲|老娘|娘亲|姆妈|阿姆|俺娘|阿妈|我娘|他妈|她妈|妈"),
    ("爸爸", "爸爸|老爸|我爸|俺爸|咱爸|父亲|老爹|俺爹|我爹|阿爸|老豆|老汉儿|爸|爹"), ("嫂子", "嫂子|大嫂"),
    ("弟媳", "弟媳|弟妹"), ("姐姐", "姐姐|我姐|大姐|阿姐|二姐|姐(?!妹)"),
    ("妹妹", "妹妹|我妹|小妹|妹子|(?<!姐)妹"), ("哥哥", "哥哥|我哥|大哥|阿哥|二哥|哥"),
    ("弟弟", "弟弟|我弟|小弟|阿弟|弟"), ("孩子", "孩子|小孩|娃儿|娃娃|小人|娃|小囡|细佬"),
    ("阿公", "阿公"), ("阿婆", "阿婆"), ("邻居", "邻居|隔壁|邻舍|对门|楼上的|楼下的"),
    ("朋友", "朋友|闺蜜|老姐妹|小姐妹|姐妹"), ("同事", "同事|工友"), ("老乡", "老乡"), ("战友", "战友"),
    ("小叔子", "小叔子"), ("小姑子", "小姑子"), ("表弟", "表弟"), ("表妹", "表妹"), ("表哥", "表哥"),
    ("表姐", "表姐"), ("姑姑", "姑姑|姑妈"), ("舅舅", "舅舅|娘舅"), ("阿姨", "阿姨"), ("叔叔", "叔叔|小叔(?!子)"),
)  # fmt: skip
_ANY = re.compile("|".join(f"(?P<n{number}>{words})" for number, (_, words) in enumerate(_NAMED)))
_SELF = re.compile(
    r"我自己|(?<![她他伊])(?:自己|本人)|自家|给我(?:报|学|用)|(?:^|[\s，,])(?:是|就)?(?:我|俺)(?:来|学|要|报|的|呀|啊|吧|呗|嘛|自己|[\s，,]|$)"
)
_MYSELF = re.compile(
    r"(?<!不是)(?<!勿是)(?<!弗是)(?:我(?:自己|自家)(?:去|来|学|报|要|上|用)|我(?:自己|自家)$|[给帮替]我(?:自己|自家)|我本人|(?<![她他伊])本人)"
    r"|(?<![不勿弗])是我(?:(?:本人|自己|自家)|(?:要)?(?:去|来|学|报)(?!的))"
)
_FOR_THEM = re.compile(
    r"(?:给|帮|替|为|代|陪|送|跟|和|与|同|还有|包括|写|填|改成|换成|是|叫|让)(?:我们|我|俺|咱|阿拉|家里|自家|我家|俺家|的)*$|^(?:我们|我|俺|咱|阿拉|家里|我家)*(?:的)?$"
)
_FOR_PLAINLY = re.compile(r"(?:给|帮|替|为)(?:我们|我|俺|咱|阿拉|家里|自家|我家|俺家|的)*$")
_THEY_COME = re.compile(
    r"^(?:也|就|还|都|他|她|今年|一个人)*+(?:.{0,2}[\d一二三四五六七八九十两百]{1,3}岁?了?[，, ]{0,2})?(?:也|就|还)?"
    r"(?:想|要|来|学|报|去上|去学|参加|上课|用|一起|一道|和我|跟我|两个|俩)"
)
_THEY_ARE_BUSY = re.compile(
    r"^(?:也|就|在|来|要|会|去)*(?:带|看|管|照看|照顾|[说讲](?![说讲话闲])|催"
    r"|(?:给|帮|替|教|叫|让|喊|劝)(?:我|俺|阿拉|咱)|上[夜白晚早]?班|一个人?[，,]|做饭|烧饭|接送|陪着|不让|知道|晓得|听见|听到|看见|看到|发现|不同意|不肯)"
)
BRIEF = 10  # characters: a person named in so few is whom it is about
_NOT = re.compile(
    r"(?:不是|(?:别|不要|不能|莫|勿要|弗要|覅)(?:让|给|叫|告诉|跟)|瞒着?|不要|别算|弗是|勿是|不系|除了|而不是|别写|不写|并非)$"
)

_OTHERS = re.compile(r"的(?:同学|同桌|朋友|同事|老师|邻居|学校)")  # 「女儿的同学」 is not the daughter


_STOPS = re.compile(r"[，,。；;！!？?\s]")


_SPEAKER = re.compile(
    r"我(?:就)?是(?:她|他|伊|孩子|小孩|小囡|囡囡|宝宝)?的?(?P<who>婆婆|公公|丈母娘|丈人|岳母|岳父|奶奶|爷爷|外婆|外公|阿婆|阿公|妈妈?|爸爸?|姐姐|妹妹|哥哥|弟弟|女儿|儿子|儿媳妇?|女婿|老公|老婆)(?=[，,。；;！!\s]|给|帮|替|来|想|要|$)[，,。；;！!\s]{0,2}"
)
_PARENT_IN_LAW = re.compile(
    r"我(?:就)?是[^，,。\s]{0,3}(?:婆婆|公公|奶奶|爷爷)|(?:我|阿拉)(?:家)?(?:小)?(?:孙子|孙女|孙囡)"
)
_DAUGHTER_IN_LAW = "儿媳妇"
_HERS = re.compile(r"(?<!儿)媳妇")


def without_speaker(text: str) -> str:
    """「我是婆婆 给我媳妇报月嫂」 without who speaks, which tells nobody whom it is for."""
    return _SPEAKER.sub("", text)


def as_spoken(text: str) -> str:
    """The text as people in it are meant: without who speaks, and with the daughter-in-law of a grandmother by that name."""
    if "媳妇" in text and _PARENT_IN_LAW.search(text):
        text = _HERS.sub(_DAUGHTER_IN_LAW, text)
    return without_speaker(text) if "我" in text else text


def people_named(text: str) -> list[str]:
    """The people whom the text names, in order, without those that it takes back (「不是我爸」)."""
    found = []
    text = as_spoken(text)
    for match in _ANY.finditer(text):
        name = next(_NAMED[int(group[1:])][0] for group, words in match.groupdict().items() if words)
        before = text[: match.start()].removesuffix("我").removesuffix("给")
        if not _NOT.search(before) and name not in found and not _OTHERS.match(text, match.end()):
            found.append(name)
    return found


def name_behind(words: str) -> str:
    """韩磊 of 「弟韩磊」: the name behind who it is; "" where none stands there."""
    found = _ANY.match(words)
    name = words[found.end() :] if found else ""
    return name if len(name) > 1 and person.plausible_name(name) else ""


_OF_MINE = re.compile(r"^(?:我|俺|咱|阿拉)?(?:们)?(?:的|家里?|那个)?|(?:的)$")


def relation_alone(words: str) -> str:
    """邻居 for 「我隔壁邻居的」: the one person, where the words say nothing but who it is; "" for anything else.

    「隔壁的小姐妹」 is a friend, who lives next door.
    """
    bare, named = _OF_MINE.sub("", words), people_named(words)
    people = named[1:] if len(named) > 1 and named[0] == NEXT_DOOR else named
    return people[0] if bare and len(people) == 1 and not _OF_MINE.sub("", _ANY.sub("", words)) else ""


def for_whom(text: str) -> str:
    """The one person whom it is for: as named, 自己, or "" when the text does not say.

    Who is only spoken of (「小时候看我娘剪过」「孙子三岁没人带」「婆婆带娃」) is not meant.
    """
    text = as_spoken(person.without_denied_self(text))
    if _MYSELF.search(text):
        return SELF
    mentions = _mentions(text)
    plainly = [name for name, before, _ in mentions if _FOR_PLAINLY.search(before)]
    meant = next((name for name, before, after in mentions if _is_meant(text, before, after)), "")
    meant = plainly[0] if len(plainly) == 1 else meant
    meant = meant or _meant_by_pronoun(text)
    if meant:
        return meant
    return SELF if _SELF.search(text) else ""


def is_given_to(text: str, who: str) -> bool:
    """「…想给我媳妇报个插花」: is it plainly for this person, whoever else is named?"""
    return [name for name, before, _ in _mentions(as_spoken(text)) if _FOR_PLAINLY.search(before)] == [who]


_FOR_PRONOUN = re.compile(
    r"(?:陪陪?|教教?|帮帮?|给|替|照顾|照看|看看|扶|背|接|送|照应|搀)(?:一下|一?教|一?帮)?(?:她|他|伊)(?!们)"
)


def _meant_by_pronoun(text: str) -> str:
    """「我妈腿脚不好，有没有人能陪陪她」: the one person who was named before 「她」; "" for none, or several."""
    pronoun = _FOR_PRONOUN.search(text)
    named = people_named(text[: pronoun.start()]) if pronoun else []
    return named[0] if len(named) == 1 else ""


def _mentions(text: str) -> list[tuple[str, str, str]]:
    """Each person that is named and not taken back, with what stands before and after, up to the next stop."""
    mentions = []
    for match in _ANY.finditer(text):
        name = next(_NAMED[int(group[1:])][0] for group, words in match.groupdict().items() if words)
        before = _STOPS.split(text[: match.start()])[-1]
        if not _OTHERS.match(text, match.end()) and not _NOT.search(
            before.removesuffix("我").removesuffix("给")
        ):
            mentions.append((name, before, text[match.end() :]))
    return mentions


def _is_meant(text: str, before: str, after: str) -> bool:
    if _THEY_ARE_BUSY.search(after):
        return False
    return (
        len(text) <= BRIEF
        or bool(_THEY_COME.search(after))
        or (bool(_FOR_THEM.search(before)) and bool(before))
    )


_WITH_ME = re.compile(
    r"[跟和同]我(?:在|是|报)?(?:同|一样|一[起道块])|[跟和同]我(?:在|是|报|上)?一个(?:班|时间)"
)


def comes_with_me(text: str) -> bool:
    """「跟我同一个班」「也想跟我一道」: is somebody to be where the resident is?"""
    return _WITH_ME.search(text) is not None
