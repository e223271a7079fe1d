"""A loop in which a single token is left does not rest there, as long as shares of real data have an infinite sum.

Setting.  A generation draws n tokens, each from the truth with probability alpha(t), else from the present model, and
takes their shares.  At first a single token is left, which has the probability p < 1 in the truth.  r_t is the
probability that this token has been alone in all of the t generations that follow.

    Theorem    r_t = prod_{j <= t} (1 - alpha(j) (1 - p))^n
    Corollary  r_t -> 0 if the sum of alpha(t) diverges, even if alpha(t) -> 0

Units.     Probabilities; n and t are counts.
Assumed.   Independent, unfiltered draws, of a constant number, and that a generation sees the last one alone.
Note.      So with a constant n, alpha(t) -> 0 and an infinite sum the loop does not converge: its diversity vanishes on
           average (schedules.diversity), and yet it leaves every token that is left alone, again and again.
"""

from sympy import Integer, Lambda, Limit, Product, Sum, Symbol, oo

from collapse_math import rules
from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FAITHFUL_SAMPLING,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    PLUG_IN,
    RANDOM_SPLIT,
    REPLACE,
)
from collapse_math.claims import Induction
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.quantities import integer, real
from derivations.gaussian.setting import t
from derivations.schedules.setting import alpha, i, k, next_alpha

n = integer("n", at_least=1)
p = real("p", at_least=0, below=1)  # the probability of the token in the truth
rested = real("rested", at_least=0, at_most=1)  # 1 as long as it has been alone, else 0
index = Symbol("index", integer=True)

theorem = Theorem(
    "paper.no_rest",
    says="a token that is left alone is left again if the sum of alpha(t) diverges, even if alpha(t) -> 0",
    assumes=(INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, RANDOM_SPLIT, PLUG_IN, CONSTANT_SIZE, REPLACE, FRESH_RANDOMNESS),
    symbols=(alpha, n, t, p),
)

# 1. Where the token is alone, a draw is another one if it is real and another one.
other = Lambda(index, alpha(index) * (1 - p))
draws = Counts("x", n, (FAITHFUL_SAMPLING, RANDOM_SPLIT), (INDEPENDENT_DRAWS,), (1 - next_alpha * (1 - p),))
NEXT = Refit({rested: rested * draws.all()}, (draws,), {}, (PLUG_IN, CONSTANT_SIZE))
once = theorem.expectation("alone once more", rested, after=NEXT, equals=(1 - next_alpha * (1 - p))**n * rested)

# 2. Generations compose.
stays = Lambda(index, (1 - other(index))**n)
(so_far,) = theorem.over_generations(
    t,
    {once: Product(stays(i), (i, 1, t))},
    start={rested: Integer(1)},
    uses=(REPLACE, FRESH_RANDOMNESS),
)

# 3. It is left with probability alpha (1 - p) or more in a generation, and these have an infinite sum.
endless = theorem.suppose("the sum of alpha(t) diverges", Limit(Sum(alpha(k), (k, 1, t)), t, oo), "=", oo)
more = theorem.inequality(
    "n draws are as good as one", (1 - next_alpha * (1 - p))**n, "<=", 1 - next_alpha * (1 - p), how=Induction(n)
)
left = Lambda(index, 1 - stays(index))
heavy = theorem.by_rule(
    "the probabilities of leaving it",
    rules.DIVERGENCE_BY_COMPARISON,
    {rules.b: Lambda(index, alpha(index)), rules.a: left, rules.c: 1/(1 - p)},
    given=(endless, more),
)
gone = theorem.by_rule("it does not stay for ever", rules.VANISHING_PRODUCT, {rules.share: left}, given=(heavy, so_far))

theorem.concludes("so_far", "r_t", so_far)
theorem.concludes("no_rest", "lim r_t", gone)

if __name__ == "__main__":
    theorem.main()
