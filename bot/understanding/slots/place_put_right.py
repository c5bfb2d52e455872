"""The place that a text puts in the place of another: 「地方是402在吵，302是我家」, 「就留38幢和39幢中间」. Pure."""

import re

from bot.understanding.slots import phone, place
from bot.understanding.slots.numerals import spelled
from bot.understanding.text import own_words
from bot.understanding.text.bounded_cache import remembered

_STOP = r"，,。；;！!？?\s"
_CLAUSES = re.compile(rf"[{_STOP}]+")
_DIGIT = r"[\d零〇一二三四五六七八九幺]"
_ROOM = rf"(?<!{_DIGIT}){_DIGIT}{{3,4}}室?(?!{_DIGIT}|[元块点号幢栋弄年])"
_HOME = re.compile(
    rf"(?:^|(?<=[{_STOP}]))(?:我们?|阿拉|俺|自己|自家)(?:自己)?家?(?:里|就|是|住|在){{0,3}}[\s:：]?(?P<first>[\dA-Za-z]{{1,3}}(?:幢|栋|号楼|弄)(?:\d{{1,2}}单元)?\s?(?:{_ROOM})?|{_ROOM})"
    rf"|(?P<last>(?:[\dA-Za-z]{{1,3}}(?:幢|栋|号楼|弄))?(?:\d{{1,2}}单元)?(?:{_ROOM}))(?:才|就|那)?是(?:我|阿拉|俺|自己|自)(?:们|自己)?家"
)
_ROOM_FIRST = re.compile(_ROOM)
_OTHER_ROOM = re.compile(
    rf"(?:楼上|楼下|隔壁|对门|对面|上头|上面|下面|[是写吵漏])(?:那家|那户|人家|的|就|应该|是){{0,3}}\s?(?P<after>{_ROOM})"
    rf"|(?P<before>{_ROOM})(?=[室那在吵漏天半的又老总家邻])"
)
_DOES = re.compile(
    r"(?:那[家户里边])?(?:在|又|老|总|天天|半夜|一直)?(?:漏|吵|响|坏|拖|滴|闹|装修|打|敲|养|放|堆|乱|停|冒|臭|晒|扔|倒).{0,12}$"
)
_CUE = re.compile(
    r"(?:改成|改为|改到|换成|换到|写成|应该是|应当是|(?:只|就|光)?留|(?:就|要|请|该|重新|而|才)?[写填](?![错岔反得])|(?<![不弗勿])是(?![说讲问想要])|(?<![现正还])在"
    rf"|(?:地点|地址|地方|位置)(?:是(?!不)|在)?(?![改写换应就要不错你又弄搞讲填记登报]))[\s:：]{{0,2}}(?P<to>[^{_STOP}]{{2,20}})"
)
_ANOTHER_MATTER = re.compile(r"[也又还都]|停[电水]|没有?[电水]|坏了|断了|不[亮通热转响]")
_ONLY_WRONG = re.compile(
    r"(?:不对|不是|错了|我的?|最后|刚才|刚刚|第[一二三四]|那[个张]|这[个张]|张|你们?|您|侬|单子上?的?|登记的?|[，,。！! ]){0,5}(?:地点|地址|地方|位置|门牌)(?:又|还是|都|也|好像|你们?|给我|被)*"
    r"(?:写|记|弄|搞|填|登|报)?(?:错|不对|岔|反)(?:了|啦|的|呀|啊|嘛)*[。！!]*"
)
_DENIED = re.compile(
    rf"(?:不是|弗是|勿是|(?:不要|别|覅|莫|勿要|弗要)(?:再|把|给我){{0,2}}[写带加填记]?上?)[^{_STOP}是改写留]{{0,12}}"
)
_AFTER = re.compile(
    r"(?:那(?:里|边|家|户)|好[伐吗不]|好不好|行[吗伐不]|可以[吗伐]|对[吗伐吧]|才对|就行|就好|好了|谢谢|麻烦|哦|啊|呀|哈|吧|啦|的|了|在?吵|在?漏|里头?){1,3}$"
)
_LABELLED = re.compile(
    r"(?:地点|地址|地方|位置|门牌)[^，,。；;！!？?\s是]{0,6}?(?:写|记|弄|搞|填|登|报)?(?:错|不对|岔|反)(?:了|啦|的|呀|啊){0,2}[，,。！!\s]{0,2}(?:应该|应当|该|要){0,1}(?:是|写|改|在)"
    r"|(?:写|记|弄|搞|填|登|报)(?:错|岔|反)(?:了|啦|的|呀|啊){0,2}[^地位门]{0,16}(?:地点|地址|地方|位置|门牌)(?:应该|应当|就|要){0,1}(?:是|在|写)"
    r"|(?:地点|地址|地方|位置|门牌)(?:要|应该|应当|给我|帮我|请){0,2}(?:是|改成|改为|换成|改到)"
)
_LABEL = re.compile(r"地点|地址|地方|位置|门牌")
_NO_LABEL = re.compile(
    r"(?:不是|弗是|勿是)(?:改|说|讲|要改|问)?(?:我的?|这个|那个)?(?:地点|地址|地方|位置)(?:的事|的问题)?(?=$|[，,。；;！!\s呀啊])"
)
_WRITES = re.compile(r"(?:加|写|记|补|添|并|归|转|挪|移|放)(?:到|进|在|去)|(?:说|讲|问|补充|投诉|反映)")
_OF_WRITING = re.compile(r"地点|地址|错了|写错|去掉|删掉|几个字|改成")
_A_TIME = re.compile(
    r"周末|平时|(?:周|礼拜|星期)[一二三四五六日天]|(?:早上|上午|中午|下午|晚上|夜里|半夜|白天|凌晨){1,2}|[今明昨]天"
)
_SIGN = re.compile(
    r"(?:讲|说|写|报|记|弄|搞|填|登)(?:错|岔|反)|错[了啦]|不对|弗对|勿对|改|换成|换到|更正|不是|弗是|别[写把带]|不要[写把带]|[只就光]留"
    r"|(?:地点|地址|地方|位置|门牌)(?:要|应该|应当|就|请|给我|重新){0,2}[写填]"
)


