"""What the staff read for the files, sections, fields and coded words of the content."""

from collections.abc import Mapping

from bot.content.shared.hazards import TIPS
from bot.content.shared.venues import VENUES
from bot.content.snapshot import Content

_GROUPS = {"intents/replies/": "小塘说的话", "intents/": "居民的说法", "knowledge/": "社区的事"}
_STEMS = {
    "after_card": "急救卡之后居民说的", "danger": "问危险的话", "danger_next": "急救卡之后的话",
    "calendar": "每周提示和节日", "clubs": "社团", "community": "社区和办公室", "courses": "课程和班", "culture": "文化活动",
    "dialog": "聊天", "disaster": "防灾", "elder": "大字", "emergency": "紧急的字眼", "employer": "企业",
    "events": "活动", "exchange": "绿色交换", "feedback": "诉求", "handoff": "转人工", "health": "灭鼠灭蚁", "jobs": "岗位",
    "learning": "学习资料", "lexicon": "词表", "listings": "交换的东西", "matters": "征求意见",
    "out_of_scope": "不归我们管的", "pests": "灭鼠灭蚁", "privacy": "个人信息", "reading": "书和电影",
    "records": "信息怎么存", "recycling": "垃圾分类", "requests": "想学的课", "safety": "安全", "services": "社区服务",
    "subscription": "订阅", "talent": "人才银行", "talents": "人才银行", "teams": "志愿者队伍", "training": "培训",
    "signposts": "指路牌", "pension_and_work": "养老和上班", "elders_and_help": "老人、困难、孩子", "papers": "证件和法律",
    "home_and_street": "房子、水电、路上",
    "venues": "场馆", "volunteer": "志愿者", "volunteering": "志愿者", "wishes": "大家想学什么",
}  # fmt: skip
_SUBJECTS = {
    "chinese": "语文", "clothing": "服装", "computing": "计算机", "english": "英语", "finance": "财会", "logistics": "物流",
    "maths": "数学", "mechatronics": "机电", "psychology": "心理", "sports": "体育", "tourism": "旅游",
}  # fmt: skip
_CARDS = {"home": "家里", "illness": "急病", "injury": "受伤", "outside": "户外", "people": "坏人坏事和走失"}
SECTIONS = {
    "intents": "意思", "replies": "话", "courses": "课程", "events": "活动", "questions": "问答", "tips": "提示",
    "clubs": "社团", "venues": "场馆", "teams": "队伍", "jobs": "岗位", "materials": "资料", "sources": "出处",
    "dangers": "急救卡", "rates": "兑换", "prizes": "奖品", "signs": "危险的字眼", "hints": "提醒的字眼", "matters": "事项",
    "campaigns": "行动", "books": "书", "films": "电影", "bins": "桶", "groups": "垃圾", "banks": "银行", "kinds": "本领",
    "signposts": "指路牌", "shifts": "换算", "wishes": "课", "whole": "这个文件的说明",
}  # fmt: skip
HEADINGS = {
    "id": "编号（存了以后别改）", "name": "名字", "title": "名字", "aliases": "别的叫法", "kind": "类别", "mode": "形式",
    "summary": "一句话介绍", "for_whom": "适合谁", "fee": "费用", "teacher": "老师", "certificate": "证书", "bring": "带什么",
    "venue": "地点", "classes": "班", "jobs": "就业", "education": "文化程度", "interests": "适合有什么爱好的人",
    "text": "内容", "hazard": "灾害", "weeks": "几周", "occasion": "节日", "source": "出处", "sources": "出处",
    "questions": "问法", "question": "问", "answer": "答", "ask": "居民会怎么问", "phrases": "居民的说法", "label": "意思",
    "intent": "意思", "date": "哪天开始", "anchor": "或者：从哪天算起", "every_weeks": "每隔几周开一期", "time": "几点到几点",
    "weekdays": "星期几", "seats": "名额", "when": "什么时候", "owner": "谁负责", "review_by": "什么时候复核",
    "valid_from": "从哪天起有效", "valid_until": "有效到", "sample": "是样例吗", "about": "介绍", "where": "在哪里",
    "hours": "开门时间", "rules": "规矩", "meets": "什么时候聚", "join": "怎么参加", "activities": "做什么",
    "min_age": "最小年龄", "max_age": "最大年龄", "publisher": "发布的单位", "url": "网址", "before": "事前",
    "during": "来的时候", "after": "过后", "now": "马上要做的", "call": "先打", "also": "还可以打", "before_call": "打之前先",
    "shelter": "避险的地方", "shelter_for": "能避什么险", "item": "东西", "amount": "数量", "unit": "单位", "points": "积分",
    "firm": "单位", "courses": "有关的课", "words": "字眼", "how": "怎么处理", "monthly": "每月哪天", "from_day": "从几号起",
    "weekday": "第一个星期几", "talk": "看完聊什么", "by": "谁出的", "bin": "哪个桶", "things": "有哪些", "address": "地址",
    "phone": "电话", "opens": "开门", "closes": "关门", "district": "区", "bot_name": "小助手叫什么",
    "partnership": "共建单位", "warning_areas": "哪些地方的预警归我们", "area_code": "行政区划代码",
    "position": "纬度,经度", "people": "负责的人", "office": "办公室",
    "open": "开门时间", "sure": "一定是这件事的字眼", "unless": "说了就不是这件事的字眼", "what": "一句话说清是什么",
    "who": "归谁管", "ours": "社区做什么", "takes": "要多久", "do": "最后一句：现在做什么", "danger": "先问有没有危险",
    "local": "本地的（社区填）", "never": "千万不能做的", "based_on": "出处（sources 里的标题）", "next": "发出以后怎么答",
    "details": "常问的小事", "deposit": "押金",
    "refund": "退费", "rain": "下雨怎么办", "look": "能不能先看看",
    "access": "楼梯、电梯、轮椅", "hard": "难不难", "along": "谁能陪着来", "remind": "提不提醒", "full": "满了怎么办",
    "lunch": "吃饭", "parking": "停车", "missed": "迟到缺席", "online": "在家上", "senses": "眼睛耳朵", "health": "身体情况",
    "proxy": "别人代去", "leave": "不去了怎么办", "fit": "谁都行吗",
}  # fmt: skip
SLOTS = {
    "course": "课程", "session": "班", "name": "姓名", "phone": "电话", "for_whom": "给谁", "age": "年龄", "hazard": "灾害",
    "venue": "场馆", "club": "社团", "team": "队伍", "event": "活动", "item": "东西", "place": "地点", "time": "时间",
    "date": "日期", "gender": "性别", "education": "文化程度", "weekday": "星期", "number": "编号",
    "quantity": "数量", "detail": "内容",
}  # fmt: skip
_CHOICES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("courses", "kind"): {"skill": "技能", "culture": "文化"},
    ("courses", "mode"): {"menu": "菜单式", "order": "订单式", "demo": "现场示范", "leisure": "休闲"},
    ("courses", "education"): {
        "none": "不限",
        "primary": "小学",
        "junior": "初中",
        "senior": "高中",
        "college": "大专以上",
    },
}


