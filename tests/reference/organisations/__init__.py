"""Random small organisations, valid and deterministic, that stand on the borders of the rules far more often than real ones.

Read in this order: dice, staff, papers, deeds, flaws. `generate.py` beside this folder puts them together.
"""
