"""A fixed number of real tokens in every generation: diversity stays, and one of them is enough for half of it.

Setting.  Of the n = r + s tokens of each generation r are real and s are drawn with their present shares; all are
fitted together.  V_t = E[(p_t - p_0)^2] is the mean squared error of a share.

    Theorem    E[p_t] = p_0
               V_t = w (1 - c^t) p_0 (1 - p_0),     c = s (s - 1)/n^2,   w = 1/(n (1 - c))
               E[G_t] = (1 - w (1 - c^t)) G_0       for any number of tokens
    Corollary  in the long run the share 1 - w of the diversity stays; for r = 1 that is 2 s/(3 s + 1): one half or
               more, and close to 2/3 for large n
    Corollary  a token with p_0 = w/(1 + w) has a share that varies by its mean, in the long run; a rarer one varies
               by more, relative to its mean

Units.     Shares and diversities are probabilities; r >= 1, s >= 1 and t >= 0 are counts.
Assumed.   As in diversity, but for where the tokens come from.
Note.      With q = s/n this is w = (1/n)/(1 - q^2 + q/n).  One migrant per generation, geneticists say (Wright).
See also.  random_split, where each token is real with a probability: not the same, but nearly so.
"""

from fractions import Fraction

from sympy import Integer, Rational

from collapse_math.assumptions import CONSTANT_SIZE, FAITHFUL_SAMPLING, FRESH_REAL_POINTS, INDEPENDENT_DRAWS, PLUG_IN
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT
from collapse_math.lemmas import n as any_n
from collapse_math.lemmas import r as any_r
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.tokens.setting import ALL_TOKENS, COMPOSE, DRIFT, G_0, p, p_0, t

r, s = integer("r", at_least=1), integer("s", at_least=1)
n = r + s

theorem = Theorem(
    "tokens.fresh_data",
    says="with r of n tokens real E[G_t] tends to (1 - w) G_0, w = 1/(n - s (s-1)/n): half or more for r = 1",
    assumes=(*DRIFT, FRESH_REAL_POINTS),
    symbols=(r, s, t, p_0, G_0),
    catalogue=("G9",),
)

# 1. Real tokens and others: two counts, of which the second knows the present share.
LAW = (FAITHFUL_SAMPLING, FRESH_REAL_POINTS)
real_count = Counts("y", r, LAW, (INDEPENDENT_DRAWS,), (p_0,))
synthetic = Counts("x", s, LAW, (INDEPENDENT_DRAWS,), (p,))
refit = Refit(
    {p: (real_count.count() + synthetic.count())/n}, (real_count, synthetic), {}, (PLUG_IN, CONSTANT_SIZE)
)

# 2. The error of a share shrinks by s/n and gets new noise, which depends on the present share.
c = s * (s - 1)/n**2
spread = p_0 * (1 - p_0)
error = theorem.expectation("the error of a share", p - p_0, after=refit, equals=s/n * (p - p_0))
square = theorem.expectation(
    "its square",
    (p - p_0)**2,
    after=refit,
    equals=c * (p - p_0)**2 + s/n**2 * (1 - 2 * p_0) * (p - p_0) + spread/n,
)
rest = theorem.expectation(
    "what stays within",
    p * (1 - p),
    after=refit,
    equals=spread - c * (p - p_0)**2 - (s/n**2 - s/n) * (1 - 2 * p_0) * (p - p_0) - spread/n,
)

# 3. Over generations the errors cancel on average, and their squares tend to a fixed point.
w = 1/(n * (1 - c))
none, squared, within = theorem.over_generations(
    t,
    {error: Integer(0), square: w * (1 - c**t) * spread, rest: (1 - w * (1 - c**t)) * spread},
    start={p: p_0},
    uses=COMPOSE,
)
mean = theorem.by_linearity("the mean share", p, {none: Integer(1)}, rest=p_0, equals=p_0)
diversity = theorem.over_family(
    "all tokens", within, members=(p_0,), totals=ALL_TOKENS, equals=(1 - w * (1 - c**t)) * G_0
)

# 4. In the long run, and with a single real token.
geometric = {c**t: (Integer(0), GEOMETRIC_LIMIT, {any_r: c})}
stays = theorem.limit("what stays", diversity.right, t, (1 - w) * G_0, geometric, given=(diversity,))
varies = theorem.limit("how a share varies", squared.right, t, w * spread, geometric, given=(squared,))
single = theorem.equation(
    "one real token", 1 - w.xreplace({r: Integer(1)}), 2 * s/(3 * s + 1), given=(stays,)
)
half = theorem.inequality("at least half", single.right, ">=", Rational(1, 2), given=(single,))
thirds = theorem.limit(
    "two thirds", single.right, s, Rational(2, 3), {1/s: (Integer(0), RECIPROCAL_LIMIT, {any_n: s})}, form=2/(3 + 1/s)
)

# 5. Rare tokens: with p_0 = y w/(1 + w), where y is 1 at most, the variance is the square of the mean or more.
y = real("y", above=0, at_most=1)
rare = y * w/(1 + w)
tail = theorem.inequality("rare tokens", w * rare * (1 - rare), ">=", rare**2)


def seen(statistic: str) -> Observed:
    """The mean of a statistic of two tokens, three of five draws being real."""
    return Observed("tokens", statistic, "mean", {r: 2, s: 3, t: 3, p_0: Fraction(1, 4)}, "unit")


theorem.concludes("expected_share", "E[p_t]", mean, seen("first_shares"))
theorem.concludes("squared_error", "E[(p_t - p_0)^2]", squared, seen("squared_drifts"))
theorem.concludes("expected_diversity_of_one", "E[p_t (1 - p_t)]", within, seen("first_diversities"))
theorem.concludes(
    "expected_diversity",
    "E[G_t]",
    diversity,
    Observed("tokens", "diversities", "mean", {r: 1, s: 3, t: 4, G_0: Fraction(2, 3)}, "unit"),
)
theorem.concludes("diversity_in_the_long_run", "lim E[G_t]", stays)
theorem.concludes("error_in_the_long_run", "lim E[(p_t - p_0)^2]", varies)
theorem.concludes("one_real_token", "lim E[G_t]/G_0 for r = 1", single)
theorem.concludes("one_real_token_at_least", "lim E[G_t]/G_0 for r = 1", half)
theorem.concludes("one_real_token_among_many", "lim lim E[G_t]/G_0 for r = 1", thirds)
theorem.concludes("rare_tokens", "lim E[(p_t - p_0)^2] for p_0 = y w/(1 + w)", tail)

if __name__ == "__main__":
    theorem.main()
