"""Broken inputs of every kind: no crash, no hang, none lost from the counts."""
