"""Metrics for the operator of a running process."""
