"""1+1 绿色交换: when and how the green exchange takes place, and what waste is worth there."""

from bot.services.exchange import broken_things, service

__all__ = ["broken_things", "service"]
