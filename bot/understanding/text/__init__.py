"""What texts are made of: characters, sounds, words, clauses, the names of things."""
