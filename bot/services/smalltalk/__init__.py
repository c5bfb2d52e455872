"""Greetings, thanks, help, yes and no with nothing pending."""
