"""Rewrite a few labels at each generation, all rows having the same leverage: the error, exactly.

Setting.  As in edited_labels: after a first fit to n real labels, each label is rewritten in every round with the
probability `rate` < 1, and all rows are fitted again.  Every row has the leverage d/n < 1, as in a balanced design.  t
counts fits.

    Theorem    the mean square of what a fit leaves of the label errors is, on average over the rows,
               (1 - d/n) (level + (sigma2 - level) l^(t-1)),  l = (1 - rate)(1 - rate d/n),
               level = rate sigma2/(1 - l)
    Theorem    E|X(b_t - beta)|^2 / n = (d/n) (sigma2 + (t-1) grow + (1 - l^(t-1)) settle), where
               grow = rate sigma2 + rate (1 - rate) (1 - d/n) level,
               settle = rate (1 - rate) (1 - d/n) (sigma2 - level)/(1 - l)
    Corollary  with n = 24, d = 4 and rate = 3/10, after 40 rounds that is 19.32... times the error of the first fit

Units.     sigma2 in (unit of y)^2; n, d and t >= 1 are counts.
Assumed.   Of the noise two moments only.
"""

from fractions import Fraction

from sympy import Expr, Integer, Rational

from collapse_math.assumptions import (
    EQUAL_LEVERAGES,
    FIXED_DESIGN,
    FRESH_RANDOMNESS,
    FULL_RANK,
    INDEPENDENT_DRAWS,
    KNOWN_NOISE,
    LEAST_SQUARES,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    RANDOM_EDITS,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption
from collapse_math.matrix_axioms import SINGULAR_VALUES
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.regression.setting import RESIDUALS_LEFT, d, n, sigma2

t = integer("t", at_least=1)
rate = real("rate", above=0, below=1)
fitted, left = real("fitted"), real("left")  # of the label errors e: |H e|^2, and |e - H e|^2, which the fit leaves

theorem = Theorem(
    "regression_loops.edited_labels_exactly",
    says="with equal leverages and a constant rate of rewriting the error grows linearly; the exact value",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        KNOWN_NOISE,
        FULL_RANK,
        FIXED_DESIGN,
        EQUAL_LEVERAGES,
        LEAST_SQUARES,
        RANDOM_EDITS,
        FRESH_RANDOMNESS,
        LINEAR_TRUTH,
    ),
    symbols=(n, d, t, rate, sigma2),
    conditions=RESIDUALS_LEFT,
    catalogue=("E16",),
)


def coordinates(name: str, count: Expr, variance: Expr, *behind: Assumption) -> Sample:
    """Coordinates of a vector of mean 0, used for their sum of squares alone; `variance` is their average one."""
    return Sample(name, count, Integer(0), {2: variance}, behind)


def of_mean_zero(name: str) -> Sample:
    """A product of two vectors of which the new one has mean 0."""
    return Sample(name, Integer(1), Integer(0), {}, (MATCHING_MOMENTS, RANDOM_EDITS))


# 1. e' = e - rate a - (M - rate) a + M noise with a = e - H e, so that H e' = H e - H (M - rate) a + H M noise and
#    a' = (1 - rate) a - Q (M - rate) a + Q M noise with Q = 1 - H.  Of row i, (M - rate) a has the mean square
#    rate (1 - rate) a_i^2, and H keeps of it the leverage: summed over rows d/n |a|^2, and Q keeps the rest.
shuffled, fresh = rate * (1 - rate) * left/n, rate * sigma2
edits = (RANDOM_EDITS, EQUAL_LEVERAGES)
new_labels = (MATCHING_MOMENTS, KNOWN_NOISE, INDEPENDENT_DRAWS, RANDOM_EDITS)
inside = coordinates("z", d, shuffled, *edits), coordinates("w", d, fresh, *new_labels)
outside = coordinates("y", n - d, shuffled, *edits), coordinates("x", n - d, fresh, *new_labels)
across, along = of_mean_zero("c"), of_mean_zero("h")
refit = Refit(
    {
        fitted: fitted + across.power_sum(1) + inside[0].power_sum(2) + inside[1].power_sum(2),
        left: (1 - rate)**2 * left + along.power_sum(1) + outside[0].power_sum(2) + outside[1].power_sum(2),
    },
    (*inside, *outside, across, along),
    {fitted: (LEAST_SQUARES,), left: (LEAST_SQUARES,)},
    (FULL_RANK,),
    by=SINGULAR_VALUES,
    order=2,
)
stays = (1 - rate) * (1 - rate * d/n)
moves = rate * (1 - rate) * d/n
remainder = theorem.expectation(
    "what the fit leaves", left, after=refit, equals=stays * left + rate * (n - d) * sigma2
)
error = theorem.expectation(
    "the error on the rows", fitted, after=refit, equals=fitted + moves * left + rate * d * sigma2
)