def is_no_place(text: str, told: str) -> bool:
    """Was what the text tells taken for a place wrongly: 「加到前头那个投诉里」, 「不是地点」, what it denies, a time?"""
    denied = any(told in match[0] for match in _DENIED.finditer(text))
    if _NO_LABEL.search(text) or _WRITES.match(told) or denied or _OF_WRITING.search(told):
        return True
    into = told.startswith(("到", "进")) and _WRITES.search(text[: text.find(told) + 1])
    return bool(_A_TIME.fullmatch(told) or (into and place.spot(told) is None))


@remembered
def puts_right(text: str) -> bool:
    """Is there a word in the text for a place that was written wrongly, or is to be another?"""
    return _SIGN.search(text) is not None


def only_wrong(text: str) -> bool:
    """「地址写错了」: does the text say that the place is wrong, and not yet what it is?"""
    return _ONLY_WRONG.fullmatch(text.strip()) is not None


def names_a_place(text: str) -> bool:
    """Does the text speak of a place by the word for one?"""
    return _LABEL.search(text) is not None


def labelled(text: str) -> bool:
    """「地点写错了是26幢602」: does the text say that the place, by the word for one, is to be another?"""
    return _LABELLED.search(text) is not None


def of_others(text: str) -> str:
    """The place that is not the resident's own home, which the text tells too: 「我5幢302 楼上就是402」 → 5幢402; "" for none."""
    plain = place.in_figures(text)
    home = _HOME.search(plain)
    if home is None:
        return ""
    own = (home["first"] or home["last"]).replace(" ", "")
    rest = phone.without(f"{plain[: home.start()]}，{plain[home.end() :]}")
    house = place.whole(rest)
    if place.has_house(house):
        return house
    room = _OTHER_ROOM.search(rest)
    return place.refined(own, spelled(room["after"] or room["before"])) if room else ""


def instead(text: str, known: str) -> str:
    """The place that the text tells instead of the known one, all of it; "" where it tells none."""
    others = of_others(text)
    plain = _DENIED.sub(" ", place.in_figures(text))
    told = others or _after_a_cue(plain) or _alone(plain)
    return place.refined(known, told) if told else ""


def _after_a_cue(text: str) -> str:
    """The last of the places that stand behind a word for what is right."""
    places = [found for match in _CUE.finditer(text) if (found := _place_of(match["to"]))]
    return places[-1] if places else ""


def _alone(text: str) -> str:
    """The place that is a clause by itself: 「不撤！只改地址！38幢和39幢中间」."""
    clauses = [clause.lstrip("就是在到") for clause in _CLAUSES.split(text)]
    places = [clause for clause in clauses if clause and place.whole(clause) == clause]
    return places[-1] if places else ""


def _place_of(words: str) -> str:
    """The place that the words begin with, without what is said behind it; "" for none."""
    bare = _DOES.sub("", _AFTER.sub("", words))
    if place.find(bare) or place.spot(bare):
        return "" if _ANOTHER_MATTER.search(bare) else bare
    room = _ROOM_FIRST.match(bare)
    return spelled(room[0]) if room else ""


_AT_HOME = re.compile(
    r"(?:我|我们|阿拉|人)?(?:就|现在|都|一直|白天)?在家(?:里|的)?(?:呢|啊|呀|的|哦)?(?:[，,。\s]|$)|^(?:我|阿拉|俺)(?:就|家)?(?:住在?|租在?)"
)


def bare_place(text: str) -> str:
    """The place without a phone number and 「我在家呢」 beside it; as it is where nothing else is left."""
    number = (phone.find_any(text) or "").removeprefix(phone.AREA_CODE)
    written = re.compile(r"[\s\-]{0,2}".join(number)) if number else None
    rest = _AT_HOME.sub("", written.sub("", text).strip() if written else text).strip(" ，,。-")
    rest = _without_talk(rest)
    return rest if len(rest) >= SHORTEST_PLACE else text


_COMPLAINS = re.compile(
    r"(?:的?那个|那里|那边)?(?:我|阿拉|俺)?(?:就|也|都|只|是|要|想|来|正)*(?:投诉|反映|举报|报修|问|说|讲)(?:的|一下|个|是)?(?=$|[\u4e00-\u9fff]{0,6}$)"
)
_IS_OF_PLACE = re.compile(r"\d|[里边口上下旁前后门楼幢栋路弄区村院场站桥河处面头角]")


def without_complaint(clause: str) -> str:
    """「车库口那个我要投诉」: the clause without what is to be done about it; "" where nothing else is said."""
    found = _COMPLAINS.search(clause)
    return clause[: found.start()] if found is not None and _I.search(found[0]) else clause


_I = re.compile(r"[我俺]|阿拉|投诉|举报|反映")


def _without_talk(text: str) -> str:
    """The place without clauses that complain, react, or tell no place: 「霞浦那边 兴港宿舍2栋 我问的工资」."""
    told = [clause for clause in _STOPS.split(text) if clause]
    kept = [bare for clause in told if _tells_place(bare := without_complaint(clause))]
    return text if kept == told else " ".join(kept)


def _tells_place(clause: str) -> bool:
    return _IS_OF_PLACE.search(clause) is not None and not own_words.is_talk(clause)


_STOPS = re.compile(r"[，,。；;！!？?\s]+")

SHORTEST_PLACE = 2
