"""Things that change hands: residents list what they give away, look for things, and reserve them; both sides are told."""

from bot.services.listings import listing_jobs, offering, own_listings, owner_consent

__all__ = ["listing_jobs", "offering", "own_listings", "owner_consent"]
