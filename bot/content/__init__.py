"""The content that the staff own: loaded, typed, checked by file and line, edited, watched."""
