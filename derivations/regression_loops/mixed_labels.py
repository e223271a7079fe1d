"""Mix each label with a new real one, and the error levels off; least of all at the golden ratio, for every design.

Setting.  The same rows at every generation, with labels alpha y_real + (1 - alpha) y_synthetic: a real label with new
noise of variance sigma2 and one made by the last fit, with new noise as well.  The next fit is least squares; where
there are fewer rows than coefficients, the shortest one.  Only the last model is remembered.

    Theorem    E[(b_t - beta)^2] = f (1 - (1 - alpha)^(2t)) sigma2/s along an eigenvector of X'X with eigenvalue s > 0,
               f = (alpha^2 + (1 - alpha)^2) / (1 - (1 - alpha)^2)
    Corollary  it tends to f sigma2/s, and E|b_t - beta|^2 to f sigma2 tr (X'X)^+, plus the part of beta that no row
               sees, if there is one: along eigenvectors with s = 0 the fit is 0
    Theorem    f >= g with equality at alpha = g, where g = (sqrt 5 - 1)/2 = 0.618... is the golden ratio

So neither all real labels (alpha = 1, f = 1) nor equal parts (f = 2/3) are best, and the best alpha does not depend
on X, on n or on d.  It is best among constant alpha for the error in the end; for a finite t a smaller alpha may do.

Units.     sigma2 in (unit of y)^2, s in (unit of x)^2, trace = tr (X'X)^+ in (unit of x)^-2; 0 < alpha <= 1.
Assumed.   Of both noises two moments only.  Any X, of any rank.
"""

from fractions import Fraction

from sympy import Integer, Rational, sqrt

from collapse_math.assumptions import (
    FIXED_DESIGN,
    INDEPENDENT_DRAWS,
    KNOWN_NOISE,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    MIXED_LABELS,
    REPLACE,
    SHORTEST_LEAST_SQUARES,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.observed import Observed
from derivations.regression.known_noise import trace
from derivations.regression.setting import COMPOSE, b, beta, d, n, s, sigma2, t, v
from derivations.regression_loops.setting import alpha, mixed_refit

theorem = Theorem(
    "regression_loops.mixed_labels",
    says="with labels alpha real + (1 - alpha) synthetic the error levels off, and least at alpha = (sqrt 5 - 1)/2, "
    "for any X",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        KNOWN_NOISE,
        MIXED_LABELS,
        FIXED_DESIGN,
        SHORTEST_LEAST_SQUARES,
        *COMPOSE,
    ),
    symbols=(alpha, t, sigma2, s, trace),
    catalogue=("E11",),
    sources=(
        Source("Garg, Bhattacharya and Sur", 2025, "arXiv 2509.22341, for the golden ratio as a limit"),
        Source("He, Xu and Cheng", 2025, "arXiv 2502.18049, for the golden ratio"),
    ),
)
kept = 1 - alpha
f = (alpha**2 + kept**2)/(1 - kept**2)

# 1. One refit keeps 1 - alpha of the error, and adds the noise of both labels.
centre = theorem.expectation("the truth pulls", b - beta, after=mixed_refit(v), equals=kept * (b - beta))
wander = theorem.expectation(
    "the error after one refit",
    (b - beta)**2,
    after=mixed_refit(sigma2, KNOWN_NOISE),
    equals=kept**2 * (b - beta)**2 + (alpha**2 + kept**2) * sigma2/s,
)

# 2. Generations compose, from the truth on, along one and the same eigenvector.
(mean,) = theorem.over_generations(t, {centre: Integer(0)}, start={b: beta}, uses=(LINEAR_TRUTH, REPLACE))
(error,) = theorem.over_generations(
    t, {wander: f * (1 - kept ** (2 * t)) * sigma2/s}, start={b: beta}, uses=(*COMPOSE, FIXED_DESIGN)
)

# 3. Each direction adds 1/s to the trace of the pseudo-inverse.
share = f * (1 - kept ** (2 * t)) * sigma2
whole = theorem.equation(
    "a direction adds its share of the trace", share * (trace + 1/s) - error.right, share * trace, given=(error,)
)

# 4. (1 - alpha)^(2t) -> 0.
vanishes = {kept ** (2 * t): (Integer(0), GEOMETRIC_LIMIT, {r: kept**2})}
limit = theorem.limit("the error levels off", error.right, t, f * sigma2/s, vanishes, given=(error,))
whole_limit = theorem.limit(
    "that of all coefficients, too", whole.right, t, f * sigma2 * trace, vanishes, given=(whole,)
)

# 5. f - g is (2 + g) (alpha - g)^2 over what f is divided by, because g^2 = 1 - g.
g = (sqrt(5) - 1)/2
square = theorem.equation(
    "the distance from g is a square", f - g, (2 + g) * (alpha - g)**2/(1 - kept**2)
)
least = theorem.inequality("so nothing is below g", f, ">=", g, given=(square,))
attained = theorem.equation("and alpha = g is best", f.xreplace({alpha: g}), g)
halves = theorem.equation("equal parts", f.xreplace({alpha: Rational(1, 2)}), Rational(2, 3))

# For normal noise the errors are normal: along an eigenvector a multiple of chi-square with one degree of freedom.
theorem.concludes("expected_error", "E[b_t - beta] along an eigenvector", mean)
theorem.concludes(
    "coefficient_error",
    "E[(b_t - beta)^2] along an eigenvector",
    error,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n: 4, d: 1, t: 2, s: 5, sigma2: 2, alpha: Fraction(3, 5)},
        2 * error.right**2,
    ),
)
theorem.concludes("error_of_all_coefficients", "E|b_t - beta|^2 where X sees all of beta", whole)
theorem.concludes("limit_of_coefficient_error", "lim E[(b_t - beta)^2] along an eigenvector", limit)
theorem.concludes("limit_of_error_of_all_coefficients", "lim E|b_t - beta|^2 where X sees all of beta", whole_limit)
theorem.concludes("factor_from_below", "(alpha^2 + (1-alpha)^2) / (1 - (1-alpha)^2)", least)
theorem.concludes("factor_at_the_golden_ratio", "the factor at alpha = (sqrt 5 - 1)/2", attained)
theorem.concludes("factor_for_equal_parts", "the factor at alpha = 1/2", halves)

if __name__ == "__main__":
    theorem.main()
