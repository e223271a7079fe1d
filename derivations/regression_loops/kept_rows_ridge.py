"""If all rows are kept, ridge regression keeps its first bias, and forgets nothing more.

Setting.  As in regression.ridge, with a penalty > 0 and noise of the true variance sigma2; but the fit is to all labels
so far, on the same rows.  Along an eigenvector of X'X with eigenvalue s > 0 one fit keeps m = s/(s + penalty) of the
coefficient it is shown.

    Theorem    E[b_t] = m beta for all t >= 1: the bias of one fit
    Theorem    E[(b_t - beta)^2] = (1-m)^2 beta^2 + sigma2 sum_j s/(j s + penalty)^2, j = 1, ..., t
               and the sum is (psi_1(1 + penalty/s) - psi_1(t + 1 + penalty/s))/s
    Corollary  the error stays below (1-m)^2 beta^2 + sigma2 psi_1(1 + penalty/s)/s
    Corollary  E|b_t - beta|^2 is the sum of these over the eigenvectors, each with its own s and beta

Without memory the truth is forgotten (regression.ridge).  Here the labels made by a fit agree with it, penalty and
all, so that more of them do not pull it any further.

Units.     sigma2 in (unit of y)^2, s and the penalty in (unit of x)^2, beta in (unit of y)/(unit of x); t >= 1.
Assumed.   Of the noise two moments only.  Any number of rows and any rank will do.
"""

from sympy import Expr, Integer, Sum, polygamma

from collapse_math.assumptions import (
    ACCUMULATE,
    FIXED_DESIGN,
    INDEPENDENT_DRAWS,
    KNOWN_NOISE,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    RIDGE,
)
from collapse_math.claims import ByLemma, Induction, Telescope
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption
from collapse_math.lemmas import PSI_1_ABOVE, z
from collapse_math.matrix_axioms import SINGULAR_VALUES
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import integer
from derivations.regression.ridge import m, penalty, spectrum, truth
from derivations.regression.setting import b, beta, d, i, n, noise, over_directions, pull, s, sigma2, solution, v
from derivations.regression_loops.setting import KEPT, j

t = integer("t", at_least=1)

theorem = Theorem(
    "regression_loops.kept_rows_ridge",
    says="if all rows are kept, E[b_t] = m beta for ever: ridge regression keeps the bias of its first fit and no more",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, KNOWN_NOISE, FIXED_DESIGN, RIDGE, *KEPT),
    symbols=(d, t, sigma2, penalty, s, beta, spectrum, truth),
    catalogue=("E9",),
)


def refit(variance: Expr, *known: Assumption) -> Refit:
    """The coefficient fitted along one eigenvector: of t kept copies of the rows X'y is (t s + penalty) b."""
    errors = noise(variance, *known)
    pulled = (t * s + penalty) * b + pull(b, errors.power_sum(1))
    return Refit({b: pulled/((t + 1) * s + penalty)}, (errors,), {b: (RIDGE,)}, by=SINGULAR_VALUES, order=2)


real_labels = noise(sigma2)
first_fit = Refit(
    {b: solution(pull(beta, real_labels.power_sum(1)), penalty)},
    (real_labels,),
    {b: (RIDGE,)},
    by=SINGULAR_VALUES,
    order=2,
)

# 1. The first fit is that of regression.ridge; a later one moves by its noise alone.
one = sigma2 * s/(j * s + penalty)**2
first_mean = theorem.expectation("the first fit", b, after=first_fit, equals=m * beta)
first_error = theorem.expectation(
    "its error", (b - beta)**2, after=first_fit, equals=(1 - m)**2 * beta**2 + one.xreplace({j: Integer(1)})
)
stays = theorem.expectation("a later fit stays on average", b, after=refit(v), equals=b)
moves = theorem.expectation(
    "and adds noise",
    (b - beta)**2,
    after=refit(sigma2, KNOWN_NOISE),
    equals=(b - beta)**2 + one.xreplace({j: t + 1}),
)

# 2. Generations compose.
start = {b: beta}
(mean,) = theorem.over_generations(
    t, {stays: m * beta}, start=start, uses=(LINEAR_TRUTH, ACCUMULATE, FIXED_DESIGN), first=(first_mean,)
)
bias, spread = (1 - m)**2 * beta**2, Sum(one, (j, 1, t))
(error,) = theorem.over_generations(
    t, {moves: bias + spread}, start=start, uses=(*KEPT, FIXED_DESIGN), first=(first_error,)
)

# 3. psi_1(z+1) = psi_1(z) - 1/z^2, and psi_1 is positive.
x = penalty/s
remaining = polygamma(1, t + 1 + x)
variance = theorem.equation(
    "the variance by trigamma functions",
    spread,
    sigma2/s * (polygamma(1, 1 + x) - remaining),
    how=Telescope(-sigma2/s * polygamma(1, j + x)),
    given=(error,),
)
positive = theorem.inequality(
    "psi_1 is positive", remaining, ">", 1/(t + 1 + x), how=ByLemma(PSI_1_ABOVE, {z: t + 1 + x})
)
bound = theorem.inequality(
    "so the error is bounded", error.right, "<", bias + sigma2/s * polygamma(1, 1 + x), given=(variance, positive)
)

# 4. |b - beta|^2 is the sum of (b - beta)^2 over the eigenvectors, whatever their s and beta are.
each = {s: spectrum(i), beta: truth(i)}
whole = theorem.equation(
    "d eigenvectors",
    over_directions((bias + variance.right).xreplace(each)),
    over_directions(bias.xreplace(each)) + over_directions(variance.right.xreplace(each)),
    how=Induction(d),
    given=(error, variance),
)

# For normal noise b_t - beta is normal with the mean (m - 1) beta: hence the variance of its square.
theorem.concludes("expected_coefficient", "E[b_t] along an eigenvector", mean)
theorem.concludes(
    "coefficient_error",
    "E[(b_t - beta)^2] along an eigenvector",
    error,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n: 2, d: 1, t: 3, s: 3, sigma2: 2, penalty: 1, beta: 2},
        2 * spread**2 + 4 * bias * spread,
    ),
)
theorem.concludes("variance_of_coefficient", "Var[b_t] along an eigenvector, the sum,", variance)
theorem.concludes("bound_on_coefficient_error", "E[(b_t - beta)^2] along an eigenvector", bound)
theorem.concludes("error_of_all_coefficients", "E|b_t - beta|^2", whole)

if __name__ == "__main__":
    theorem.main()
