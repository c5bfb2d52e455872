"""Knows a lift that is asked of in a fire from one in which somebody is shut: smoke is told of, or the fire is on."""

import re

LIFT, FIRE = "elevator", "fire"
_SMOKE = re.compile(
    r"烟(?!酒|草|瘾|民|盒|灰|头|囱)|着火|起火|失火|火灾|火警|烧起来|烧糊|烧焦|焦味|门把手?[^，,。]{0,4}烫|火很?大"
)
_SHUT_IN = re.compile(
    r"(?<!没)(?<!没有)(?<!不是)(?:困|关|卡|锁|闷)(?:在|进)[^，,。\s]{0,4}电梯|电梯[^，,。\s]{0,4}(?:停在|卡住|卡在|停住|不动)|在电梯里(?:出不|面出不)"
)
_NOT_IN = re.compile(r"(?:没|没有|呒没|不|勿|弗|不是|勿是)(?:困|关|坐|乘|卡)?在?电梯(?:里|里面|里头|中)?")


def is_fire(text: str) -> bool:
    """「楼梯那边黑烟 坐电梯下去快吗」: is smoke or fire told of, and nobody who is shut in a lift?"""
    return _SMOKE.search(text) is not None and not is_shut_in(text)


def is_way_out(shown: str, card: str, text: str) -> bool:
    """Is it the lift that is asked of as a way out while a fire is on?"""
    return shown == FIRE and card == LIFT and not is_shut_in(text)


def is_shut_in(text: str) -> bool:
    """Is somebody told of who is shut in a lift?"""
    return _SHUT_IN.search(_NOT_IN.sub("", text)) is not None


def is_denied(text: str) -> bool:
    """「我没在电梯里」: is it denied that they are in a lift?"""
    return _NOT_IN.search(text) is not None and not is_shut_in(text)
