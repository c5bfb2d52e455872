"""Values as people say them: times, numbers, people, addresses, choices."""
