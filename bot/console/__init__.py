"""The staff's console: records, conversations, review and sending, in a browser, for people who have an account."""
