"""A mean that is shaken by noise of constant size, and pulled to the truth ever more weakly, strays without bound.

Setting.  d_{t+1} = (1 - alpha(t+1)) d_t + xi_{t+1}, where d_t is the distance of the mean from the truth; xi has mean
0 and the variance s at every step, independent of the past.  d_0 = 0.  alpha(1), alpha(2), ... are any shares that
tend to zero.

    Theorem    E[d_t^2] >= L_t,   L_{t+1} = (1 - beta(t+1))^2 L_t + s,   1 - beta(t) = (1 - alpha(t)) (1 - 1/(t+1))
    Corollary  E[d_t^2] -> infinity, in whatever way alpha tends to zero

Why.       A stronger pull only helps, and beta is stronger than alpha.  Its sum is infinite, so that L_t follows
           s/(1 - (1 - beta)^2), which grows without bound as beta tends to zero.

Units.     s and d_t^2 in (unit of x)^2; t is a count.
Assumed.   Noise of constant variance for ever, whatever the law; nothing is said about where it comes from.
Not said.  How fast: for alpha = 1/sqrt t it is like sqrt t (noise.py).
"""

from sympy import Integer, Lambda, Limit, Product, Sum, Symbol, oo

from collapse_math import rules
from collapse_math.derivation import Theorem
from collapse_math.lemmas import RECIPROCAL_OF_NEXT_LIMIT
from collapse_math.moments import Refit
from derivations.gaussian.setting import t
from derivations.paper.noise import COMPOSE, d, noise, s
from derivations.schedules.setting import alpha, i, k, next_alpha

index, share, part = Symbol("index", integer=True), Symbol("share"), Symbol("part")

theorem = Theorem(
    "paper.weakening_pull",
    says="with independent noise of constant variance E[d_t^2] grows without bound if alpha(t) -> 0",
    assumes=COMPOSE,
    symbols=(alpha, t, s),
)

# 1. A step, and the same with a stronger pull, which is a lower bound.
pulled = Refit({d: (1 - next_alpha) * d + noise.power_sum(1)}, (noise,))
step = theorem.expectation("a part is taken back", d**2, after=pulled, equals=(1 - next_alpha)**2 * d**2 + s)
rest = Lambda(index, (1 - alpha(index)) * (1 - 1/(index + 1)))  # 1 - beta
kept = Lambda(index, Product(rest(i)**2, (i, 1, index)))
least = Lambda(index, kept(index) * Sum(s/kept(k), (k, 1, index)))
(below,) = theorem.bounds_over_generations(
    t,
    ">=",
    {step: (rest(t + 1)**2 * d**2 + s, least(t))},
    start={d: Integer(0)},
    uses=COMPOSE,
)

# 2. With alpha also beta tends to zero, and so does the weight 1 - (1 - beta)^2, which is positive.
weak = theorem.suppose("alpha(t) -> 0", Limit(next_alpha, t, oo), "=", Integer(0))
reciprocal = 1/(t + 1)
first = theorem.limit(
    "1/(t + 1) vanishes", reciprocal, t, Integer(0), {reciprocal: (Integer(0), RECIPROCAL_OF_NEXT_LIMIT, {})}
)
later = theorem.by_rule(
    "and one later",
    rules.SHIFTED_LIMIT,
    {rules.average: Lambda(index, 1/(index + 1)), rules.limit: Integer(0)},
    given=(first,),
)
weight = Lambda(index, 1 - rest(index)**2)
vanishes = theorem.limit(
    "the weight vanishes",
    weight(t + 1),
    t,
    Integer(0),
    {next_alpha: weak, 1/(t + 2): later},
    form=Lambda((share, part), 1 - ((1 - share) * (1 - part))**2),
)
target = theorem.by_rule(
    "the target grows without bound",
    rules.RECIPROCAL_OF_VANISHING,
    {rules.positive: weight, rules.c: s},
    given=(vanishes,),
)

# 3. The weights sum to infinity, as beta is 1/(t + 1) or more.
harmonic = theorem.by_rule("the harmonic series", rules.HARMONIC_SERIES, {})
endless = theorem.by_rule(
    "the weights sum to infinity",
    rules.DIVERGENCE_BY_COMPARISON,
    {rules.b: Lambda(index, 1/index), rules.a: weight, rules.c: Integer(2)},
    given=(harmonic,),
)
follows = theorem.by_rule(
    "the bound follows its target",
    rules.TOEPLITZ_WITHOUT_BOUND,
    {rules.average: least, rules.weight: weight, rules.target: Lambda(index, s/weight(index))},
    given=(endless, target, below),
)

theorem.concludes("at_least", "E[d_t^2]", below)
theorem.concludes("without_bound", "lim of this bound of E[d_t^2]", follows)

if __name__ == "__main__":
    theorem.main()
