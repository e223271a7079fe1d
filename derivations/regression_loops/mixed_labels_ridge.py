"""With a ridge penalty, mix in more real labels than synthetic ones: the best share is above 1/2 for every design.

Setting.  As in mixed_labels, but the fit is ridge regression with a penalty > 0.  Along an eigenvector of X'X with
eigenvalue s > 0 a fit keeps m = s/(s + penalty) of what it is shown, and k = m (1 - alpha) of the last fit.

    Theorem    E[b_t - beta] = -beta (1-m)/(1-m+alpha m) (1 - k^t)
    Theorem    E[(b_t - beta)^2] is the square of that plus
               sigma2 s/(s + penalty)^2 (alpha^2 + (1-alpha)^2)/(1 - k^2) (1 - k^(2t))
    Corollary  in the limit both terms fall in alpha as long as alpha <= 1/2: whatever the spectrum, the penalty and
               beta are, the sum over the eigenvectors falls there, and the best alpha is above 1/2

More real labels lessen the bias at any alpha.  As for the noise, at alpha = 1/2 the two labels average out best, but
a little more real data still shortens the memory of the noise.

Units.     sigma2 in (unit of y)^2, s and the penalty in (unit of x)^2, beta in (unit of y)/(unit of x).
Assumed.   Of both noises two moments only.  Any X, of any rank; along eigenvectors with s = 0 the fit is 0.
"""

from fractions import Fraction

from sympy import Integer, Sum

from collapse_math.assumptions import (
    FIXED_DESIGN,
    INDEPENDENT_DRAWS,
    KNOWN_NOISE,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    MIXED_LABELS,
    REPLACE,
    RIDGE,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.observed import Observed
from collapse_math.quantities import real
from derivations.regression.ridge import m, penalty, spectrum, truth
from derivations.regression.setting import COMPOSE, b, beta, d, i, n, s, sigma2, t, v
from derivations.regression_loops.setting import alpha, mixed_refit

theorem = Theorem(
    "regression_loops.mixed_labels_ridge",
    says="with a ridge penalty the best share of real labels is above 1/2 for every spectrum of X'X, penalty and beta",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, KNOWN_NOISE, MIXED_LABELS, FIXED_DESIGN, RIDGE, *COMPOSE),
    symbols=(alpha, d, t, sigma2, penalty, s, beta),
    catalogue=("E12",),
    sources=(
        Source("Garg, Bhattacharya and Sur", 2025, "arXiv 2509.22341, for alpha >= 1/2 in three models of the design"),
    ),
)
k = m * (1 - alpha)

# 1. Along one eigenvector (s + penalty) b' = alpha (s beta + sqrt(s) u_r) + (1 - alpha) (s b + sqrt(s) u_s).
pulled = k * (b - beta) - (1 - m) * beta
any_noise = mixed_refit(v, penalty=penalty, by=RIDGE)
centre = theorem.expectation("the truth pulls, and the penalty", b - beta, after=any_noise, equals=pulled)
refit = mixed_refit(sigma2, KNOWN_NOISE, penalty=penalty, by=RIDGE)
likewise = theorem.expectation("with known noise as well", b - beta, after=refit, equals=pulled)
noise = sigma2 * s/(s + penalty)**2 * (alpha**2 + (1 - alpha)**2)
wander = theorem.expectation(
    "the error after one refit",
    (b - beta)**2,
    after=refit,
    equals=pulled**2 + noise,
)

# 2. Generations compose, along one and the same eigenvector.
bias = -beta * (1 - m)/(1 - m + alpha * m)
spread = noise/(1 - k**2)
(mean,) = theorem.over_generations(
    t, {centre: bias * (1 - k**t)}, start={b: beta}, uses=(LINEAR_TRUTH, REPLACE, FIXED_DESIGN)
)
_, error = theorem.over_generations(
    t,
    {likewise: bias * (1 - k**t), wander: bias**2 * (1 - k**t)**2 + spread * (1 - k ** (2 * t))},
    start={b: beta},
    uses=(*COMPOSE, FIXED_DESIGN),
)

# 3. k^t -> 0.
vanishes = {k**t: (Integer(0), GEOMETRIC_LIMIT, {r: k}), k ** (2 * t): (Integer(0), GEOMETRIC_LIMIT, {r: k**2})}
limit = theorem.limit("the error levels off", error.right, t, bias**2 + spread, vanishes, given=(error,))

# 4. Both terms fall as alpha grows up to 1/2: the first at any alpha, the second since 2 alpha - 1 <= 0 there.
low = real("alpha", above=0, at_most=Fraction(1, 2))
kept = 1 - low
below = {alpha: low}
bias_slope = -2 * m * beta**2 * (1 - m)**2/(1 - m + low * m)**3
noise_slope = (
    sigma2 * s/(s + penalty)**2
    * ((4 * low - 2) * (1 - m**2 * kept**2) - 2 * m**2 * kept * (low**2 + kept**2))/(1 - m**2 * kept**2)**2
)
slope = theorem.derivative(
    "how the error in the end falls with alpha", limit.right.xreplace(below), low, bias_slope + noise_slope
)
falls = theorem.inequality("it falls up to 1/2", slope.right, "<", Integer(0), given=(slope, error))

# 5. |b - beta|^2 is the sum over the eigenvectors, each with its own s and beta, and so is its slope.
each = slope.right.xreplace({s: spectrum(i), beta: truth(i)})
next_one = theorem.inequality(
    "one more eigenvector", each.xreplace({i: d + 1}), "<", Integer(0), given=(falls,)
)
every_design = theorem.inequality(
    "so does the error of all coefficients, whatever the spectrum",
    Sum(each, (i, 1, d)),
    "<",
    Integer(0),
    how=Induction(d),
    given=(next_one,),
)

# For normal noise b_t - beta is normal with a mean: hence the variance of its square.
off, variance = mean.right, spread * (1 - k ** (2 * t))
theorem.concludes("expected_error", "E[b_t - beta] along an eigenvector", mean)
theorem.concludes(
    "coefficient_error",
    "E[(b_t - beta)^2] along an eigenvector",
    error,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n: 2, d: 1, t: 2, s: 9, sigma2: 2, penalty: 1, beta: 1, alpha: Fraction(2, 5)},
        2 * variance**2 + 4 * off**2 * variance,
    ),
)
theorem.concludes("limit_of_coefficient_error", "lim E[(b_t - beta)^2] along an eigenvector", limit)
theorem.concludes("slope_along_an_eigenvector", "d/d alpha lim E[(b_t - beta)^2] for alpha <= 1/2", falls)
theorem.concludes("slope_for_every_design", "d/d alpha lim E|b_t - beta|^2 for alpha <= 1/2", every_design)

if __name__ == "__main__":
    theorem.main()
