"""菜单式: recommends courses by age, schooling and interest."""
