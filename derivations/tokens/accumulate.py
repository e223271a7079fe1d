"""Keeping all tokens: diversity tends to a share of the true one that depends on n alone, and is nearly all of it.

Setting.  As in diversity, but a generation is fitted to all tokens since generation 1, n of them from each: an urn
to which n balls are added at a time, of colours drawn by the present shares.  With t n tokens kept,

    p_{t+1} = (t n p_t + C)/((t + 1) n)

    Theorem    E[p_t] = p_0
               E[G_t] = G_0 prod_{i <= t} (1 - 1/(n i^2))                          for any number of tokens
               E[p_t q_t u_t] = p_0 q_0 u_0 prod_{i <= t} (1 - 3/(n i^2) + 2/(n^2 i^3))    for three different ones
    Corollary  E[G_t] -> G_0 sin(pi x)/(pi x),   x = 1/sqrt(n)

Units.     Shares and diversities are probabilities; n >= 2 and t >= 0 are counts.
Assumed.   Independent draws with the probabilities of the model, and shares of all tokens as the next model.
Note.      The same product as for the variance of a Gaussian with all data kept.  For n = 100 the limit is 0.984 of
           the diversity of the truth, while the share of real tokens in the pool, 1/t, tends to 0.
"""

from fractions import Fraction

from sympy import Product, Symbol, pi, sin, sqrt

from collapse_math.assumptions import (
    ACCUMULATE,
    CONSTANT_SIZE,
    FAITHFUL_SAMPLING,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    PLUG_IN,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import EULER_SINE_PRODUCT, x
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from derivations.tokens.setting import (
    ALL_TOKENS,
    G_0,
    TRUTH,
    counts,
    n,
    observed,
    p,
    p_0,
    q,
    q_0,
    t,
    u,
    u_0,
)

i = Symbol("i", integer=True)
theorem = Theorem(
    "tokens.accumulate",
    says="with all tokens kept E[G_t] = G_0 prod (1 - 1/(n i^2)), which tends to G_0 sin(pi/sqrt n)/(pi/sqrt n)",
    assumes=(INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, PLUG_IN, CONSTANT_SIZE, ACCUMULATE, FRESH_RANDOMNESS),
    symbols=(n, t, p_0, q_0, u_0, G_0),
    catalogue=("G8", "Z3"),
)
COMPOSE = (ACCUMULATE, FRESH_RANDOMNESS)

# 1. One refit: the pool of t n tokens, with the present shares, and n new ones.
pooled = {share: (t * n * share + counts.count(k))/((t + 1) * n) for k, share in enumerate((p, q, u))}
refit = Refit(pooled, (counts,), {}, (PLUG_IN, CONSTANT_SIZE))
two = 1 - 1/(n * (t + 1)**2)
three = 1 - 3/(n * (t + 1)**2) + 2/(n**2 * (t + 1)**3)
stay = theorem.expectation("shares are right on average", p, after=refit, equals=p)
rest = theorem.expectation("a token and the rest", p * (1 - p), after=refit, equals=two * p * (1 - p))
triples = theorem.expectation("three tokens", p * q * u, after=refit, equals=three * p * q * u)

# 2. The factors of all refits are multiplied; those of one token are those of all.
pairs_left = Product(1 - 1/(n * i**2), (i, 1, t))
triples_left = Product(1 - 3/(n * i**2) + 2/(n**2 * i**3), (i, 1, t))
(mean,) = theorem.over_generations(t, {stay: p_0}, start=TRUTH, uses=COMPOSE)
(within,) = theorem.over_generations(t, {rest: pairs_left * p_0 * (1 - p_0)}, start=TRUTH, uses=COMPOSE)
(all_three,) = theorem.over_generations(t, {triples: triples_left * p_0 * q_0 * u_0}, start=TRUTH, uses=COMPOSE)
diversity = theorem.over_family("all tokens", within, members=(p_0,), totals=ALL_TOKENS, equals=pairs_left * G_0)

# 3. Euler's product for the sine.
x_n = 1/sqrt(n)
sinc = sin(pi * x_n)/(pi * x_n)
share = theorem.limit(
    "the share that is left",
    pairs_left,
    t,
    sinc,
    {pairs_left: (sinc, EULER_SINE_PRODUCT, {x: x_n})},
    given=(diversity,),
)
limit = theorem.limit(
    "what is left in the end",
    diversity.right,
    t,
    sinc * G_0,
    {pairs_left: (sinc, EULER_SINE_PRODUCT, {x: x_n})},
    given=(diversity,),
)


def seen(statistic: str) -> Observed:
    """The mean of a statistic of three tokens."""
    return observed(statistic, draws=3, refits=3, p_0=Fraction(1, 4), q_0=Fraction(1, 4), u_0=Fraction(1, 2))


theorem.concludes("expected_share", "E[p_t]", mean, seen("first_shares"))
theorem.concludes(
    "expected_diversity", "E[G_t]", diversity, observed("diversities", draws=2, refits=4, G_0=Fraction(2, 3))
)
theorem.concludes("expected_diversity_of_one", "E[p_t (1 - p_t)]", within, seen("first_diversities"))
theorem.concludes("product_of_three", "E[p_t q_t u_t]", all_three, seen("products_of_three"))
theorem.concludes("share_in_the_end", "lim E[G_t]/G_0", share)
theorem.concludes("diversity_in_the_end", "lim E[G_t]", limit)

if __name__ == "__main__":
    theorem.main()
