"""菜单式: a course that is not offered yet is asked for, counted, and told of when it opens."""
