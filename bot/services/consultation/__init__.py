"""民主协商: matters that are put up for consultation; residents read them and give their opinion."""
