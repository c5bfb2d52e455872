"""技能培训 and 文化课: which courses there are, their details, and which firms they lead to."""
