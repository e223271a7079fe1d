"""Tokens refitted to their own samples: every share stays right on average, and diversity falls by 1/n per refit.

Setting.  Each generation draws n tokens from the present model and takes their shares as the next model.  The
diversity of a model is G = 1 - sum p_i^2, the probability that two tokens drawn from it are different.

    Theorem    E[p_t] = p_0                                whatever the sizes of the samples are
               E[G_t] = (1 - 1/n)^t G_0                    for any number of tokens
               E[p_t (1 - p_t)] = (1 - 1/n)^t p_0 (1 - p_0)
               E[p_t q_t] = (1 - 1/n)^t p_0 q_0            for two different tokens
    Corollary  p_t (1 - p_t) -> 0 almost surely: each token is gone or alone in the end
               Var[p_t] = (1 - (1 - 1/n)^t) p_0 (1 - p_0)
               Cov[p_t, q_t] = -(1 - (1 - 1/n)^t) p_0 q_0  what is lost within chains moves between them

Units.     Shares and diversities are probabilities; n >= 2 and t >= 0 are counts.
Assumed.   Independent draws with the probabilities of the model, and shares as the next model.  E[p_t] takes
           neither independence nor constant sizes.
Not said.  Nothing about a typical chain: diversity does not fade away in each, it is gone in some (fixation).
Note.      E[p_t] = p_0 for every token, and so E[sum f_i p_i] stays what it is in the truth for every score f of
           single outputs: no average over outputs shows the loss.
"""

from fractions import Fraction

from sympy import Integer

from collapse_math.assumptions import FRESH_RANDOMNESS
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.observed import Observed
from collapse_math.process_axioms import SUPERMARTINGALE_LIMIT
from derivations.tokens.setting import (
    ALL_TOKENS,
    COMPOSE,
    DRIFT,
    G_0,
    MEAN_ALONE,
    REFIT,
    TRUTH,
    n,
    observed,
    p,
    p_0,
    q,
    q_0,
    t,
)

theorem = Theorem(
    "tokens.diversity",
    says="E[G_t] = (1 - 1/n)^t G_0 for the diversity G = 1 - sum p_i^2 of any number of tokens, while E[p_t] = p_0",
    assumes=DRIFT,
    symbols=(n, t, p_0, q_0, G_0),
    catalogue=("G1",),
)

# 1. One refit: the share of a token is right on average, as E[C] = n p.
stay = theorem.expectation("shares are right on average", p, after=MEAN_ALONE, equals=p)

# 2. Two draws of the sample are two different draws with probability 1 - 1/n; only then can they be different tokens.
keep = 1 - 1/n
apart = theorem.expectation("two tokens", p * q, after=REFIT, equals=keep * p * q)
rest = theorem.expectation("a token and the rest", p * (1 - p), after=REFIT, equals=keep * p * (1 - p))

# 3. Generations compose, because a model is all that the next generation sees.
(mean,) = theorem.over_generations(t, {stay: p_0}, start={p: p_0}, uses=(FRESH_RANDOMNESS,))
both, within = theorem.over_generations(
    t, {apart: keep**t * p_0 * q_0, rest: keep**t * p_0 * (1 - p_0)}, start=TRUTH, uses=COMPOSE
)

# 4. The factor is the same for every token, and 1 - sum p_i^2 is the sum of p_i (1 - p_i) over all of them.
diversity = theorem.over_family("all tokens", within, members=(p_0,), totals=ALL_TOKENS, equals=keep**t * G_0)

# 5. What leaves the chains makes them differ: E[p_t^2] - E[p_t]^2 and E[p_t q_t] - E[p_t] E[q_t].
variance = theorem.equation(
    "variance of a share",
    mean.right - within.right - mean.right**2,
    (1 - keep**t) * p_0 * (1 - p_0),
    given=(mean, within),
)
covariance = theorem.equation(
    "covariance of two shares", both.right - p_0 * q_0, -(1 - keep**t) * p_0 * q_0, given=(mean, both)
)



def seen(statistic: str) -> Observed:
    """The mean of a statistic of the first two of three tokens."""
    return observed(statistic, draws=4, refits=3, p_0=Fraction(1, 4), q_0=Fraction(1, 2))


# 6. p (1 - p) is not negative and falls on average, so it converges in almost every chain; and its mean tends to 0.
least = theorem.inequality("it falls", rest.right, "<=", p * (1 - p), given=(rest,))
vanishes = theorem.limit(
    "the mean vanishes", within.right, t, Integer(0), {keep**t: (Integer(0), GEOMETRIC_LIMIT, {r: keep})}
)
sure = theorem.by_axiom(
    "almost surely", SUPERMARTINGALE_LIMIT, given=(vanishes, within, rest, least), equals=Integer(0)
)

theorem.concludes("expected_share", "E[p_t]", mean, seen("first_shares"))
theorem.concludes(
    "expected_diversity", "E[G_t]", diversity, observed("diversities", draws=4, refits=3, G_0=Fraction(3, 4))
)
theorem.concludes(
    "expected_diversity_of_one", "E[p_t (1 - p_t)]", within, seen("first_diversities")
)
theorem.concludes("expected_product", "E[p_t q_t]", both, seen("products_of_two"))
theorem.concludes("variance_of_share", "Var[p_t]", variance, seen("squared_drifts"))
theorem.concludes("covariance_of_shares", "Cov[p_t, q_t]", covariance)
theorem.concludes("gone_or_alone", "lim p_t (1 - p_t) almost surely", sure)

if __name__ == "__main__":
    theorem.main()