def group_of(path: str) -> str:
    """The group in which the console lists a file."""
    return next(group for folder, group in _GROUPS.items() if path.startswith(folder))


def file_name(path: str, content: Content) -> str:
    """The name of a file among the staff: 「课程和班」 for knowledge/courses.yaml."""
    stem = path.rsplit("/", 1)[-1].removesuffix(".yaml")
    if "/tips/" in path:
        return next(
            (f"防灾：{tips.name}" for tips in content.part(TIPS).values() if tips.hazard == stem), stem
        )
    if "/dangers/" in path:
        return f"急救卡：{_CARDS.get(stem, stem)}"
    if path.startswith("intents/danger/"):
        return f"危险的说法：{_danger_name(stem, content)}"
    if "/learning/" in path:
        return f"学习资料：{_SUBJECTS.get(stem, _STEMS.get(stem, stem))}"
    return ("问答：" if "/faq/" in path else "") + _STEMS.get(stem, stem)


def _danger_name(key: str, content: Content) -> str:
    hazard = next((tips.name for tips in content.part(TIPS).values() if tips.hazard == key), "")
    return hazard or key


def choices(section: str, field: str, content: Content) -> Mapping[str, str]:
    """Code → word for the codes that a field may hold; empty for a field of free text."""
    if field == "venue":
        return {venue.id: venue.name for venue in content.part(VENUES)}
    if field == "hazard":
        return {hazard.value: tips.name for hazard, tips in content.part(TIPS).items()}
    if field in ("label", "intent"):
        return meanings(content)
    return _CHOICES.get((section, field), {})


def meanings(content: Content) -> dict[str, str]:
    """Label → its title; a label without one is its own."""
    return {label: intent.title or label for label, intent in content.intents.items()}
