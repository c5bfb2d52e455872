"""Who needs hands: what firms have announced here, the openings on file, and the course that leads there."""
