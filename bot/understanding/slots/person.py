"""Who a text is about: a name, the relation to the resident, gender, education."""

import re
import unicodedata

from bot.understanding.slots import day_time, phone
from bot.understanding.text.bounded_cache import remembered

MAX_NAME = 20  # characters; dotted names of ethnic minorities are long
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤"
    "滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲家封芮储靳汲邴糜松井段富巫乌焦"
    "巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬"
    "申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩"
    "厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仝岳覃肖闫付代涂邸佟楚苟展战涂"
)
_DOUBLE_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "宇文",
    "长孙",
    "南宫",
)
_HAN = r"[\u3400-\u9fff]"
_INTRODUCED = re.compile(
    rf"(?:我(?:的)?名字(?:是|叫)|名字[是叫:：]|姓名[是:：]?|我叫|她叫|他叫|伊叫|叫做|名叫|(?:妈|爸|女儿|儿子|老公|老婆|奶奶|爷爷|囡|孩子|邻居|朋友|姐|妹|哥|弟)叫)\s*(?:[A-Za-z]+\s+)?(?P<name>{_HAN}(?:{_HAN}|[·•.]){{1,19}})"
)
_BARE_NAME = re.compile(
    rf"^(?:我?(?:是|叫)|她?他?叫|名字[是叫]?|姓名[是:：]?|写|就写|填|姓{_HAN}[,，]?(?:叫|名)?)?\s*[:：]?\s*(?P<name>{_HAN}(?:{_HAN}|[·•.]){{1,19}}|[A-Za-z][A-Za-z .·]{{1,19}})$"
)
_NOT_A_NAME = re.compile(
    r"吗|么|呢|吧|啊|什么|怎么|多少|几|哪|为|谁|不|没|谢|好的|可以|算了|取消|等|知道|报名|课|班|电话|手机|多大|今天|明天|后天|要|想|给|帮|先|再|还|有没|是不是"
    r"|您好|你好|菜单|人工|客服|退出|返回|重新|继续|跳过|台风|火灾|交换|社区|老师|培训|学习|时间|地点|地址|名字|姓名|随便|保密|怎样|如何|证|是|呀|哎|嘛|噻|照旧|一样|听|同上|照前|原来|抽屉|带|(?<!^)车|(?<!^)钱|免费|这|那|的|了$|岁$|个|就|都|我|你|您|他|她|侬|^姓"
)
_COMMON = frozenset({
    "安全", "高兴", "高中", "方便", "明白", "平安", "家里", "家政", "电工", "和谐", "关于", "应该", "时候", "白天", "常常", "路上", "水电", "马上", "万一", "全部",
    "成功", "通知", "通过", "单位", "红包", "公司", "公交", "越剧", "花钱", "羊肉", "牛奶", "鱼肉", "石头", "双人", "文化", "文艺", "国家", "能行", "连接", "东西", "古代", "易懂",
    "小学", "初中", "大专", "本人", "自己", "妈妈", "爸爸", "儿子", "女儿", "男的", "女的", "农民", "师傅", "毛病", "任何", "何时", "温度", "高血压", "高血脂", "冷的", "双方", "利用", "项目",
})  # fmt: skip
_GIVEN = re.compile(rf"{_HAN}{{1,3}}")
_DAY = re.compile(r"周[一二三四五六日天末]")
_ELDERS = "妈妈|爸爸|奶奶|爷爷|外婆|外公|婆婆|公公|岳母|岳父"
_RELATIONS: tuple[tuple[str, str], ...] = (
    ("婆婆", r"婆婆|阿婆(?!婆)"), ("公公", r"公公(?!里)"), ("岳母", r"岳母|丈母娘"), ("岳父", r"岳父|老丈人|丈人"),
    ("外婆", r"外婆|姥姥"), ("外公", r"外公|姥爷"), ("奶奶", r"奶奶|阿娘"), ("爷爷", r"爷爷|阿爷"),
    ("妈妈", r"妈妈|老妈|我妈(?!妈)|母亲|娘亲|老娘|阿姆|姆妈|俺娘|咱妈|阿拉妈"), ("爸爸", r"爸爸|老爸|我爸(?!爸)|父亲|老爹|我爹|阿爸|老爷子|阿拉爸|俺爹"),
    ("女儿", r"女儿|囡囡|囡|闺女|丫头"), ("儿子", r"儿子|小子|我娃|男娃|倪子"), ("老公", r"老公|丈夫|孩子他?爸|我家男人|我男人|先生"),
    ("老婆", r"老婆|妻子|媳妇|爱人|我太太"), ("老伴", r"老伴"), ("孙女", r"孙女"), ("孙子", r"孙子"), ("姐姐", r"姐姐|我姐(?!姐)|大姐"), ("妹妹", r"妹妹|我妹(?!妹)|小妹"),
    ("哥哥", r"哥哥|我哥(?!哥)|大哥"), ("弟弟", r"弟弟|我弟(?!弟)|小弟"), ("孩子", r"孩子|小孩|娃儿|娃娃|小人"), ("邻居", r"邻居|隔壁"), ("朋友", r"朋友|老乡|工友|同事|小姐妹"),
)  # fmt: skip
_FOR_SELF = re.compile(
    r"(?:给|帮|替)?(?:我自己|(?<![她他伊])自己|自家|我自家|(?<![她他伊])本人|我本人)(?:报|学|来|去|参加|要|想)?|^(?:我|我来|是我|我自己)[。.!！]?$"
)
_MYSELF = re.compile(
    r"(?<![不勿弗])是我(?:自己|自家|本人)|我(?:自己|自家)(?:去|来|学|报|要|上)|[给帮替]我(?:自己|自家)"
)
_FOR = r"(?:(?<!不是)(?:给|帮|替|为|代)|陪|让|叫|(?<!不)是|改成|换成|^)\s*+(?:我们?家?|阿拉|俺|咱|他|她|的|家里)*\s*+"
_EDUCATION = [(word, re.compile(words)) for word, words in (
    ("文盲", r"文盲|不识字|没读过书|没上过学|没念过书|没文化|一天书没读|字不认识|不认识字|没读书"),
    ("小学", r"小学|高小|初小|完小"), ("初中", r"初中|初一|初二|初三"), ("中专", r"中专|技校|职高|中技|职校"), ("高中", r"高中|高一|高二|高三"),
    ("大专", r"大专|专科|高职"), ("本科", r"本科|大学|学士"), ("研究生", r"研究生|硕士|博士"),
)]  # fmt: skip
_WOMAN = re.compile(
    r"(?<![\u4e00-\u9fff])女(?![\u4e00-\u9fff])|女的|女性|女人|女同志|妇女|阿姨|大妈|大姐|老太|宝妈|妈妈(?!报|学)|家庭主妇|全职太太|女生|女孩|姑娘|小妹|媳妇|囡|女儿|奶奶|外婆|婆婆|老婆|姐姐|妹妹|我妈|老妈"
)
_MAN = re.compile(
    r"(?<![\u4e00-\u9fff])男(?![\u4e00-\u9fff])|男的|男性|男人|男同志|大叔|大爷|大伯|老头|老汉|小伙|男生|男孩|儿子|爷爷|外公|公公|老公|哥哥|弟弟|我爸|老爸|爸爸|大哥|师傅我"
)


