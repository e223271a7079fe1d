"""With n accepted draws a model wanders about the centre of a fixed verifier, within a bound that falls with n.

Setting.  As in fixed_verifier, the model is N(m, 1) with known variance and a verifier accepts x if |x - c| <= r.
Draws are made until n are accepted, and the next mean is their average.  d = m - c, which may have either sign.

    Theorem    an accepted draw, from c, has the mean next(d) between 0 and kappa d, and the mean square
               1 + d next(d) - r (f(r) + f(-r)) <= kappa + d next(d),   f its density at the ends
               kappa = 1 - 2 r phi(r)/(2 Phi(r) - 1) < 1
    Theorem    E[d_t^2] <= rho^t d_0^2 + (kappa/n)(1 - rho^t)/(1 - rho),   rho = kappa (kappa + (1 - kappa)/n) < 1
    Corollary  the bound tends to kappa/((1 - kappa)(n (1 + kappa) - kappa)): wherever the truth is, and whatever n is,
               the model ends near the centre of the verifier; n times this tends to kappa/(1 - kappa^2) as n grows
               E[d'^2] = kappa/n at d = 0: it does not stay at the centre

Why.       The density of v = x - c is a multiple of exp(d v - v^2/2), whose integral over |v| <= r is that of
           cosh(d v) exp(-v^2/2), and cosh(d v) <= cosh(d r): at the ends the density is no less than for d = 0.

Units.     All lengths in standard deviations of the model; n >= 2 and t are counts.
Assumed.   Independent draws, known variance, n accepted draws in every generation.
Note.      kappa/(n (1 - kappa^2)) is what linearising next(d) gives for E[d_t^2] in the long run.
"""

from fractions import Fraction

from sympy import Integer, Lambda, Symbol, erf, exp, pi, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KNOWN_VARIANCE,
    REPLACE,
    VERIFIED_INTERVAL,
)
from collapse_math.axioms import CUMULANTS
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT, x, y
from collapse_math.lemmas import n as any_n
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit, Sample
from collapse_math.normal_lemmas import MASS_BELOW_ENDS
from collapse_math.observed import Observed, Point
from collapse_math.quantities import real
from collapse_math.sequences import reals
from derivations.selection import fixed_verifier
from derivations.selection.fixed_verifier import D, E, M, kappa, r
from derivations.selection.fixed_verifier import d as above_centre
from derivations.selection.setting import n, t

d, d_0 = real("d"), real("d_0")  # from the centre of the verifier to the model: now, at the start
k = real("k", above=0, below=1)  # stands for kappa
# What the mean and the mean square of an accepted draw are, as parts of their bounds.
part, rest = (reals(name, at_least=0, at_most=1) for name in ("part", "rest"))

theorem = Theorem(
    "selection.fixed_verifier_of_samples",
    says="with n accepted draws E[(m_t - c)^2] tends to kappa/((1 - kappa)(n (1 + kappa) - kappa)) at most",
    assumes=(INDEPENDENT_DRAWS, KNOWN_VARIANCE, VERIFIED_INTERVAL, CONSTANT_SIZE, REPLACE, FRESH_RANDOMNESS),
    symbols=(r, n, t, d, d_0, k),
    catalogue=("M5",),
)
h = above_centre  # d > 0; M stands for D, a multiple of the mass of what is accepted

# 1. The mass exp(h^2/2) D, its derivative and the next: the mean of an accepted draw and its variance.
some, there, centre = (
    theorem.cites(fact) for fact in (fixed_verifier.some, fixed_verifier.there, fixed_verifier.centre)
)
slope = theorem.cites(fixed_verifier.slope)
F = sqrt(2/pi) * (exp(-(r - h)**2/2) + exp(-(r + h)**2/2))
bend = theorem.derivative("of the slope", slope.right, h, exp(h**2/2) * ((1 + h**2) * D - h * E - r * F))
mass = exp(h**2/2) * M
first = theorem.equation("of the logarithm", slope.right.xreplace({D: M})/mass, h - E/M, given=(slope,))
second = theorem.equation(
    "and its next",
    bend.right.xreplace({D: M})/mass - (slope.right.xreplace({D: M})/mass)**2,
    1 + h * E/M - (E/M)**2 - r * F/M,
    given=(bend, slope),
)
mean = theorem.by_axiom("the mean of what is accepted", CUMULANTS, given=(first,), equals=first.right)
variance = theorem.by_axiom("and its variance", CUMULANTS, given=(second,), equals=second.right)
following, square = h - E/D, 1 + h * (h - E/D) - r * F/D
mean_square = theorem.equation(
    "its mean square", (variance.right + mean.right**2).xreplace({M: D}), square, given=(variance, mean, some)
)

