"""The act model: what a piece of a message does in its conversation."""
