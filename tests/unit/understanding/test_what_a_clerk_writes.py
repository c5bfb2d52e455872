"""What is written down of a matter, and how it is edited."""

import pytest

from bot.understanding.slots import place
from bot.understanding.text import edited_words
from bot.understanding.text.own_words import essence


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("师傅你好，我家水表一直转，麻烦问一下有人会弄吗", "我家水表一直转"),
        ("阿拉屋里电灯泡坏了 有啥人好来帮帮忙伐 谢谢侬哦", "阿拉屋里电灯泡坏了"),
        ("你好我想反映一下，5幢楼下臭得很，好几天没人清了，你们管不管啊", "5幢楼下臭得很，好几天没人清了"),
        ("没有危险，就是栏杆松了。我要反映：门口的栏杆松了", "栏杆松了。门口的栏杆松了"),
        ("哎，再一个，楼道灯不亮，顺便也帮我说一声", "楼道灯不亮"),
        ("家里书柜要挪个地方，哪位好心人帮个忙", "家里书柜要挪个地方"),
        ("师傅没来修", "师傅没来修"),
        ("这里没人管的，垃圾好几天了", "这里没人管的，垃圾好几天了"),
        ("楼道里老有人来找麻烦", "楼道里老有人来找麻烦"),
        ("请人来看看我家的门锁", "请人来看看我家的门锁"),
        ("帮我找个人来修一下", "帮我找个人来修一下"),
    ],
)
def test_only_the_matter_is_written(text: str, matter: str) -> None:
    assert essence(text) == matter


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("编那么长干啥 写下水管返水就行了 那2号去哪看", "下水管返水"),
        ("太啰嗦了 你就写换灯泡", "换灯泡"),
        ("事情改成楼道灯不亮", "楼道灯不亮"),
        ("名字就写李师傅", ""),
        ("写好了没", ""),
        ("教孩子写毛笔字就行", ""),
    ],
)
def test_words_that_are_dictated(text: str, words: str) -> None:
    assert edited_words.dictated(text) == words


@pytest.mark.parametrize(
    ("held", "text", "rest"),
    [
        ("叶子焦了（去女儿家）", "把去女儿家去掉，那是我讲周末没空", "叶子焦了"),
        ("路灯不亮了，晚上走路黑漆漆的", "黑漆漆那句不要", "路灯不亮了"),
        ("灯坏了，走路一样，儿子在外地", "把走路一样四个字去掉", "灯坏了，儿子在外地"),
        ("电饭煲坏了", "电饭煲那个不要了", ""),
        ("换灯泡，陪我去医院", "医院那个不去了", ""),
    ],
)
def test_a_part_that_is_taken_out(held: str, text: str, rest: str) -> None:
    assert edited_words.without(held, text) == rest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("老小区门口那个健身角的灯晚上不亮", "老小区门口那个健身角"),
        ("23幢东边车库口有个窨井盖翘起来了", "23幢东边车库口"),
        ("小区北门的路灯不亮了", "小区北门"),
    ],
)
def test_a_place_is_kept_whole(text: str, told: str) -> None:
    assert place.whole(text) == told
