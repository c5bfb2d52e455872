"""Each mistake that the staff can make is reported with file and line."""

import pytest

from tests.unit.content.faulty_content import Planted

TYPHOON, CALENDAR = "knowledge/tips/typhoon.yaml", "knowledge/calendar.yaml"
VENUES, EVENTS, DANGERS = "knowledge/venues.yaml", "knowledge/events.yaml", "knowledge/dangers/illness.yaml"
SAFETY, READING = "knowledge/faq/safety.yaml", "knowledge/reading.yaml"
SERVICES, PAPERS = "knowledge/faq/services.yaml", "knowledge/signposts/papers.yaml"
MENU = "knowledge/menu.yaml"
TALENTS, TRAINING = "knowledge/talents.yaml", "intents/training.yaml"
TIP = "待在屋里，离窗户和阳台远一点。"
WEEKLY = "台风来前，把阳台、窗台的花盆、衣架、拖把收进屋，关紧门窗。"

# file, what stands there, what is put instead, where the problem is (a text on that line), what is said
FAULTS = [
    (TYPHOON, "owner: 社区应急岗\n", "", "review_by", "缺少「owner」"),
    (
        SERVICES,
        "ask: [请人多久能来,",
        "ask: [能匿名吗, 请人多久能来,",
        "请人多久能来",
        "在「report-anonymous」里也有",
    ),
    (
        SERVICES,
        "ask: [请人多久能来,",
        "ask: [退订, 请人多久能来,",
        "请人多久能来",
        "一说「退订」就办别的事了",
    ),
    (PAPERS, "全国都能异地办。", "打 88886666 问。", "打 88886666 问。", "88886666 不是全国统一的号码"),
    (TYPHOON, "review_by: 2027-05-31\n", "", "owner", "要写明什么时候前复核"),
    (TYPHOON, f"  - {TIP}", f"  - {TIP * 5}", TIP, "一条短信最多 60 个字"),
    (
        TYPHOON,
        "马上进结实的楼房，离开窗户",
        "马上进结实的楼房里去待着，并且要离开窗户和阳台",
        "马上进",
        "一行最多 22 个字",
    ),
    (TYPHOON, "风球, 防台]", "风球, 防台, 地震]", "aliases", "「地震」也是「地震」的叫法"),
    (TYPHOON, "during:\n", "during:\n  - 多一条。\n", "during", "最多 7 条"),
    (VENUES, "    rules: 办事请带身份证，老人可由家人代办。\n", "", "id: hall", "缺少「rules」"),
    (VENUES, "id: school", "id: hall", "id: hall", "编号「hall」用了两次"),
    (VENUES, "name: 图书馆", "name: 市民学校", "name: 市民学校", "「市民学校」也是「市民学校」的叫法"),
    (
        VENUES,
        "aliases: [图书室,",
        "aliases: [老年大学,",
        "aliases: [老年大学,",
        "「老年大学」也是「市民学校」的叫法",
    ),
    (VENUES, "shelter_for: [earthquake]", "shelter_for: [volcano]", "volcano", "只能是"),
    (EVENTS, "venue: library", "venue: labrary", "venue: labrary", "没有「labrary」这个场馆"),
    ("knowledge/exchange.yaml", "venue: square", "venue: sqare", "venue: sqare", "没有「sqare」这个场馆"),
    (
        DANGERS,
        "    never: 不自己走去、开车去医院，不硬撑着等它好\n",
        "",
        "name: 胸口痛",
        "要写明千万不能做什么",
    ),
    (DANGERS, "不硬撑着等它好", "不硬撑着等它好，" + "不走路，" * 8, "不硬撑着等它好", "最多 40 个字"),
    (
        DANGERS,
        "based_on: [院前急救待援期公众应对措施专家共识（2022）, 中国心梗救治日",
        "based_on: [某某指南, 中国心梗救治日",
        "某某指南",
        "sources 里没有「某某指南」",
    ),
    (
        DANGERS,
        "    based_on: [喝到“断片”，真的能“睡一觉就好”吗]\n",
        "",
        "name: 醉得叫不醒",
        "要写明出处",
    ),
    (
        DANGERS,
        "再打一遍120，说「人更重了」",
        "再打一遍120，" * 20 + "说「人更重了」",
        "再打一遍120",
        "最多 120 个字",
    ),
    (DANGERS, "id: drunk", "id: general", "id: general", "在 knowledge/dangers/home.yaml 里已经有了"),
    (DANGERS, "id: stroke", "id: heart", "id: heart", "编号「heart」用了两次"),
    (SAFETY, "id: safety-dead", "id: safety-bait", "id: safety-bait", "编号「safety-bait」用了两次"),
    (
        SAFETY,
        "[看到死老鼠怎么办,",
        "[投药点安全吗,",
        "投药点安全吗, 死",
        "「投药点安全吗」在「safety-bait」里也有",
    ),
    (
        SAFETY,
        "intent: disaster.subscribe",
        "intent: disaster.subscribed",
        "id: safety-weekly",
        "没有「disaster.subscribed」",
    ),
    (READING, "id: quake", "id: weather", "id: weather", "编号「weather」用了两次"),
    (CALENDAR, "id: ty-bag", "id: ty-balcony", "ty-balcony", "编号「ty-balcony」用了两次"),
    (CALENDAR, WEEKLY, WEEKLY * 3, WEEKLY, "加上署名要放进一条短信，最多 55 个字"),
    (CALENDAR, "id: ty-car, hazard: typhoon", "id: ty-car, hazard: typhon", "ty-car", "「hazard」只能是"),
    (
        CALENDAR,
        "关紧门窗。, source: 台风防范注意事项",
        "关紧门窗。, source: 听说的",
        "ty-balcony",
        "出处「听说的」不在 sources 里",
    ),
    (CALENDAR, "occasion: heart_day", "occasion: hart_day", "hart_day", "没有「hart_day」这个日子"),
    (CALENDAR, "weeks: [34, 46]", "weeks: [34, 64]", "id: cpr", "有误"),
    (CALENDAR, "weeks: [34, 46], ", "", "id: cpr", "give either weeks"),
    (CALENDAR, 'every: "11-20", before: 7', 'every: "11-20", before: 2', "heart_day: {name", "前后要有七天"),
    (TRAINING, '"(看看|查看|查一下)(课程', '"[(看看|查看|查一下)(课程', "[(看看|", "的括号没有配对"),
    (TRAINING, '"(看看|查看|查一下)(课程', f'"{"[" * 9}看{"]" * 9}(课程', "[[[", "或者套得太深"),
    (
        TRAINING,
        '"(看看|查看|查一下)(课程',
        '"{cuorse}(看看|查看|查一下)(课程',
        "{cuorse}",
        "里的「{cuorse}」没有可以填的名称",
    ),
    (TALENTS, "衣服…改,", "衣…服…改…短,", "衣…服", "「衣…服…改…短」里的「…」太多"),
    (TALENTS, "漏…煤气,", "漏…煤…天…气,", "漏…煤", "「漏…煤…天…气」里的「…」太多"),
    (MENU, "name: 学和玩", "name: 学习和玩耍", "学习和玩耍", "「学习和玩耍」太长，这一级最多 4 个汉字"),
    (MENU, "name: 有什么课,", "name: 社区学校有什么课,", "社区学校有", "这一级最多 7 个汉字"),
    (MENU, "intent: club.info", "intent: club.inform", "club.inform", "没有「club.inform」这个意图"),
    (
        MENU,
        "intent: club.info",
        "intent: club.info, say: 社团",
        "say: 社团",
        "写 intent、say、page 当中的一个",
    ),
    (MENU, "say: 我的", f"say: {'我的' * 22}", "我的我的", "太长，最多 42 个汉字"),
    (MENU, "say: 我的", "page: mine", "page: mine", "「page」有误"),
    (
        MENU,
        "buttons:\n  - name: 学和玩\n",
        "buttons:\n  - {name: 一, say: 一}\n  - name: 学和玩\n",
        "buttons:",
        "最多 3 条",
    ),
    (
        MENU,
        "      - {name: 防灾",
        "      - {name: 一, say: 一}\n      - {name: 防灾",
        "buttons:",
        "最多 5 条",
    ),
]


