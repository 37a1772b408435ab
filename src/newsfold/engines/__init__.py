"""How stages are run, never what they do."""
