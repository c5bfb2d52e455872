"""Tables that several services or rooms read; importing one makes all of them known to SQLAlchemy's metadata."""

from bot.storage.tables import (
    changes,
    classes,
    contact_shares,
    daily_uses,
    deliveries,
    installation,
    notices,
    orders,
    phone_codes,
    remarks,
    reviews,
    sign_ins,
    staff,
    tickets,
    turns,
    usage,
)

__all__ = [
    "changes",
    "classes",
    "contact_shares",
    "daily_uses",
    "deliveries",
    "installation",
    "notices",
    "orders",
    "phone_codes",
    "remarks",
    "reviews",
    "sign_ins",
    "staff",
    "tickets",
    "turns",
    "usage",
]