def test_the_content_itself_is_sound(planted: Planted) -> None:
    assert planted.problems() == []


@pytest.mark.parametrize(("file", "old", "new", "at", "said"), FAULTS, ids=[fault[4] for fault in FAULTS])
def test_a_planted_fault_is_named(
    planted: Planted, file: str, old: str, new: str, at: str, said: str
) -> None:
    planted.put(file, old, new)
    lines = {planted.line(file, at), planted.line(file, at, last=True)}
    named = [problem for problem in planted.problems() if said in problem]
    assert named, planted.problems()
    assert any(problem.startswith(f"{file}:{line}: ") for problem in named for line in lines), named


def test_a_file_without_sources_is_named(planted: Planted) -> None:
    path = planted.folder / READING
    text = path.read_text(encoding="utf-8")
    start, end = text.index("sources:"), text.index("books:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert any("knowledge/reading.yaml:" in problem and "出处" in problem for problem in planted.problems())


def test_a_week_without_a_tip_is_named(planted: Planted) -> None:
    path = planted.folder / CALENDAR
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if "weeks: [" not in line]
    kept.append("  - {id: only, hazard: fire, weeks: [3, 1], text: 人走火灭。, source: 春节消防提醒}")
    path.write_text("\n".join(kept), encoding="utf-8")
    said = [problem for problem in planted.problems() if "没有可发的提示" in problem]
    assert len(said) == 1
    assert "第 2 周" in said[0]


def test_a_signature_counts(planted: Planted) -> None:
    planted.put("knowledge/community.yaml", "name: 高河塘社区", "name: " + "很长的社区名字" * 5)
    assert any("加上署名" in problem for problem in planted.problems())


def test_an_end_before_the_beginning_is_named(planted: Planted) -> None:
    planted.put(
        TYPHOON, "hazard: typhoon", "valid_from: 2027-05-01\nvalid_until: 2027-04-01\nhazard: typhoon"
    )
    line = planted.line(TYPHOON, "valid_until")
    assert [
        problem
        for problem in planted.problems()
        if problem.startswith(f"{TYPHOON}:{line}: ") and "早于起点" in problem
    ]