# 2. The first labels are real.
labels = (MATCHING_MOMENTS, LINEAR_TRUTH, INDEPENDENT_DRAWS)
of_fit, of_rest = coordinates("u", d, sigma2, *labels), coordinates("r", n - d, sigma2, *labels)
first = Refit(
    {fitted: of_fit.power_sum(2), left: of_rest.power_sum(2)},
    (of_fit, of_rest),
    {fitted: (LEAST_SQUARES,), left: (LEAST_SQUARES,)},
    (FULL_RANK,),
    by=SINGULAR_VALUES,
    order=2,
)
first_rest = theorem.expectation("of the first labels", left, after=first, equals=(n - d) * sigma2)
first_error = theorem.expectation("of the first fit", fitted, after=first, equals=d * sigma2)

# 3. Rounds compose.
level = rate * sigma2/(1 - stays)
share = 1 - d/n
grow = rate * sigma2 + rate * (1 - rate) * share * level
settle = rate * (1 - rate) * share * (sigma2 - level)/(1 - stays)
fades = stays ** (t - 1)
rest, total = theorem.over_generations(
    t,
    {
        remainder: (n - d) * (level + (sigma2 - level) * fades),
        error: d * (sigma2 + (t - 1) * grow + (1 - fades) * settle),
    },
    start={fitted: Integer(0), left: Integer(0)},
    uses=(RANDOM_EDITS, FIXED_DESIGN, FRESH_RANDOMNESS),
    first=(first_rest, first_error),
)
residuals = theorem.equation(
    "averaged over rows", rest.right/n, share * (level + (sigma2 - level) * fades), given=(rest,)
)
in_sample = theorem.equation(
    "the error, averaged over rows",
    total.right/n,
    d/n * (sigma2 + (t - 1) * grow + (1 - fades) * settle),
    given=(total,),
)

# 4. The point at which edited_labels has a bound.
point = {n: Integer(24), d: Integer(4), rate: Rational(3, 10), sigma2: Integer(1), t: Integer(41)}
times = theorem.inequality(
    "after 40 rounds", (n/d * in_sample.right).xreplace(point), ">", Rational(1932, 100), given=(total,)
)

# Held against a simulation after one round: given the masks the errors are normal for normal noise, and |H e|^2 has a
# mean of at most 3 d sigma2; so its square has at most 3 times the square of that.
theorem.concludes("mean_square_of_residuals", "E|y - X b_t|^2 / n for the labels of fit t", residuals)
theorem.concludes(
    "in_sample_risk",
    "E|X(b_t - beta)|^2 / n",
    in_sample,
    Observed(
        "regression",
        "in_sample_risks",
        "mean",
        {n: 6, d: 2, t: 2, rate: Fraction(1, 2), sigma2: 2},
        27 * (d * sigma2/n)**2 - in_sample.right**2,
    ),
)
theorem.concludes("factor_at_a_point", "(n/d) E|X(b_41 - beta)|^2 / n for n = 24, d = 4, rate = 3/10", times)

if __name__ == "__main__":
    theorem.main()
