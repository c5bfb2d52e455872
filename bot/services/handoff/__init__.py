"""A person: the queue in office hours, messages carried both ways, a call booked when nobody is there."""
