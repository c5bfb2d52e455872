"""Things that change hands: list one, look for one, reserve, withdraw; both sides are told."""
