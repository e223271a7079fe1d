"""Classical facts about parts of a normal law, taken on trust like those of `lemmas`.

With phi and Phi for the standard normal density and distribution function, 2 Phi(z) - 1 is erf(z/sqrt 2).
"""

from __future__ import annotations

from sympy import Integer, Integral, erf, exp, oo, pi, sqrt

from collapse_math.claims import Claim
from collapse_math.ledger import Lemma, Source
from collapse_math.lemmas import line, u, w, x, y, z

WITHIN = sqrt(pi / 2) * erf(z / sqrt(2)) / z
BEYOND = sqrt(pi / 2) * exp(line**2 / 2) * (1 - erf(line / sqrt(2)))

ERF_FROM_BELOW = Lemma(
    "erf x > 2 x exp(-x^2)/sqrt(pi) for x > 0",
    Claim(erf(x), ">", 2 * x * exp(-(x**2)) / sqrt(pi)),
    Source("Abramowitz and Stegun", 1964, "Handbook, 7.1.6: the first of a series of positive terms"),
)
ERF_BELOW_ONE = Lemma(
    "erf x < 1",
    Claim(erf(line), "<", Integer(1)),
    Source("Abramowitz and Stegun", 1964, "Handbook, 7.1.1 and 7.1.16: erf rises to 1"),
)
NORMAL_WITHIN = Lemma(
    "integral of exp(-z^2 u^2/2) over 0 < u < 1",
    Claim(Integral(exp(-(z**2) * u**2 / 2), (u, 0, 1)), "=", WITHIN),
    Source("Abramowitz and Stegun", 1964, "Handbook, 7.1.1"),
)
SQUARE_WITHIN = Lemma(
    "integral of u^2 exp(-z^2 u^2/2) over 0 < u < 1",
    Claim(Integral(u**2 * exp(-(z**2) * u**2 / 2), (u, 0, 1)), "=", (WITHIN - exp(-(z**2) / 2)) / z**2),
    Source("Abramowitz and Stegun", 1964, "Handbook, 7.1.1, by parts: (1 - z^2 u^2) exp(-z^2 u^2/2) is a derivative"),
)
NORMAL_BEYOND = Lemma(
    "integral of exp(-z w - w^2/2) over w > 0",
    Claim(Integral(exp(-line * w - w**2 / 2), (w, 0, oo)), "=", BEYOND),
    Source("Abramowitz and Stegun", 1964, "Handbook, 7.1.2"),
)
FIRST_BEYOND = Lemma(
    "integral of w exp(-z w - w^2/2) over w > 0",
    Claim(Integral(w * exp(-line * w - w**2 / 2), (w, 0, oo)), "=", 1 - line * BEYOND),
    Source("Abramowitz and Stegun", 1964, "Handbook, 7.1.2, by parts: (z + w) exp(-z w - w^2/2) is a derivative"),
)
SECOND_BEYOND = Lemma(
    "integral of w^2 exp(-z w - w^2/2) over w > 0",
    Claim(Integral(w**2 * exp(-line * w - w**2 / 2), (w, 0, oo)), "=", (1 + line**2) * BEYOND - line),
    Source("Abramowitz and Stegun", 1964, "Handbook, 7.1.2, by parts: so is (1 - z w - w^2) exp(-z w - w^2/2)"),
)
# The interval from y - x to y + x, of half width x, about a place that is y off the centre.
OFF_CENTRE = erf((x + y) / sqrt(2)) + erf((x - y) / sqrt(2))
TILT = (exp(x * y) - exp(-x * y)) / (2 * x * y)
MASS_OFF_CENTRE_ABOVE = Lemma(
    "normal mass of an interval, from below",
    Claim(OFF_CENTRE, ">", 4 * x / sqrt(2 * pi) * exp(-(x**2) / 2 - y**2 / 2) * TILT),
    Source(
        "Abramowitz and Stegun",
        1964,
        "Handbook, 7.1.1: exp(-y^2/2) sqrt(8/pi) times the integral of cosh(v y) exp(-v^2/2) over 0 < v < x",
    ),
)
MASS_OFF_CENTRE_BELOW = Lemma(
    "normal mass of an interval, from above",
    Claim(OFF_CENTRE, "<=", 2 * erf(x / sqrt(2)) * exp(-(y**2) / 2) * TILT),
    Source(
        "Hardy, Littlewood and Polya",
        1934,
        "Inequalities, section 2.17 for integrals: cosh(v y) rises with v and exp(-v^2/2) falls (Chebyshev)",
    ),
)
MASS_BELOW_ENDS = Lemma(
    "normal mass of an interval, from its ends",
    Claim(OFF_CENTRE, "<", erf(x / sqrt(2)) * exp(-(y**2) / 2) * (exp(x * y) + exp(-x * y))),
    Source(
        "Abramowitz and Stegun",
        1964,
        "Handbook, 7.1.1, as for the bound from below: cosh(v y) is less than cosh(x y) for 0 < v < x",
    ),
)
