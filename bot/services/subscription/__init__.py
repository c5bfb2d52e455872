"""The weekly tip: subscribe, change channel, day or hazards, stop at once."""
