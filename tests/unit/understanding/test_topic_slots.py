"""The subject of a course request, an employer's order, the learning material that is asked for."""

import pytest

from bot.understanding.slots import course_subject, employer_order, learning_material


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("能不能开个吉他班", "吉他"), ("想学修电瓶车你们有伐没有的话开一个", "修电瓶车"), ("韩语课能开吗", "韩语"),
        ("教老人用微信的课能开吗", "用微信"), ("希望加开一个周末的电工班", "电工"), ("我一直想学理发 将来好开个小店", "理发"),
        ("建议请裁缝师傅来教旗袍", "旗袍"), ("课表上没有我要的推拿", "推拿"), ("想学日语13800001111", "日语"),
        ("加一门课", ""), ("多少人可以开一个班", ""), ("你们的课我都不喜欢 能开点别的吗", ""), ("我女儿喜欢画画 外面学太贵", ""),
    ],
)  # fmt: skip
def test_lesson(text: str, subject: str) -> None:
    assert course_subject.find(text) == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("吉他", "吉他"),
        ("学修空调", "修空调"),
        ("就是那个弹的吉他", "弹的吉他"),
        ("不知道", ""),
        ("别的", ""),
        ("随便", ""),
    ],
)
def test_lesson_when_asked(text: str, subject: str) -> None:
    assert course_subject.find(text, asked=True) == subject


@pytest.mark.parametrize(
    ("text", "kind", "need", "firm"),
    [
        ("我们厂要招10个缝纫工", "hire", "缝纫工", ""),
        ("我们物业缺保洁员二十个", "hire", "保洁员", ""),
        ("本厂急需数控车工", "hire", "数控车工", ""),
        ("宏达服装厂招裁剪工两名", "hire", "裁剪工", "宏达服装厂"),
        ("我们想给保洁员做个礼仪培训", "train", "礼仪", ""),
        ("我们想给员工办培训", "train", "", ""),
        ("招人顺便培训一下", "", "", ""),
        ("平安物业公司", "", "", "平安物业公司"),
        ("职高的实习生能来我们厂吗", "hire", "", ""),
    ],
)
def test_order(text: str, kind: str, need: str, firm: str) -> None:
    assert (employer_order.kind(text), employer_order.need(text), employer_order.firm(text)) == (
        kind,
        need,
        firm,
    )


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("有没有剪纸的视频可以看", "视频", "剪纸"),
        ("电工考试题库", "课件", "电工考试题库"),
        ("巧手布艺那本书能借吗", "教材", "巧手布艺"),
        ("网上有什么学习资料", "", ""),
        ("有没有网课", "网络课程", ""),
        ("ppt能给我吗", "课件", ""),
    ],
)
def test_material(text: str, kind: str, words: str) -> None:
    assert (learning_material.kind(text), learning_material.words(text)) == (kind, words)
