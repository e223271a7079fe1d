"""A bias that a model adds in every round comes back in its own data, and grows to (r + s)/r times its size.

Setting.  In every round a model is fitted to r human examples, whose mean is that of the truth, and s of its own last
version, and the fit is off by delta beyond the mean of these r + s examples.  m is the mean of the model less that of
the truth, m_0 at the start.

    Theorem    E[m_t] = delta (r + s)/r (1 - f^t) + f^t m_0,   f = s/(r + s)
    Corollary  E[m_t] -> delta (r + s)/r: one half of human data doubles the bias, one tenth makes ten of it

Units.     m, m_0 and delta in the unit of x; r >= 1, s >= 0 and t are counts.
Assumed.   A bias that is added, the same in every round, and nothing about how the examples of a round depend on
           each other.
"""

from fractions import Fraction

from sympy import Integer

from collapse_math.assumptions import ADDED_BIAS, FRESH_RANDOMNESS, FRESH_REAL_POINTS, MATCHING_MOMENTS, REPLACE
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.selection.setting import m, m_0, t

r, s = integer("r", at_least=1), integer("s", at_least=0)  # human examples, and those of the last model
delta = real("delta")

theorem = Theorem(
    "selection.feedback_bias",
    says="a bias delta that is added in every round becomes delta (r + s)/r with r human examples and s of the model",
    assumes=(MATCHING_MOMENTS, FRESH_REAL_POINTS, ADDED_BIAS, REPLACE, FRESH_RANDOMNESS),
    symbols=(r, s, t, delta, m_0),
    catalogue=("M7",),
)

# 1. One round, in the examples; means are measured from that of the truth.
MEANS = (MATCHING_MOMENTS, FRESH_REAL_POINTS)
human = Sample("y", r, Integer(0), {}, two_moments=MEANS)
own = Sample("x", s, m, {}, two_moments=MEANS)
fit = Refit({m: (human.power_sum(1) + own.power_sum(1))/(r + s) + delta}, (human, own), {m: (ADDED_BIAS,)})
f = s/(r + s)
once = theorem.expectation("one round", m, after=fit, equals=f * m + delta)

# 2. Many rounds: a geometric series.
(bias,) = theorem.over_generations(
    t, {once: delta * (r + s)/r * (1 - f**t) + f**t * m_0}, start={m: m_0}, uses=(REPLACE, FRESH_RANDOMNESS)
)
fades = {f**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: f})}
end = theorem.limit("in the end", bias.right, t, delta * (r + s)/r, fades, given=(bias,))

# With draws of variance 1 each round adds 1/(r + s) to the variance of m at most.
told = {"human": 2, "own": 4, "delta": 0.5, "start": 1.0}
seen = Observed(
    "biased", "means", "mean", {r: 2, s: 4, delta: Fraction(1, 2), m_0: 1, t: 3}, t/(r + s), arguments=told
)
theorem.concludes("bias", "E[m_t]", bias, seen)
theorem.concludes("limit", "lim E[m_t]", end)

if __name__ == "__main__":
    theorem.main()
