"""The assumptions of the paper that do their work without being stated.

Each row says what remains of four conclusions once that assumption is dropped and all others are kept: that diversity
collapses, that the mean drifts, that a fixed point is reached, that the truth is lost (`items.MEANINGS`).  With all of
them all four are true of this loop, which is meant without further words: a model refitted by moments, with divisor n,
to n draws of the last fit alone.  Where an assumption is about loops with real data, or about another loop, that is
said.  A conclusion falls if it is false for one of the usual ways to do without the assumption, and stands if it is
true for them.
"""

from collapse_math.items import Unstated
from derivations.paper.assumptions import (
    autonomy,
    constant_size,
    diversity_is_quality,
    noise_of_constant_size,
    outside_data,
    plug_in_learner,
    random_truth,
    replacement,
    share_not_amount,
    two_models,
    unfiltered_sampling,
    weights_trained,
)

ROWS: tuple[Unstated, ...] = (
    replacement.row,
    plug_in_learner.row,
    constant_size.row,
    unfiltered_sampling.row,
    outside_data.row,
    share_not_amount.row,
    noise_of_constant_size.row,
    random_truth.row,
    diversity_is_quality.row,
    autonomy.row,
    two_models.row,
    weights_trained.row,
)
