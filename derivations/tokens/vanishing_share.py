"""When the share of real tokens vanishes, so does the diversity on average, however slowly it vanishes.

Setting.  Each of the n tokens of generation t is real with probability alpha(t), else drawn from the present model, for
any alpha(1), alpha(2), ... below 1.  p_t is the share of one token, 0 < p_0 < 1 its probability in the truth.

    Theorem    E[p_t] = p_0, and E[(p_t - p_0)^2] = D_t p_0 (1 - p_0) with D_{t+1} = (1 - 1/n)(1 - alpha)^2 D_t + 1/n
               E[p_t (1 - p_t)] = (1 - D_t) p_0 (1 - p_0)
               if alpha(t) -> 0, D_t -> 1 and E[p_t (1 - p_t)] -> 0: in the long run p_t is nearly 0 or nearly 1
    Corollary  so it is for alpha(t) = 1/(t + 1)

Which of both is nearly so may change for ever: see hopping.

Units.     Shares and diversities are probabilities; n >= 2 and t are counts.
Assumed.   As in diversity, but for where the tokens come from.  A set of tokens behaves like a token.
Note.      With the number n of draws fixed; for n(t) that grow it is the number n(t) alpha(t) of real tokens that
           decides (schedules.diversity).
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda, Limit, Product, Sum, oo

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FAITHFUL_SAMPLING,
    INDEPENDENT_DRAWS,
    PLUG_IN,
    RANDOM_SPLIT,
)
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

theorem = Theorem(
    "tokens.vanishing_share",
    says="if the share alpha(t) of real tokens vanishes, E[p_t (1 - p_t)] -> 0 while E[p_t] = p_0",
    assumes=(*DRIFT, RANDOM_SPLIT),
    symbols=(n, alpha, t, p_0),
    catalogue=("F7",),
)
now, spread = alpha(t + 1), p_0 * (1 - p_0)
mix = now * p_0 + (1 - now) * p

# 1. One refit: the error of the share, and its square.
draws = Counts("x", n, (FAITHFUL_SAMPLING, RANDOM_SPLIT), (INDEPENDENT_DRAWS,), (mix,))
refit = Refit({p: draws.count()/n}, (draws,), {}, (PLUG_IN, CONSTANT_SIZE))
back, keep = 1 - now, 1 - 1/n
error = theorem.expectation("the error of the share", p - p_0, after=refit, equals=back * (p - p_0))
square = theorem.expectation(
    "its square",
    (p - p_0)**2,
    after=refit,
    equals=keep * back**2 * (p - p_0)**2 + back/n * (1 - 2 * p_0) * (p - p_0) + spread/n,
)


# 2. Over generations, from the truth on.
def left(end: Expr) -> Expr:
    """What the first squared error still counts."""
    return Product(keep * (1 - alpha(i))**2, (i, 1, end))


def drift(end: Expr) -> Expr:
    """E[(p_t - p_0)^2] over p_0 (1 - p_0)."""
    return left(end) * Sum(1/(n * left(k)), (k, 1, end))


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

# 3. If alpha(t) -> 0, it tends to 1 (Toeplitz): its weights are 1/n or more, which has no finite sum.
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

# 4. So it is for alpha(t) = 1/(t + 1).
slowly = {alpha: Lambda(k, 1/(k + 1))}
vanishes = theorem.limit(
    "these shares vanish",
    1/(t + 2),
    t,
    Integer(0),
    {1/(t + 1): (Integer(0), RECIPROCAL_OF_NEXT_LIMIT, {})},
    form=Lambda(x, x/(1 + x)),
)
collapse = theorem.cites(fixed, slowly, given=(vanishes,))


def seen(statistic: str) -> Observed:
    """The mean of a statistic of two tokens, with three draws and the shares 1/2, 1/3, 1/4, 1/5."""
    shares = {alpha: tuple(Fraction(1, number) for number in (2, 3, 4, 5))}
    return Observed("tokens", statistic, "mean", {n: 3, t: 4, p_0: Fraction(1, 4)}, "unit", sequences=shares)


theorem.concludes("expected_share", "E[p_t]", mean, seen("first_shares"))
theorem.concludes("expected_diversity_of_one", "E[p_t (1 - p_t)]", within, seen("first_diversities"))
theorem.concludes("squared_error", "E[(p_t - p_0)^2]", squared, seen("squared_drifts"))
theorem.concludes("nothing_left_within", "lim E[p_t (1 - p_t)] if alpha(t) -> 0", fixed)
theorem.concludes("all_between", "lim E[(p_t - p_0)^2] if alpha(t) -> 0", moves)
theorem.concludes("collapse_for_one_over_t", "lim E[p_t (1 - p_t)] for alpha(t) = 1/(t + 1)", collapse)

if __name__ == "__main__":
    theorem.main()
