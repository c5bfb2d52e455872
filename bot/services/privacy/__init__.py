"""What is stored about a resident: shown, corrected, handed out, erased; and 「我的」, all records in one reply."""

from bot.services.privacy import record_postbacks

__all__ = ["record_postbacks"]
