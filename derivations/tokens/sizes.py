"""Samples of any sizes: all diversity goes if and only if the sum of 1/n(i) diverges.

Setting.  As in diversity, but refit number i draws n(i) tokens, for any sequence n(1), n(2), ... of sizes.

    Theorem    E[G_t] = G_0 prod_{i <= t} (1 - 1/n(i))                  for any number of tokens
    Corollary  sum 1/n(i) = infinity                      E[G_t] -> 0: in the end one token is left
               sum 1/n(i) < infinity, each n(i) >= 2      E[G_t]/G_0 has a limit above 0
    Corollary  n(i) = n i^2                               the product of accumulate: as if all tokens were kept

Units.     Diversities are probabilities; n(i) >= 1 and t >= 0 are counts.
Assumed.   As in diversity, but for the constant size.  The sizes are fixed in advance.
Note.      G_t is at most 1 and falls on average, so it converges in each chain (supermartingale); with E[G_t] -> 0
           it tends to 0 in almost every one.  Doubling the sample at each generation is enough to keep something
           for ever, one token more per generation is not.
"""

from fractions import Fraction

from sympy import Integer, Lambda, Limit, Product, Sum, Symbol, oo

from collapse_math import rules
from collapse_math.assumptions import FAITHFUL_SAMPLING, INDEPENDENT_DRAWS, PLUG_IN
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.sequences import integers
from derivations.tokens.setting import ALL_TOKENS, COMPOSE, G_0, p, p_0, t
from derivations.tokens.setting import n as draws

i = Symbol("i", integer=True)
n, large = integers("n", at_least=1), integers("N", at_least=2)

theorem = Theorem(
    "tokens.sizes",
    says="E[G_t] = G_0 prod (1 - 1/n(i)) for any sizes: diversity vanishes if and only if sum 1/n(i) diverges",
    assumes=(INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, PLUG_IN, *COMPOSE),
    symbols=(t, G_0),
    catalogue=("G1",),
)

# 1. Refit number t + 1 draws n(t + 1) tokens.
count = Counts("x", n(t + 1), (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (p,))
refit = Refit({p: count.count()/n(t + 1)}, (count,), {}, (PLUG_IN,))
keep = theorem.expectation(
    "a token and the rest", p * (1 - p), after=refit, equals=(1 - 1/n(t + 1)) * p * (1 - p)
)
left = Product(1 - 1/n(i), (i, 1, t))
(within,) = theorem.over_generations(t, {keep: left * p_0 * (1 - p_0)}, start={p: p_0}, uses=COMPOSE)
diversity = theorem.over_family("all tokens", within, members=(p_0,), totals=ALL_TOKENS, equals=left * G_0)

# 2. If the shares 1/n(i) that are lost add up to infinity, nothing is left.
endless = theorem.suppose("sum 1/n diverges", Limit(Sum(1/n(i), (i, 1, t)), t, oo), "=", oo)
nothing = theorem.by_rule(
    "nothing is left", rules.VANISHING_PRODUCT, {rules.share: Lambda(i, 1/n(i))}, given=(endless,)
)
gone = theorem.limit("collapse", diversity.right, t, Integer(0), {left: nothing}, given=(diversity,))

# 3. If they have a finite sum, and no single refit takes all, something is left.
finite = theorem.suppose("sum 1/n converges", Limit(Sum(1/large(i), (i, 1, t)), t, oo), "<", oo)
stays = theorem.by_rule(
    "something is left", rules.POSITIVE_PRODUCT, {rules.part: Lambda(i, 1/large(i))}, given=(finite, diversity)
)

# 4. Sizes n i^2 make the product of accumulate.
squares = theorem.cites(diversity, {n: Lambda(i, draws * i**2)})

seen = Observed("tokens", "diversities", "mean", {t: 3, G_0: Fraction(2, 3)}, "unit", sequences={n: (2, 5, 3)})
theorem.concludes("expected_diversity", "E[G_t]", diversity, seen)
theorem.concludes("collapse", "lim E[G_t] if sum 1/n(i) = infinity", gone)
theorem.concludes("survival", "lim E[G_t]/G_0 if sum 1/n(i) < infinity", stays)
theorem.concludes("quadratic_sizes", "E[G_t] for n(i) = n i^2", squares)

if __name__ == "__main__":
    theorem.main()
