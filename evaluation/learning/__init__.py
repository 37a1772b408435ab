"""Models learned from annotations, so that what is scored was never learned from: cross-validation.

Training fits the same models on everything and writes what ships.
"""
