"""A fixed verifier that accepts what is near its own centre draws the model there, wherever the truth is.

Setting.  The model is N(m, 1) with known variance and unlimited data.  A verifier accepts x if |x - c| <= r, and the
next mean is the mean of what is accepted.  d = m - c is how far the model is from the centre of the verifier, here
d > 0; the case d < 0 is its mirror image.  phi and Phi are the standard normal density and distribution function.

    Theorem    next(d) = d - (phi(r - d) - phi(r + d))/(Phi(r - d) + Phi(r + d) - 1)
               0 < next(d) <= kappa d,   kappa = 1 - 2 r phi(r)/(2 Phi(r) - 1) < 1
    Corollary  d_t <= kappa^t d_0 -> 0: the model ends at the centre of the verifier, and the truth plays no part

At d = 0 the slope of next is kappa, the variance of the accepted part there, so the rate cannot be improved.

Units.     All lengths in standard deviations of the model; t is a count.
Assumed.   Unlimited data, known variance.
Note.      A wider verifier (larger r) is followed more slowly, but to the same end; 1 - kappa is about 2 r phi(r).
           With n accepted draws the mean keeps wandering about the centre: see fixed_verifier_of_samples.
"""

from fractions import Fraction

from sympy import Integer, erf, exp, pi, sqrt

from collapse_math.assumptions import KNOWN_VARIANCE, REPLACE, UNLIMITED_DATA, VERIFIED_INTERVAL
from collapse_math.axioms import CUMULANTS
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import EXP_ABOVE_LINE, GEOMETRIC_LIMIT, line, x, y
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit
from collapse_math.normal_lemmas import ERF_FROM_BELOW, MASS_OFF_CENTRE_ABOVE, MASS_OFF_CENTRE_BELOW
from collapse_math.observed import Observed, Point
from collapse_math.quantities import real
from derivations.selection.setting import t

r = real("r", above=0)  # half the width of what the verifier accepts
d, d_0 = real("d", above=0), real("d_0", above=0)  # from the centre of the verifier to the model: now, at the start
k, excess = real("k", above=0, below=1), real("excess", at_least=0)  # kappa or more, and by how much

theorem = Theorem(
    "selection.fixed_verifier",
    says="a verifier that accepts |x - c| <= r draws the mean to c: |m_t - c| <= kappa^t |m_0 - c|",
    assumes=(UNLIMITED_DATA, KNOWN_VARIANCE, VERIFIED_INTERVAL, REPLACE),
    symbols=(r, t, d, d_0),
    catalogue=("M5",),
    sources=(Source("Yi et al.", 2025, "arXiv 2510.16657, theorem 4.1, as quoted in notes on it: the limit"),),
)

# 1. From the centre c the accepted part has the density exp(v d - v^2/2), |v| <= r, up to one factor: an exponential
#    family with the parameter d.  Its mass is exp(d^2/2) D, up to one more, and its mean the derivative of the log.
D = erf((r + d)/sqrt(2)) + erf((r - d)/sqrt(2))
E = sqrt(2/pi) * (exp(-(r - d)**2/2) - exp(-(r + d)**2/2))
tangent = theorem.inequality("exp rises", exp(r * d), ">=", 1 + r * d, how=ByLemma(EXP_ABOVE_LINE, {line: r * d}))
tilt = (exp(r * d) - exp(-r * d))/(2 * r * d)
above = theorem.inequality(
    "the mass is more than with the density of the ends everywhere",
    D,
    ">",
    4 * r/sqrt(2 * pi) * exp(-r**2/2 - d**2/2) * tilt,
    how=ByLemma(MASS_OFF_CENTRE_ABOVE, {x: r, y: d}),
)
some = theorem.inequality("something is accepted", D, ">", Integer(0), given=(above, tangent))
slope = theorem.derivative("of the mass", exp(d**2/2) * D, d, exp(d**2/2) * (d * D - E))
M = real("M", above=0)  # stands for D, which is positive
quotient = theorem.equation(
    "of its logarithm", slope.right.xreplace({D: M})/(exp(d**2/2) * M), d - E/M, given=(slope,)
)
mean = theorem.by_axiom("the mean of what is accepted", CUMULANTS, given=(quotient,), equals=d - E/M)
MAKES = (UNLIMITED_DATA, KNOWN_VARIANCE, VERIFIED_INTERVAL)
fit = Refit({d: mean.right.xreplace({M: D})}, (), {d: MAKES})
following = theorem.expectation("the next fit", d, after=fit, equals=d - E/D, given=(mean, some))

