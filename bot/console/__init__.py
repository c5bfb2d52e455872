"""The staff's console: records, conversations, review and sending, in a browser, for who has an account."""
