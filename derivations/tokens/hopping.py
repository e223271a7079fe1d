"""When the share of real tokens vanishes, a loop comes to rest if these shares have a sum, and else hops for ever.

Setting.  As in vanishing_share: n tokens a generation, each real with probability alpha(t), and p_t the share of one.

    Theorem    if the sum of alpha(t) is infinite, p_t changes for ever: it has no limit, almost surely
               if it is finite, p_t changes finitely often, and only finitely many generations see a real token: the
               expected number of changes after the first fit is n^2 (p_0 (1 - p_0) + alpha(1) + alpha(2) + ...) at most
    Corollary  alpha(t) = 1/(t + 1): p_t has no limit, although E[p_t (1 - p_t)] -> 0 (vanishing_share)
    At a       all draws are one token: the loop leaves it with probability 1 - (1 - alpha (1 - p_0))^n, which is
    vertex     alpha - alpha^2/4 for two draws of a fair coin

So a loop whose real data thin out collapses in the mean either way, but it converges to a vertex only if they have a
finite sum; it is the sum of the shares that decides, not their limit.

Why.       Given the past, (p_(t+1) - p_t)^2 is alpha(t+1) p_0 (1 - p_0)/n on average, or more, wherever p_t is, and
           all shares are multiples of 1/n from the first fit on.  For the other half, the squared step and the new
           p (1 - p) together are linear in the new share, and p (1 - p) + alpha (p_0 - p)(1 - 2p) on average, which is
           p (1 - p) + alpha at most.  At rest p_t is 0 or 1, since alpha(t) -> 0 if the sum is finite.
Units.     Probabilities, and counts n >= 2 and t.
Assumed.   As in vanishing_share.
"""

from fractions import Fraction

from sympy import Integer, Lambda, Limit, Rational, Sum, oo

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FAITHFUL_SAMPLING,
    INDEPENDENT_DRAWS,
    PLUG_IN,
    RANDOM_SPLIT,
    REPLACE,
)
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point
from collapse_math.process_axioms import BOREL_CANTELLI, LEVY_BOREL_CANTELLI
from collapse_math.quantities import real
from collapse_math.rules import DIVERGENCE_BY_COMPARISON, HARMONIC_SERIES
from collapse_math.rules import a as larger
from collapse_math.rules import b as smaller
from collapse_math.rules import c as factor
from derivations.schedules.setting import alpha, k
from derivations.tokens.setting import COMPOSE, DRIFT, n, p, t
from derivations.tokens.vanishing_share import draws, mix, now, p_0, slowly, spread

last = real("q", at_least=0, at_most=1)  # the share one refit before
moved = real("moved", at_least=0)  # the sum of all squared steps
found = real("found", at_least=0)  # the number of real tokens so far

theorem = Theorem(
    "tokens.hopping",
    says="with vanishing shares alpha(t) of real tokens p_t comes to rest if they have a finite sum, and else never",
    assumes=(*DRIFT, RANDOM_SPLIT),
    symbols=(n, alpha, t, p_0),
    catalogue=("F7",),
)

# 1. One refit, which remembers the last share and adds the squared step to those before.
share = draws.count()/n
refit = Refit({p: share, last: p, moved: moved + (share - p)**2}, (draws,), {}, (PLUG_IN, CONSTANT_SIZE))
step = theorem.expectation(
    "a squared step", (p - last)**2, after=refit, equals=mix * (1 - mix)/n + now**2 * (p_0 - p)**2
)
bound = now * spread/n
rest = (1 - now) * p * (1 - p)/n + now * (1 - now) * (p - p_0)**2/n + now**2 * (p_0 - p)**2
split = theorem.equation("its parts", step.right - bound, rest)
least = theorem.inequality("it is at least", step.right, ">=", bound, given=(split,))

# 2. If these bounds have no finite sum, there are steps for ever.
total = Limit(Sum(alpha(k), (k, 1, t)), t, oo)
endless = theorem.suppose("the sum of alpha(t) is infinite", total, "=", oo)
many = theorem.by_rule(
    "so is that of the bounds",
    DIVERGENCE_BY_COMPARISON,
    {smaller: Lambda(k, alpha(k)), larger: Lambda(k, alpha(k) * spread/n), factor: n/spread},
    given=(endless,),
)
for_ever = theorem.by_axiom("steps for ever", LEVY_BOREL_CANTELLI, given=(step, least, many), equals=Integer(1))