def find_name(text: str, *, asked: bool) -> str | None:
    """A person's name of 2 to 20 characters. asked: a bare name counts too, since the name was asked for."""
    folded = unicodedata.normalize("NFKC", text).strip(" ,，。.!！;；、")
    introduced = _INTRODUCED.search(folded)
    if introduced and (name := _trimmed(introduced["name"])):
        return name
    bare = _BARE_NAME.match(folded) if asked and introduced is None else None
    name = (_trimmed(bare["name"]) if bare else None) or called(folded) or _after_relation(folded)
    return name or (family_only(folded) if asked else "") or None


def is_surname(text: str) -> bool:
    """Is the text a Chinese surname?"""
    return text in _SURNAMES or text in _DOUBLE_SURNAMES


def plausible_name(text: str) -> bool:
    """Is the whole text a Chinese name: a surname and one to three characters?"""
    family = 2 if text.startswith(_DOUBLE_SURNAMES) else 1
    given = text[family:]
    return (
        bool(_GIVEN.fullmatch(given))
        and (family == 2 or text[0] in _SURNAMES)
        and text not in _COMMON
        and not _DAY.fullmatch(text)
        and not _NOT_A_NAME.search(text)
    )


_CALLED = re.compile(
    rf"(?:叫(?P<whom>[我她他伊])?|姓名是?|名字是?|联系人是?|大名)[：: ]*(?P<run>{_HAN}{{2,4}})"
    rf"|姓(?P<family>{_HAN})[,，。、 叫]*(?P<named>(?P=family){_HAN}{{1,2}})"
)
_SUFFICES = re.compile(r"(?:好了|就好|就行|就可|算了).?$")  # 「叫我王芳好了」
_SENT_FOR = re.compile(r"^.{1,2}(?:师傅|阿姨|老师|医生|主任|书记|先生|女士|小姐|大爷|大妈|大姐|来|去|过)")
_COMES = re.compile(r"^.{1,3}[来去过]")


