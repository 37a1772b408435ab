"""Metrics, a module for each kind of answer that is scored."""
