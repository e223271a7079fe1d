"""Rewrite only some labels in each round: the error stays bounded if and only if the rates have a finite sum.

Setting.  The same n rows of d inputs throughout, n >= d.  In round j each label is rewritten with probability rate(j),
independently of all else, by a prediction of the last fit plus new noise of the true variance sigma2; the others stay
as they are; then all rows are fitted by least squares.  In the first round all labels are made, by the truth:
rate(1) = 1.  Write S_t = rate(1) + ... + rate(t).

    Theorem    E[(b_t - beta)^2] >= S_t sigma2/s along an eigenvector of X'X with eigenvalue s
    Theorem    (d/n) S_t sigma2 <= E|X(b_t - beta)|^2 / n <= S_t sigma2, for every X
    Corollary  E|b_t - beta|^2 >= S_t sigma2 tr (X'X)^-1: at least S_t times the error of the first fit
    Refuted    that this error stays below twice that of the first fit for any rates, as quoted.  If everything is
               rewritten, S_3 = 3.  With rate 3/10 after the first round S_41 = 13: for normal inputs, n = 24 and
               d = 4, of which tr (X'X)^-1 is 4/19 on average, at least 52/19 sigma2, and not at most 8/19 sigma2

Units.     sigma2 in (unit of y)^2, s in (unit of x)^2, trace = tr (X'X)^-1 in (unit of x)^-2; n, d and t are counts.
Assumed.   Of the noise two moments only.
See also.  edited_labels_exactly, for the value where all rows have the same leverage.
"""

from fractions import Fraction

from sympy import Expr, Integer, Rational, Sum, sqrt

from collapse_math.assumptions import (
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
from collapse_math.ledger import Assumption, Source
from collapse_math.matrix_axioms import SINGULAR_VALUES
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed, Point
from collapse_math.quantities import real
from collapse_math.sequences import reals
from derivations.regression.known_noise import trace
from derivations.regression.setting import d, n, s, sigma2, t
from derivations.regression_loops.setting import j

rates = reals("rate", at_least=0, at_most=1)
f = real("f")  # coordinate of the label errors e along a unit vector u of the column space
part = real("part", at_least=0)  # sum_i u_i^2 a_i^2, where a is what the present fit leaves of e
fitted, left = real("fitted"), real("left", at_least=0)  # |e - a|^2 and |a|^2
leverage = real("leverage", at_least=0, at_most=1)  # of the rows, on average with the weights a_i^2

theorem = Theorem(
    "regression_loops.edited_labels",
    says="if labels are rewritten at rates rate(j), E|X(b_t - beta)|^2 / n is sigma2 times their sum, times d/n to 1",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        KNOWN_NOISE,
        FULL_RANK,
        FIXED_DESIGN,
        LEAST_SQUARES,
        RANDOM_EDITS,
        FRESH_RANDOMNESS,
        LINEAR_TRUTH,
    ),
    symbols=(n, d, t, sigma2, s, trace),
    conditions=(n >= d,),
    catalogue=("E16",),
    sources=(Source("Zhu et al.", 2024, "arXiv 2412.14689, theorem 2, as quoted elsewhere"),),
)
rate = rates(t + 1)
ROUNDS = (RANDOM_EDITS, FIXED_DESIGN, FRESH_RANDOMNESS, LINEAR_TRUTH)


def new(name: str, count: Expr, variance: Expr, *behind: Assumption) -> Sample:
    """Coordinates of a new vector of mean 0, of which sums and sums of squares are used; `variance` on average."""
    return Sample(name, count, Integer(0), {2: variance}, behind)


# 1. The error of label i is e_i, and the fit leaves a_i of it.  A rewritten label is off by e_i - a_i + noise, so that
#    with M_i = 1 for a rewritten label and 0 for another one
#
#        f' = sum_i u_i (e_i - M_i a_i + M_i noise_i) = f - sum_i u_i (M_i - rate) a_i + sum_i u_i M_i noise_i,
#
#    because u, in the column space, is orthogonal to a.  The first sum has mean 0 and variance rate (1 - rate) part,
#    the second one mean 0 and variance rate sigma2.
NOISE = (MATCHING_MOMENTS, KNOWN_NOISE, INDEPENDENT_DRAWS)
spread, fresh = rate * (1 - rate), rate * sigma2
masks, noise = new("z", Integer(1), spread * part, RANDOM_EDITS), new("w", Integer(1), fresh, *NOISE)
along = Refit(
    {f: f - masks.power_sum(1) + noise.power_sum(1)},
    (masks, noise),
    {f: (LEAST_SQUARES, RANDOM_EDITS)},
    (FULL_RANK,),
    by=SINGULAR_VALUES,
    order=2,
)
square = f**2/s  # (b - beta)^2 along the eigenvector
step = theorem.expectation(
    "a round, along u", square, after=along, equals=square + (spread * part + fresh)/s
)

