"""A person of the staff: the queue in office hours, messages carried both ways, a call booked when the office is closed."""
