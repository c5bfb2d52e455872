"""What a clause is to the conversation: an answer, a question, a refusal, an end, consent."""
