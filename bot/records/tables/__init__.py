"""The tables of each subject; importing this makes all of them known to the migrations."""

from bot.records.tables import (
    handoffs,
    listings,
    push,
    remarks,
    requests,
    reviews,
    signups,
    staff,
    subscriptions,
    talents,
    tickets,
    usage,
    volunteers,
)

__all__ = [
    "handoffs",
    "listings",
    "push",
    "remarks",
    "requests",
    "reviews",
    "signups",
    "staff",
    "subscriptions",
    "talents",
    "tickets",
    "usage",
    "volunteers",
]
