"""One refit costs (K - 1)/(2 n) nats of entropy, to first order: what the new model has to be told apart by.

Setting.  As in diversity.  The entropy of a model is H = -sum p log p, with 0 log 0 = 0; the sum is over K tokens,
of which p is one, with p > 0.  The model before the refit is fixed here, and p' is the share after it.

    Theorem    E[-p' log p] = -p log p, so that E[H'] = H - E[KL(new model || old model)], exactly
               p (1 - p)/(2 n) <= E[p' log p'] - p log p <= p log a + (p + (1 - p)/n)/a - p,   any a > 0
    Corollary  G/(2 n) <= E[KL] <= log(1 + (K - 1)/n): summed over the tokens, with a = 1 + (K - 1)/n
    Theorem    n^2 (E[p' log p'] - p log p - (1 - p)/(2 n)) lies between two functions of n and p that tend to
               (1/p - p)/12 as n grows
    Corollary  E[H'] = H - (K - 1)/(2 n) - (sum 1/p - 1)/(12 n^2) + O(1/n^3) for K tokens, as n grows

Why.       x log x lies above its fifth Taylor polynomial at 1, and below that plus (x - 1)^6/5.  At x = p'/p both are
           polynomials in a binomial count, whose means are exact.

Units.     Entropy in nats; n >= 2 is a count.
Assumed.   Independent draws with the probabilities of the model.
Note.      The loss depends on the model; there is none once a single token is left.  So no bound of the loss by a
           function of n alone, above zero, holds for all models: the entropies would become negative.
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda, Rational, Symbol, log

from collapse_math.assumptions import CONSTANT_SIZE, FAITHFUL_SAMPLING, INDEPENDENT_DRAWS, PLUG_IN
from collapse_math.claims import ByLemma
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.ledger import Lemma
from collapse_math.lemmas import (
    LOG_CONCAVITY,
    RECIPROCAL_LIMIT,
    X_LOG_X_ABOVE,
    X_LOG_X_BELOW,
    X_LOG_X_PINSKER,
    X_LOG_X_TAYLOR,
    x,
)
from collapse_math.lemmas import n as any_n
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point
from collapse_math.quantities import integer, real
from collapse_math.results import Fact
from derivations.tokens.setting import n

p = real("p", above=0, at_most=1)  # the share before the refit, which is fixed
new, content = real("new"), real("content")  # the share p' after it, and p' log p'
a = real("a", above=0)
s = real("s")  # stands for log p
c = integer("c", at_least=1)  # a count between 0 and n

theorem = Theorem(
    "tokens.entropy",
    says="E[H'] = H - E[KL(new || old)], and n^2 (E[H'] - H + (K - 1)/(2 n)) -> -(sum 1/p - 1)/12 for K tokens",
    assumes=(INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, PLUG_IN, CONSTANT_SIZE),
    symbols=(n, p, a),
    catalogue=("G11",),
)

# 1. The share after the refit is C/n; its log is never met alone, and C log C is 0 for C = 0.
count = Counts("x", n, (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (p,))
AFTER = Refit(
    {new: count.count()/n, content: (count.count_log_count() - count.count() * log(n))/n},
    (count,),
    {},
    (PLUG_IN, CONSTANT_SIZE),
)


def instances(title: str, lemma: Lemma, scale: Expr) -> list[Fact]:
    """A lemma about x at x = p'/scale: for c of the n draws, and for all of them."""
    claim, places = lemma.claim, [{x: number/(n * scale)} for number in (c, n)]
    return [
        theorem.inequality(
            title,
            claim.left.xreplace(at),
            claim.relation,
            claim.right.xreplace(at),
            how=ByLemma(lemma, at),
        )
        for at in places
    ]


# 2. What the old model says of the new one: the cross entropy is kept, and the divergence is what is lost.
cross = theorem.expectation("cross entropy", -new * s, after=AFTER, equals=-p * s)
stays = theorem.equation("with s = log p", cross.right.xreplace({s: log(p)}), -p * log(p), given=(cross,))

# 3. From below, by x log x >= x - 1 + 3 (x - 1)^2/(2 x + 4), where x = p'/p is 1/p at most.
pinsker = instances("x log x from below", X_LOG_X_PINSKER, p)
square = theorem.expectation(
    "a parabola",
    new * log(p) + new - p + (new - p)**2/2,
    after=AFTER,
    equals=p * log(p) + p * (1 - p)/(2 * n),
)
at_least = theorem.for_every_outcome("from below", content, ">=", square, after=AFTER, inside=c, given=pinsker)

