"""The project's errors.

    BotError
    ├── ConfigError            the settings or the machine are not fit to start with
    ├── ContentError           intents/ or knowledge/ cannot be used at all
    ├── Refused                an HTTP request that gets a 4xx without detail
    ├── SessionsAway           Redis does not answer: nothing can be kept just now
    ├── RecordsAway            the database does not answer
    ├── OrderRefused           what the staff asked for cannot be done to this record
    └── ChannelError           a message cannot be sent this way just now
        ├── WeChatError        WeChat's API answered with an errcode
        └── SmsError           an SMS provider refused a call (integrations/sms/provider.py)

The docstring of a class is the sentence that an operator reads.
"""


class BotError(Exception):
    """Something went wrong."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (self.__doc__ or "").strip())


class ConfigError(BotError):
    """The settings cannot be used."""


class ContentError(BotError):
    """The content in intents/ and knowledge/ cannot be used; run `python -m bot check`."""


class Refused(BotError):
    """The request was refused."""

    def __init__(self, reason: str = "", status: int = 403) -> None:
        super().__init__(reason)
        self.status = status


class SessionsAway(BotError):
    """Redis does not answer; conversations cannot be kept just now."""


class RecordsAway(BotError):
    """The database does not answer; nothing can be recorded just now."""


class OrderRefused(BotError):
    """The order cannot be carried out on the record."""


class ChannelError(BotError):
    """A channel did not take a message; `code` is its own word for why."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class WeChatError(ChannelError):
    """WeChat's API refused a call.

    `errcode` is WeChat's own number (45015: the 48-hour window is closed, 45047: the
    customer-service quota is used up, 40001: the token is not valid).
    """

    def __init__(self, errcode: int, errmsg: str = "", *, retryable: bool = False) -> None:
        super().__init__(f"WeChat answered errcode {errcode}: {errmsg}", str(errcode))
        self.errcode = errcode
        self.retryable = retryable