# 3. All squared steps and what is left of p (1 - p) grow by alpha(t) at most.
short = theorem.suppose("the sum of alpha(t) is finite", total, "<", oo)
both = moved + p * (1 - p)
grown = theorem.expectation(
    "squared steps and diversity together", both, after=refit, equals=both + now * (p_0 - p) * (1 - 2 * p)
)
START = {p: p_0, last: p_0, moved: Integer(0)}
(at_most,) = theorem.bounds_over_generations(
    t, "<=", {grown: (both + now, spread + Sum(alpha(k), (k, 1, t)))}, start=START, uses=COMPOSE
)
few = theorem.by_axiom("finitely many steps", BOREL_CANTELLI, given=(at_most, short), equals=Integer(0))
sources = Counts("r", n, (RANDOM_SPLIT,), (), (now,))
look = Refit({found: found + sources.count()}, (sources,), {}, (CONSTANT_SIZE,))
more = theorem.expectation("real tokens of one generation", found, after=look, equals=found + n * now)
(expected,) = theorem.over_generations(
    t, {more: n * Sum(alpha(k), (k, 1, t))}, start={found: Integer(0)}, uses=(REPLACE,)
)
no_more = theorem.by_axiom("the last real token", BOREL_CANTELLI, given=(expected, short), equals=Integer(0))

# 4. alpha(t) = 1/(t + 1) has no finite sum.
harmonic = theorem.by_rule("the harmonic series", HARMONIC_SERIES, {})
no_sum = theorem.by_rule(
    "and have no finite sum",
    DIVERGENCE_BY_COMPARISON,
    {smaller: Lambda(k, 1/k), larger: Lambda(k, 1/(k + 1)), factor: Integer(2)},
    given=(harmonic,),
)
no_limit = theorem.cites(for_ever, slowly, given=(no_sum,))

# 5. At a vertex: all draws are of the token that there is.
left_alone = real("leaves", at_least=0, at_most=1)
alone = Counts("x", n, (FAITHFUL_SAMPLING, RANDOM_SPLIT), (INDEPENDENT_DRAWS,), (mix.xreplace({p: Integer(1)}),))
vertex = Refit({left_alone: 1 - alone.all()}, (alone,), {}, (PLUG_IN, CONSTANT_SIZE))
leaves = theorem.expectation(
    "leaving a vertex", left_alone, after=vertex, equals=1 - (1 - now * (1 - p_0))**n
)
coin = theorem.equation(
    "two draws of a coin", leaves.right.xreplace({n: Integer(2), p_0: Rational(1, 2)}), now - now**2/4, given=(leaves,)
)

theorem.concludes("changes_for_ever", "P(p_t changes infinitely often) if the sum of alpha(t) is infinite", for_ever)
SHARES = {alpha: (Fraction(1, 8), Fraction(1, 16), Fraction(1, 32))}
wandering: Point = {n: 3, p_0: Fraction(1, 4), t: 3}
steps = Observed("tokens", "steps_and_diversities", "mean-at-most", wandering, "span", span=4, sequences=SHARES)
theorem.concludes("steps_at_most", "E[sum of the squared steps] + E[p_t (1 - p_t)]", at_most, steps)
theorem.concludes("comes_to_rest", "P(p_t changes infinitely often) if the sum of alpha(t) is finite", few)
theorem.concludes("real_tokens", "the expected number of real tokens so far", expected)
theorem.concludes("last_real_token", "P(infinitely many real tokens) if the sum of alpha(t) is finite", no_more)
theorem.concludes("no_limit_for_one_over_t", "P(p_t changes infinitely often) for alpha(t) = 1/(t + 1)", no_limit)


def vertex_of(draws: int, share: Fraction) -> Observed:
    """All draws of the last generation were one token, which has this share in the truth."""
    told = {"generations": 1, "first_model": (1.0, 0.0), "shares": (float(share), float(1 - share))}
    at: Point = {n: draws, p_0: share, t: 0}
    shares = {alpha: (Fraction(1, 4),)}
    return Observed("tokens", "first_left", "mean", at, "unit", sequences=shares, arguments=told)


theorem.concludes("leaving_a_vertex", "P(p_(t+1) < 1), given p_t = 1", leaves, vertex_of(4, Fraction(1, 4)))
theorem.concludes(
    "leaving_a_vertex_of_a_coin", "the same for n = 2, p_0 = 1/2", coin, vertex_of(2, Fraction(1, 2))
)

if __name__ == "__main__":
    theorem.main()