# 2. All d directions together, and all n - d others: of (M_i - rate) a_i the fit keeps the leverage of row i, and
#    leaves the rest.  What is new has no mean, so that products of it with the old e and a have none either.
kept_part = new("y", Integer(1), spread * leverage * left, RANDOM_EDITS)
left_part = new("x", Integer(1), spread * (1 - leverage) * left, RANDOM_EDITS)
fitted_noise, other_noise = new("v", d, fresh, *NOISE), new("r", n - d, fresh, *NOISE)
product = new("c", Integer(1), Integer(0), RANDOM_EDITS, MATCHING_MOMENTS)  # 2 (e - a)'(what is new)
together = Refit(
    {
        fitted: fitted + product.power_sum(1) + kept_part.power_sum(2) + fitted_noise.power_sum(2),
        left: ((1 - rate) * sqrt(left) + left_part.power_sum(1))**2 + other_noise.power_sum(2),
    },
    (kept_part, left_part, fitted_noise, other_noise, product),
    {fitted: (LEAST_SQUARES, RANDOM_EDITS), left: (LEAST_SQUARES, RANDOM_EDITS)},
    (FULL_RANK,),
    by=SINGULAR_VALUES,
    order=2,
)
errors = theorem.expectation(
    "a round, all that is fitted",
    fitted/n,
    after=together,
    equals=(fitted + spread * leverage * left + fresh * d)/n,
)
rest = theorem.expectation(
    "and all that is left",
    left/n,
    after=together,
    equals=(((1 - rate)**2 + spread * (1 - leverage)) * left + fresh * (n - d))/n,
)

# 3. Rounds compose, from labels without error on.  Something is added in each round; and what is left never exceeds
#    what the first fit leaves.
total = Sum(rates(j), (j, 1, t))
(grown,) = theorem.bounds_over_generations(
    t, ">=", {step: (square + fresh/s, total * sigma2/s)}, start={f: Integer(0)}, uses=ROUNDS
)
begin = {fitted: Integer(0), left: Integer(0)}
(at_least,) = theorem.bounds_over_generations(
    t, ">=", {errors: (fitted/n + fresh * d/n, total * sigma2 * d/n)}, start=begin, uses=ROUNDS
)
at_most, residuals = theorem.bounds_over_generations(
    t,
    "<=",
    {
        errors: (fitted/n + rate * left/n + fresh * d/n, total * sigma2),
        rest: ((1 - rate) * left/n + fresh * (n - d)/n, (1 - d/n) * sigma2),
    },
    start=begin,
    uses=ROUNDS,
)
whole = theorem.over_family(
    "all eigenvectors together", grown, members=(s,), totals={1/s: trace}, equals=total * sigma2 * trace
)

# 4. What was quoted fails: for normal inputs the trace is d/(n-d-1) on average (regression.random_design).
everything = theorem.equation(
    "everything rewritten in three rounds", whole.right.xreplace({total: Sum(1, (j, 1, 3))}), 3 * sigma2 * trace,
    given=(whole,),
)
some = {total: 1 + 40 * Rational(3, 10), trace: d/(n - d - 1)}
point = {n: Integer(24), d: Integer(4), sigma2: Integer(1)}
many = theorem.equation(
    "40 rounds at rate 3/10 after the first", whole.right.xreplace(some).xreplace(point), Rational(52, 19),
    given=(whole,),
)
quoted = theorem.equation("what was quoted", (2 * sigma2 * d/(n - d - 1)).xreplace(point), Rational(8, 19))

theorem.concludes("coefficient_error", "E[(b_t - beta)^2] along an eigenvector", grown)
theorem.concludes("error_of_all_coefficients", "E|b_t - beta|^2", whole)

# The rates 1 and 1/2.  Given which labels are rewritten the errors are normal for normal noise, and |X(b_2 - beta)|^2
# has a mean of at most 3 d sigma2; so its square has at most 3 times the square of that.
def seen(kind: str) -> Observed:
    """The error on the rows after one round of edits."""
    at: Point = {n: 6, d: 2, t: 2, sigma2: 2}
    told = {"edit_rate": 0.5}
    return Observed(
        "regression",
        "in_sample_risks",
        kind,
        at,
        27 * (d * sigma2/n)**2,
        sequences={rates: (Fraction(1), Fraction(1, 2))},
        arguments=told,
    )


theorem.concludes("in_sample_risk_from_below", "E|X(b_t - beta)|^2 / n", at_least, seen("mean-at-least"))
theorem.concludes("in_sample_risk_from_above", "E|X(b_t - beta)|^2 / n", at_most, seen("mean-at-most"))
theorem.concludes("mean_square_of_residuals", "E|y - X b_t|^2 / n", residuals)
theorem.concludes("bound_if_all_is_rewritten", "the bound on E|b_3 - beta|^2 from below, all rates 1,", everything)
theorem.concludes("bound_at_a_point", "the bound on E|b_41 - beta|^2 from below, rates 1 and then 3/10,", many)
theorem.concludes("quoted_at_that_point", "2 sigma2 d/(n-d-1) for n = 24, d = 4, sigma2 = 1", quoted)

if __name__ == "__main__":
    theorem.main()
