"""灭鼠灭蚁: when and where pests are fought, how children and pets stay safe, and whom to tell of a pest."""
