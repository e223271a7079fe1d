"""When the share of real tokens vanishes: no diversity is left on average, and yet a loop need not come to rest.

Setting.  Each of the n tokens of generation t is real with probability alpha(t), else drawn from the present model, for
any alpha(1), alpha(2), ... below 1.  p_t is the share of one token, 0 < p_0 < 1 its probability in the truth.

    Theorem    if alpha(t) -> 0, E[p_t (1 - p_t)] -> 0 while E[p_t] = p_0: in the long run p_t is nearly 0 or nearly 1
               if the sum of alpha(t) is infinite, p_t changes for ever: it has no limit, almost surely
               if it is finite, p_t changes finitely often, and only finitely many generations see a real token: the
               expected number of changes after the first fit is n^2 (p_0 (1 - p_0) + alpha(1) + alpha(2) + ...) at most
    Corollary  alpha(t) = 1/(t + 1): E[p_t (1 - p_t)] -> 0, and p_t has no limit
    At a       all draws are one token: the loop leaves it with probability 1 - (1 - alpha (1 - p_0))^n, which is
    vertex     alpha - alpha^2/4 for two draws of a fair coin

So the loop collapses in the mean and hops between the vertices 0 and 1 for ever, or comes to rest at one of them, and
which of both is decided by the sum of the shares, not by their limit.

Why.       Given the past, (p_(t+1) - p_t)^2 is alpha(t+1) p_0 (1 - p_0)/n on average, or more, wherever p_t is, and
           all shares are multiples of 1/n from the first fit on.  For the other half, the squared step and the new
           p (1 - p) together are linear in the new share, and p (1 - p) + alpha (p_0 - p)(1 - 2p) on average, which is
           p (1 - p) + alpha at most.  At rest p_t is 0 or 1, since alpha(t) -> 0 if the sum is finite.
Units.     Shares and diversities are probabilities; n >= 2 and t are counts.
Assumed.   As in diversity, but for where the tokens come from.  A set of tokens behaves like a token.
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda, Limit, Product, Rational, Sum, oo

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FAITHFUL_SAMPLING,
    INDEPENDENT_DRAWS,
    PLUG_IN,
    RANDOM_SPLIT,
    REPLACE,
)
from collapse_math.axioms import BOREL_CANTELLI, LEVY_BOREL_CANTELLI
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.lemmas import RECIPROCAL_OF_NEXT_LIMIT
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import real
from collapse_math.rules import DIVERGENCE_BY_COMPARISON, HARMONIC_SERIES, TOEPLITZ, average, limit, target, weight
from collapse_math.rules import a as larger
from collapse_math.rules import b as smaller
from collapse_math.rules import c as factor
from derivations.schedules.setting import alpha, i, k, s
from derivations.tokens.setting import COMPOSE, DRIFT, n, p, t

p_0 = real("p_0", above=0, below=1)
x = real("x")
last = real("q", at_least=0, at_most=1)  # the share one refit before
moved = real("moved", at_least=0)  # the sum of all squared steps
found = real("found", at_least=0)  # the number of real tokens so far

theorem = Theorem(
    "tokens.vanishing_share",
    says="if alpha(t) -> 0, E[p_t (1 - p_t)] -> 0; yet p_t has no limit if the sum of alpha(t) is infinite",
    assumes=(*DRIFT, RANDOM_SPLIT),
    symbols=(n, alpha, t, p_0),
    catalogue=("F7",),
)
now, spread = alpha(t + 1), p_0 * (1 - p_0)
mix = now * p_0 + (1 - now) * p

# 1. One refit, which remembers the last share and adds the squared step to those before.
draws = Counts("x", n, (FAITHFUL_SAMPLING, RANDOM_SPLIT), (INDEPENDENT_DRAWS,), (mix,))
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

# 4. The mean diversity, from the truth on: the error of the share follows an average.
back, keep = 1 - now, 1 - 1/n


def left(end: Expr) -> Expr:
    """What the first squared error still counts."""
    return Product(keep * (1 - alpha(i))**2, (i, 1, end))


def drift(end: Expr) -> Expr:
    """E[(p_t - p_0)^2] over p_0 (1 - p_0)."""
    return left(end) * Sum(1/(n * left(k)), (k, 1, end))


one_token = Refit({p: share}, (draws,), {}, refit.sizes)
error = theorem.expectation("the error of the share", p - p_0, after=one_token, equals=back * (p - p_0))
square = theorem.expectation(
    "its square",
    (p - p_0)**2,
    after=one_token,
    equals=keep * back**2 * (p - p_0)**2 + back/n * (1 - 2 * p_0) * (p - p_0) + spread/n,
)
(no_error,) = theorem.over_generations(t, {error: Integer(0)}, start={p: p_0}, uses=COMPOSE)
none, squared = theorem.over_generations(
    t, {error: Integer(0), square: spread * drift(t)}, start={p: p_0}, uses=COMPOSE
)
mean = theorem.by_linearity("the mean share", p, {no_error: Integer(1)}, rest=p_0, equals=p_0)
within = theorem.by_linearity(
    "the rest is within",
    p * (1 - p),
    {none: 1 - 2 * p_0, squared: Integer(-1)},
    rest=spread,
    equals=spread * (1 - drift(t)),
)

# 5. If alpha(t) -> 0, it tends to 1 (Toeplitz): its weights are 1/n or more, which has no finite sum.
fades = theorem.suppose("alpha(t) vanishes", Limit(now, t, oo), "=", Integer(0))
weights = Lambda(s, 1 - keep * (1 - alpha(s))**2)
harmonic = theorem.by_rule("the harmonic series", HARMONIC_SERIES, {})
heavy = theorem.by_rule(
    "the weights have no finite sum",
    DIVERGENCE_BY_COMPARISON,
    {smaller: Lambda(k, 1/k), larger: weights, factor: n},
    given=(harmonic,),
)
aim = 1/(n * weights(t + 1))
level = theorem.limit("where it is drawn to", aim, t, Integer(1), {now: fades})
follows = theorem.by_rule(
    "the error of the share",
    TOEPLITZ,
    {average: Lambda(s, drift(s)), weight: weights, target: Lambda(s, 1/(n * weights(s))), limit: Integer(1)},
    given=(heavy, level),
)
in_the_end = {drift(t): follows}
moves = theorem.limit(
    "all the spread is between", squared.right, t, spread, in_the_end, form=Lambda(x, spread * x), given=(squared,)
)
fixed = theorem.limit(
    "nothing is left within",
    within.right,
    t,
    Integer(0),
    in_the_end,
    form=Lambda(x, spread * (1 - x)),
    given=(within,),
)

# 6. alpha(t) = 1/(t + 1) vanishes, and has no finite sum.
slowly = {alpha: Lambda(k, 1/(k + 1))}
vanishes = theorem.limit(
    "these shares vanish",
    1/(t + 2),
    t,
    Integer(0),
    {1/(t + 1): (Integer(0), RECIPROCAL_OF_NEXT_LIMIT, {})},
    form=Lambda(x, x/(1 + x)),
)
no_sum = theorem.by_rule(
    "and have no finite sum",
    DIVERGENCE_BY_COMPARISON,
    {smaller: Lambda(k, 1/k), larger: Lambda(k, 1/(k + 1)), factor: Integer(2)},
    given=(harmonic,),
)
collapse = theorem.cites(fixed, slowly, given=(vanishes,))
no_rest = theorem.cites(for_ever, slowly, given=(no_sum,))

# 7. At a vertex: all draws are of the token that there is.
left_alone = real("leaves", at_least=0, at_most=1)
alone = Counts("x", n, (FAITHFUL_SAMPLING, RANDOM_SPLIT), (INDEPENDENT_DRAWS,), (mix.xreplace({p: Integer(1)}),))
vertex = Refit({left_alone: 1 - alone.all()}, (alone,), {}, (CONSTANT_SIZE,))
leaves = theorem.expectation(
    "leaving a vertex", left_alone, after=vertex, equals=1 - (1 - now * (1 - p_0))**n
)
coin = theorem.equation(
    "two draws of a coin", leaves.right.xreplace({n: Integer(2), p_0: Rational(1, 2)}), now - now**2/4, given=(leaves,)
)



def seen(statistic: str) -> Observed:
    """The mean of a statistic of two tokens, with three draws and the shares 1/2, 1/3, 1/4, 1/5."""
    shares = {alpha: tuple(Fraction(1, number) for number in (2, 3, 4, 5))}
    return Observed("tokens", statistic, "mean", {n: 3, t: 4, p_0: Fraction(1, 4)}, "unit", sequences=shares)


theorem.concludes("expected_share", "E[p_t]", mean, seen("first_shares"))
theorem.concludes("expected_diversity_of_one", "E[p_t (1 - p_t)]", within, seen("first_diversities"))
theorem.concludes("squared_error", "E[(p_t - p_0)^2]", squared, seen("squared_drifts"))
theorem.concludes("nothing_left_within", "lim E[p_t (1 - p_t)] if alpha(t) -> 0", fixed)
theorem.concludes("all_between", "lim E[(p_t - p_0)^2] if alpha(t) -> 0", moves)
theorem.concludes("changes_for_ever", "P(p_t changes infinitely often) if the sum of alpha(t) is infinite", for_ever)
theorem.concludes("steps_at_most", "E[sum of the squared steps] + E[p_t (1 - p_t)]", at_most)
theorem.concludes("comes_to_rest", "P(p_t changes infinitely often) if the sum of alpha(t) is finite", few)
theorem.concludes("real_tokens", "the expected number of real tokens so far", expected)
theorem.concludes("last_real_token", "P(infinitely many real tokens) if the sum of alpha(t) is finite", no_more)
theorem.concludes("collapse_for_one_over_t", "lim E[p_t (1 - p_t)] for alpha(t) = 1/(t + 1)", collapse)
theorem.concludes("no_limit_for_one_over_t", "P(p_t changes infinitely often) for alpha(t) = 1/(t + 1)", no_rest)
theorem.concludes("leaving_a_vertex", "P(p_(t+1) < 1), given p_t = 1", leaves)
theorem.concludes("leaving_a_vertex_of_a_coin", "the same for n = 2, p_0 = 1/2", coin)

if __name__ == "__main__":
    theorem.main()