# 2. Their bounds, for h > 0; h < 0 is the mirror image.
least, most, tangent = (
    theorem.cites(fact) for fact in (fixed_verifier.above, fixed_verifier.less, fixed_verifier.tangent)
)
same_side = theorem.inequality("on the same side", following, ">", Integer(0), given=(mean, least, some, tangent))
closer = theorem.inequality(
    "and closer", following, "<=", kappa * h, given=(mean, most, least, some, centre, tangent)
)
ends = theorem.inequality(
    "the mass is less than with the density of the ends everywhere",
    D,
    "<",
    erf(r/sqrt(2)) * exp(-h**2/2) * (exp(r * h) + exp(-r * h)),
    how=ByLemma(MASS_BELOW_ENDS, {x: r, y: h}),
)
narrow = theorem.inequality(
    "the mean square", square, "<=", kappa + h * following, given=(mean_square, ends, some, there)
)
positive, below = theorem.cites(fixed_verifier.positive), theorem.cites(fixed_verifier.below)
mirrored = theorem.equation("the mean, mirrored", following.xreplace({h: -h}), -following, given=(mean, some))
as_wide = theorem.equation("the mean square, mirrored", square.xreplace({h: -h}), square, given=(mean_square, some))
at_centre = theorem.equation(
    "at the centre itself", square.xreplace({h: Integer(0)}), kappa, given=(mean_square, there)
)

# 3. So the next mean is the average of n draws with the mean m = part k d and the mean square rest (k + d m).
m = part(t + 1) * k * d
accepted = Sample(
    "v",
    n,
    m,
    {2: rest(t + 1) * (k + d * m) - m**2},
    two_moments=(KNOWN_VARIANCE, VERIFIED_INTERVAL),
    independent=(INDEPENDENT_DRAWS,),
)
fit = Refit({d: accepted.average}, (accepted,), {}, (CONSTANT_SIZE,))
once = theorem.expectation(
    "one generation",
    d**2,
    after=fit,
    equals=(1 - 1/n) * m**2 + rest(t + 1) * (k + d * m)/n,
    given=(some, there, same_side, closer, narrow, mirrored, as_wide),
)
rho = k * (k + (1 - k)/n)
contracts = theorem.inequality("a factor below 1", rho, "<", Integer(1))
limit = k/((1 - k) * (n * (1 + k) - k))
(spread,) = theorem.bounds_over_generations(
    t,
    "<=",
    {once: (rho * d**2 + k/n, rho**t * d_0**2 + (1 - rho**t) * limit)},
    start={d: d_0},
    uses=(REPLACE, FRESH_RANDOMNESS),
)
shrinking = {rho**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: rho})}
end = theorem.limit(
    "what is left of it",
    spread.right,
    t,
    limit,
    shrinking,
    given=(spread, contracts, there, positive, below),
)
small = Symbol("small")
many = theorem.limit(
    "for many draws",
    n * limit,
    n,
    k/(1 - k**2),
    {1/n: (Integer(0), RECIPROCAL_LIMIT, {any_n: n})},
    form=Lambda(small, k/((1 - k) * (1 + k - k * small))),
    given=(spread,),
)

# 4. At the centre accepted draws have the mean 0 and the mean square kappa.
there_alone = Sample("u", n, Integer(0), {2: k}, (KNOWN_VARIANCE, VERIFIED_INTERVAL), (), (INDEPENDENT_DRAWS,))
leaves = theorem.expectation(
    "from the centre", d**2, after=Refit({d: there_alone.average}, (there_alone,), {}, (CONSTANT_SIZE,)), equals=k/n
)


def seen(fits: int) -> Observed:
    """Squared distances, which are below 1 from the first fit on; 3/10 is above kappa for r = 1, by a hundredth."""
    at: Point = {r: 1, d_0: Fraction(3, 2), k: Fraction(3, 10), n: 2, t: fits}
    return Observed("selected", "squared_distances", "mean-at-most", at, "unit")


from_centre = theorem.cites(leaves, {k: kappa}, given=(positive, below))
theorem.concludes("mean_same_side", "the mean of an accepted draw", same_side)
theorem.concludes("mean_closer", "the mean of an accepted draw", closer)
theorem.concludes("mean_square", "the mean square of an accepted draw", mean_square)
theorem.concludes("mean_square_at_most", "the mean square of an accepted draw", narrow)
theorem.concludes("mean_square_at_centre", "the mean square of an accepted draw at d = 0", at_centre)
theorem.concludes("one_generation", "E[d'^2 | d]", once)
theorem.concludes("squared_distance", "E[d_t^2] at kappa = k", spread, seen(1), seen(4))
theorem.concludes("in_the_end", "lim of the bound of E[d_t^2]", end)
theorem.concludes("many_draws", "lim n of the bound", many)
theorem.concludes(
    "from_centre",
    "E[d'^2] at d = 0",
    from_centre,
    Observed("selected", "squared_distances", "mean", {r: 1, n: 2}, "unit", arguments={"mean": 0.0}),
)

if __name__ == "__main__":
    theorem.main()
