"""A loop that has no data but its own, and does not collapse: it keeps its first model, and replays it.

Setting.  The first model is fitted to n real tokens and stored, with the share q of a token.  From then on each of the
n tokens of a generation comes from the stored model with probability gamma, else from the present one.  Nothing comes
from outside after the first generation.  t counts fits, the first one included.

    Theorem    E[p_t] = p_0
               E[p_t (1 - p_t)] = (1 - w (1 - c^(t-1))) (1 - 1/n) p_0 (1 - p_0)
               E[(p_t - p_0)^2] = (1/n + w (1 - c^(t-1)) (1 - 1/n)) p_0 (1 - p_0)
               with c = (1 - 1/n)(1 - gamma)^2 and w = 1/(n (1 - c))
    Corollary  E[G_t] -> (1 - w)(1 - 1/n) G_0, more than nothing for every gamma > 0
               With gamma = m/n and large n it tends to 2 m/(1 + 2 m) G_0: one replayed token a generation keeps 2/3

Units.     Shares and diversities are probabilities; n >= 2, m and t >= 1 are counts.
Assumed.   As in tokens.diversity, but for the replay.
Note.      This is tokens.random_split with the stored model in the place of the truth, and what schedules.diversity
           says of gamma(t) and n(t) that change holds here as well: the stored model does not care who made it.
           It sets the limit, though: what the first fit got wrong, 1/n, is never put right.
"""

from fractions import Fraction

from sympy import Expr, Integer

from collapse_math.assumptions import CONSTANT_SIZE, FAITHFUL_SAMPLING, INDEPENDENT_DRAWS, PLUG_IN, REPLAY
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT
from collapse_math.lemmas import n as any_n
from collapse_math.lemmas import r as any_r
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real
from derivations.tokens.setting import ALL_TOKENS, COMPOSE, DRIFT, G_0, n, p, p_0, q
from derivations.tokens.setting import t_1 as t

gamma = real("gamma", above=0, below=1)

theorem = Theorem(
    "learners.replay",
    says="with a share gamma of replays of the first model E[G_t] stays above (1 - w)(1 - 1/n) G_0, with no real data",
    assumes=(*DRIFT, REPLAY),
    symbols=(n, gamma, t, p_0, G_0),
    catalogue=("F11",),
)

# 1. The first model is fitted to real tokens, and stored; later ones know it and the last one.
LAW = (FAITHFUL_SAMPLING, REPLAY)
real_count = Counts("y", n, LAW, (INDEPENDENT_DRAWS,), (p_0,))
mixed = Counts("x", n, LAW, (INDEPENDENT_DRAWS,), (gamma * q + (1 - gamma) * p,))
store = Refit({p: real_count.count()/n, q: real_count.count()/n}, (real_count,), {}, (PLUG_IN, CONSTANT_SIZE))
replay = Refit({p: mixed.count()/n, q: q}, (mixed,), {}, (PLUG_IN, CONSTANT_SIZE))

# 2. What is followed: how far the model is from the stored one, and that from the truth.
back, c, spread = 1 - gamma, (1 - 1/n) * (1 - gamma)**2, p_0 * (1 - p_0)
away, skew = (p - q)**2, (1 - 2 * q) * (p - q)
after_one = {
    p - q: back * (p - q),
    skew: back * skew,
    (p - q) * (q - p_0): back * (p - q) * (q - p_0),
    away: c * away + back/n * skew + q * (1 - q)/n,
    q - p_0: q - p_0,
    (q - p_0)**2: (q - p_0)**2,
    q * (1 - q): q * (1 - q),
}
at_first = [Integer(0)] * 5 + [spread/n, (1 - 1/n) * spread]
firsts = tuple(
    theorem.expectation(f"{what} of the first model", what, after=store, equals=value)
    for what, value in zip(after_one, at_first, strict=True)
)
ones = [theorem.expectation(f"{what} after a replay", what, after=replay, equals=e) for what, e in after_one.items()]

# 3. Over generations.
w: Expr = 1/(n * (1 - c))
moved = w * (1 - c**(t - 1))
closed = [*at_first[:3], moved * (1 - 1/n) * spread, *at_first[4:]]
followed = theorem.over_generations(
    t, dict(zip(ones, closed, strict=True)), start={p: p_0, q: p_0}, first=firsts, uses=COMPOSE
)
_, skewed, crossed, distance, _, error, within_stored = followed
one, nothing = Integer(1), Integer(0)
near, stored = theorem.over_generations(
    t, {ones[0]: nothing, ones[4]: nothing}, start={p: p_0, q: p_0}, first=(firsts[0], firsts[4]), uses=COMPOSE
)
mean = theorem.by_linearity("the mean share", p, {near: one, stored: one}, rest=p_0, equals=p_0)
within = theorem.by_linearity(
    "what stays within",
    p * (1 - p),
    {within_stored: one, skewed: one, distance: -one},
    rest=nothing,
    equals=(1 - moved) * (1 - 1/n) * spread,
)
squared = theorem.by_linearity(
    "the squared error",
    (p - p_0)**2,
    {distance: one, crossed: 2 * one, error: one},
    rest=nothing,
    equals=(1/n + moved * (1 - 1/n)) * spread,
)
diversity = theorem.over_family(
    "all tokens", within, members=(p_0,), totals=ALL_TOKENS, equals=(1 - moved) * (1 - 1/n) * G_0
)

# 4. In the long run, and with m replayed tokens on average in samples that grow.
stays = theorem.limit(
    "what stays",
    diversity.right,
    t,
    (1 - w) * (1 - 1/n) * G_0,
    {c**t: (Integer(0), GEOMETRIC_LIMIT, {any_r: c})},
    form=(1 - w * (1 - c**t/c)) * (1 - 1/n) * G_0,
    given=(diversity,),
)
m, k = integer("m", at_least=1), integer("k", at_least=1)
size = 1/k/(1 + m/k)  # one over n = m + k
many = theorem.limit(
    "m replayed tokens among many",
    ((1 - w) * (1 - 1/n)).xreplace({gamma: m/(m + k), n: m + k}),
    k,
    2 * m/(1 + 2 * m),
    {1/k: (Integer(0), RECIPROCAL_LIMIT, {any_n: k})},
    form=(1 - 1/(1 + 2 * m - size * (m * (m + 2) - m**2 * size))) * (1 - size),
)


def seen(statistic: str) -> Observed:
    """The mean of a statistic of two tokens, of which each of four is replayed with probability 1/3."""
    at: dict[Quantity, int | Fraction] = {n: 4, gamma: Fraction(1, 3), t: 3, p_0: Fraction(1, 4)}
    return Observed("tokens", statistic, "mean", at, "unit")


theorem.concludes("expected_share", "E[p_t]", mean, seen("first_shares"))
theorem.concludes("expected_diversity_of_one", "E[p_t (1 - p_t)]", within, seen("first_diversities"))
theorem.concludes("squared_error", "E[(p_t - p_0)^2]", squared, seen("squared_drifts"))
theorem.concludes("expected_diversity", "E[G_t]", diversity)
theorem.concludes("diversity_in_the_long_run", "lim E[G_t]", stays)
theorem.concludes("many_tokens", "lim lim E[G_t]/G_0 for gamma = m/n", many)

if __name__ == "__main__":
    theorem.main()
