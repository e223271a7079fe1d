"""Smoothed counts keep every token for good, and some diversity: that of the smoothing, not that of the truth.

Setting.  As in tokens.diversity, but b pseudo-counts are added to the n draws before shares are taken, of which a token
has the share e: p' = (C + b e)/(n + b).  With b = K beta and e = 1/K this is add-beta smoothing of K tokens.

    Theorem    E[p_t] = e + r^t (p_0 - e),                                   r = n/(n + b)
               E[(p_t - e)^2] = c^t (p_0 - e)^2 + w (1 - c^t) e (1 - e) + (r^t - c^t) (1 - 2 e)(p_0 - e)/(1 + b)
               with c = (1 - 1/n) r^2 and w = n/(n + x), x = b (2 n + b)
    Corollary  p_t >= b e/(n + b) after every refit: no token is ever lost
               E[G_t] -> (1 - w) G_e, where G_e is the diversity of the shares e: positive, for any number of tokens
               For large n the part 1 - w of it tends to 2 b/(1 + 2 b)

Units.     Shares and diversities are probabilities; n >= 2 and t >= 0 are counts, b > 0 a number of draws.
Assumed.   As in tokens.diversity, but for smoothing.
Note.      The truth is forgotten all the same: on average the loop ends at e, what the smoothing says of a token.
           Pseudo-counts act much like b real tokens a generation (tokens.fresh_data), of a law that is not the truth.
See also.  memory.kernel: a kernel does for a variance what pseudo-counts do for shares.
"""

from sympy import Expr, Integer

from collapse_math.assumptions import (
    ADDITIVE_SMOOTHING,
    CONSTANT_SIZE,
    FAITHFUL_SAMPLING,
    INDEPENDENT_DRAWS,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, RECIPROCAL_LIMIT
from collapse_math.lemmas import n as any_n
from collapse_math.lemmas import r as any_r
from collapse_math.moments import Refit
from collapse_math.quantities import integer
from derivations.learners.setting import ALL_TOKENS, G_0, D_e, G_e, b, e, seen
from derivations.tokens.setting import COMPOSE, count, n, p, p_0, t

theorem = Theorem(
    "learners.smoothing",
    says="with b pseudo-counts of diversity G_e, E[G_t] -> x/(n + x) G_e, x = b (2 n + b), and no token is ever lost",
    assumes=(INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, ADDITIVE_SMOOTHING, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, b, e, t, p_0, G_e, D_e, G_0),
    catalogue=("F10",),
)
N = n + b
smoothed = Refit({p: (count.count() + b * e)/N}, (count,), {}, (ADDITIVE_SMOOTHING, CONSTANT_SIZE))

# 1. One refit: the distance from e shrinks, and gets noise that depends on the present share.
r, c = n/N, n * (n - 1)/N**2
error = theorem.expectation("the distance from e", p - e, after=smoothed, equals=r * (p - e))
square = theorem.expectation(
    "its square",
    (p - e)**2,
    after=smoothed,
    equals=c * (p - e)**2 + n/N**2 * (e * (1 - e) + (1 - 2 * e) * (p - e)),
)

# 2. Over generations.
w: Expr = n/(n + b * (2 * n + b))
skew = (1 - 2 * e) * (p_0 - e)
distance, squared = theorem.over_generations(
    t,
    {
        error: r**t * (p_0 - e),
        square: c**t * (p_0 - e)**2 + w * (1 - c**t) * e * (1 - e) + (r**t - c**t) * skew/(1 + b),
    },
    start={p: p_0},
    uses=COMPOSE,
)
(alone,) = theorem.over_generations(t, {error: r**t * (p_0 - e)}, start={p: p_0}, uses=COMPOSE)
mean = theorem.by_linearity("the mean share", p, {alone: Integer(1)}, rest=e, equals=e + r**t * (p_0 - e))
within = theorem.by_linearity(
    "what stays within",
    p * (1 - p),
    {squared: Integer(-1), distance: 1 - 2 * e},
    rest=e * (1 - e),
    equals=(1 - w * (1 - c**t)) * e * (1 - e) - c**t * (p_0 - e)**2 + (r**t - (r**t - c**t)/(1 + b)) * skew,
)
diversity = theorem.over_family(
    "all tokens",
    within,
    members=(p_0, e),
    totals=ALL_TOKENS,
    equals=(1 - w * (1 - c**t)) * G_e - c**t * D_e + (r**t - (r**t - c**t)/(1 + b)) * (G_0 - G_e + D_e),
)

# 3. In the long run; and for large samples.
vanish = {
    r**t: (Integer(0), GEOMETRIC_LIMIT, {any_r: r}),
    c**t: (Integer(0), GEOMETRIC_LIMIT, {any_r: c}),
}
ends = theorem.limit("where it ends", mean.right, t, e, vanish, given=(mean,))
stays = theorem.limit("what stays", diversity.right, t, (1 - w) * G_e, vanish, given=(diversity,))
k = integer("k", at_least=1)
large = theorem.limit(
    "large samples",
    1 - w.xreplace({n: k + 1}),
    k,
    2 * b/(1 + 2 * b),
    {1/k: (Integer(0), RECIPROCAL_LIMIT, {any_n: k})},
    form=1 - (1 + 1/k)/((1 + 2 * b) * (1 + 1/k) + b**2/k),
)

# 4. Whatever is drawn, a token has its pseudo-counts.
least = theorem.inequality("no token is lost", (count.count() + b * e)/N, ">=", b * e/N)

theorem.concludes("expected_share", "E[p_t]", mean, seen("first_shares"))
theorem.concludes("squared_distance", "E[(p_t - e)^2]", squared)
theorem.concludes("expected_diversity_of_one", "E[p_t (1 - p_t)]", within, seen("first_diversities"))
theorem.concludes("expected_diversity", "E[G_t]", diversity)
theorem.concludes("share_in_the_long_run", "lim E[p_t]", ends)
theorem.concludes("diversity_in_the_long_run", "lim E[G_t]", stays)
theorem.concludes("large_samples", "lim lim E[G_t]/G_e", large)
theorem.concludes("least_share", "p_t", least)

if __name__ == "__main__":
    theorem.main()
