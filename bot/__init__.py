"""A neighbourhood's chatbot."""

__version__ = "0.2.0"
