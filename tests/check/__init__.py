"""Tests of what a database says of sentences and drafts."""
