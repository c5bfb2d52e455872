"""What an employer writes: its name, and whom it wants to hire or train. 「我们是电子厂的，要招10个缝纫工」."""

import re
import unicodedata

from bot.understanding.slots.numerals import value

MIN_FIRM_NAME = 5  # characters: 宏达服装厂; 服装厂 is a kind of firm, not a name
_HAN = r"[\u3400-\u9fff]"
_TITLE = r"(?:工|员|师傅|师|月嫂|阿姨|保安|保洁|会计|出纳|前台|司机|学徒|保姆|护士|分拣|收银|文秘|客服)"
_HIRE = re.compile(
    rf"招|缺(?!课)|用工|要人|找人|找个|找些|雇|实习生|推荐.{{0,4}}人|(?:要|需|想要).{{0,10}}{_TITLE}(?!.*培训)"
)
_TRAIN = re.compile(
    r"培训|办.{0,8}课|来.{0,6}(?:厂|单位|公司|店)里?(?:来)?教|教.{0,4}(?:工人|员工|女工|职工)|订.{0,3}班|订.{0,2}课|上.{0,8}课|内训|办班|开.{0,6}班|包班|来讲|委培|让.{0,6}学|给.{0,6}学"
)
_JOB = re.compile(
    r"(?:招聘|招收|诚招|急招|招工|招人|招|急缺|缺|急需|需要|想要|要|找|雇)(?:一下|点|些|的是|的)?"
    rf"(?:\d+|[一二两三四五六七八九十几百]+)?(?:来)?(?:个|名|位|人)?[，,\s]?(?P<job>{_HAN}{{0,6}}?{_TITLE})(?!工|们|员|师)"
)
_TRAINING = re.compile(
    rf"(?:上|办|做|开|搞|订|安排|学|讲)(?:一个|一次|一期|一下|一天的?|个|次|期|点)?(?P<taught>{_HAN}{{2,6}}?)的?(?:培训|课|班)"
    rf"|培训(?:一下)?(?P<trained>{_HAN}{{2,6}}?)(?=[，,。\s]|$)|学(?P<learnt>{_HAN}{{2,6}}?)(?=[，,。\s]|$)"
)
_JOB_OF_DOING = re.compile(
    rf"(?:招|缺|找|要|雇)(?:一下|点|些)?(?:\d+|[一二两三四五六七八九十几]+)?(?:个|名|位)(?:来)?(?P<job>{_HAN}{{2,5}}?)的(?=$|[，,。！!\s])"
)
"""「招两个洗碗的」: the job by what is done."""
_DENIED = re.compile(
    r"(?:不是|勿是|弗是|又不是)(?:要|想|来)?(?:办|搞|做|开|招)?(?:啥|什么)?(?:培训|上课|办班|招人|招工)"
)
_COUNT = re.compile(
    r"(?:招|缺|找|雇|要)(?:聘|收)?(?:了)?(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3})?(?:个|名|位)(?!月|礼拜|星期|多|的)"
)
_DUE = re.compile(
    r"越快越好|尽快|马上(?:就)?要|(?:过?年|春节|国庆|三八节?|五一|中秋)[前后](?:头|面)?|(?:年前|年后|开春)"
    r"|(?:下|这|本)(?:个)?(?:礼拜|星期|周|月)(?:[一二三四五六日天])?(?:初|底|中旬)?|[\d一二三四五六七八九十]{1,2}月(?:初|底|中旬|份|[\d一二三四五六七八九十]{1,3}[号日])?"
    r"|[\d一二三四五六七八九十]{1,3}天(?:内|以内|之内)|放?在?(?:三八|五一|国庆|元旦|春节)(?:节)?(?:前|后)(?:头|面)?"
)
_NO_JOB = re.compile(r"员工|学员|职工|人员|老师|残疾|我们|你们|女工|男工|普通员|工人")
_VERBS = re.compile(r"^(?:招聘|招|找|考|有|会|要|个|能)+")
_NO_TRAINING = re.compile(
    r"怎么|多少|补贴|一个|可以|什么|企业|单位|公司|订单|流程|中心|收费|有吗|能|我们|培训|单式|新人|技术"
)
_FIRM = re.compile(
    rf"(?P<firm>{_HAN}{{0,10}}?(?:有限公司|公司|工厂|厂|饭店|酒店|超市|幼儿园|养老院|敬老院|物业(?!公司)|合作社|面包房|蛋糕店|理发店|花店|工作室|商行|影楼))"
)
_LEAD = re.compile(
    r"^(?:(?:单位|厂|公司|店)(?:的?名字?|名称)?(?:改成|改为|换成|写成?|就?是|叫)?(?=.{3})|你好|您好|想|要|到|单位|我们?|阿拉|俺们?|是|在|开了?家?|有|叫|一家|一个|的|代表|给|为|帮|替|附近|这里|这边|小区|家里){1,8}+"
)
_NO_FIRM = re.compile(
    r"^(?:我|我们|你们|这|本|某|别的|大|小|是|开|个|的|了|有|想|劳务|中介)*(?:公司|工厂|厂)$|能|请|派|介绍|送|合作|招|缺|学员|老师"
)


