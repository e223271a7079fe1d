"""The headline read with samples: what a vanishing share of real data does depends on how many points there are."""

from fractions import Fraction
from math import isqrt

from sympy import Integer, Product, Rational, Symbol

from collapse_math import regimes
from collapse_math.claims import Claim
from collapse_math.evidence import ByCounterexample, ByLoop, ByTheorem
from collapse_math.items import Formal, Reading
from collapse_math.loops import Loop
from collapse_math.quantities import integer, real
from derivations.paper import no_rest
from derivations.schedules import diversity, growing_samples
from derivations.sizes import that_keep

n, alpha = integer("n", at_least=2), real("alpha", at_least=0, at_most=Fraction(1, 100))


def growing(generations: int) -> Loop:
    """n(t) = t + 1 points, each real with a probability near 1/sqrt(t), which tends to zero."""
    shares = [Fraction(1, isqrt(t) + 1) for t in range(1, generations + 1)]
    return regimes.random_split(shares, [t + 1 for t in range(1, generations + 1)], generations)


def few_real_points(points: int) -> Loop:
    """One real point of so many, on average, at every generation."""
    return regimes.random_split(Fraction(1, points), points, 2)


# A loop with constant n and alpha keeps x/(1 + x) of the variance, x = (n - 1)(2 alpha - alpha^2).
x = (n - 1) * (2 * alpha - alpha**2)
HALF = Claim(x/(1 + x), "<=", Rational(1, 2))

# Shares alpha(j) = 1/(j + 1).  A token that is alone after generation m stays so for k more; it has the probability
# `odds` in the truth.  If the models converge it is at rest from some m on, in half of all runs or more.
i = Symbol("i", integer=True)
m, k = integer("m", at_least=1), integer("k", at_least=1)
odds = real("odds", at_least=0, below=1)
AT_REST = Claim(Product((1 - (1 - odds)/(i + 1))**n, (i, m + 1, m + k)), ">=", Rational(1, 2))

# Without real data, sizes n(t) = (n_1 + t - 1)^2 leave 1 - 1/n_1 of the variance in the end.
n_1 = integer("n_1", at_least=2)
ALL_LOST = Claim(1 - 1/n_1, "=", Integer(0))

WITH_REAL_DATA = (
        Reading(
            says="With samples of one constant size, and a model that is fitted to them alone: if alpha(t) tends to "
            "zero the variance of the fits does.",
            # With a constant size the sum of 1/n diverges, and (n - 1) beta(t) tends to 0 with alpha(t).
            supposed=("the sum of 1/n(t) + alpha(t) diverges", "(n(t) - 1) beta(t) -> R"),
            shown_by=(
                ByTheorem(
                    "with a constant size the number of real points vanishes with their share, and so does beta(t) = "
                    "2 alpha(t) - alpha(t)^2, which is the case R = 0",
                    diversity.theorem.conclusions["variance_kept"],
                ),
            ),
        ),
        Reading(
            says="With samples: whatever the sizes n(t) are, if alpha(t) tends to zero the variance of the fits does.",
            fails_by=(
                ByTheorem(
                    "if the number of real points grows without bound all variance is kept, however fast their share "
                    "vanishes",
                    diversity.theorem.conclusions["all_variance_kept"],
                ),
                ByLoop("alpha(t) near 1/sqrt(t) and n(t) = t + 1", growing(200), "E[V_t]", ">", Fraction(9, 10)),
                ByCounterexample(
                    "nor is it small shares that matter: one of one percent, for ever, keeps more than half of the "
                    "variance if a generation has 1000 points",
                    HALF,
                    {n: 1000, alpha: Fraction(1, 100)},
                ),
            ),
            formal=Formal(
                "What a loop keeps in the end if each of n points is real with probability alpha, 1/100 or less, and "
                "that it is half of the variance at most: a share so small is as good as none.",
                HALF,
            ),
        ),
        Reading(
            says="With samples of one constant size: if alpha(t) tends to zero the models converge, almost surely.",
            fails_by=(
                ByTheorem(
                    "if the shares have an infinite sum, a token that is left alone is left again, in almost every run "
                    "and every time",
                    no_rest.theorem.conclusions["no_rest"],
                ),
                ByTheorem(
                    "so that the only laws in which diversity has vanished (R = 0) are no places to rest",
                    diversity.theorem.conclusions["variance_kept"],
                ),
                ByCounterexample(
                    "two draws a generation, a token that the truth does not have, and alone after the first: it "
                    "stays so for three generations in less than a quarter of all runs",
                    AT_REST,
                    {n: 2, odds: 0, m: 1, k: 3},
                ),
            ),
            formal=Formal(
                "A token of probability `odds` in the truth is alone after generation m, and alpha(j) = 1/(j + 1): "
                "with probability one half or more it is still alone in all of the next k generations of n draws.",
                AT_REST,
            ),
        ),
)

WITHOUT = (
        Reading(
            says="With no real data at all: whatever the sizes n(t) are, the variance of the fits tends to zero.",
            fails_by=(
                ByTheorem(
                    "if the sum of 1/n(t) converges, a part of the variance is kept for ever",
                    growing_samples.theorem.conclusions["share_kept"],
                ),
                ByTheorem(
                    "sizes (n_1 + t - 1)^2 leave 1 - 1/n_1 of it in the end",
                    that_keep.theorem.conclusions["squares_limit"],
                ),
                ByCounterexample("so that 4, 9, 16, ... points leave one half", ALL_LOST, {n_1: 2}),
                ByLoop(
                    "n(t) = (t + 1)^2 keeps more than half of it",
                    regimes.replace([(t + 1)**2 for t in range(1, 201)], 200),
                    "E[V_t]",
                    ">",
                    Fraction(1, 2),
                ),
            ),
            formal=Formal(
                "Of the variance nothing is left in the end if generation t has (n_1 + t - 1)^2 draws.", ALL_LOST
            ),
        ),
)
