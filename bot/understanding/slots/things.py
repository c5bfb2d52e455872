"""Things that change hands as residents speak of them: what a thing is called, how much of it, for what, on which terms. Pure."""

import re
from dataclasses import dataclass

_HAN = r"[\u4e00-\u9fff]"
_WHO = r"(?:娃儿?|小孩子?|孩子|小人|囡囡?|宝宝|孙子|孙女|外孙女?|儿子|女儿|大人|老人|老太太|女人|男人|女的|男的|学生)"
_USED_FOR = re.compile(
    rf"(?:给|适合|我家|我们家|我)*(?P<who>{_WHO})?(?P<does>[骑穿看用坐睡玩戴盖拎推背学])(?:过|小了?)?的(?P<head>{_HAN}{{1,8}})"
)
_KIND = re.compile(r"(?:婴儿|儿童|宝宝|小孩|老人|老年|成人|[男女]式|电动|折叠|手推|[双单]人|三轮){1,2}$")
_HEADS = {("骑", "车"): "自行车", ("骑", "车子"): "自行车", ("推", "车"): "推车", ("穿", "的"): "衣服"}
_VESSEL = re.compile(
    rf"(?P<much>(?:一|半|满满?一|整整?一|好几|几)(?:大|小)?(?:麻袋|蛇皮袋|编织袋|袋子?|纸箱|箱子?|筐|堆|捆|摞))(?=$|的|[\s，,。；;！!]|{_HAN})"
)
_SWAPPED_FOR = re.compile(
    r"(?:(?:跟|和|同)(?:人|别人|人家|邻居|大家)调|(?<![替更轮调交])(?:想|要|可以|好|只)?换)(?!出|走|人|给|成|就|的|个班|到|掉|下|过|了|季|届|房|地|新|钱|分|积分|什么|啥|谁|一?[点些]?东西|别的|东西|绿植|花(?!盆))"
    rf"(?:一?[点些]|[几两一]?[个本只件套双盒])?(?P<what>{_HAN}{{1,12}})"
)
_WANTED_ITSELF = re.compile(
    rf"(?:跟|和|同)(?!人|别|邻居|大家|他|她|你|谁|我)(?P<with>{_HAN}{{2,8}}?)(?:来|去)?换(?!班|时间|一下)"
    rf"|(?P<that>{_HAN}{{2,8}}?)(?:才|倒|嘛)?是(?:我|阿拉|我们)?(?:想要|要换|想换|要|想)(?:的|来的|进来的)"
    rf"|(?:我|阿拉)?想?要的(?:东西)?是(?P<is>{_HAN}{{2,8}})"
)
_OR = re.compile(rf"^(?:或者?|不然|要不|没有的话|实在没有)(?P<other>{_HAN}{{2,10}})$")
_TOO = re.compile(r"也(?:行|可以|好|要|换|成)")
_WANTED = re.compile(r"（想换[^（）]*）")
_END_OF_SWAP = re.compile(r"(?:就行|就好|好了|也行|都行|也可以|都可以|的话|吧|啊|呀|哦|嘛|了|来)+$")
_ENDS_THING = re.compile(r"[\s，,。；;！!、]|还有|和|跟")
_CLAUSE = re.compile(r"[\s，,。；;！!]+")
_THING_AND_TERMS = re.compile(
    rf"^(?:不对|就是|那|我的?|家里的?|这个|那个)*(?P<thing>{_HAN}{{1,8}}?)(?:的话|呢|么|嘛)?(?:是|就|才|想|要|打算|可以|都|也|嘛|我)*"
    r"(?P<how>(?:白|免费)?送|不要钱|白给|换|(?:便宜)?卖|收(?:点|\d+|[一二三四五六七八九十百]+)块?钱?)"
)
_TERMS = (("give", "送不白免"), ("swap", "换"), ("sell", "卖收便"))
_NO_THING = re.compile(r"[我你您他她它们谁啥这那]$|^(?:能|好|要|想|都|也|就|不|没|白|帮|给|再|还)|东西$")


