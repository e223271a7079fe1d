"""Keeping the top of one's own output moves the mean once, and takes the variance that all further gains would need.

Setting.  Draws from the fit (m, v) are kept if they exceed its mean by z deviations or more: the top share p.  What is
kept has the mean m + i sqrt v and k times the variance v.  For a normal law with density phi, i = phi(z)/p.

    Theorem    normal law:  k = 1 - i (i - z)
    Theorem    n kept draws, divisor n - 1:  E[V_t] = k^t v_0, for every n;  k = 1 - 2/pi for the upper half, z = 0
    Theorem    unlimited data:  M_t = m_0 + i s_0 (1 - q^t)/(1 - q),  q = sqrt k and s_0 = sqrt v_0
    Corollary  M_t -> m_0 + i s_0/(1 - q): however often one selects, the gain has this bound

Units.     M_t, m_0 and s_0 in the unit of x, v_0 and V_t in its square; z, i and k have no unit; t is a count.
Assumed.   The same share is kept at every fit, and nothing new arises: no mutation, no outside data.
Note.      Breeders know i as the intensity of selection, and k as the variance after truncation.
"""

from sympy import Expr, Integer, Integral, erf, exp, oo, pi, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KEPT_AT_THE_TOP,
    REPLACE,
    UNLIMITED_DATA,
)
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.ledger import Lemma
from collapse_math.lemmas import GEOMETRIC_LIMIT, line, r, w
from collapse_math.moments import Refit, Sample
from collapse_math.normal_lemmas import BEYOND, ERF_BELOW_ONE, FIRST_BEYOND, NORMAL_BEYOND, SECOND_BEYOND
from collapse_math.observed import Observed
from collapse_math.quantities import real
from collapse_math.results import Fact
from derivations.selection.setting import m, m_0, n, t, v, v_0

z = real("z")  # how many deviations above the mean the bar is
i = real("i", above=0)  # by how many deviations the mean of what is kept is higher
k = real("k", above=0, below=1)  # the part of the variance that it has
q = real("q", above=0, below=1)  # the part of the deviation, sqrt k
s, s_0 = real("s", above=0), real("s_0", above=0)  # the deviation of the present fit; of the truth

theorem = Theorem(
    "selection.top_fraction",
    says="keeping the top share of one's own output: E[V_t] = k^t v_0, and with unlimited data all gains together are "
    "i s_0/(1 - sqrt k)",
    assumes=(
        INDEPENDENT_DRAWS,
        KEPT_AT_THE_TOP,
        DIVISOR_N_MINUS_1,
        CONSTANT_SIZE,
        UNLIMITED_DATA,
        REPLACE,
        FRESH_RANDOMNESS,
    ),
    symbols=(n, t, z, i, k, q, m_0, s_0, v_0),
    catalogue=("M4",),
)


# 1. A normal law: w deviations above the bar the density is exp(-z w - w^2/2), up to one factor.
def beyond(power: int, title: str, lemma: Lemma, equals: Expr) -> Fact:
    """The integral of w^power over what is kept."""
    body = w**power * exp(-z * w - w**2/2)
    return theorem.equation(title, Integral(body, (w, 0, oo)), equals, how=ByLemma(lemma, {line: z}))


J = BEYOND.xreplace({line: z})
mass = beyond(0, "mass above the bar", NORMAL_BEYOND, J)
first = beyond(1, "how far above it", FIRST_BEYOND, 1 - z * J)
second = beyond(2, "the same squared", SECOND_BEYOND, (1 + z**2) * J - z)
inside = erf(z/sqrt(2))
some = theorem.inequality("some is kept", inside, "<", Integer(1), how=ByLemma(ERF_BELOW_ONE, {line: z/sqrt(2)}))
intensity = exp(-z**2/2)/sqrt(2 * pi)/((1 - inside)/2)
shift = theorem.equation("phi(z)/p", z + first.right/mass.right, intensity, given=(mass, first, some))
variance = theorem.equation(
    "variance of what is kept",
    second.right/mass.right - (first.right/mass.right)**2,
    1 - intensity * (intensity - z),
    given=(mass, first, second, some),
)

# 2. Samples: the variance does not depend on where the mean has gone.
kept = Sample(
    "x", n, m + i * sqrt(v), {2: k * v}, two_moments=(KEPT_AT_THE_TOP,), independent=(INDEPENDENT_DRAWS,)
)
REFIT = Refit({m: kept.average, v: kept.sum_of_squares/(n - 1)}, (kept,), {v: (DIVISOR_N_MINUS_1,)}, (CONSTANT_SIZE,))
less = theorem.expectation("one refit keeps k of the variance", v, after=REFIT, equals=k * v)
(within,) = theorem.over_generations(t, {less: k**t * v_0}, start={v: v_0}, uses=(REPLACE, FRESH_RANDOMNESS))

upper_half = theorem.equation(
    "of a normal law the upper half", variance.right.xreplace({z: Integer(0)}), 1 - 2/pi, given=(variance,)
)
better_half = theorem.equation(
    "many refits to it", within.right.xreplace({k: upper_half.right}), (1 - 2/pi)**t * v_0, given=(within, upper_half)
)

# 3. Unlimited data: each gain is smaller than the last by the factor q.
MAKES = (UNLIMITED_DATA, KEPT_AT_THE_TOP)
whole = Refit({m: m + i * s, s: q * s}, (), {m: MAKES, s: MAKES})
deviation = theorem.expectation("the deviation shrinks", s, after=whole, equals=q * s)
gain = theorem.expectation("the mean gains i deviations", m, after=whole, equals=m + i * s)
_, moved = theorem.over_generations(
    t,
    {deviation: q**t * s_0, gain: m_0 + i * s_0 * (1 - q**t)/(1 - q)},
    start={m: m_0, s: s_0},
    uses=(REPLACE,),
)
powers = {q**t: (Integer(0), GEOMETRIC_LIMIT, {r: q})}
end = theorem.limit("all gains together", moved.right, t, m_0 + i * s_0/(1 - q), powers, given=(moved,))
fades = {k**t: (Integer(0), GEOMETRIC_LIMIT, {r: k})}
gone = theorem.limit("nothing is left to select from", within.right, t, Integer(0), fades, given=(within,))

theorem.concludes("intensity", "i for a normal law", shift)
theorem.concludes("kept_variance", "k for a normal law", variance)
theorem.concludes("expected_variance", "E[V_t]", within)
fourth = (1 + 2/(n - 1) + 1/n)**t - 1
# The upper half of a normal law has a kurtosis below 4: a refit multiplies E[V^2] by k^2 (1 + 2/(n - 1) + 1/n) at most.
theorem.concludes(
    "upper_half",
    "E[V_t] for the upper half of a normal law, z = 0",
    better_half,
    Observed("selected", "variances", "mean", {n: 4, t: 2, z: 0, v_0: 2}, fourth * better_half.right**2),
)
theorem.concludes("mean", "M_t with unlimited data", moved)
theorem.concludes("limit_of_mean", "lim M_t with unlimited data", end)
theorem.concludes("limit", "lim E[V_t]", gone)

if __name__ == "__main__":
    theorem.main()
