"""A thing that somebody wants put on the list of what is swapped: 「把我那辆自行车写上去」, and what was outgrown. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

LONGEST = 60  # characters
_HAN = r"[\u4e00-\u9fff]"
_OWN = r"(?:我们?|我家|俺|阿拉|家里|屋里|自家)"
_PIECE = r"(?:辆|台|架|张(?!单)|部|件|只|箱|袋|双|摞|套|盆|把(?=椅|伞|琴|吉他|扫|锁|刀))"
_THING = r"(?P<thing>[\u4e00-\u9fff\d]{1,10}?)"
_PUTS = r"(?:登记|登|写|挂|放|发|列|加|记)"
_ONTO = r"(?:上去|上来|进去|出去|出来|上网|上(?!门|次|面)|到(?!期)|在|进|一下)"
_OF_EXCHANGE = r"(?:交换|换东西|以物换物|闲置|二手|旧货|换物)"
_LIST = r"(?:名单|单子|册子|本子|榜|栏|表|上面?|里头?|那里|那边|群)"
_PUT = re.compile(
    rf"(?:把|将)(?:{_OWN}(?:的|那|这)?)?[一两那这]?{_PIECE}{_THING}(?:也|都|给我|帮我|先|再)?{_PUTS}{_ONTO}"
)
_NOTED = re.compile(
    rf"(?:(?:替|帮|给)我先?|^(?:那|先|就|想|要)?)(?:登记|挂|登|写)(?:一?下|个|上)?(?:{_OWN}的?)?[一那这]?{_PIECE}?{_THING}"
    r"(?=行|好|可以|吧|吗|伐|啊|呀|[，,。！!？?\s]|$)"
)
_TAKERS = re.compile(r"(?:有没有|有勿有|看谁|谁|有)(?:啥)?人?(?:想|肯)?(?:要(?!紧|求)|换|收|拿去|拿走)")
_TO_SWAP = re.compile(
    rf"(?:登记|登|挂|报)(?:个|一?下|要|来|想){{0,2}}换(?:点|个)?(?:东西|物(?!业))"
    rf"|{_PUTS}{_ONTO}[^，,。！!？?\s]{{0,5}}{_OF_EXCHANGE}(?:的)?{_LIST}"
    rf"|挂出(?:来|去)[^，,。！!？?\s]{{0,4}}(?:换|送|卖)"
    rf"|{_OWN}(?:就|是|来|要|想){{1,4}}(?:来|登记)?换东西(?:的)?(?=[啊呀呢，,。！!？?\s]|$)|{_OWN}换东西"
)
_NO_WISH = re.compile(
    r"(?:要不要|要|用不用|需不需要|怎么|哪能|咋|哪里|在哪|什么时候)(?:去)?登记(?:吗|伐|么|呢|啊|的|$|[？?])|上牌|牌照|车牌|驾照|摊位|摆摊"
    r"|(?:不|别|勿|没|弗)(?:要|想|用|是)?(?:登记|挂|登)|撤|取消|退|删|改成|换成"
)
_NO_REPORT = re.compile(
    r"(?:不是|勿是|弗是|没有?|不)(?:要|想|来|跟你)?(?:反映|投诉|报修|举报|提意见|问社区|给社区问)"
)
_WHO_GREW = r"(?:小孩|孩子|小囡|囡囡?|宝宝|小人|娃|儿子|女儿|孙子|孙女|外孙女?|侄子|侄女|他|她|伊)"
_OUTGROWN = re.compile(
    rf"{_WHO_GREW}[^，,。！!？?]{{0,8}}(?:大|长高|上学|用不着|上小学|上初中|断奶)了?[^。！!？?]{{0,8}}"
    r"(?:[骑穿睡坐用玩盖](?:不|勿|弗)[了下着上进来到]|小了|闲着|空着|不[骑穿睡坐用玩])"
    rf"|{_WHO_GREW}的[^，,。！!？?]{{1,8}}(?:[骑穿睡坐玩](?:不|勿|弗)[了下进着]|嫌小|太小|小了)"
    r"|[骑穿睡坐用](?:不|勿|弗)[了下着上][^。！!？?]{0,10}(?:空着|闲着|放着|占地方|堆着|搁着)"
)
_OTHERWISE = re.compile(
    r"(?:想|要|找|借|买|收|缺|求)(?:个|一|点|辆|张|件|台)|[修改补裁]|坏|漏|教|学(?!校|习机|步)|帮我看|怎么办|去哪|扔|丢|垃圾|回收"
)
_OF_NO_THING = re.compile(
    r"^(?:名字|姓名|电话|号码|地址|时间|备注|事情?|话|这?个?句|问题|意见|单子?|东西|换东西|有没有人要?)$"
)
_TERMS = (("swap", "换"), ("give", "送"), ("sell", "卖"))


@remembered
def lists_thing(text: str) -> bool:
    """「替我登记一下自行车行吗 看有没有人要」, 「我要登记换东西」: is a thing to be put on the list of what is swapped?"""
    if len(text) > LONGEST or _NO_WISH.search(text):
        return False
    noted = _NOTED.search(text) is not None and _TAKERS.search(text) is not None
    put = _PUT.search(text)
    return noted or _TO_SWAP.search(text) is not None or (put is not None and _is_thing(put["thing"]))


def thing_listed(text: str) -> str:
    """16寸儿童自行车 of 「我要把一辆16寸儿童自行车登到单子上」: what is to be listed; "" where it is not named."""
    found = _PUT.search(text) or _NOTED.search(text)
    return found["thing"] if found is not None and _is_thing(found["thing"]) else ""


def terms_told(text: str) -> str:
    """「登记换东西」 tells swap: on which terms it is given away, where one word tells; "" for none or several."""
    told = [terms for terms, word in _TERMS if word in text]
    return told[0] if len(told) == 1 else ""


def is_no_report(text: str) -> bool:
    """「我换东西 不是反映啊」: is a report that was taken to be meant denied?"""
    return _NO_REPORT.search(text) is not None


@remembered
def outgrown(text: str) -> bool:
    """「家里一辆儿童自行车小孩长大了骑不了了」: is a thing told of that nobody in the house needs any more?"""
    return _OUTGROWN.search(text) is not None and not _OTHERWISE.search(text)


def _is_thing(words: str) -> bool:
    return bool(words) and _OF_NO_THING.match(words) is None
