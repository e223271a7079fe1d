"""A learner that draws its model from the posterior forgets the truth and ends at its prior, with nothing collapsed.

Setting.  The next model is not the share of the draws but a draw from the posterior law of the shares: with a Dirichlet
prior worth b draws, in which a token has the share e, its next share is Beta(b e + C, b (1 - e) + n - C), where C of
the n draws are this token.  This is iterated learning.

    Theorem    For every c, prior(p) P(C = c | p) posterior(p' | c) is the same with p and p' exchanged: the chain p_0,
               p_1, ... is reversible with respect to the prior, which it keeps for every n, 1 included
               So is the chain of counts C, with respect to the beta-binomial law
               E[p_t] = e + r^t (p_0 - e),                                  r = n/(n + b)
               E[p_t (1 - p_t)] = v + c^t (p_0 (1 - p_0) - v) + (r^t - c^t) (1 - 2 e)(p_0 - e) b/(b + 2)
               with c = r (n - 1)/(n + b + 1) and v = e (1 - e) b/(b + 1)
    Corollary  E[G_t] -> G_e b/(b + 1), the diversity of a model drawn from the prior, whatever n and the truth are

Units.     Shares and diversities are probabilities; n >= 2 and t >= 0 are counts, b > 0 a number of draws.
Assumed.   As in tokens.diversity, but for the model, which is drawn from the posterior.
Note.      Reversibility needs no formula for any of the three laws: prior(p) l(p) prior(q) l(q)/m is symmetric, where l
           is the likelihood and m its mean under the prior.  So it holds for any class of models and any prior.
           With the mean of the posterior in place of a draw from it this is smoothing.
Source.    Griffiths and Kalish: iterated learning by sampling converges to the prior.
"""

from sympy import Expr, Integer, binomial, gamma

from collapse_math.assumptions import CONSTANT_SIZE, FAITHFUL_SAMPLING, INDEPENDENT_DRAWS, POSTERIOR_SAMPLING
from collapse_math.beta import Beta
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as any_r
from collapse_math.moments import Refit
from collapse_math.quantities import integer, real
from derivations.learners.setting import ALL_TOKENS, G_0, D_e, G_e, b, e, seen
from derivations.tokens.setting import COMPOSE, count, n, p, p_0, t

theorem = Theorem(
    "learners.posterior_sampling",
    says="a model drawn from its posterior law leaves the prior as it is for every n, and E[G_t] -> G_e b/(b + 1)",
    assumes=(INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, POSTERIOR_SAMPLING, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, b, e, t, p_0, G_e, D_e, G_0),
    catalogue=("F10",),
    sources=(Source("Griffiths and Kalish", 2007, "Cognitive Science 31, 441-480"),),
)

# 1. Any class of models: prior weights and likelihoods of two of its members, and the mean likelihood.
f, g, l_f, l_g, m = (real(name, above=0) for name in ("f", "g", "l_f", "l_g", "m"))
anything = theorem.equation("any class of models", (f * l_f) * (g * l_g/m), (g * l_g) * (f * l_f/m))

# 2. Two shares x and y, and c + d draws, c of which are the token: prior, likelihood and posterior by definition.
x, y = real("x", above=0, below=1), real("y", above=0, below=1)
c, d, step = (integer(name, at_least=0) for name in ("c", "d", "step"))
PRIOR = (b * e, b * (1 - e))


def density(share: Expr, first: Expr, second: Expr) -> Expr:
    """The density of Beta(first, second)."""
    scale = gamma(first + second)/(gamma(first) * gamma(second))
    return scale * share**(first - 1) * (1 - share)**(second - 1)


def path(start: Expr, end: Expr) -> Expr:
    """prior(start) P(C = c | start) posterior(end | c)."""
    likelihood = binomial(c + d, c) * start**c * (1 - start)**d
    return density(start, *PRIOR) * likelihood * density(end, PRIOR[0] + c, PRIOR[1] + d)


