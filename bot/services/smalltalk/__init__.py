"""Greetings, thanks and help; yes and no when nothing is asked."""
