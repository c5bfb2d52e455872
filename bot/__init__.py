"""A neighbourhood's chatbot."""

__version__ = "0.1.0"
