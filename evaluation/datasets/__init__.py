"""Readers of the data sets, a module each. `data` is the folder that holds all of them."""