@remembered
def called(text: str) -> str:
    """The name in 「我叫乐阿凤是我自家学」, 「叫我乐阿凤」, 「姓乐，乐阿凤」; "" for none, and for 「叫王师傅来」."""
    for match in _CALLED.finditer(text):
        run = _SUFFICES.sub("", match["run"] or match["named"])
        for size in (3, 2, 4):
            sent_for = _COMES if match["whom"] else _SENT_FOR  # 「叫她蒋阿姨」 is how she is called
            if plausible_name(run[:size]) and not sent_for.match(run):
                return run[:size]
    return ""


_FAMILY_ONLY = re.compile(
    rf"(?:^|[\s,，。;；、\d])(?:我|我是|我家|免贵|本人|她|他|伊)?姓(?P<family>{_HAN}{{1,2}}?)(?:的|氏)?(?=$|[\s,，。;；、.!！\d])"
)


def family_only(text: str) -> str:
    """「姓秦」 where somebody gives no more than the family name; "" for none."""
    found = _FAMILY_ONLY.search(text)
    return f"姓{found['family']}" if found and is_surname(found["family"]) else ""


def beside_phone(text: str) -> str | None:
    """A bare name in a message that also gives a phone number: 「张桂芳，139…，报家政」; or 「姓秦」 there."""
    if phone.find(text) is None:
        return None
    if family := family_only(unicodedata.normalize("NFKC", text)):
        return called(text) or family
    for part in re.split(r"[\s\d,，。.;；、:：+-]+", unicodedata.normalize("NFKC", text)):
        if 2 <= len(part) <= 3 and part[0] in _SURNAMES and (name := find_name(part, asked=True)):
            return name
    return None


_CLAUSE_ENDS = re.compile(r"[\s,，。.;；、:：!！?？]+")


def _clauses(text: str) -> list[str]:
    return [part for part in _CLAUSE_ENDS.split(unicodedata.normalize("NFKC", text)) if part]


def in_a_clause(text: str) -> str:
    """A whole name of three characters that stands by itself beside other things: 「周六上午 张福根」; "" for none."""
    parts = _clauses(text)
    whole = [
        part for part in parts if len(part) == WHOLE_NAME and plausible_name(part) and not day_time.find(part)
    ]
    return whole[-1] if len(parts) > 1 and len(whole) == 1 else ""


WHOLE_NAME = 3  # characters: a shorter word is too often another one
_NAMING = re.compile(r"名字|姓名|名额|登记|报名|写上|报过|报给|叫[\u4e00-\u9fff]")
_CORRECTED = re.compile(rf"(?:是|叫|改成|应该是)(?P<name>{_HAN}{{2,3}}?)(?:[,，、\s]*(?:不是|才对|的)|$)")
_SELF = re.compile(rf"我是[^,，。]{{0,8}}?(?P<name>[老小]{_HAN}|{_HAN}(?:师傅|阿姨|大爷|大妈))$")


def beside(text: str) -> str | None:
    """A bare name within a longer message: beside a phone number, between commas, in a correction, 「我是…」."""
    return beside_phone(text) or _between_commas(text) or _corrected(text) or _own(text)


