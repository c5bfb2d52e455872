"""The delivery methods: how a message reaches a recipient."""

from enum import StrEnum


class DeliveryMethod(StrEnum):
    """SMS, or one of WeChat's four methods (kf: a customer-service message)."""

    SMS = "sms"
    KF = "kf"
    SUBSCRIBE = "subscribe"
    TEMPLATE = "template"
    MASS = "mass"
