"""Taking part in events: residents sign up as guests or performers, see and cancel their sign-ups, are reminded."""

from bot.services.events import on_record, own_signups, places_told, signing_up, signup_jobs

__all__ = ["on_record", "own_signups", "places_told", "signing_up", "signup_jobs"]
