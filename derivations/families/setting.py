"""The setting of this chapter: a family of laws, indexed by the mean, refitted to its own samples.

A generation draws n points from the law with mean m and refits the mean by maximum likelihood, which in a
natural exponential family is the average of the points (variance_functions).  The family enters through its
variance function alone, a polynomial

    V(m) = v0 + v1 m + v2 m^2        normal    (v0, 0, 0)       gamma                (0, 0, v2)
                                     Poisson   (0, 1, 0)        negative binomial    (0, 1, v2)
                                     binomial  (0, 1, v2 < 0)   hyperbolic secant    (v0, 0, 1/v0)

With v2 = -1 the binomial is a Bernoulli law; no natural family has a smaller v2.  t counts fits, and the first is
fitted to real data, whose mean is m_0.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from sympy import Expr, Integer, Sum

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    EXPONENTIAL_FAMILY,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    QUADRATIC_VARIANCE,
    REPLACE,
)
from collapse_math.axioms import ASYMPTOTIC_NORMALITY, LARGEST_OF_UNIFORM, SUM_OF_EXPONENTIALS
from collapse_math.beta import Beta
from collapse_math.moments import ChiSquare, Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real

n = integer("n", at_least=1)  # draws per generation
t = integer("t", at_least=0)  # fits so far
i, j = integer("i", at_least=1), integer("j", at_least=0)  # count fits in sums and products
m, m_0 = real("m"), real("m_0")  # mean of the present fit; of the truth
v0, v1, v2 = real("v0"), real("v1"), real("v2", at_least=-1)  # coefficients of the variance function

TRUTH = {m: m_0}
COMPOSE = (REPLACE, FRESH_RANDOMNESS)


def variance(mean: Expr) -> Expr:
    """V, the variance of a draw as a function of its mean."""
    return v0 + v1 * mean + v2 * mean**2


def slope(mean: Expr) -> Expr:
    """V', the derivative of V."""
    return v1 + 2 * v2 * mean


def sample(size: Expr = n) -> Sample:
    """So many draws of the present fit."""
    moments = (MATCHING_MOMENTS, QUADRATIC_VARIANCE)
    return Sample("x", size, m, {2: variance(m)}, two_moments=moments, independent=(INDEPENDENT_DRAWS,))


draws = sample()
refit = Refit({m: draws.average}, (draws,), sizes=(CONSTANT_SIZE,))

DRAWN = Refit({m: draws.average}, (draws,))  # what holds of it holds for samples of any size

# The mean of the next fit needs the mean of the draws and nothing else of them.
of_any_variance = Sample("x", n, m, {}, two_moments=(MATCHING_MOMENTS,))
MEAN_ALONE = Refit({m: of_any_variance.average}, (of_any_variance,))

# Of an exponential family V determines all cumulants (Morris): V, V V', V (V V')', and so on.
natural = replace(
    draws,
    central={
        2: variance(m),
        3: variance(m) * slope(m),
        4: 3 * variance(m)**2 + variance(m) * (slope(m)**2 + 2 * v2 * variance(m)),
    },
    shape=(EXPONENTIAL_FAMILY,),
)
natural_refit = Refit({m: natural.average}, (natural,), sizes=(CONSTANT_SIZE,))

B, C = 1 + v2/n, (1 + 2 * v2/n) * (1 + 3 * v2/n)
D = v1**2 - 4 * v0 * v2
SQUARE = (B * C)**t * variance(m_0) * (variance(m_0) + B * D/n * Sum(C**(-j - 1), (j, 0, t - 1)))
"""E[V(m_t)^2] for n > -3 v2, see second_moments."""

# Exponential laws are gamma laws of shape 1, so that v2 = 1; the sum of n draws is m X/2.
lifetime, mean_lifetime = real("m", above=0), real("m_0", above=0)
total = ChiSquare("X", 2 * n)
exponential_refit = Refit(
    {lifetime: lifetime * total.value/(2 * n)}, (total,), sizes=(CONSTANT_SIZE,), by=SUM_OF_EXPONENTIALS
)
EXPONENTIAL: dict[Quantity, int] = {mean_lifetime: 2, v0: 0, v1: 0, v2: 1}

# Uniform laws between 0 and theta; the largest of n draws is theta B.
theta, theta_0 = real("theta", above=0), real("theta_0", above=0)
largest = Beta("B", n, Integer(1))
uniform_refit = Refit({theta: theta * largest.value}, (largest,), sizes=(CONSTANT_SIZE,), by=LARGEST_OF_UNIFORM)

# The limit of large samples in any regular family: sqrt(n) (theta_t - theta_0) along one of p directions.
p = integer("p", at_least=1)  # parameters
J, e = real("J", above=0), real("e")  # an eigenvalue of the Fisher information; the error in its direction
scaled_error = Sample("g", Integer(1), Integer(0), {2: 1/J}, independent=(INDEPENDENT_DRAWS,))


def likelihood_refit(kept: Expr) -> Refit:
    """The error along one direction after a refit of which `kept` samples of equal size are earlier ones."""
    moved = e + scaled_error.power_sum(1)/(kept + 1)
    return Refit({e: moved}, (scaled_error,), by=ASYMPTOTIC_NORMALITY, order=2)


# Where simulations are held against the closed forms: one law of each family.
FAMILIES: dict[str, dict[Quantity, int | Fraction]] = {
    "normal": {m_0: 1, v0: 2, v1: 0, v2: 0},
    "Poisson": {m_0: 2, v0: 0, v1: 1, v2: 0},
    "binomial": {m_0: 1, v0: 0, v1: 1, v2: Fraction(-1, 3)},
    "gamma": {m_0: 2, v0: 0, v1: 0, v2: Fraction(1, 2)},
    "negative binomial": {m_0: 1, v0: 0, v1: 1, v2: Fraction(1, 2)},
    "hyperbolic secant": {m_0: 1, v0: 2, v1: 0, v2: Fraction(1, 2)},
}
CURVED = ("binomial", "gamma", "negative binomial", "hyperbolic secant")  # v2 is not 0
MOVING = ("Poisson", *CURVED)  # V is not constant


def mean_of(
    statistic: str, spread: Expr, families: Iterable[str], *, points: int = 3, refits: int = 2
) -> tuple[Observed, ...]:
    """The mean over chains of what a run records, in these families, with the variance of it or a bound on that."""
    return tuple(
        Observed("families", statistic, "mean", {n: points, t: refits, **FAMILIES[name]}, spread) for name in families
    )
