"""大字, 再说一遍, 说慢点: large print, repetition and shorter pieces for those who read slowly."""
