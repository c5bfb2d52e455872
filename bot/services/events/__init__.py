"""Taking part in events: sign up, as guest or performer, one's own sign-ups, out again, a word the day before."""
