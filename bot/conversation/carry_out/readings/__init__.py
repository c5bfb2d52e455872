"""What the words of a message tell, before anything is done: which record, which person, which wish."""
