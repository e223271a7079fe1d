"""Regression loops with memory, with real data, with too few rows, and with edits: what holds a regression up.

The last chapter threw all rows away at every generation, saw no real label after the first fit, and had enough rows.
Here each of these is changed by itself.

    what is changed                             what happens                                     module
    all rows are kept, the same X               the error stays below pi^2/6 of one fit's        kept_rows
    ... noise refitted                          (1 - d/n) becomes a product that converges       kept_rows_refitted
"""
