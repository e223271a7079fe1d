"""Each token real with probability alpha: what stays of the diversity depends on alpha n, not on alpha.

Setting.  As in fresh_data, but each of the n tokens of a generation comes from the truth with probability alpha,
independently of all others.  So its law is the mixture alpha p_0 + (1 - alpha) p.

    Theorem    E[p_t] = p_0
               V_t = w (1 - c^t) p_0 (1 - p_0),     c = (1 - 1/n)(1 - alpha)^2,   w = 1/(n (1 - c))
               E[G_t] = (1 - w (1 - c^t)) G_0       for any number of tokens
    Corollary  in the long run the share 1 - w of the diversity stays; with alpha = m/n it tends to 2 m/(1 + 2 m) as n
               grows (m = 1, 2, ...)
    Start      from another model than the truth, E[p_t] - p_0 = (1 - alpha)^t (E[p_0'] - p_0): every mean score
               forgets where it began, at the rate alpha

Units.     Shares and diversities are probabilities; n >= 2 and t >= 0 and m are counts.
Assumed.   As in diversity, but for where the tokens come from.
Note.      In the long run the share of a token has, for large n and asymptotically, a beta law with parameters
           2 m p_0 and 2 m (1 - p_0).  A token is absent about (m/n)^(2 m p_0) of the time: one with p_0 below
           log 2/(2 m log(n/m)) most of the time, however long the real data keep coming.
"""

from fractions import Fraction

from sympy import Integer

from collapse_math.assumptions import CONSTANT_SIZE, FAITHFUL_SAMPLING, INDEPENDENT_DRAWS, PLUG_IN, RANDOM_SPLIT
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT
from collapse_math.lemmas import n as any_n
from collapse_math.lemmas import r as any_r
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.tokens.setting import ALL_TOKENS, COMPOSE, DRIFT, G_0, n, p, p_0, t

alpha = real("alpha", at_least=0, at_most=1)
other = real("other", at_least=0, at_most=1)  # the share in a first model that is not the truth

theorem = Theorem(
    "tokens.random_split",
    says="with each token real with probability alpha, E[G_t] tends to (1 - w) G_0, w = 1/(n - (n-1)(1 - alpha)^2)",
    assumes=(*DRIFT, RANDOM_SPLIT),
    symbols=(n, alpha, t, p_0, G_0),
    catalogue=("G9",),
)

# 1. One refit: n draws of the mixture.
mixed = Counts("x", n, (FAITHFUL_SAMPLING, RANDOM_SPLIT), (INDEPENDENT_DRAWS,), (alpha * p_0 + (1 - alpha) * p,))
refit = Refit({p: mixed.count()/n}, (mixed,), {}, (PLUG_IN, CONSTANT_SIZE))
back, c = 1 - alpha, (1 - 1/n) * (1 - alpha)**2
spread = p_0 * (1 - p_0)
error = theorem.expectation("the error of a share", p - p_0, after=refit, equals=back * (p - p_0))
square = theorem.expectation(
    "its square",
    (p - p_0)**2,
    after=refit,
    equals=c * (p - p_0)**2 + back/n * (1 - 2 * p_0) * (p - p_0) + spread/n,
)
rest = theorem.expectation(
    "what stays within",
    p * (1 - p),
    after=refit,
    equals=(1 - 1/n) * (spread + back * (1 - 2 * p_0) * (p - p_0)) - c * (p - p_0)**2,
)

# 2. Over generations, as in fresh_data.
w = Integer(1)/(n * (1 - c))
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

# 3. From a first model that is not the truth.
(bias,) = theorem.over_generations(t, {error: back**t * (other - p_0)}, start={p: other}, uses=COMPOSE)

# 4. In the long run; and with m real tokens on average in samples that grow.
stays = theorem.limit(
    "what stays",
    diversity.right,
    t,
    (1 - w) * G_0,
    {c**t: (Integer(0), GEOMETRIC_LIMIT, {any_r: c})},
    given=(diversity,),
)
m, k = integer("m", at_least=1), integer("k", at_least=1)
size = 1/k/(1 + m/k)  # one over n = m + k
many = theorem.limit(
    "m real tokens among many",
    1 - w.xreplace({alpha: m/(m + k), n: m + k}),
    k,
    2 * m/(1 + 2 * m),
    {1/k: (Integer(0), RECIPROCAL_LIMIT, {any_n: k})},
    form=1 - 1/(1 + 2 * m - size * (m * (m + 2) - m**2 * size)),
)


def seen(statistic: str) -> Observed:
    """The mean of a statistic of two tokens, each of four draws being real with probability 1/3."""
    return Observed("tokens", statistic, "mean", {n: 4, alpha: Fraction(1, 3), t: 3, p_0: Fraction(1, 4)}, "unit")


theorem.concludes("expected_share", "E[p_t]", mean, seen("first_shares"))
theorem.concludes("squared_error", "E[(p_t - p_0)^2]", squared, seen("squared_drifts"))
theorem.concludes("expected_diversity_of_one", "E[p_t (1 - p_t)]", within, seen("first_diversities"))
theorem.concludes(
    "expected_diversity",
    "E[G_t]",
    diversity,
    Observed("tokens", "diversities", "mean", {n: 3, alpha: Fraction(1, 4), t: 4, G_0: Fraction(2, 3)}, "unit"),
)
theorem.concludes("diversity_in_the_long_run", "lim E[G_t]", stays)
theorem.concludes("many_tokens", "lim lim E[G_t]/G_0 for alpha = m/n", many)
theorem.concludes("bias_from_elsewhere", "E[p_t] - p_0 from the share 'other'", bias)

if __name__ == "__main__":
    theorem.main()
