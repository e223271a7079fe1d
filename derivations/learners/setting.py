"""The setting of this chapter: laws on finitely many outcomes, and how far they are apart.

A law gives the outcomes 1, ..., K probabilities, q(1), ..., q(K) say.  The Kullback-Leibler divergence of a law Q from
a law R is, in nats,

    KL(Q||R) = sum (q_i log(q_i/r_i) - q_i + r_i),

where q_i and r_i add up to 1 and so cancel; an outcome that Q cannot have contributes r_i.  Written so, every summand
is positive unless q_i = r_i.  The sums here are over the outcomes that all laws that are spoken of can have.
"""

from fractions import Fraction

from sympy import Expr, Sum, Symbol, log

from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real
from collapse_math.sequences import reals
from derivations.tokens.setting import n, p_0, q_0, t

K = integer("K", at_least=1)  # outcomes
i = Symbol("i", integer=True)  # an outcome, in sums
p, q, r = (reals(name, above=0, at_most=1) for name in "pqr")  # the probabilities of the outcomes under three laws


def over_outcomes(summand: Expr) -> Expr:
    """The sum of an expression in i over all outcomes."""
    return Sum(summand, (i, 1, K))


def part_of_divergence(one: Expr, other: Expr) -> Expr:
    """What one outcome contributes to the divergence of a law from another."""
    return one * log(one/other) - one + other


def divergence(one: Expr, other: Expr) -> Expr:
    """KL of a law from another, of their probabilities of the outcome i."""
    return over_outcomes(part_of_divergence(one, other))


# Pseudo-counts, or a prior: of b in all a token has the share e; its probability in the truth is p_0.
b, e = real("b", above=0), real("e", above=0, below=1)
G_e, G_0 = (real(name, at_least=0, below=1) for name in ("G_e", "G_0"))  # sum e (1 - e) and sum p_0 (1 - p_0)
D_e = real("D_e", at_least=0)  # sum (p_0 - e)^2, over all tokens
ALL_TOKENS = {e * (1 - e): G_e, (p_0 - e)**2: D_e, (1 - 2 * e) * (p_0 - e): G_0 - G_e + D_e}


def seen(statistic: str) -> Observed:
    """The mean of a statistic of the first of three tokens, which have half a pseudo-count each."""
    at: dict[Quantity, int | Fraction] = {n: 4, t: 3, b: Fraction(3, 2), e: Fraction(1, 3)}
    return Observed("tokens", statistic, "mean", {**at, p_0: Fraction(1, 5), q_0: Fraction(1, 2)}, "unit")
