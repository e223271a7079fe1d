"""Regression loops with memory, with real data, with edits and with too few rows: what holds a regression up.

The last chapters threw all rows away at every generation, saw no real label after the first fit, and had enough rows.
Here each of these is changed by itself.

    what is changed                             what happens to the error                        module
    all rows are kept, the same X               stays below pi^2/6 times that of one fit         kept_rows
    ... and the noise refitted                  a product that converges: noise stays alive      kept_rows_refitted
    ... unbiased                                the same kind of product, and so it is biased    kept_rows_unbiased
    ... and a penalty                           keeps the bias of one fit                        kept_rows_ridge
    all rows are kept, new X each time          smaller than with the same X                     new_rows_kept
    none are kept, but there are more and more  grows like log t                                 repeated_rows,
                                                                                                 more_new_rows
    labels are mixed with new real ones         levels off; best at the golden ratio             mixed_labels
    ... and a penalty                           best above one half                              mixed_labels_ridge
    a real fit is averaged in                   levels off; a golden ratio again                 separate_fits
    new real rows among the synthetic ones      levels off, or explodes with many columns        new_real_rows
    only some labels are rewritten              bounded if and only if the rates have a sum      edited_labels
    fewer rows than columns                     everything is forgotten                          too_few_rows

`kept_rows_refitted` and `kept_rows` are held together by `one_product`; `strong_collapse` is one step of
`new_real_rows`, by `matrix_share`, and `proportional_limit` its published limit.  What any fixed sequence of designs
does, with any of these memories and mixtures, is computed by `collapse_math.designs`.
"""
