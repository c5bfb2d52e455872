"""灭鼠灭蚁: when and where, what keeps children and pets safe, and whom to tell."""
