"""Is somebody in danger now, perhaps, or not, and which card it calls for."""