_PAY = re.compile(
    r"(?:工资|工钱|月薪|薪水|待遇|底薪|日薪|时薪)[^，,。？?]{0,4}?(?:[\d一二两三四五六七八九十]|面议|包)|[包管](?:[吃住饭]|[一二两三]顿)"
    r"|(?:一个?月|每月|一天|每天)(?:\d|[一二两三四五六七八九])[\d一二三四五六七八九千百]{1,5}"
)


def tells_pay(clause: str) -> bool:
    """「工资写三千八包吃」: does the clause tell what is paid?"""
    return _PAY.search(clause) is not None


def kind(text: str) -> str:
    """The kind of order, "hire" or "train"; "" when the text speaks of neither or of both."""
    text = _DENIED.sub("", text)
    hire, train = bool(_HIRE.search(text)), bool(_TRAIN.search(text))
    return "" if hire == train else ("hire" if hire else "train")


def need(text: str) -> str:
    """The job that the employer hires for, or the subject of the training; "" if neither is named."""
    folded = unicodedata.normalize("NFKC", text)
    order_kind = kind(folded)
    jobs = (*_JOB.finditer(folded), *_JOB_OF_DOING.finditer(folded))
    for match in jobs if order_kind == "hire" else ():
        job = _VERBS.sub("", match["job"]) + ("的" if match.re is _JOB_OF_DOING else "")
        if len(job) > 1 and not _NO_JOB.search(job):
            return job
    for match in _TRAINING.finditer(folded) if order_kind == "train" else ():
        name = match["taught"] or match["trained"] or match["learnt"]
        if not _NO_TRAINING.search(name):
            return name
    return ""


def people(text: str) -> int | None:
    """How many are wanted: 1 of 「招个洗碗阿姨」, 2 of 「招两个洗碗的」; None where none are counted."""
    found = _COUNT.search(unicodedata.normalize("NFKC", text))
    return None if found is None else value(found["n"] or "1")


def due(text: str) -> str:
    """When they are wanted, in the firm's words: 「下礼拜就要」, 「放在三八节前头」; "" where no time is told."""
    found = [match[0].removeprefix("放").removeprefix("在") for match in _DUE.finditer(text)]
    return " ".join(dict.fromkeys(found))


def firm(text: str) -> str:
    """The firm's name; "" when only its kind is named, as in 「我们服装厂」."""
    for match in _FIRM.finditer(unicodedata.normalize("NFKC", text)):
        name = _LEAD.sub("", match["firm"])
        if len(name) >= MIN_FIRM_NAME and not _NO_FIRM.search(name):
            return name
    return ""
