"""菜单式: what would suit somebody, by age, schooling and interest."""
