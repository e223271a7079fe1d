"""Classical theorems about sequences, with formal hypotheses and a formal conclusion.

A hypothesis holds for every value of the counter t.  A sum that diverges is written as a limit that is infinite;
of a sum of terms that are not negative, a limit below infinity says that it converges.
"""

from __future__ import annotations

from sympy import Expr, Integer, Limit, Product, Sum, Symbol, oo

from collapse_math.claims import Claim
from collapse_math.ledger import Rule, Source
from collapse_math.quantities import integer, real
from collapse_math.sequences import SequenceQuantity, reals

t = integer("t", at_least=0)
j = Symbol("j", integer=True)
c = real("c", above=0)
limit = real("limit")
a, b = reals("a", at_least=0), reals("b", at_least=0)
positive = reals("positive", above=0)
share = reals("share", at_least=0, at_most=1)
part = reals("part", at_least=0, below=1)
weight = reals("weight", at_least=0, at_most=1)
target, average = reals("target"), reals("average", starting_at=0)


def total(sequence: SequenceQuantity) -> Expr:
    """The sum of the first t terms in the limit."""
    return Limit(Sum(sequence(j), (j, 1, t)), t, oo)


VANISHING_PRODUCT = Rule(
    "a product of shares that are left vanishes",
    (Claim(total(share), "=", oo),),
    Claim(Limit(Product(1 - share(j), (j, 1, t)), t, oo), "=", Integer(0)),
    Source("Knopp", 1951, "Theory and Application of Infinite Series, section 28"),
)
POSITIVE_PRODUCT = Rule(
    "a product of shares that are left stays positive",
    (Claim(total(part), "<", oo),),
    Claim(Limit(Product(1 - part(j), (j, 1, t)), t, oo), ">", Integer(0)),
    Source("Knopp", 1951, "Theory and Application of Infinite Series, section 28"),
)
TOEPLITZ = Rule(
    "Toeplitz averaging",
    (
        Claim(average(t + 1), "=", (1 - weight(t + 1)) * average(t) + weight(t + 1) * target(t + 1)),
        Claim(total(weight), "=", oo),
        Claim(Limit(target(t + 1), t, oo), "=", limit),
    ),
    Claim(Limit(average(t), t, oo), "=", limit),
    Source("Toeplitz", 1911, "Prace matematyczno-fizyczne 22, 113-119"),
)
TOEPLITZ_WITHOUT_BOUND = Rule(
    "averages of what grows without bound",
    (
        Claim(average(t + 1), "=", (1 - weight(t + 1)) * average(t) + weight(t + 1) * target(t + 1)),
        Claim(total(weight), "=", oo),
        Claim(Limit(target(t + 1), t, oo), "=", oo),
    ),
    Claim(Limit(average(t), t, oo), "=", oo),
    Source("Hardy", 1949, "Divergent Series, chapter III, on totally regular transformations"),
)
DIVERGENCE_BY_COMPARISON = Rule(
    "a sum of larger terms diverges",
    (Claim(total(b), "=", oo), Claim(b(t + 1), "<=", c * a(t + 1))),
    Claim(total(a), "=", oo),
    Source("Knopp", 1951, "Theory and Application of Infinite Series, section 12"),
)
CONVERGENCE_BY_COMPARISON = Rule(
    "a sum of smaller terms converges",
    (Claim(total(b), "<", oo), Claim(a(t + 1), "<=", c * b(t + 1))),
    Claim(total(a), "<", oo),
    Source("Knopp", 1951, "Theory and Application of Infinite Series, section 12"),
)
SHIFTED_LIMIT = Rule(
    "a limit does not depend on the first term",
    (Claim(Limit(average(t), t, oo), "=", limit),),
    Claim(Limit(average(t + 1), t, oo), "=", limit),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 62"),
)
RECIPROCAL_OF_GROWTH = Rule(
    "the reciprocal of what grows vanishes",
    (Claim(Limit(a(t + 1), t, oo), "=", oo),),
    Claim(Limit(1 / (1 + a(t + 1)), t, oo), "=", Integer(0)),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 66"),
)
RECIPROCAL_OF_VANISHING = Rule(
    "the reciprocal of what vanishes grows",
    (Claim(Limit(positive(t + 1), t, oo), "=", Integer(0)),),
    Claim(Limit(c / positive(t + 1), t, oo), "=", oo),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 66"),
)
HARMONIC_SERIES = Rule(
    "the harmonic series diverges",
    (),
    Claim(Limit(Sum(1 / j, (j, 1, t)), t, oo), "=", oo),
    Source("Knopp", 1951, "Theory and Application of Infinite Series, section 11"),
)
INVERSE_SQUARES = Rule(
    "the inverse squares have a finite sum",
    (),
    Claim(Limit(Sum(1 / j**2, (j, 1, t)), t, oo), "<", oo),
    Source("Euler", 1740, "Commentarii academiae scientiarum Petropolitanae 7, 123-134"),
)
