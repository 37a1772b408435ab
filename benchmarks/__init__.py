"""Benchmarks over public data sets; none is part of the package."""