balance = theorem.equation("detailed balance", path(x, y), path(y, x))


# 3. The counts of two generations, of c + d + step draws, which differ by `step`.
def beta_binomial(first: Expr, second: Expr, ones: Expr, others: Expr) -> Expr:
    """The probability of so many tokens and so many others, if the share is Beta(first, second)."""
    above = gamma(first + ones) * gamma(second + others) * gamma(first + second)
    below = gamma(first) * gamma(second) * gamma(first + second + ones + others)
    return binomial(ones + others, ones) * above/below


def counted(ones: Expr, others: Expr, next_ones: Expr, next_others: Expr) -> Expr:
    """The probability of a count under the beta-binomial law, and of the next one given it."""
    posterior = (PRIOR[0] + ones, PRIOR[1] + others)
    return beta_binomial(*PRIOR, ones, others) * beta_binomial(*posterior, next_ones, next_others)


between = theorem.equation(
    "the chain of counts", counted(c + step, d, c, d + step), counted(c, d + step, c + step, d)
)

# 4. One generation: the law of the posterior share knows the count, and the count the present share.
N = n + b
share = Beta("B", b * e + count.count(), b * (1 - e) + n - count.count())
sampled = Refit({p: share.value}, (count, share), {}, (POSTERIOR_SAMPLING, CONSTANT_SIZE))
r, kept = n/N, n * (n - 1)/(N * (N + 1))
v = e * (1 - e) * b/(b + 1)
error = theorem.expectation("the distance from e", p - e, after=sampled, equals=r * (p - e))
rest = theorem.expectation(
    "a token and the rest",
    p * (1 - p),
    after=sampled,
    equals=v + kept * (p * (1 - p) - v) + n * b/(N * (N + 1)) * (1 - 2 * e) * (p - e),
)

# 5. Over generations, for one token and for all, and in the long run.
skew = b/(b + 2) * (r**t - kept**t)
distance, within = theorem.over_generations(
    t,
    {
        error: r**t * (p_0 - e),
        rest: (1 - kept**t) * v + kept**t * p_0 * (1 - p_0) + skew * (1 - 2 * e) * (p_0 - e),
    },
    start={p: p_0},
    uses=COMPOSE,
)
(alone,) = theorem.over_generations(t, {error: r**t * (p_0 - e)}, start={p: p_0}, uses=COMPOSE)
mean = theorem.by_linearity("the mean share", p, {alone: Integer(1)}, rest=e, equals=e + r**t * (p_0 - e))
diversity = theorem.over_family(
    "all tokens",
    within,
    members=(p_0, e),
    totals=ALL_TOKENS,
    equals=(1 - kept**t) * G_e * b/(b + 1) + kept**t * G_0 + skew * (G_0 - G_e + D_e),
)
vanish = {
    r**t: (Integer(0), GEOMETRIC_LIMIT, {any_r: r}),
    kept**t: (Integer(0), GEOMETRIC_LIMIT, {any_r: kept}),
}
ends = theorem.limit("where it ends", mean.right, t, e, vanish, given=(mean,))
stays = theorem.limit("what stays", diversity.right, t, G_e * b/(b + 1), vanish, given=(diversity,))

theorem.concludes("reversible", "prior(f) l_f prior(g) l_g/m", anything)
theorem.concludes("detailed_balance", "prior(x) P(c | x) posterior(y | c)", balance)
theorem.concludes("balance_of_counts", "P(c + step) P(c | c + step)", between)
theorem.concludes("expected_share", "E[p_t]", mean, seen("first_shares"))
theorem.concludes("expected_diversity_of_one", "E[p_t (1 - p_t)]", within, seen("first_diversities"))
theorem.concludes("expected_diversity", "E[G_t]", diversity)
theorem.concludes("share_in_the_long_run", "lim E[p_t]", ends)
theorem.concludes("diversity_in_the_long_run", "lim E[G_t]", stays)

if __name__ == "__main__":
    theorem.main()
