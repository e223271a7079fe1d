"""With divisor n - 1, too, the fit diverges from the truth linearly and the truth from the fit exponentially.

Setting.  As in divergence, but the sum of squares is divided by n - 1.

    Theorem    E KL(fit t || truth) = t (1/n - L)/2,   L = psi((n-1)/2) + log 2 - log(n-1) < -1/(n-1)
               E KL(truth || fit t) = (3n-1)/(4n) (h^t - 1) + t L/2,   h = (n-1)/(n-3),  for n >= 4

Why.       Here E[V_t] stays and Var[M_t] = t v_0/n grows: the drift of the mean is paid for in full, the
           variance on average not at all, its logarithm still falls by -L per refit.

Units.     Nats; n and t >= 0 are counts, n >= 2 in the first and n >= 4 in the second result.
Assumed.   Normal draws.
"""

from sympy import Integer, Mul, Rational, log, polygamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, LINEAR_GEOMETRIC_LIMIT, r
from collapse_math.quantities import integer
from derivations.gaussian import divergence, typical_decay_unbiased, unbiased_divisor
from derivations.gaussian.setting import COMPOSE, TRUTH, m, m_0, mean_of, n, normal_refit, t, v, v_0

n_4 = integer("n", at_least=4)

theorem = Theorem(
    "gaussian.divergence_unbiased",
    says="for divisor n - 1, E KL(fit t || truth) = t (1/n - L)/2 and E KL(truth || fit t) grows like ((n-1)/(n-3))^t",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0),
    catalogue=("B7",),
)

# 1. Both divergences as functions of the fit, and how far the logarithm of its variance falls per refit.
forward, reverse = theorem.cites(divergence.forward), theorem.cites(divergence.reverse)
level, negative = theorem.cites(typical_decay_unbiased.level), theorem.cites(typical_decay_unbiased.negative)
L = typical_decay_unbiased.L

# 2. Fit from truth: E[V_t] = v_0 drops out, the drift t v_0/n of the mean and the logarithm stay.
within, between = theorem.cites(unbiased_divisor.within), theorem.cites(unbiased_divisor.between)
linear = theorem.by_linearity(
    "E KL(fit || truth)",
    forward.right,
    {within: 1/(2 * v_0), between: 1/(2 * v_0), level: -Rational(1, 2)},
    rest=(log(v_0) - 1)/2,
    equals=t * (1/n - L)/2,
)
pace = theorem.inequality("its growth per refit", (1/n - L)/2, ">", 1/(2 * n), given=(negative, linear))

# 3. Truth from fit: E[1/V_t] and E[(M_t - m_0)^2/V_t] exist for n >= 4, and the first feeds the second.
h, L_4 = (n_4 - 1)/(n_4 - 3), L.xreplace({n: n_4})
after = normal_refit("n-1", n_4)
inverse = theorem.expectation("the inverse grows by h", 1/v, after=after, equals=h/v)
scaled = theorem.expectation(
    "and the drift in its units", (m - m_0)**2/v, after=after, equals=h * ((m - m_0)**2/v + 1/n_4)
)
inverses, drifts = theorem.over_generations(
    t, {inverse: h**t/v_0, scaled: (n_4 - 1)/(2 * n_4) * (h**t - 1)}, start=TRUTH, uses=COMPOSE
)
level_4 = theorem.cites(typical_decay_unbiased.level, {n: n_4})
share = (3 * n_4 - 1)/(4 * n_4)
exponential = theorem.by_linearity(
    "E KL(truth || fit)",
    reverse.right,
    {inverses: v_0/2, drifts: Rational(1, 2), level_4: Rational(1, 2)},
    rest=-(1 + log(v_0))/2,
    equals=share * (h**t - 1) + t * L_4/2,
)

# 4. In the second the power h^t outgrows all else: q^t and t q^t vanish for q = 1/h = 1 - 2/(n-1).
q = 1 - 2/(n_4 - 1)
rate = theorem.limit(
    "limit in units of h^t",
    exponential.right/h**t,
    t,
    share,
    {
        q**t: (Integer(0), GEOMETRIC_LIMIT, {r: q}),
        t * q**t: (Integer(0), LINEAR_GEOMETRIC_LIMIT, {r: q}),
    },
    form=share * (1 - q**t) + Mul(L_4/2, t * q**t, evaluate=False),
    given=(exponential,),
)

# Held against a simulation, with bounds as in divergence: there E[V_t^2] = v_0^2 (1 + 2/(n-1))^t.
squares = (1 + 2/(n - 1))**t
square_of_log = t * polygamma(1, (n - 1)/2) + (t * L)**2
spread = (squares - 1 + square_of_log + 3 * (t/n)**2 * squares)/2 - linear.right**2
k = (n_4 - 1)**2/((n_4 - 3) * (n_4 - 5))
g = log((n_4 - 1)/2) - polygamma(0, (n_4 - 3)/2)
square_of_a = k**t + 1 + square_of_log.xreplace({n: n_4}) - 2 * h**t * (1 + t * g) - 2 * t * L_4
spread_4 = (square_of_a + 3 * (t/n_4)**2 * k**t)/2 - exponential.right**2
theorem.concludes(
    "expected_divergence_of_fit_from_truth",
    "E KL(fit t || truth)",
    linear,
    mean_of("divergences_of_fit_from_truth", spread, points=3, refits=2),
)
theorem.concludes("pace_of_divergence_of_fit_from_truth", "E KL(fit t || truth) per refit", pace)
theorem.concludes(
    "expected_divergence_of_truth_from_fit",
    "E KL(truth || fit t)",
    exponential,
    mean_of("divergences_of_truth_from_fit", spread_4, points=10, refits=1, size=n_4),
)
theorem.concludes("pace_of_divergence_of_truth_from_fit", "lim E KL(truth || fit t)/h^t", rate)

if __name__ == "__main__":
    theorem.main()
