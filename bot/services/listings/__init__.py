"""Things that change hands: residents list what they give away, look for things, and reserve them; both sides are told."""

from bot.services.listings import consent, listing_jobs, offering, own_listings

__all__ = ["consent", "listing_jobs", "offering", "own_listings"]
