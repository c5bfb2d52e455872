"""技能培训 and 文化课: which courses there are, their details, which firms they lead to."""
