"""Dangers told in plain words get the card that is meant at once; stories, questions, the past and denials get none."""

import pytest

from bot.conversation.crisis_notes import card_of
from bot.understanding.pipeline import Understanding

PLAIN = {
    "electricity": [
        "老伴换灯泡手吸在灯座上了 拿不下来 人直哆嗦",
        "我弟弟摸了电扇铁壳就不动弹了 手还贴在上头",
        "爸爸插插头 啪的一下人就倒了 手是黑的",
        "有人在配电房里 手抓着铜条甩不掉",
    ],
    "stroke": [
        "婆婆吃饭吃着吃着 半边脸塌下来了 讲话像含着东西",
        "我爸刚起床左腿拖着走 话也讲不清爽",
        "外公笑起来一边嘴角是斜的 手里杯子也拿不住",
        "老头子突然眼睛看东西两个 走路往边上倒",
    ],
    "heart": [
        "胸前像有只手捏着 痛到下巴 背上都是汗",
        "心里头绞着痛 半个钟头了 左肩膀也发麻 歇一歇会好伐",
        "上楼走到一半胸口发紧 痛得弯下去了 汗一直滴",
        "晚饭后胸骨后面闷痛 一阵比一阵厉害 恶心",
    ],
    "co": [
        "浴室里洗澡的人半天不出来 门撞开人软在地上 热水器还开着",
        "暖炉烧了一晚上 早上全家头昏脑胀 孩子站不稳",
        "煤饼炉放在屋里过夜 我跟老伴都想吐 脚没力气",
        "在帐篷里烧炭烤火 几个人脸都红红的 昏沉沉",
    ],
    "poisoning": [
        "爷爷把除草剂当饮料喝了一口",
        "我把洁厕的和消毒的掺一块了 一股刺鼻的烟 嗓子疼喘不上",
        "孩子把外婆的安眠药吃了好几片",
        "囡囡喝了一口洗洁精 嘴里冒泡",
    ],
    "unconscious": [
        "爷爷躺在沙发上 怎么摇都不答应 胸口也不起伏",
        "我妈刚才说头昏 一下子瘫下去 拍她脸没用",
        "工友蹲下去就没起来 眼睛闭着 摸不到脉",
        "楼下有个老伯突然栽在地上 叫了没声音",
    ],
    "domestic_violence": [
        "老公喝多了抄起凳子要砸我 我锁在厕所里",
        "他掐着我脖子 我逃到楼道里了",
        "爸爸又在打妈妈 我跟弟弟躲在床底下",
        "他踹门踹得门框都松了 说要弄死我们娘俩",
    ],
    "suicide": [
        "我想从这个窗口下去 一了百了",
        "坐在天台边上 脚挂在外面 挺好的",
        "瓶子里还有四十几粒 够我睡过去了",
        "儿子把自己关在房里 手上拿着刀片 说别管他",
    ],
}

BESIDE_AN_ERRAND = {
    "scam": [
        "好的我报二胡 电话里的民警说我的卡洗了黑钱 要我把养老金转到他给的户头",
        "手机号等下给你 我人在银行里 手机里那个人指挥我转钱 不许我问柜员",
        "剪纸先不讲 我刚点了确认 五万块转出去了",
    ],
    "swallowed": ["给老大报的 哎呀小的把手表里那颗亮亮的抠出来吃掉了"],
    "battery_fire": ["不匿名 咦车棚里那辆插着的 电瓶鼓得老高 吱吱响还冒酸气"],
    "eye": ["点心班几时 哎哟先别讲 洁厕的水弹到我眼睛里 睁不开"],
    "stroke": ["名字陈阿根 咦他半边脸垮下来了 手抬不起来"],
    "gas": ["给我留个位子 厨房里味道冲鼻子 灶头没关火灭了"],
    "bleeding": ["要带剪刀吗 哎我剪到手了 血一直喷按不住"],
    "fall": ["给婆婆报名的 她刚在浴室滑倒了 坐在地上起不来"],
}

WISHES = [
    "存单到期我要去银行 报名下午来行不行",
    "银行那边我去转个房租 下午再填",
    "报名 叫陈小禾 小的那个不要吵 他把遥控器藏起来了",
    "不匿名 楼梯口插座坏了 灯一闪一闪嗤嗤响",
    "馒头发得好 鼓得老高 点心班教不教包子",
    "我眼睛不好 字看不清 报名表帮我填",
    "轮椅给我留着没 别给人抢了",
    "水槽下面漏水 一下子溅我一身 找谁修",
    "手被菜刀划了一下 小口子 贴过了 继续报名",
    "我想学串银珠子手链",
]

LIFE_IS_TOO_MUCH = [
    "我把后事都写在纸上了 你们不用管我",
    "考成这样我没脸活 楼顶门没锁",
    "活着真没劲 该送的都送人了",
    "没人会在意我走不走",
]

NO_DANGER = [
    "前天看的那部片子 大楼着火 消防员背人出来 感动得我直抹泪",
    "为什么触电的人手会粘住",
    "问个常识 中风为什么嘴巴会歪",
    "孩子作业要写火灾逃生的作文 能给我讲讲吗",
    "我妈前年摔断过腿 现在能走了 想跳广场舞",
    "老爸中风三年了 想找人陪他晒晒太阳",
    "没人触电 就是跳闸了 找个电工",
    "不是我摔跤 是我花盆摔了",
    "火早就灭了 想找人刷墙",
    "上回那个事多亏你 我老伴现在好了",
    "小孩鱼刺早取出来了 谢谢",
    "没事了 我要报名剪纸",
    "不是危险 就是问问课",
    "前面说的危险过去了 现在想问课的事",
    "我婆婆糊涂了 总往外走 有没有定位手环",
    "冻结的银行卡怎么办",
]


@pytest.mark.parametrize(("card", "text"), [(card, text) for card, texts in PLAIN.items() for text in texts])
def test_plain_words_get_the_card_that_is_meant(understanding: Understanding, card: str, text: str) -> None:
    parse = understanding.parse(text)
    assert parse.emergency
    assert card_of(parse) == card


@pytest.mark.parametrize(
    ("card", "text"), [(card, text) for card, texts in BESIDE_AN_ERRAND.items() for text in texts]
)
def test_a_danger_is_heard_beside_a_wish(understanding: Understanding, card: str, text: str) -> None:
    parse = understanding.parse(text)
    assert parse.emergency
    assert card_of(parse) == card


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_in_such_words_rings_nothing(understanding: Understanding, text: str) -> None:
    parse = understanding.parse(text)
    assert not parse.emergency
    assert not parse.possible


@pytest.mark.parametrize("text", LIFE_IS_TOO_MUCH)
def test_who_may_not_want_to_live_is_asked_or_has_the_card(understanding: Understanding, text: str) -> None:
    parse = understanding.parse(text)
    assert "suicide" in (parse.possible, parse.danger)


@pytest.mark.parametrize("text", NO_DANGER)
def test_what_is_told_asked_past_or_denied_rings_nothing(understanding: Understanding, text: str) -> None:
    parse = understanding.parse(text)
    assert not parse.emergency
    assert not parse.possible
