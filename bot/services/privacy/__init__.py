"""What is stored on a resident: shown, corrected, taken out, erased; and 「我的」, all in one answer."""
