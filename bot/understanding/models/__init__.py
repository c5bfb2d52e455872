"""The learned models: linear ones over features of the text, and heads on the sentence embedding."""
