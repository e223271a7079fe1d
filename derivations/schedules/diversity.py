"""How much diversity a loop keeps is decided by the number of real points, not by their share.

Setting.  See setting.py.  The loop starts at the truth.  beta = 1 - (1 - alpha)^2 = 2 alpha - alpha^2, and

    x(t) = (n(t) - 1) beta(t)      twice the expected number of real points, if their share is small.

    Theorem    If the sum of 1/n(t) + alpha(t) diverges and x(t) -> R, then
                   E[V_t]           -> v_0 R/(1 + R)
                   E[(M_t - m_0)^2] -> v_0/(1 + R)
    Corollary  If x(t) grows without bound, E[V_t] -> v_0 and E[(M_t - m_0)^2] -> 0.
               If x(t) -> 0, then E[V_t] -> 0: the loop collapses.

Units.     v_0, V_t and the squared drift in (unit of x)^2; R is a pure number.
Assumed.   Only means and variances of draws.  On trust: Toeplitz's theorem on averages.
Note.      One real point per generation, alpha = 1/n, gives x -> 2 as n grows, so that two thirds of the variance
           stay: the rule of one migrant per generation of population genetics (Wright 1931).
"""

from sympy import Integer, Lambda, Limit, Sum, oo

from collapse_math.assumptions import DIVISOR_N, INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT
from collapse_math.derivation import Theorem
from collapse_math.quantities import real
from collapse_math.rules import DIVERGENCE_BY_COMPARISON, RECIPROCAL_OF_GROWTH, TOEPLITZ, average, limit, target, weight
from collapse_math.rules import a as larger
from collapse_math.rules import b as smaller
from collapse_math.rules import c as factor
from derivations.gaussian.setting import COMPOSE, t, v_0
from derivations.schedules import drift as drift_theorem
from derivations.schedules.setting import alpha, drift, k, n, s

R = real("R", at_least=0)
D = real("D")

theorem = Theorem(
    "schedules.diversity",
    says="if (n - 1)(2 alpha - alpha^2) -> R and the sum of 1/n + alpha diverges, E[V_t] -> v_0 R/(1 + R)",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT, DIVISOR_N, *COMPOSE),
    symbols=(n, alpha, t, v_0, R),
    catalogue=("F5", "F6", "D1"),
)


real_points = Lambda(s, (n(s) - 1) * (2 * alpha(s) - alpha(s)**2))
x = real_points(t + 1)
w = Lambda(s, 1 - (1 - 1/n(s)) * (1 - alpha(s))**2)

# 1. What is supposed of the two schedules.
endless = theorem.suppose(
    "the sum of 1/n(t) + alpha(t) diverges", Limit(Sum(1/n(k) + alpha(k), (k, 1, t)), t, oo), "=", oo
)
settles = theorem.suppose("(n(t) - 1) beta(t) -> R", Limit(x, t, oo), "=", R)
grows = theorem.suppose("(n(t) - 1) beta(t) -> infinity", Limit(x, t, oo), "=", oo)

# 2. D_{t+1} is an average of D_t and 1/(1 + x), with weights w whose sum diverges.
heavy = theorem.by_rule(
    "the weights sum to infinity",
    DIVERGENCE_BY_COMPARISON,
    {smaller: Lambda(s, 1/n(s) + alpha(s)), larger: w, factor: Integer(2)},
    given=(endless,),
)
aim = theorem.limit("where 1/(1 + x) tends", 1/(1 + x), t, 1/(1 + R), {x: settles})
none = theorem.by_rule(
    "or vanishes", RECIPROCAL_OF_GROWTH, {larger: real_points}, given=(grows,)
)
average_of = {
    average: Lambda(s, drift(s)),
    weight: w,
    target: Lambda(s, 1/(1 + real_points(s))),
}
share = theorem.by_rule("D_t follows", TOEPLITZ, {**average_of, limit: 1/(1 + R)}, given=(heavy, aim))
gone = theorem.by_rule("D_t vanishes", TOEPLITZ, {**average_of, limit: Integer(0)}, given=(heavy, none))

# 3. What that means for both parts of v_0.
spread, wandered = theorem.cites(drift_theorem.spread), theorem.cites(drift_theorem.wandered)
inside, outside = Lambda(D, v_0 * (1 - D)), Lambda(D, v_0 * D)
follows, vanishes = {drift(t): share}, {drift(t): gone}
kept = theorem.limit(
    "the spread that stays", spread.right, t, v_0 * R/(1 + R), follows, form=inside, given=(spread,)
)
moved = theorem.limit(
    "the distance of the mean", wandered.right, t, v_0/(1 + R), follows, form=outside, given=(wandered,)
)
whole = theorem.limit("all the spread stays", spread.right, t, v_0, vanishes, form=inside, given=(spread,))
still = theorem.limit(
    "the mean comes to the truth", wandered.right, t, Integer(0), vanishes, form=outside, given=(wandered,)
)

theorem.concludes("variance_kept", "lim E[V_t]", kept)
theorem.concludes("squared_drift", "lim E[(M_t - m_0)^2]", moved)
theorem.concludes("all_variance_kept", "lim E[V_t]", whole)
theorem.concludes("no_drift", "lim E[(M_t - m_0)^2]", still)

if __name__ == "__main__":
    theorem.main()
