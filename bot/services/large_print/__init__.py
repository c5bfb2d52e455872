"""大字, 再说一遍, 说慢点: for those who read slowly or did not catch it."""
