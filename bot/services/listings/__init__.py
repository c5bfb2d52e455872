"""Things that change hands: residents list what they give away, look for things, and reserve them; both sides are told."""

from bot.services.listings import (
    listing_jobs,
    offering,
    on_record,
    own_listings,
    owner_consent,
    wishes_and_reservations,
)

__all__ = [
    "listing_jobs",
    "offering",
    "on_record",
    "own_listings",
    "owner_consent",
    "wishes_and_reservations",
]
