"""A loop that starts wrong learns the truth if it sees enough real data, at whatever share.

Setting.  See setting.py.  The loop starts at a fit (m_1, v_1) that need not be the truth.  As in diversity.py, x(t) is
(n(t) - 1) beta(t), about twice the expected number of real points of generation t if their share is small.

    Theorem    E[(M_t - m_0)^2] = A_t,  A_{t+1} = (1 - 1/n)(1 - alpha)^2 A_t + S_{t+1}/n,  S_t as in conservation.py
    Corollary  If the sum of alpha(t) diverges and x(t) grows without bound, E[(M_t - m_0)^2] -> 0 and E[V_t] -> v_0.
               If it diverges and x(t) -> R, then E[(M_t - m_0)^2] -> v_0/(1 + R).
               If the sum converges, the share of m_1 - m_0 that is left for ever is positive.

Units.     m_0, m_1 in (unit of x), v_0, v_1 and A_t in (unit of x)^2; R is a pure number; n(t), t are counts.
Assumed.   Means and variances of draws only.  On trust: Toeplitz's theorem, and when infinite products vanish.
Note.      alpha(t) = (t+1)^(-1/2) with n(t) = t + 1 learns the truth although the share of real data tends to zero.
"""

from sympy import Expr, Integer, Lambda, Limit, Sum, oo

from collapse_math import rules
from collapse_math.assumptions import DIVISOR_N, INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT
from collapse_math.derivation import Theorem
from collapse_math.quantities import real
from collapse_math.results import Fact
from derivations.gaussian.setting import COMPOSE, m, m_0, t, v, v_0
from derivations.schedules.conservation import START, m_1, v_1
from derivations.schedules.diversity import R, real_points
from derivations.schedules.setting import REFIT, alpha, forgotten, k, kept, n, next_alpha, next_n, s

theorem = Theorem(
    "schedules.learning",
    says="if the sum of alpha(t) diverges and alpha(t) n(t) grows without bound, the loop learns mean and variance",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT, DIVISOR_N, *COMPOSE),
    symbols=(n, alpha, t, m_0, v_0, m_1, v_1, R),
    catalogue=("F0", "F5"),
)
S_next, share = real("S_next"), real("share")
S = Lambda(s, v_0 + (v_1 + (m_1 - m_0)**2 - v_0) * forgotten(s))
A = Lambda(s, kept(s) * ((m_1 - m_0)**2 + Sum(S(k)/(n(k) * kept(k)), (k, 1, s))))

# 1. One refit, and closed forms from any start: the mean square S_t and the squared distance A_t of the mean.
squares, distance = v + (m - m_0)**2, (m - m_0)**2
following = (1 - next_alpha) * squares + next_alpha * v_0
one = theorem.expectation("spread and distance together", squares, after=REFIT, equals=following)
moved = theorem.expectation(
    "the distance of the mean",
    distance,
    after=REFIT,
    equals=(1 - 1/next_n) * (1 - next_alpha)**2 * distance + following/next_n,
)
total, wandered = theorem.over_generations(t, {one: S(t), moved: A(t)}, start=START, uses=COMPOSE)
spread = theorem.by_linearity(
    "the spread is the rest", v, {total: Integer(1), wandered: Integer(-1)}, equals=S(t) - A(t), rest=Integer(0)
)

# 2. What is supposed of the shares and of the numbers of real points.
shares = Limit(Sum(alpha(k), (k, 1, t)), t, oo)
endless = theorem.suppose("the sum of alpha(t) diverges", shares, "=", oo)
short = theorem.suppose("the sum of alpha(t) converges", shares, "<", oo)
grows = theorem.suppose("(n(t) - 1) beta(t) -> infinity", Limit(real_points(t + 1), t, oo), "=", oo)
settles = theorem.suppose("(n(t) - 1) beta(t) -> R", Limit(real_points(t + 1), t, oo), "=", R)

# 3. The start is forgotten if and only if the sum diverges.
start_lost = theorem.by_rule(
    "the start is forgotten", rules.VANISHING_PRODUCT, {rules.share: Lambda(s, alpha(s))}, given=(endless,)
)
start_kept = theorem.by_rule(
    "or a part of it stays", rules.POSITIVE_PRODUCT, {rules.part: Lambda(s, alpha(s))}, given=(short,)
)
settled = theorem.limit("S_t -> v_0", S(t), t, v_0, {forgotten(t): start_lost})
next_settled = theorem.by_rule(
    "and one later", rules.SHIFTED_LIMIT, {rules.average: Lambda(s, S(s)), rules.limit: v_0}, given=(settled,)
)

# 4. A_{t+1} is an average of A_t and S_{t+1}/(1 + x), whose weights are at least alpha.
w = Lambda(s, 1 - (1 - 1/n(s)) * (1 - alpha(s))**2)
heavy = theorem.by_rule(
    "the weights sum to infinity",
    rules.DIVERGENCE_BY_COMPARISON,
    {rules.b: Lambda(s, alpha(s)), rules.a: w, rules.c: Integer(2)},
    given=(endless,),
)
none = theorem.by_rule("1/(1 + x) vanishes", rules.RECIPROCAL_OF_GROWTH, {rules.a: real_points}, given=(grows,))
x = real_points(t + 1)
some = theorem.limit("or settles", 1/(1 + x), t, 1/(1 + R), {x: settles})


def average_tends(title: str, value: Expr, reciprocal: Fact) -> Fact:
    """The limit of A_t, from that of 1/(1 + x)."""
    product = theorem.limit(
        "the target",
        S(t + 1)/(1 + x),
        t,
        value,
        {S(t + 1): next_settled, 1/(1 + x): reciprocal},
        form=Lambda((S_next, share), S_next * share),
    )
    at = {rules.average: A, rules.weight: w, rules.target: Lambda(s, S(s)/(1 + real_points(s))), rules.limit: value}
    follows = theorem.by_rule("A_t follows its target", rules.TOEPLITZ, at, given=(heavy, product))
    return theorem.limit(title, A(t), t, value, {A(t): follows}, form=Lambda(S_next, S_next), given=(wandered,))


learned = average_tends("the mean is learned", Integer(0), none)
error = average_tends("or a part of v_0 stays as error", v_0/(1 + R), some)

# 5. With the mean, the variance is learned.
variance = theorem.limit(
    "the variance is learned",
    spread.right,
    t,
    v_0,
    {S(t): settled, A(t): learned},
    form=Lambda((S_next, share), S_next - share),
    given=(spread,),
)

theorem.concludes("squared_drift", "E[(M_t - m_0)^2]", wandered)
theorem.concludes("mean_learned", "lim E[(M_t - m_0)^2]", learned)
theorem.concludes("variance_learned", "lim E[V_t]", variance)
theorem.concludes("error", "lim E[(M_t - m_0)^2]", error)
theorem.concludes("start_kept", "lim prod (1 - alpha(j))", start_kept)

if __name__ == "__main__":
    theorem.main()
