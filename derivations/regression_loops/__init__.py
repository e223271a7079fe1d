"""Regression loops with memory, with real data, with too few rows, and with edits: what holds a regression up.

The last chapter threw all rows away at every generation, saw no real label after the first fit, and had enough rows.
Here each of these is changed by itself.

    what is changed                             what happens to the error                        module
    all rows are kept, the same X               stays below pi^2/6 times that of one fit         kept_rows
    ... and the noise refitted                  a product that converges: noise stays alive      kept_rows_refitted
    ... unbiased                                the same kind of product, and so it is biased    kept_rows_unbiased
    all rows are kept, new X each time          smaller than with the same X                     new_rows_kept
    none are kept, but there are more and more  grows like log t                                 repeated_rows,
                                                                                                 more_new_rows
"""
