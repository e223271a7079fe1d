"""The setting of this chapter: the probabilities of tokens refitted to their own samples.

Generation 0 is the truth, which gives each token a probability.  A generation draws n tokens, each with its present
probability, and the next model gives each token its share of the draws.  t counts fits; the first one sees real
tokens.  What geneticists call genetic drift is this process: tokens are alleles, and n is the number of gene copies.

One token among any number of others is described by its share p alone: of the n draws C are this token, and its
next share is C/n.  A set of tokens behaves like a token, so the share may be that of a set, too.
"""

from fractions import Fraction

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FAITHFUL_SAMPLING,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    PLUG_IN,
    REPLACE,
)
from collapse_math.counts import Counts
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real

n = integer("n", at_least=2)  # draws per generation
t = integer("t", at_least=0)  # fits so far
t_1 = integer("t", at_least=1)  # fits so far, at least one
p, q, u = (real(name, at_least=0, at_most=1) for name in "pqu")  # present shares of three different tokens
p_0, q_0, u_0 = (real(f"{name}_0", at_least=0, at_most=1) for name in "pqu")  # their probabilities in the truth

TRUTH = {p: p_0, q: q_0, u: u_0}
COMPOSE = (REPLACE, FRESH_RANDOMNESS)
DRIFT = (INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, PLUG_IN, CONSTANT_SIZE, *COMPOSE)

# The counts of three different tokens among the draws, and of one of them alone.
counts = Counts("x", n, (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (p, q, u))
count = Counts("x", n, (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (p,))

REFIT = Refit({share: counts.count(i)/n for i, share in enumerate((p, q, u))}, (counts,), {}, (PLUG_IN, CONSTANT_SIZE))
ONE_TOKEN = Refit({p: count.count()/n}, (count,), {}, (PLUG_IN, CONSTANT_SIZE))
MEAN_ALONE = Refit({p: count.count()/n}, (count,), {}, (PLUG_IN,))  # holds for samples of any size

G_0 = real("G_0", at_least=0, below=1)  # diversity of the truth, sum p_0 (1 - p_0) over all tokens
ALL_TOKENS = {p_0 * (1 - p_0): G_0}


def observed(statistic: str, *, draws: int, refits: int, **truth: Fraction) -> Observed:
    """The mean over chains of what a run records, which lies between 0 and 1."""
    quantities = {"p_0": p_0, "q_0": q_0, "u_0": u_0, "G_0": G_0}
    at: dict[Quantity, int | Fraction] = {n: draws, t: refits}
    at.update({quantities[name]: value for name, value in truth.items()})
    return Observed("tokens", statistic, "mean", at, "unit")
