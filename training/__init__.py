"""Tunes the sentence encoder on the content of this repository. Not part of the server: it needs PyTorch."""
