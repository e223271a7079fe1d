"""The circulating limit (1-q)/(1-q+q/n) leaves out the variance between real and synthetic points.

Setting.  As in pooled_fit: r real and s synthetic points per generation, n = r + s, divisor n, q = s/n.

    Claimed    E[V_t] -> v_0 (1-q)/(1-q+q/n)
    Theorem    that is where V' = (1-q) v_0 + q (1-1/n) V stays; one refit gives, on average,
               V' - that = (m^2 (1-q) q n - (1-q) v_0)/n
    Refuted    r = 1, s = 3:  4/7 of v_0 is claimed, and 3/5 is true
    Corollary  r = 1:  the claim tends to v_0/2 as s grows, and the truth to 2 v_0/3: a quarter is missing

The claimed recursion charges the loss 1 - 1/n to the synthetic points alone, and forgets that real and synthetic points
lie apart by the error of the last mean.

Units.     v_0 and V_t in (unit of x)^2; r, s >= 1 and t >= 0 are counts; q has none.
Assumed.   Independent draws with the two moments of their source; no normality.
"""

from sympy import Integer, Rational

from collapse_math.assumptions import (
    COMMON_MEAN,
    CONSTANT_SIZE,
    DIVISOR_N,
    FRESH_REAL_POINTS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import RECIPROCAL_LIMIT
from collapse_math.lemmas import n as number
from derivations.fresh_data import pooled_fit
from derivations.fresh_data.setting import COMPOSE, m, n, pooled, r, s, v, v_0

theorem = Theorem(
    "fresh_data.without_between",
    says="the limit v_0 (1-q)/(1-q+q/n) that circulates is not that of E[V_t]: 4/7 for 3/5 of v_0 at r = 1, s = 3",
    assumes=(
        INDEPENDENT_DRAWS, MATCHING_MOMENTS, FRESH_REAL_POINTS, COMMON_MEAN, DIVISOR_N, CONSTANT_SIZE, *COMPOSE
    ),
    symbols=(r, s, v_0),
    catalogue=("D1",),
)

# 1. The recursion behind the claim, and what one refit does.
q = s/n
claimed = v_0 * (1 - q)/(1 - q + q/n)
guess = (1 - q) * v_0 + q * (1 - 1/n) * v
stays = theorem.equation("where the guess stays", guess.xreplace({v: claimed}), claimed)
error = theorem.expectation(
    "one refit, beside the guess", v, after=pooled("n"), equals=guess + (m**2 * (1 - q) * q * n - (1 - q) * v_0)/n
)

# 2. The true limit, and the claim at one point.
truth = theorem.cites(pooled_fit.share)
point = {r: Integer(1), s: Integer(3)}
said = theorem.equation("claimed at r = 1, s = 3", claimed.xreplace(point), Rational(4, 7) * v_0, given=(stays,))
true = theorem.equation("true at r = 1, s = 3", pooled_fit.kept.xreplace(point), Rational(3, 5) * v_0, given=(truth,))
refuted = theorem.inequality("they differ", said.left, "<", pooled_fit.kept.xreplace(point), given=(said, true))

# 3. One real point among many.
one, many = {r: Integer(1)}, {1/s: (Integer(0), RECIPROCAL_LIMIT, {number: s})}
half = theorem.limit(
    "what is claimed", claimed.xreplace(one), s, v_0/2, many, form=v_0 * (1 + 1/s)/(2 + 1/s), given=(stays,)
)
two_thirds = theorem.limit(
    "what is true", pooled_fit.kept.xreplace(one), s, 2 * v_0/3, many, form=2 * v_0/(3 + 1/s), given=(truth,)
)

theorem.concludes("where_the_guess_stays", "the claim", stays)
theorem.concludes("error_of_the_guess", "E[V' | m, v]", error)
theorem.concludes("claimed_value", "the claim at r = 1, s = 3", said)
theorem.concludes("true_value", "lim E[V_t] at r = 1, s = 3", true)
theorem.concludes("refuted", "the claim at r = 1, s = 3", refuted)
theorem.concludes("claimed_among_many", "the claim at r = 1, s -> oo", half)
theorem.concludes("true_among_many", "lim E[V_t] at r = 1, s -> oo", two_thirds)

if __name__ == "__main__":
    theorem.main()
