"""The divergence of a refitted Gaussian from the truth grows linearly, that of the truth from it exponentially.

Setting.  A normal law is refitted to n of its own draws with divisor n.  KL(p || q) is the mean of log(p/q)
over draws from p; fit t is N(M_t, V_t), the truth N(m_0, v_0).

    Lemma      KL(N(m, v) || N(m_0, v_0)) = (v/v_0 + (m - m_0)^2/v_0 - 1 - log(v/v_0))/2
    Theorem    E KL(fit t || truth) = -t L/2,  exactly,          L = psi((n-1)/2) + log 2 - log n < 0
               E KL(truth || fit t) = (2/3) (h^t - 1) + t L/2,   h = n/(n-3),  for n >= 4

Why.       In the first, what V_t loses (M_t - m_0)^2 gains (variance_decay); only the logarithm is left.  The
           second divides by V_t, and E[1/V_t] grows by the factor h; for n = 2, 3 it is infinite (sample.chi_square).

Units.     Nats; n and t >= 0 are counts, n >= 2 in the first and n >= 4 in the second result.
Assumed.   Normal draws.
"""

from sympy import Integer, Mul, Rational, log, polygamma

from collapse_math.assumptions import CONSTANT_SIZE, DIVISOR_N, GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, LINEAR_GEOMETRIC_LIMIT, r
from collapse_math.quantities import integer
from derivations.gaussian import typical_decay, variance_decay
from derivations.gaussian.setting import (
    COMPOSE,
    TRUTH,
    log_density,
    m,
    m_0,
    mean_of,
    n,
    normal_draw,
    normal_refit,
    t,
    v,
    v_0,
)

n_4 = integer("n", at_least=4)

theorem = Theorem(
    "gaussian.divergence",
    says="E KL(fit t || truth) = -t L/2 exactly; E KL(truth || fit t) = (2/3) (h^t - 1) + t L/2, h = n/(n-3), n >= 4",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, m_0, v_0),
    catalogue=("B7",),
)

# 1. The divergence of two normal laws, from the definition: the mean of log(p/q) over one draw from p.
forward = theorem.expectation(
    "KL(fit || truth)",
    log_density(m, v) - log_density(m_0, v_0),
    after=normal_draw(m, v),
    equals=(v/v_0 + (m - m_0)**2/v_0 - 1 - log(v) + log(v_0))/2,
)
reverse = theorem.expectation(
    "KL(truth || fit)",
    log_density(m_0, v_0) - log_density(m, v),
    after=normal_draw(m_0, v_0),
    equals=(v_0/v + (m - m_0)**2/v - 1 + log(v) - log(v_0))/2,
)

# 2. Fit from truth: E[V_t] and E[(M_t - m_0)^2] add up to v_0 at every t, which leaves the logarithm.
within, between = theorem.cites(variance_decay.within), theorem.cites(variance_decay.between)
level = theorem.cites(typical_decay.level)
L = typical_decay.L
linear = theorem.by_linearity(
    "E KL(fit || truth)",
    forward.right,
    {within: 1/(2 * v_0), between: 1/(2 * v_0), level: -Rational(1, 2)},
    rest=(log(v_0) - 1)/2,
    equals=-t * L/2,
)
negative = theorem.cites(typical_decay.negative)
pace = theorem.inequality("its growth per refit", -L/2, ">", Integer(0), given=(negative, linear))

# 3. Truth from fit: E[1/V_t] and E[(M_t - m_0)^2/V_t] exist for n >= 4, and the first feeds the second.
h = n_4/(n_4 - 3)
after = normal_refit("n", n_4)
inverse = theorem.expectation("the inverse grows by h", 1/v, after=after, equals=h/v)
scaled = theorem.expectation(
    "and the drift in its units", (m - m_0)**2/v, after=after, equals=h * ((m - m_0)**2/v + 1/n_4)
)
inverses, drifts = theorem.over_generations(
    t, {inverse: h**t/v_0, scaled: (h**t - 1)/3}, start=TRUTH, uses=COMPOSE
)
level_4, L_4 = theorem.cites(typical_decay.level, {n: n_4}), L.xreplace({n: n_4})
exponential = theorem.by_linearity(
    "E KL(truth || fit)",
    reverse.right,
    {inverses: v_0/2, drifts: Rational(1, 2), level_4: Rational(1, 2)},
    rest=-(1 + log(v_0))/2,
    equals=2 * (h**t - 1)/3 + t * L_4/2,
)

# 4. In the second the power h^t outgrows all else: q^t and t q^t vanish for q = 1/h = 1 - 3/n.
q = 1 - 3/n_4
rate = theorem.limit(
    "limit in units of h^t",
    exponential.right/h**t,
    t,
    Rational(2, 3),
    {
        q**t: (Integer(0), GEOMETRIC_LIMIT, {r: q}),
        t * q**t: (Integer(0), LINEAR_GEOMETRIC_LIMIT, {r: q}),
    },
    form=2 * (1 - q**t)/3 + Mul(L_4/2, t * q**t, evaluate=False),
    given=(exponential,),
)

# Held against a simulation.  Both are (A + B)/2 with A = y - 1 - log y >= 0 and B >= 0, so that their squares are
# at most (A^2 + B^2)/2.  For y = V/v_0: A^2 <= (y - 1)^2 + (log y)^2 and E[B^2] <= 3 (t/n)^2 (variance_decay).
square_of_log = t * polygamma(1, (n - 1)/2) + (t * L)**2
square_of_gap = (1 - 1/n**2)**t - 2 * (1 - 1/n)**t + 1
spread = (square_of_gap + square_of_log + 3 * (t/n)**2)/2 - linear.right**2
# For y = v_0/V: E[A^2] from E[y^2] = k^t, from E[y] = h^t and its derivative E[y log y] = t h^t g; E[B^2] is at
# most 3 (t/n)^2 k^t.  All this takes n >= 6.
k = n_4**2/((n_4 - 3) * (n_4 - 5))
g = log(n_4/2) - polygamma(0, (n_4 - 3)/2)
square_of_a = k**t + 1 + square_of_log.xreplace({n: n_4}) - 2 * h**t * (1 + t * g) - 2 * t * L_4
spread_4 = (square_of_a + 3 * (t/n_4)**2 * k**t)/2 - exponential.right**2
theorem.concludes("divergence_of_fit_from_truth", "KL(N(m, v) || N(m_0, v_0))", forward)
theorem.concludes("divergence_of_truth_from_fit", "KL(N(m_0, v_0) || N(m, v))", reverse)
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
