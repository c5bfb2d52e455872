"""The providers' rules for SMS: quiet hours, and how many parts a text is billed as. Pure."""

QUIET_FROM, QUIET_UNTIL = (
    20,
    8,
)  # only warnings may go out then (help.aliyun.com, product rules: 20:00 to 08:00)
_SINGLE, _PART = 70, 67  # characters of a single SMS, and of each part of a longer one


def in_quiet_hours(hour: int) -> bool:
    """Whether only warnings go out in this hour of the day."""
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


def sms_parts(text: str, signature: str) -> int:
    """The number of SMS that a text is billed as, with 【signature】 before it."""
    length = len(text) + len(signature) + 2
    return 1 if length <= _SINGLE else -(-length // _PART)
