"""The rules of A.5.4 (management responsibilities), written a second time, slowly and plainly.

Nothing here is fast and nothing here is shared with the library: it exists to disagree with it.
Read in this order: logic, dates, parameters, records, feeds, context, documents, clicks, items, traps, checks, verdicts.
"""
