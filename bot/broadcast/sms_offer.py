"""Whether the staff can order SMS, as `SMS_PROVIDER` says."""

from dataclasses import dataclass

from bot.common.settings import Settings

_NO_PROVIDER = "没有设置短信通道（SMS_PROVIDER），发不了短信"
_ONLY_PRINTS = "短信通道只设了 console，它只打印、不发送，发不了短信（SMS_PROVIDER 要填服务商）"


@dataclass(frozen=True, slots=True)
class SmsOffer:
    """providers: by whom SMS can be ordered; refusal: why by none, as the staff read it, "" when they can be."""

    providers: tuple[str, ...]
    refusal: str = ""

    @property
    def only_prints(self) -> bool:
        """Whether what is ordered is printed and never sent: a demo."""
        return set(self.providers) == {"console"}


def sms_offer(settings: Settings) -> SmsOffer:
    """What the staff can order; printing instead of sending is for a demo on this machine alone."""
    offer = SmsOffer(settings.sms_providers)
    if not offer.providers:
        return SmsOffer((), _NO_PROVIDER)
    if offer.only_prints and settings.is_public:
        return SmsOffer((), _ONLY_PRINTS)
    return offer