def _between_commas(text: str) -> str | None:
    if not _NAMING.search(text):
        return None
    parts = _clauses(text)
    for part in parts if len(parts) > 1 else ():
        if len(part) == 3 and part[0] in _SURNAMES and (name := find_name(part, asked=True)):
            return name
    return None


def _corrected(text: str) -> str | None:
    corrected = _CORRECTED.search(text) if "不是" in text else None
    return corrected["name"] if corrected and corrected["name"][0] in _SURNAMES else None


def _own(text: str) -> str | None:
    own = _SELF.search(text.strip(" 。!！"))
    return own["name"] if own else None


_RELATED = re.compile(
    rf"(?:我|俺|阿拉)(?:的|家)?(?:{'|'.join(words for _, words in _RELATIONS)})[，, ]?(?P<name>{_HAN}{{2,3}})(?=$|[\s,，。;；、.!！\d也])"
)


def _after_relation(text: str) -> str:
    """「我老乡 韦建国」: a name after who it is; "" for none."""
    found = _RELATED.search(text)
    return (
        found["name"] if found and plausible_name(found["name"]) and not day_time.find(found["name"]) else ""
    )


_SPOKEN_OF = r"(?!(?:前年|去年|今年|早就?|刚刚?|已经|上个?月){0,2}+(?:走[了得]|不在了|没了|过世|去世|死|故|生病|住院|病)|(?:也|就|在|来|要|会|去|才|都|还|今年)*(?:带|看|管|照|[说讲](?![说讲话闲])|催|上[夜白晚早]?班|做饭|烧饭|接|不让|没人|(?:给|帮|替|教|叫|让|喊|劝)(?:我|俺|阿拉|咱)|[\d一二两三四五六七八九十]+岁))"
_RELATION_PATTERNS = [(name, re.compile(rf"{_FOR}(?:{words}){_SPOKEN_OF}")) for name, words in _RELATIONS]


_NOT_FOR_SELF = re.compile(
    r"(?:不是|勿是|弗是|不要|别|没说|没讲)(?:给|帮|替|为|写|填|是)?(?:我(?:自己|自家|本人)|自己|自家|本人)[的啊呀]?"
)


def without_denied_self(text: str) -> str:
    """The text without 「不是帮我本人」: what is left says for whom it is."""
    return _NOT_FOR_SELF.sub(" ", text)


def relation(text: str) -> str | None:
    """For whom the resident asks: 妈妈, 邻居 …, or 本人 if the text says so; None if it does not say."""
    text = without_denied_self(text)
    if _MYSELF.search(text):
        return "本人"
    for name, pattern in _RELATION_PATTERNS:
        if pattern.search(text):
            return name
    return "本人" if _FOR_SELF.search(text) else None


def gender(text: str) -> str | None:
    """男 or 女; None when the text speaks of neither or of both."""
    woman, man = bool(_WOMAN.search(text)), bool(_MAN.search(text))
    return None if woman == man else ("女" if woman else "男")


def education(text: str) -> str | None:
    """The highest schooling, in a standard word (小学, 高中 …)."""
    return next((word for word, pattern in _EDUCATION if pattern.search(text)), None)


def _trimmed(name: str) -> str | None:
    name = re.split(r"[,，。;；]|(?:电话|手机|今年|报|想|要|来)", name)[0].strip(" ·•.")
    if not 2 <= len(name) <= MAX_NAME or _NOT_A_NAME.search(name) or name in _COMMON or day_time.find(name):
        return None
    if re.fullmatch(r"[A-Za-z .·]+", name):
        return name if len(name) > 3 and " " in name else None
    return name if _looks_chinese(name) else None


def _looks_chinese(name: str) -> bool:
    """Has it a dot, as names of ethnic minorities do, or a surname, or is it short enough for a name?"""
    if any(dot in name for dot in "·•."):
        return True
    has_surname = name[0] in _SURNAMES or name.startswith(_DOUBLE_SURNAMES)
    return (has_surname and len(name) <= 4) or (len(name) <= 3 and len(set(name)) > 1)
