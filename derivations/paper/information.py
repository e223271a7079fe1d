"""Mutual information on finite alphabets: what making one thing of another, without a second look, cannot add.

Setting.  M is the truth, drawn from a prior, and X an observation; both take finitely many values.  With joint masses
u(m, x), masses U(x) of the values of X and the prior g(m), the information is I(M; X) = sum u log(u/(g U)): one term,
a content, for each pair.  A map that takes two values of X for one adds their masses, for every m.  A coin that knows
nothing of M splits a value of X in two, of masses c u and (1 - c) u, for every m.

    Theorem    splitting keeps contents, merging two values lowers them or keeps them, and independence has none
    Corollary  I(M; Y) <= I(M; X) for every Y that is made of X and of randomness independent of M
               merging keeps it if both values have the same likelihood ratios, u W = w U, and only then:
               otherwise the loss is at least (u W - w U)^2 times something positive

Units.     Masses are probabilities; contents in nats.
Assumed.   That randomness is new; for a generation that the present model is all that it sees.
Source.    Cover and Thomas (2006), theorems 2.7.1 and 2.8.1, for the log sum inequality and for data processing.
"""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, Integer, log

from collapse_math.assumptions import FRESH_RANDOMNESS, REPLACE
from collapse_math.axioms import DATA_PROCESSING, DATA_PROCESSING_OF_A_LOOP
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, X_LOG_X_PINSKER, x
from collapse_math.quantities import real

u, w = real("u", above=0), real("w", above=0)  # masses of two values of X together with one value of M
U, W = real("U", above=0), real("W", above=0)  # the masses of these two values of X
g = real("g", above=0, at_most=1)  # the prior of that value of M
c = real("c", above=0, below=1)  # the chance of the coin


def content(mass: Expr, total: Expr, prior: Expr = g) -> Expr:
    """What one pair adds to the information."""
    return mass * log(mass/(prior * total))


def mutual_information(joint: Sequence[Sequence[Expr]]) -> Expr:
    """I(M; X) of a table with a row for each value of M and a column for each value of X; 0 log 0 is 0."""
    totals = [sum(column, Integer(0)) for column in zip(*joint, strict=True)]
    contents = [
        content(mass, total, sum(row, Integer(0)))
        for row in joint
        for mass, total in zip(row, totals, strict=True)
        if mass != 0
    ]
    return sum(contents, Integer(0))


theorem = Theorem(
    "paper.information",
    says="nothing that is made of an observation alone tells more of the truth than the observation",
    assumes=(FRESH_RANDOMNESS, REPLACE),
    symbols=(u, w, U, W, g, c),
)

# 1. What is independent of M, u = g U, tells nothing.  A coin splits a value of X, and contents stay what they are.
independent = theorem.equation("independence", content(g * U, U), Integer(0))
separate, merged = content(u, U) + content(w, W), content(u + w, U + W)
split = theorem.equation(
    "splitting adds nothing", content(c * u, c * U) + content((1 - c) * u, (1 - c) * U) - content(u, U), Integer(0)
)

# 2. The log sum inequality for two terms, from log x <= x - 1 at the ratio of the merged to the separate likelihoods.
first, second = U * (u + w)/(u * (U + W)), W * (u + w)/(w * (U + W))
tangents = [
    theorem.inequality("a tangent", log(ratio), "<=", ratio - 1, how=ByLemma(LOG_CONCAVITY, {x: ratio}))
    for ratio in (first, second)
]
merging = theorem.inequality("merging adds nothing", merged - separate, "<=", Integer(0), given=tangents)

# 3. A channel is made of both, and a generation is a channel if it sees the present model alone.
processed = theorem.by_axiom("nor does anything else", DATA_PROCESSING, given=(split, merging), equals=Integer(0))
generation = theorem.by_axiom("nor a generation", DATA_PROCESSING_OF_A_LOOP, given=(split, merging), equals=Integer(0))

# 4. With the same likelihood ratios nothing is lost, w = u W/U.
same = theorem.equation(
    "nothing is lost if the likelihood ratios are the same",
    (merged - separate).xreplace({w: u * W/U}),
    Integer(0),
)

# 5. Otherwise something is, by x log x >= x - 1 + 3 (x - 1)^2/(2 x + 4).
parabolas = [
    theorem.inequality(
        "a parabola",
        ratio * log(ratio),
        ">=",
        ratio - 1 + 3 * (ratio - 1)**2/(2 * ratio + 4),
        how=ByLemma(X_LOG_X_PINSKER, {x: ratio}),
    )
    for ratio in (1/first, 1/second)
]
factor = 3 * sum(1/(total * (2/ratio + 4)) for total, ratio in ((U, first), (W, second)))/((u + w) * (U + W))
lost = theorem.inequality(
    "and if they differ, some is", separate - merged, ">=", (u * W - w * U)**2 * factor, given=parabolas
)
positive = theorem.inequality("the factor is positive", factor, ">", Integer(0))

theorem.concludes("independent", "content, for u = g U", independent)
theorem.concludes("merging", "merged content - separate contents", merging)
theorem.concludes("processing", "the most that I(M; Y) - I(M; X) can be", processed)
theorem.concludes("generation", "the most that I(P; Q_(t+1)) - I(P; Q_t) can be", generation)
theorem.concludes("lossless", "merged content - separate contents, for u W = w U", same)
theorem.concludes("lost", "separate contents - merged content", lost)
theorem.concludes("factor", "factor", positive)

if __name__ == "__main__":
    theorem.main()
