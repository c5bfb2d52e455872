"""What is mutated: WeChat's packets as the documents have them, and sentences of residents, forms' answers among them."""

from pathlib import Path

import yaml

from tests.system.packets import event_packet, text_packet
from tests.unit.integrations.test_wechat_codec import as_json

_TESTS = Path(__file__).parent.parent
_WHOLE = [file.read_bytes() for file in sorted((_TESTS / "packets").glob("*.xml"))]
_WHOLE += [text_packet("给我妈报家政，电话13800000000").encode(), event_packet("CLICK", "menu").encode()]
PACKETS = [*_WHOLE, *(as_json(packet) for packet in _WHOLE)]

# Whatever opens a form or goes on with one: without these a mutated crowd would hardly be asked for a name.
OPENERS = (
    "我想报电工", "给我妈报家政", "报名插花", "家里多出来一辆婴儿车送人", "谁家有书桌", "我想加入环保队", "6幢门口路灯坏了",
    "防灾提醒发短信给我13812345678", "我会修电器", "我家电饭煲坏了谁会修", "我们物业缺保洁员二十个", "我想学吉他你们能不能开个班",
    "转人工", "回到小塘", "大字", "我的", "我的报名", "退课", "删除我的信息", "导出我的信息", "下次绿色交换什么时候", "我要参加绿色交换",
    "接单 1", "没解决 T0001", "退订", "提醒改到周五", "我要投诉物业", "对", "不对", "1", "2", "3", "跳过", "算了", "不匿名", "周末",
    "周六的", "张秀英", "13812345678", "45", "5幢302", "周六下午", "电话错了，是13900000000", "继续", "更多", "名字改成王芳",
)  # fmt: skip

# (what a question holds, what may be answered to it)
ANSWERS = (
    ("都对吗", "对"), ("对吗", "对"), ("名字", "张秀英"), ("称呼", "王师傅"), ("电话", "13812345678"), ("手机", "13812345678"),
    ("哪个", "第一个"), ("哪一", "1"), ("几个人", "3"), ("多大", "61"), ("年纪", "45"), ("接着", "继续"), ("什么时候", "周六下午"),
    ("匿名", "不匿名"), ("地址", "5幢302"), ("哪幢", "6幢"), ("跳过", "跳过"), ("确定", "确定"), ("同意", "同意"), ("吗", "对"),
)  # fmt: skip


def sentences() -> list[str]:
    """The staff's sentences and the openers."""
    found = [
        said["say"]
        for file in sorted((_TESTS / "utterances").glob("*.yaml"))
        for listed in yaml.safe_load(file.read_text(encoding="utf-8")).values()
        for said in listed
    ]
    return [*found, *OPENERS]
