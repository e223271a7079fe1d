"""Poisson laws refitted to their own samples: every chain ends at zero, while the mean over chains never moves.

Setting.  A Poisson law is fitted by its mean; each generation draws n points from the law with the present mean m and
refits.  A law with mean 0 draws zeros for ever.  g_1 = 1 and g_{t+1} = 1 - exp(-g_t), as in survival_rate.

    Theorem    P(m_t > 0) = 1 - exp(-n m_0 g_t)      exactly
               E[m_t] = m_0,   Var[m_t] = t m_0/n
    Corollary  P(m_t > 0) <= 2 n m_0/(t + 1) -> 0

Why.       The total of n draws is Poisson with mean n m: as if each of the n m units that were drawn last had a
           Poisson number of descendants with mean 1, which is a critical branching process.

Units.     m in counts per draw; n >= 2 and t >= 1 are counts.
Assumed.   Independent Poisson draws.
Note.      So the mean is kept up by ever fewer chains: where the law is not yet zero, its mean is (t + 1)/(2 n) or
           more on average, however small m_0 was.
"""

from fractions import Fraction

from sympy import Integer, exp

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    POISSON_DRAWS,
    REPLACE,
)
from collapse_math.claims import ByLemma
from collapse_math.counts import PoissonTotal
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import EXP_ABOVE_LINE, RECIPROCAL_LIMIT, line
from collapse_math.lemmas import n as any_n
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, real
from derivations.families.setting import v0, v1, v2
from derivations.tokens import survival_rate
from derivations.tokens.setting import n, t, t_1
from derivations.tokens.survival_rate import g, k

mean, mean_0 = real("m", at_least=0), real("m_0", at_least=0)
alive = real("alive")  # 1 where the mean is not 0, and 0 where it is

theorem = Theorem(
    "tokens.poisson",
    says="a refitted Poisson law is not yet zero with probability 1 - exp(-n m_0 g_t) -> 0, while E[m_t] = m_0",
    assumes=(INDEPENDENT_DRAWS, POISSON_DRAWS, CONSTANT_SIZE, REPLACE, FRESH_RANDOMNESS),
    symbols=(n, t, mean_0),
    catalogue=("G6", "Z2"),
    sources=(Source("Suresh et al.", 2024, "arXiv 2412.17646, theorem 2"),),
)
COMPOSE = (REPLACE, FRESH_RANDOMNESS)

# 1. The total of n Poisson draws is a Poisson variable X with mean n m.
total = PoissonTotal("x", n, (POISSON_DRAWS,), (INDEPENDENT_DRAWS,), mean)
AFTER = Refit({mean: total.count()/n, alive: 1 - total.none()}, (total,), sizes=(CONSTANT_SIZE,))
stay = theorem.expectation("the mean is kept on average", mean, after=AFTER, equals=mean)
wander = theorem.expectation(
    "its steps", (mean - mean_0)**2, after=AFTER, equals=(mean - mean_0)**2 + mean/n
)
level, spread = theorem.over_generations(
    t, {stay: mean_0, wander: t * mean_0/n}, start={mean: mean_0}, uses=COMPOSE
)

# 2. The last refit, and each one before it: exp(-g X) has the mean exp(-n m (1 - exp(-g))).
first = theorem.expectation("not zero after one refit", alive, after=AFTER, equals=1 - exp(-n * mean))
rate = g(t_1)
carry = theorem.expectation(
    "one refit before", 1 - exp(-n * mean * rate), after=AFTER, equals=1 - exp(-n * mean * (1 - exp(-rate)))
)
survives = theorem.backwards("not zero", t_1, first, carry, start={mean: mean_0}, uses=COMPOSE)

# 3. 1 - exp(-y) <= y, and g_t <= 2/(t + 1).
exponent = n * mean_0 * rate
tangent = theorem.inequality(
    "tangent", exp(-exponent), ">=", 1 - exponent, how=ByLemma(EXP_ABOVE_LINE, {line: -exponent})
)
small = theorem.cites(survival_rate.above, {k: t_1})
bound = theorem.inequality(
    "from above", 1 - exp(-exponent), "<=", 2 * n * mean_0/(t_1 + 1), given=(tangent, small)
)
at_most = theorem.loosened("not zero at most", survives, bound)
vanishes = theorem.limit(
    "which vanishes",
    at_most.right,
    t_1,
    Integer(0),
    {1/t_1: (Integer(0), RECIPROCAL_LIMIT, {any_n: t_1})},
    form=2 * n * mean_0 * (1/t_1)/(1 + 1/t_1),
    given=(at_most,),
)


def seen(statistic: str, variance: object) -> Observed:
    """The mean of a statistic of Poisson laws."""
    at: dict[Quantity, int | Fraction] = {n: 3, t: 3, mean_0: Fraction(1, 2), v0: 0, v1: 1, v2: 0}
    return Observed("families", statistic, "mean", at, variance)


theorem.concludes("expected_mean", "E[m_t]", level, seen("means", spread.right))
theorem.concludes("variance_of_mean", "Var[m_t]", spread)
theorem.concludes("not_zero", "P(m_t > 0)", survives, seen("not_zero", "unit"))
theorem.concludes("not_zero_at_most", "P(m_t > 0)", at_most)
theorem.concludes("not_zero_in_the_end", "lim P(m_t > 0)", vanishes)

if __name__ == "__main__":
    theorem.main()
