"""Which learning material a text asks for: its kind, and the words for its subject."""

import re

MAX_LENGTH = 20  # characters of the subject
_KINDS = [(kind, re.compile(words)) for kind, words in (
    ("网络课程", r"网络(?:精品)?课程|网课|网上的?课|在线课程?|线上课程?|精品课程?|优质课程?|公开课|微课|直播课|录播课|远程课"),
    ("视频", r"视频课?|视屏课?|录像|教程|回放|动画片?"),
    ("课件", r"课件|ppt|讲义|幻灯片?|图样|图册|练习题|题库|试卷|试题|真题|卡片"),
    ("教案", r"教案"),
    ("论文", r"论文|文章|研究"),
    ("教材", r"教材|课本|电子版|电子书|有声书|书本|图书|的书|本书|书"),
)]  # fmt: skip
# Words for a kind that are worth searching for in titles too.
_TELLING_KINDS = frozenset(
    {"练习题", "题库", "试卷", "试题", "真题", "图样", "图册", "卡片", "动画", "动画片"}
)
_GENERIC = re.compile(
    r"有没有|有莫得|有没得|有吗|有伐|哪里|哪儿|在哪|哪个|阿里|怎么样|怎么|如何|可以|能不能|能|看看|看到|好看|下载|发给|发我|发份|发个|给我|给|帮我|搭我|一下|一份|一点"
    r"|一个|找点|找找|找到|找|求|推荐|免费|学习平台|学习网站|学习|自学|资料库|资源库|资料|资源|平台|网址|链接|网站|网上|上网|手机上|在线|线上|在家里?|屋里|家里|我想要|我想|想要|想|要|我们"
    r"|我|你们|你|请问|请|老师|社区|图书馆|职高|北仑|学校|什么|啥西?|哪些|几个|的|吗|么|呢|伐|吧|呀|啊|呗|嘛|撒|了|学|教|做?菜谱|关于|方面|相关|有|看|听|到|侬|阿拉|好|点|些|里|借|买|拨|那种|这种|那|这|专业|课程?|入门"
)


def kind(text: str) -> str:
    """The kind of material that the text asks for; "" for any."""
    return next((name for name, pattern in _KINDS if pattern.search(text.lower())), "")


def words(text: str) -> str:
    """The words for the subject: the text without the kind and without the words of any such request."""
    rest = text.lower()
    for _, pattern in _KINDS:
        rest = pattern.sub(lambda match: match[0] if match[0] in _TELLING_KINDS else " ", rest)
    about = "".join(_GENERIC.sub(" ", rest).split())[:MAX_LENGTH]
    return about if len(about) > 1 else ""