# 4. From above, by log(x/a) <= x/a - 1.
tangents = instances("log x from above", LOG_CONCAVITY, p * a)
tangent = theorem.expectation(
    "a tangent",
    new * log(p) + new * log(a) + new**2/(p * a) - new,
    after=AFTER,
    equals=p * log(p) + p * log(a) + (p + (1 - p)/n)/a - p,
)
at_most = theorem.for_every_outcome("from above", content, "<=", tangent, after=AFTER, inside=c, given=tangents)


# 5. The fifth Taylor polynomial and its remainder, whose means are those of powers of the count.
def taylor(remainder: int) -> Expr:
    """p' log p and p times the polynomial in p'/p."""
    polynomial = X_LOG_X_TAYLOR + Rational(remainder, 5) * (x - 1)**6
    return new * log(p) + p * polynomial.xreplace({x: new/p})


second = (1/p - p)/12
third = -(1 - p) * (6 * p**2 - 12 * p + 5)/(12 * p**2)
fourth = (1 - p) * (2 * p - 1) * (12 * p**2 - 12 * p + 1)/(20 * p**3)
below = p * log(p) + (1 - p)/(2 * n) + second/n**2 + third/n**3 + fourth/n**4
remainder = (
    3 * (1 - p)**3/(p**2 * n**3)
    + (1 - p)**2 * (26 * p**2 - 26 * p + 5)/(p**3 * n**4)
    + (1 - p) * (120 * p**4 - 240 * p**3 + 150 * p**2 - 30 * p + 1)/(5 * p**4 * n**5)
)
low = theorem.expectation("the Taylor polynomial", taylor(0), after=AFTER, equals=below)
high = theorem.expectation("with its remainder", taylor(1), after=AFTER, equals=below + remainder)
above_taylor = instances("x log x above Taylor", X_LOG_X_ABOVE, p)
below_taylor = instances("x log x below Taylor", X_LOG_X_BELOW, p)
closer = theorem.for_every_outcome("closer, from below", content, ">=", low, after=AFTER, inside=c, given=above_taylor)
closer_above = theorem.for_every_outcome(
    "closer, from above", content, "<=", high, after=AFTER, inside=c, given=below_taylor
)


# 6. Both bounds agree to the order 1/n^2.
def of_order_two(title: str, bound: Fact, coefficients: tuple[Expr, ...]) -> Fact:
    """The limit of n^2 times what a bound is beyond first order."""
    small = Symbol("small")
    return theorem.limit(
        title,
        n**2 * (bound.right - p * log(p) - (1 - p)/(2 * n)),
        n,
        second,
        {1/n: (Integer(0), RECIPROCAL_LIMIT, {any_n: n})},
        form=Lambda(small, sum((k * small**i for i, k in enumerate(coefficients)), Integer(0))),
        given=(bound,),
    )


lower_limit = of_order_two("from below, to second order", closer, (second, third, fourth))
upper_limit = of_order_two(
    "from above, to second order",
    closer_above,
    (
        second,
        third + 3 * (1 - p)**3/p**2,
        fourth + (1 - p)**2 * (26 * p**2 - 26 * p + 5)/p**3,
        (1 - p) * (120 * p**4 - 240 * p**3 + 150 * p**2 - 30 * p + 1)/(5 * p**4),
    ),
)



def seen(statistic: str, kind: str) -> Observed:
    """A token that is half of the truth, after one refit; its p log p lies between -1/e and 0, and -p log 2 below 1."""
    at: Point = {n: 6, p: Fraction(1, 2), a: Fraction(7, 6)}
    return Observed("tokens", statistic, kind, at, "unit", arguments={"shares": (0.5, 0.5)})


theorem.concludes("cross_entropy", "E[-p' log p]", stays, seen("first_cross_entropies", "mean"))
theorem.concludes("at_least", "E[p' log p']", at_least, seen("first_contents", "mean-at-least"))
theorem.concludes("at_most", "E[p' log p']", at_most, seen("first_contents", "mean-at-most"))
theorem.concludes("at_least_to_order_four", "E[p' log p']", closer, seen("first_contents", "mean-at-least"))
theorem.concludes("at_most_to_order_five", "E[p' log p']", closer_above, seen("first_contents", "mean-at-most"))
rest = "of E[p' log p'] - p log p - (1 - p)/(2 n))"
theorem.concludes("second_order_from_below", f"lim n^2 (lower bound {rest}", lower_limit)
theorem.concludes("second_order_from_above", f"lim n^2 (upper bound {rest}", upper_limit)

if __name__ == "__main__":
    theorem.main()