@dataclass(frozen=True, slots=True)
class OnTerms:
    """A thing with what is to become of it, and what is wanted for it. terms: give, swap or sell."""

    thing: str
    terms: str
    wanted: str
    words: str


def named(item: str, text: str) -> str:
    """What the thing is called, with for whom and for what it is behind it: 「娃儿骑的车」 → 自行车（娃儿骑的）."""
    at = text.find(item) if item else -1
    if at < 0 or "（" in item:
        return item
    kind = _KIND.search(text[:at])
    item = f"{kind[0]}{item}" if kind else item
    at -= len(kind[0]) if kind else 0
    for match in _USED_FOR.finditer(text):
        if match.start() > at + len(item) or not match["head"].startswith(item.rpartition("的")[2]):
            continue
        head = _HEADS.get((match["does"], item.rpartition("的")[2]), item.rpartition("的")[2])
        told = f"{match['who'] or ''}{match['does']}的"
        return f"{head}（{told}）" if match["who"] else head
    return item


def measure(text: str, item: str = "") -> str:
    """How much, where it is told by what it lies in: 「大概一麻袋」 → 一麻袋; "" for a number of pieces, and for another thing."""
    for match in _VESSEL.finditer(text):
        of_what = _ENDS_THING.split(text[match.end() :])[0].removeprefix("的")
        if not of_what or not item or item in of_what:
            return match["much"]
    return ""


def swapped_for(text: str) -> str:
    """What is wanted in exchange: 「换绘本，或者注音书」 → 绘本或者注音书; "" where it is not said."""
    clauses = _CLAUSE.split(text)
    for at, clause in enumerate(clauses):
        found = _SWAPPED_FOR.search(clause)
        itself = _WANTED_ITSELF.search(clause)
        what = _END_OF_SWAP.sub("", found["what"]) if found else ""
        what = what or (next(filter(None, itself.groups()), "") if itself else "")
        if what:
            also = _OR.match(_END_OF_SWAP.sub("", clauses[at + 1])) if at + 1 < len(clauses) else None
            return _END_OF_SWAP.sub("", what) + (f"或者{also['other']}" if also else "")
    return ""


def with_wanted(item: str, text: str) -> str:
    """The thing with what is wanted in exchange behind it: 「滑板车（想换绘本）」."""
    wanted, before = swapped_for(text), _WANTED.search(item)
    if not item or not wanted or wanted in item:
        return item
    if before is not None and _TOO.search(text):
        return item.replace(before[0], f"{before[0][:-1]}或者{wanted}）")
    return f"{without_wanted(item)}（想换{wanted}）"


def without_wanted(item: str) -> str:
    """The thing without what is wanted in exchange: 「滑板车（想换绘本）」 → 滑板车."""
    return _WANTED.sub("", item)


def on_terms(text: str) -> list[OnTerms]:
    """Several things of which each has terms of its own: 「滑板车换书，衣裳白送」; [] where there are not several."""
    found: list[OnTerms] = []
    for clause in _CLAUSE.split(text):
        match = _THING_AND_TERMS.match(clause)
        if match is None or _NO_THING.search(match["thing"]):
            continue
        terms = next(code for code, signs in _TERMS if match["how"][0] in signs)
        wanted = swapped_for(clause) if terms == "swap" else ""
        found.append(OnTerms(match["thing"], terms, wanted, clause))
    several = len({thing.thing for thing in found}) > 1 and len({thing.terms for thing in found}) > 1
    return found if several else []


_BORROWED = re.compile(
    r"(?:借(?:一|几|两)?(?:个|把|部|辆|架|只|台|副|张|套)|(?:缺|少|要用|想用)(?:一)?(?:个|把|部|辆|架|只|台|副|张|套)|(?:谁|哪)家有(?:没有)?)(?P<thing>[\u4e00-\u9fff]{2,6}?)"
    r"(?=用|借|[，,。！!？?\s]|一(?:下|天|会)|几天|吗|伐|$)"
)


def borrowed(text: str) -> str:
    """人字梯 of 「想跟邻居借个人字梯用一下午」; "" where no thing is named to be borrowed."""
    found = _BORROWED.search(text) if "借" in text else None
    return found["thing"] if found else ""
