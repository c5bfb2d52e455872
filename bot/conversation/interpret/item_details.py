"""Price and condition of a thing, said beside its name: 「冰柜（300元）」「推车（轮子不灵）」. Pure."""

import re

PRICE, CONDITION = "price", "condition"
_PRICE = re.compile(r"（\d+(?:\.\d+)?元）")
_STOPS = " ，,。！!；;"


def with_detail(item: str, slot: str, value: str) -> str:
    """The item with its price in yuan, in place of another, or with a remark on its condition. slot: `price` or `condition`."""
    value = value.strip(_STOPS)
    if not value or not item:
        return item
    if slot == PRICE:
        return f"{_PRICE.sub('', item)}（{value}元）" if value[:1].isdecimal() else item
    return item if value in item else f"{item}（{value}）"
