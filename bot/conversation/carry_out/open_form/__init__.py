"""The open form in a turn: its state, its people, what a message agrees to."""
