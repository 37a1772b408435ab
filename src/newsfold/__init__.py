"""Newsfold: one story from what many outlets wrote, claim by claim, with evidence."""
