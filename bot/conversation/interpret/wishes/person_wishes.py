"""Wishes for a person of the staff, whatever stands beside them: 「我要真人，楼上吵死了」, 「能不能跟人说话」. Pure."""

import re

from bot.conversation.interpret.clauses.denied import refuses_person
from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.clauses import bare_clauses

_HUMAN = r"(?:真人|活人|人工(?!智能|湖|岛|草|林|费|呼吸|流产|授|受|降|耳|合成)|客服|接线员)"
_STAFF = (
    r"(?:工作人员|办事员|值班(?:的人?|员|人员)|管事的|社区的?(?:人|干部|同志)|居委会?的?(?:人|干部|同志|阿姨)"
    r"|[你侬您]们(?:那边|那里|社区)?的?(?:人|同志|领导|干部))"
)
_LEAD = r"(?:请|麻烦|那|就|我|还是|先|快点?|赶紧|直接|给我|帮我|替我|不行|算了|好吧|哎|喂|听不懂){0,6}"
_CALLS = r"(?:(?<![不别])要|想要|需要|找|叫|喊|转到?|换|接|请|给我|帮我|有没有|有(?!的|人))"
_ONE = r"(?:个|一个|位|一位|只)?"
_TALKS = r"(?:讲|说|聊|谈|沟通|交流|对话|问)"
_WANTS = re.compile(
    rf"^{_LEAD}(?:{_HUMAN}|转{_STAFF})(?:服务|吧|呀|啊|呢|在吗|在不在|好伐|好吗)*$"
    rf"|{_CALLS}{_ONE}{_HUMAN}"
    rf"|{_CALLS}{_ONE}{_STAFF}(?:来|过来)?(?:(?:跟|和|同)我)?(?:{_TALKS}[一几]?[下句声]?|接|听)?(?:吧|呀|啊|行不行|好不好|可以吗|好吗|好伐|吗|伐|了)*$"
    rf"|(?:跟|和|同|找){_ONE}(?:{_HUMAN}|{_STAFF}|真?人){_TALKS}"
    rf"|^{_LEAD}(?:要|想要|想找|给我(?:来|找)|换){_ONE}人(?:来)?(?:(?:跟|和|同)我{_TALKS}[^，,]{{0,4}})?(?:吧|呀|啊|行不行|好伐)*$"
    rf"|(?:叫|喊|换|派|让){_ONE}人(?:来|出来)?(?:跟|和|同)我{_TALKS}"
)
_NAMED = re.compile(rf"{_HUMAN}|{_STAFF}")
_NO_WISH = re.compile(
    r"[你侬您]?(?:是不是|是|算)(?:真|活)?人|还是(?:机器|真人|程序|电脑)|几点|哪里|在哪|多少|什么|工作(?!人员)|岗位|招(?!呼)|应聘"
    r"|培训|课|报名|保存|保密|看得?到|说的(?:会|能|话)|说过|讲过|打过|找过|来过|上门|告诉过?我|刚才|刚刚|昨天|上次"
)
_COMPANY = re.compile(
    r"冷清|孤单|孤独|寂寞|一个人(?:在|闷|住)|解闷|陪|心里|难受|难过|想(?:他|她|伊|家)|没(?:有)?人(?:跟|和|同|陪|说|讲|听|理)"
)


@remembered
def person_clauses(text: str) -> tuple[str, ...]:
    """The clauses that ask for a person of the staff; () for none, and where one is refused, or company is wanted."""
    if refuses_person(text):
        return ()
    wants = [clause for clause in bare_clauses(text) if _wants(clause)]
    plainly = any(_NAMED.search(clause) for clause in wants)
    return tuple(wants) if wants and (plainly or _COMPANY.search(text) is None) else ()


def _wants(clause: str) -> bool:
    return _WANTS.search(clause) is not None and _NO_WISH.search(clause) is None
