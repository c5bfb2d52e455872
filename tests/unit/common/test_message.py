"""An address is a channel and an id, and is stored as one text."""

import pytest

from bot.common.message import Address, Channel


@pytest.mark.parametrize(
    ("stored", "channel", "identity"),
    [
        ("wechat:oABC-_1", Channel.WECHAT, "oABC-_1"),
        ("web:3f", Channel.WEB, "3f"),
        ("terminal:a:b", Channel.TERMINAL, "a:b"),
    ],
)
def test_an_address_survives_being_stored(stored: str, channel: Channel, identity: str) -> None:
    address = Address.parse(stored)
    assert (address.channel, address.id, str(address)) == (channel, identity, stored)


@pytest.mark.parametrize("text", ["", "wechat", "wechat:", ":oABC", "sms:13800000000", "staff:王"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        Address.parse(text)
