"""Whom a row belongs to when nobody may read it there: a keyed digest in place of the account."""

from bot.common.cipher import Cipher

PREFIX = "anonymous:"


def pseudonym(cipher: Cipher, user: str) -> str:
    """What stands in the column `user` of a resident's anonymous records; without the keys it leads to nobody."""
    return PREFIX + cipher.index("anonymous", user)


def owners(cipher: Cipher, user: str) -> tuple[str, str]:
    """The values of the column `user` in the rows of this resident."""
    return user, pseudonym(cipher, user)
