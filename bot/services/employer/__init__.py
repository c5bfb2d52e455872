"""订单式: a firm orders a training or announces hiring; the staff decide, and the firm is told."""

from bot.services.employer import on_record

__all__ = ["on_record"]
