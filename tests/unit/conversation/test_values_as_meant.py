"""Values as they are meant: a little is no hour, any day is any time, neighbours' names are names, a thing is a noun."""

import pytest

from bot.conversation.interpret.values import kinship, numbers, times
from bot.understanding.slots import day_time, familiar_names, things
from bot.understanding.text.own_words import essence


@pytest.mark.parametrize("text", ["改短一点", "声音大一点", "教一点拼音", "松一点就好", "讲慢一点 我听不清"])
def test_a_little_is_no_hour(text: str) -> None:
    assert day_time.find(text) is None
    assert not times.free(text)


@pytest.mark.parametrize("text", ["下午一点", "礼拜三一点钟", "明天一点以后", "一点半"])
def test_an_hour_is_one(text: str) -> None:
    assert "一点" in times.free(text)


@pytest.mark.parametrize(
    "text",
    ["哪天都好", "几时都可以", "随便哪天 你写随便", "不管哪天", "啥辰光都行", "一点？我没讲一点呀 哪天都行"],
)
def test_any_day_is_any_time(text: str) -> None:
    assert times.says_any(text)
    assert times.free(text) == times.ANY_TIME


@pytest.mark.parametrize("text", ["我讲第三遍了", "问了两次", "做了三年", "说过四回了"])
def test_how_often_is_no_number_of_people(text: str) -> None:
    assert numbers.people(text) is None


@pytest.mark.parametrize("name", ["小卞", "贵哥", "蒋阿婆", "毛老板", "陈老师", "老莫", "阿德", "欧阳师傅"])
def test_a_name_as_neighbours_say_it(name: str) -> None:
    assert familiar_names.familiar(name)


@pytest.mark.parametrize("word", ["小孩", "老婆", "阿姨", "师傅", "大姐", "老人", "小区"])
def test_words_that_are_no_names(word: str) -> None:
    assert not familiar_names.familiar(word)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("小卞 刚才讲过了 13957480216", "小卞"),
        ("到时候找蒋阿婆", "蒋阿婆"),
        ("叫她蒋阿婆", "蒋阿婆"),
        ("喊我阿芳就好 138 0000 1111", "阿芳"),
        ("就找她本人", ""),
        ("等等 我找一下", ""),
        ("改一下 东西是 书桌 白色", ""),
    ],
)
def test_a_name_in_a_clause_of_its_own(text: str, name: str) -> None:
    assert familiar_names.in_clauses(text) == name


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("不是帮我本人 是帮我妈", "妈妈"),
        ("我爸眼睛不好 有没有人陪陪他", "爸爸"),
        ("就找她本人", ""),
        ("不是我自己 给邻居问的", "邻居"),
        ("我本人", kinship.SELF),
        ("我老公帮我装的微信 想报插花", ""),
        ("叫我女儿教我打字 现在给孙子报个书法", "孙子"),
        ("我同阿英姐妹两个要学剪纸", "朋友"),
    ],
)
def test_for_whom_it_is(text: str, whom: str) -> None:
    assert kinship.for_whom(text) == whom


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("不是灾 是我妈老忘吃药", "我妈老忘吃药"),
        ("顺便问下 我妈腿脚不好", "我妈腿脚不好"),
        ("还有我裤子长了 想叫人剪短一点 阿有人会", "我裤子长了 想叫人剪短一点"),
        ("701油烟呛人 匿名", "701油烟呛人"),
        ("改裤脚呀 我刚刚讲了 两条裤子", "改裤脚呀 两条裤子"),
        ("算了", "算了"),
        ("还有人在楼道抽烟 麻烦你们了", "还有人在楼道抽烟"),
    ],
)
def test_what_is_told_of_the_matter(text: str, matter: str) -> None:
    assert essence(text) == matter


@pytest.mark.parametrize(
    ("item", "text", "named"),
    [
        ("骑的车", "想要娃儿骑的车", "自行车（娃儿骑的）"),
        ("自行车", "缺个孙子骑的自行车", "自行车（孙子骑的）"),
        ("书", "想找小孩看的书", "书（小孩看的）"),
        ("轮椅", "找个轮椅", "轮椅"),
    ],
)
def test_a_thing_is_a_noun(item: str, text: str, named: str) -> None:
    assert things.named(item, text) == named


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("滑板车想换点书 衣裳白送好了", [("滑板车", "swap", "书"), ("衣裳", "give", "")]),
        ("不对 书桌是便宜卖 椅子才是送", [("书桌", "sell", ""), ("椅子", "give", "")]),
        ("冰箱卖五十，旧书换绘本", [("冰箱", "sell", ""), ("旧书", "swap", "绘本")]),
        ("沙发白送 椅子也白送", []),
        ("我想把婴儿车送人 不要钱", []),
    ],
)
def test_two_things_on_two_terms(text: str, terms: list[tuple[str, str, str]]) -> None:
    assert [(thing.thing, thing.terms, thing.wanted) for thing in things.on_terms(text)] == terms


@pytest.mark.parametrize(
    ("text", "item", "much"),
    [
        ("大概一麻袋", "衣裳", "一麻袋"),
        ("还有一麻袋衣裳", "衣裳", "一麻袋"),
        ("一堆衣裳还有一辆滑板车", "滑板车", ""),
        ("两本书", "书", ""),
    ],
)
def test_how_much_of_it(text: str, item: str, much: str) -> None:
    assert things.measure(text, item) == much
