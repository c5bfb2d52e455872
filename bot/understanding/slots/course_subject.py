"""The subject that a resident would like a course in: 「能不能开个吉他班」 → 吉他."""

import re
import unicodedata

from bot.understanding.text.bounded_cache import remembered

MAX_LENGTH = 12  # characters; a longer text is a story, not the name of a subject
_NAME = r"[\u3400-\u9fffA-Za-z]"
_CLASS = r"(?:培训班|学习班|兴趣班|培训课|课程|培训|班|课)"
_END = (
    r"(?:的?(?:培训班|学习班|兴趣班|课程|培训|班|课)|能不能|可不可以|可以|能|可是|但是|但|你们|没有|没|行不|行吗|好不好|好伐|好吗|有没有|有吗|有伐"
    r"|开一|开个|开班|办一|办个|搞一|社区|希望|这个|听讲|听说|听人|晓得|这种|这样|那种|[吗么呢吧啊呀伐嘛的]|[\s,，。.!！?？、;；]|$)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:开设|新开|开|办|加|搞|弄|增加|来|整|设|上)(?:一个|一门|一期|一下|一只|个|门|期|只|点|些|几个)(?P<name>{_NAME}{{1,{MAX_LENGTH}}}?)的?{_CLASS}",
        rf"(?:想要|想|要|爱|喜欢)学(?:一学|一下|习|点|做)?(?P<name>{_NAME}{{1,{MAX_LENGTH}}}?)(?={_END})",
        rf"(?:开设|新开|开|办|增加|没有|有没有|没看到|没找到|找不到|有)(?P<name>{_NAME}{{2,8}}?)的?{_CLASS}(?={_END}|怎么|什么|啥|多)",
        rf"(?:教教|教)(?:一教|一下|我们|大家|居民|老人|孩子|老年人)?(?P<name>{_NAME}{{2,{MAX_LENGTH}}}?)(?={_END})",
        rf"^(?P<name>{_NAME}{{2,8}}?)(?:的)?{_CLASS}(?:能|可以|有|希望|什么|啥|怎么|开|办|会|想)",
        rf"我(?:要|想要)的(?P<name>{_NAME}{{2,8}}?)(?={_END})",
        rf"学(?:习|点)?(?P<name>{_NAME}{{2,{MAX_LENGTH}}}?)(?={_END})",
        rf"(?:建议|能不能|希望|盼望|打算|可不可以|可以)(?:新开|开|办|加上|加)(?:一门|一个|门|个)?(?P<name>{_NAME}{{2,8}}?)(?={_END})",
    )
)
_ASKED = re.compile(
    rf"^(?:我们?|就|那个|这个|嗯|啊|想|要|学|一个|一门|是|教|的)*(?P<name>.+?)(?:的?{_CLASS})?$"
)
_LEAD = re.compile(
    r"^(?:的|是|一次|打算|办|有|不教|小孩的|孩子的|生开|一个|一门|个|门|新的?|多|别的|其他|专门|公益|免费|周末|晚上|夜里|白天|早上|下午|社区|老年|成人|学习?|教|我们?|你们|做做|点|些|给.{1,4}?的)++"
)
_TAIL = re.compile(
    r"(?:就最好|就好|个|之类|什么|方面|技术|手艺|一下|的|啊|呀|吧|呢|吗|么|伐|了|这个|那个|入门|基础)+$"
)
_NO_SUBJECT = frozenset(
    [
        "课",
        "能学",
        "好学",
        "可以学",
        "班",
        "课程",
        "新课",
        "新班",
        "什么",
        "啥",
        "别",
        "别的",
        "其他",
        "东西",
        "知识",
        "技能",
        "手艺",
        "文化",
        "技术",
        "习",
        "会",
        "一",
        "一开",
        "点",
        "夜",
        "夜班",
        "周末",
        "晚上",
        "白天",
        "没有",
        "我想学",
        "想学",
        "不会",
        "不知道",
        "随便",
        "都行",
        "都可以",
        "多少人",
        "几个人",
        "培训",
        "开课",
        "开班",
        "合适",
        "适合",
        "有用",
        "急用",
        "这个",
        "那个",
        "它",
        "你们",
        "我们",
        "课表",
        "菜单",
        "单子",
        "企业",
        "单位",
        "好",
        "就",
        "能",
        "可以",
    ]
)
_SENTENCE_WORDS = re.compile(
    r"没|哪|怎|太贵|太多|太少|几点|男人|女人|多少|为什|也能|适合|这里|你们|我要|开课|开班"
)
_NUMBERS = re.compile(r"\+?\d[\d\s-]{4,}")


def find(text: str, *, asked: bool = False) -> str:
    """The subject that a text wants taught; "" if none. asked: the text answers the question for the subject."""
    folded = _NUMBERS.sub(" ", unicodedata.normalize("NFKC", text)).strip(" ,，。.!！?？;；")
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            name = _trimmed(match["name"])
            if name:
                return name
    bare = _ASKED.match(folded) if asked and len(folded) <= 2 * MAX_LENGTH else None
    return _trimmed(bare["name"])[: 2 * MAX_LENGTH] if bare else ""


@remembered
def _trimmed(name: str) -> str:
    core = _TAIL.sub("", _LEAD.sub("", name.strip(" ,，。.、")))
    return "" if core in _NO_SUBJECT or len(core) < 2 or _SENTENCE_WORDS.search(core) else core
