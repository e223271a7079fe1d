"""A token survives hardly longer than a line of descent with Poisson children: bounds from above.

Setting.  As in survival, whose lower bound 1 - exp(-n p_0 g_t) is close to the truth for rare tokens.

    Theorem    P(p_t > 0) <= 1 - (1 - a_t n p_0^2 - b_t p_0) exp(-n p_0 g_t),
               a_t = 13/5 - 8/(2 t + 3) <= 13/5,   b_t = 13/5 (t - 1)
    Compare    published: 3 in place of a_t, and 3 t in place of b_t

Why.       In the last refit the token is missing with probability (1 - p)^n >= (1 - n p^2) exp(-n p).  A refit before
           it turns (1 - a n p'^2 - b p') exp(-g n p') into 1 - (a + h^2) n p^2 - (a + b) p times exp(-h n p) at least,
           with h = 1 - exp(-g).  So a_t grows by the squares of g_t, which add up to less than 13/5.

Units.     Probabilities; n >= 2 and t >= 1 are counts.
Assumed.   As in diversity.
Note.      It says something as long as (13/5)(n p_0 + t - 1) p_0 is below 1: with m copies among n as long as t and m
           are small against n/m.  For small samples it is wide: for one copy among n = 50 it is 0.59 at t = 10, where
           the probability is 0.165.
"""

from fractions import Fraction

from sympy import Expr, Integer, Rational, exp

from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import EXP_ABOVE_LINE, line
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity
from derivations.tokens import survival, survival_rate
from derivations.tokens.setting import COMPOSE, DRIFT, n, p, p_0, t_1
from derivations.tokens.survival import AFTER, alive, h
from derivations.tokens.survival_rate import g, k

MOST = Rational(13, 5)

theorem = Theorem(
    "tokens.survival_above",
    says="P(p_t > 0) <= 1 - (1 - a_t n p_0^2 - b_t p_0) exp(-n p_0 g_t) with a_t <= 13/5 and b_t = 13/5 (t - 1)",
    assumes=DRIFT,
    symbols=(n, t_1, p_0),
    catalogue=("G5",),
    sources=(Source("Suresh et al.", 2024, "arXiv 2412.17646, theorem 1, as in their notebook: 3 for 13/5"),),
)


def a(number: Expr) -> Expr:
    """What n p^2 is multiplied by after so many refits: 1 after the first."""
    return MOST - 8/(2 * number + 3)


def b(number: Expr) -> Expr:
    """What p is multiplied by after so many refits: 0 after the first."""
    return MOST * (number - 1)


# 1. (1 - p h)^n >= (1 - n p^2 h^2) exp(-n p h): exp(y) >= 1 + y gives (1 - y) exp(y) >= 1 - y^2, then Bernoulli.
tangent = theorem.inequality("one draw", exp(p * h), ">=", 1 + p * h, how=ByLemma(EXP_ABOVE_LINE, {line: p * h}))
no_sign = theorem.inequality("a power of a share", (1 - p * h)**n, ">=", Integer(0), how=Induction(n))
bernoulli = theorem.inequality(
    "n draws", (1 - p * h)**n * exp(n * p * h), ">=", 1 - n * p**2 * h**2, how=Induction(n), given=(tangent, no_sign)
)

# 2. The last refit.
once = theorem.expectation("found in the last refit", alive, after=AFTER, equals=1 - (1 - p)**n)
at_one = theorem.cites(bernoulli, {h: Integer(1)})
last = theorem.inequality(
    "which is at most", 1 - (1 - p)**n, "<=", 1 - (1 - n * p**2) * exp(-n * p), given=(at_one,)
)
first = theorem.loosened("found at most", once, last)

# 3. A refit before it, exactly: exp(-g) to the power of the count, times the count and its square.
left = exp(-g(t_1))  # so that 1 - left is g_{t+1}
share = 1 - p * (1 - left)
weight = left/share
bracket = 1 - a(t_1) * (p * weight + (n - 1) * p**2 * weight**2) - b(t_1) * p * weight
mean = theorem.expectation(
    "one refit before",
    1 - (1 - a(t_1) * n * p**2 - b(t_1) * p) * exp(-g(t_1) * n * p),
    after=AFTER,
    equals=1 - share**n * bracket,
)

# 4. The weight is 1 at most; and share^n lies between (1 - n p^2 h^2) exp(-n p h) and exp(-n p h).
positive = theorem.cites(survival_rate.positive, {k: t_1 + 1})
small = theorem.cites(survival_rate.small, {k: t_1 + 1})
plain = 1 - a(t_1) * (p + n * p**2) - b(t_1) * p
light = theorem.inequality("the weight", weight, "<=", Integer(1), given=(positive, small))
simpler = theorem.inequality("without the weight", bracket, ">=", plain, given=(light,))
power = theorem.cites(no_sign, {h: 1 - left}, given=(positive, small))
from_below = theorem.cites(bernoulli, {h: 1 - left}, given=(positive, small))
from_above = theorem.cites(survival.draws, {h: 1 - left}, given=(positive, small))
fading = exp(-n * p * (1 - left))
lost = n * p**2 * (1 - left)**2
scaled = theorem.inequality(
    "times the power", 1 - share**n * bracket, "<=", 1 - share**n * plain, given=(simpler, power)
)
swapped = theorem.inequality(
    "the power replaced",
    1 - share**n * plain,
    "<=",
    1 - fading * (plain - lost),
    given=(from_below, from_above),
)

# 5. The squares of g_{t+1} <= 2/(t + 2) are covered by what a gains.
rate = theorem.cites(survival_rate.above, {k: t_1 + 1})
kept = 1 - a(t_1 + 1) * n * p**2 - b(t_1 + 1) * p
covered = theorem.inequality("what a gains", plain - lost, ">=", kept, given=(rate, positive))
faded = theorem.inequality(
    "times what fades", 1 - fading * (plain - lost), "<=", 1 - fading * kept, given=(covered,)
)
carry = mean
for bound in (scaled, swapped, faded):
    carry = theorem.loosened("is at most", carry, bound)
survives = theorem.backwards("alive at most", t_1, first, carry, start={p: p_0}, uses=COMPOSE)

at: dict[Quantity, int | Fraction] = {n: 40, t_1: 2, p_0: Fraction(1, 40)}
seen = Observed("tokens", "first_shares", "at-most", at, level=Rational(1, 80))
theorem.concludes("alive_at_most", "P(p_t > 0)", survives, seen)

if __name__ == "__main__":
    theorem.main()
