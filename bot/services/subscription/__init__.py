"""The weekly tip: residents subscribe, change channel, day or hazards, and unsubscribe at once."""
