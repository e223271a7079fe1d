"""A token survives at least as long as a line of descent with Poisson children: bounds from below.

Setting.  As in diversity.  A token with probability p_0 in the truth survives t refits if it is among the draws of
the last one (and so of every one).  g_1 = 1 and g_{t+1} = 1 - exp(-g_t), as in survival_rate.

    Theorem    P(p_t > 0) >= 1 - exp(-n p_0 g_t)
    Corollary  P(p_t > 0) >= 1 - exp(-n p_0/t)      a token with m copies, n p_0 = m, survives m refits or so
               n P(p_t > 0) >= n g_{t+1} >= n/(t + 1)   for p_0 = 1/n: of n different tokens this many are left

Why.       If a token has the share p, it is missing among n draws with probability (1 - p)^n <= exp(-n p); and the
           mean of exp(-g n p') after a refit is (1 - p (1 - exp(-g)))^n <= exp(-(1 - exp(-g)) n p).

Units.     Probabilities; n >= 2 and t >= 1 are counts.
Assumed.   As in diversity.
See also.  survival_from_above; poisson, where this bound is the exact law; lineages.
"""

from fractions import Fraction

from sympy import Integer, Rational, exp

from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import EXP_ABOVE_LINE, line
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, real
from derivations.tokens import survival_rate
from derivations.tokens.setting import COMPOSE, DRIFT, ONE_TOKEN, count, n, p, p_0, t_1
from derivations.tokens.survival_rate import g, k

h = real("h", at_least=0, at_most=1)
alive = real("alive")  # 1 where the token is among the draws, 0 where it is not

theorem = Theorem(
    "tokens.survival",
    says="P(p_t > 0) >= 1 - exp(-n p_0 g_t) >= 1 - exp(-n p_0/t): a token with m copies lasts for m refits or so",
    assumes=DRIFT,
    symbols=(n, t_1, p_0),
    catalogue=("G5",),
    sources=(Source("Suresh et al.", 2024, "arXiv 2412.17646, theorem 1, as in their notebook"),),
)
AFTER = Refit({**ONE_TOKEN.parameters, alive: 1 - count.none()}, ONE_TOKEN.draws, sizes=ONE_TOKEN.sizes)

# 1. (1 - p h)^n <= exp(-n p h), from exp(y) >= 1 + y.
single = theorem.inequality("one draw", exp(-p * h), ">=", 1 - p * h, how=ByLemma(EXP_ABOVE_LINE, {line: -p * h}))
draws = theorem.inequality("n draws", (1 - p * h)**n, "<=", exp(-n * p * h), how=Induction(n), given=(single,))
found = theorem.inequality("so", 1 - (1 - p * h)**n, ">=", 1 - exp(-n * p * h), given=(draws,))

# 2. The last refit: the token is found among its draws.
once = theorem.expectation("found in the last refit", alive, after=AFTER, equals=1 - (1 - p)**n)
first = theorem.loosened("found at least", once, theorem.cites(found, {h: Integer(1)}))

# 3. Each refit before it: exp(-g n p') is exp(-g) to the power of the count.
rate = g(t_1)
mean = theorem.expectation(
    "one refit before", 1 - exp(-rate * n * p), after=AFTER, equals=1 - (1 - p * (1 - exp(-rate)))**n
)
next_positive = theorem.cites(survival_rate.positive, {k: t_1 + 1})
next_small = theorem.cites(survival_rate.small, {k: t_1 + 1})
carry = theorem.loosened(
    "is at least", mean, theorem.cites(found, {h: 1 - exp(-rate)}, given=(next_positive, next_small))
)
survives = theorem.backwards("alive at least", t_1, first, carry, start={p: p_0}, uses=COMPOSE)

# 4. With g_t >= 1/t, and exp(-n p_0 g) falling in g: exp(-a) <= exp(-b) for a >= b, by exp(a - b) >= 1 + a - b.
rate_below = theorem.cites(survival_rate.simple, {k: t_1})
gap = n * p_0 * (rate - 1/t_1)
apart = theorem.inequality("exp of the gap", exp(gap), ">=", 1 + gap, how=ByLemma(EXP_ABOVE_LINE, {line: gap}))
above_one = theorem.inequality("is 1 at least", exp(gap), ">=", Integer(1), given=(apart, rate_below))
simple = theorem.inequality(
    "simply", 1 - exp(-n * p_0 * rate), ">=", 1 - exp(-n * p_0/t_1), given=(above_one,)
)
survives_simply = theorem.loosened("alive at least, simply", survives, simple)

at: dict[Quantity, int | Fraction] = {n: 20, t_1: 3, p_0: Fraction(1, 10)}
seen = Observed("tokens", "first_shares", "at-least", at, level=Rational(1, 40))
theorem.concludes("alive_at_least", "P(p_t > 0)", survives, seen)
theorem.concludes("alive_at_least_simply", "P(p_t > 0)", survives_simply, seen)

if __name__ == "__main__":
    theorem.main()
