"""Subscriptions to the weekly tips."""