# 2. It stays on its side of the centre, and comes closer by the factor kappa at least.
same_side = theorem.inequality(
    "it stays on its side", following.right, ">", Integer(0), given=(following, above, some, tangent)
)
less = theorem.inequality(
    "the mass is less than with an even tilt",
    D,
    "<=",
    2 * erf(r/sqrt(2)) * exp(-d**2/2) * tilt,
    how=ByLemma(MASS_OFF_CENTRE_BELOW, {x: r, y: d}),
)
centre = theorem.inequality(
    "mass at the centre",
    erf(r/sqrt(2)),
    ">",
    2 * r * exp(-r**2/2)/sqrt(2 * pi),
    how=ByLemma(ERF_FROM_BELOW, {x: r/sqrt(2)}),
)
there = theorem.inequality("which is positive", erf(r/sqrt(2)), ">", Integer(0), given=(centre,))
kappa = 1 - 2 * r * exp(-r**2/2)/(sqrt(2 * pi) * erf(r/sqrt(2)))
closer = theorem.inequality(
    "it comes closer", following.right, "<=", kappa * d, given=(following, less, above, some, centre, tangent)
)
positive = theorem.inequality("kappa is positive", kappa, ">", Integer(0), given=(centre,))
below = theorem.inequality("and less than 1", kappa, "<", Integer(1), given=(centre,))

# 3. So each generation multiplies d by k at most, if k is kappa or more; and kappa is.
enough = theorem.suppose("k is kappa or more", kappa, "<=", k)
looser = theorem.inequality(
    "any larger factor", following.right, "<=", (kappa + excess) * d, given=(following, closer, some, there)
)
at_most = theorem.cites(looser, {excess: k - kappa}, given=(enough, there))
once = theorem.loosened("one generation", following, at_most)
(with_k,) = theorem.bounds_over_generations(
    t, "<=", {once: (k * d, k**t * d_0)}, start={d: d_0}, uses=(REPLACE,), given=(same_side, some)
)
powers = {k**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: k})}
vanishes = theorem.limit("the bound vanishes", with_k.right, t, Integer(0), powers, given=(with_k,))
itself = theorem.inequality("kappa itself", kappa, "<=", kappa, given=(there,))
distance, end = (
    theorem.cites(fact, {k: kappa}, given=(itself, positive, below, there)) for fact in (with_k, vanishes)
)

# 4. At d = 0, where E is 0, the slope of d - E/D is 1 less that of E over D.
ends = (r - d) * exp(-(r - d)**2/2) + (r + d) * exp(-(r + d)**2/2)
numerator = theorem.derivative("of what is lost", E, d, sqrt(2/pi) * ends)
rate = theorem.equation(
    "the slope at the centre", 1 - (numerator.right/D).xreplace({d: Integer(0)}), kappa, given=(numerator, centre)
)



def seen(kind: str, fits: int = 1) -> Observed:
    """How far the model is from the centre of any verifier."""
    at: Point = {r: 1, d: Fraction(3, 2), d_0: Fraction(3, 2), t: fits}
    return Observed("intervals", "distances", kind, at, arguments={"radius": 1.0, "distance": 1.5})


theorem.concludes("next", "next(d)", following, seen("constant"))
theorem.concludes("same_side", "next(d)", same_side, seen("never-below"))
theorem.concludes("closer", "next(d)", closer, seen("never-above"))
theorem.concludes("kappa_positive", "kappa", positive)
theorem.concludes("kappa_below_one", "kappa", below)
theorem.concludes("distance", "d_t", distance, seen("never-above", 4))
theorem.concludes("distance_in_the_end", "lim of the bound of d_t", end)
theorem.concludes("slope_at_centre", "the slope of next at d = 0", rate)

if __name__ == "__main__":
    theorem.main()
