"""How long until a single token is left: for two tokens about 2 n times their entropy, for any number 3 n at most.

Setting.  As in diversity.  T is the first refit after which a single token is left.

    Theorem      E[T] - 1 <= 3 (n - 1)                         any number of tokens
                 E[T] >= 4 n p_0 (1 - p_0)                     two tokens
    Asymptotic   E[T] is about h(p_0) = -2 n (p log p + (1 - p) log(1 - p)) for two tokens and large n: the solution of
                 the backward equation (p (1 - p)/(2 n)) h'' = -1 of the limiting diffusion, with h = 0 at 0 and 1

Why.         Above: traced back, n draws have k ancestors for 1/(1 - L_k) steps at most, L_k = prod_{i < k} (1 - i/n) <=
             1/(1 + k (k - 1)/(2 n)); the sum over k telescopes.  Below: P(T > t) >= 4 (1 - 1/n)^t p_0 (1 - p_0).

Units.       Refits; n >= 2 is a count, 0 < p_0 < 1.
Assumed.     As in diversity.
Note.        Exact values, by linear equations in fractions: with p_0 = 1/2 and n = 2, 10, 100 draws E[T] is 2, 12.59
             and 136.60, and h is 2.77, 13.86 and 138.63 (collapse_math.enumeration).
"""

from fractions import Fraction

from sympy import Integer, Product, Sum, Symbol, log, sqrt

from collapse_math.axioms import TAIL_SUM
from collapse_math.claims import ByLemma, Induction, Telescope
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, LOG_CONCAVITY, x
from collapse_math.lemmas import r as any_r
from collapse_math.observed import Observed, Point
from collapse_math.process_axioms import GENEALOGY
from collapse_math.quantities import integer, real
from derivations.tokens import fixation
from derivations.tokens.setting import DRIFT, n, t
from derivations.tokens.setting import p_0 as any_p_0

p_0 = real("p_0", above=0, below=1)
k = integer("k", at_least=2)
i = Symbol("i", integer=True)

theorem = Theorem(
    "tokens.absorption_time",
    says="a single token is left after 3 n - 2 refits on average or sooner; asymptotically, two take 2 n entropies",
    assumes=DRIFT,
    symbols=(n, k, p_0),
    conditions=(k <= n,),
    catalogue=("G4",),
)

# 1. k lineages stay apart with probability L_k, which is 1/(1 + k (k - 1)/(2 n)) at most.
apart = Product(1 - i/n, (i, 1, k - 1))
stays = theorem.inequality("lineages apart", apart, ">=", Integer(0), how=Induction(k))
bound = theorem.inequality(
    "k lineages", apart * (1 + k * (k - 1)/(2 * n)), "<=", Integer(1), how=Induction(k), given=(stays,)
)
time = theorem.inequality(
    "the time with k ancestors", 1/(1 - apart), "<=", 1 + 2 * n/(k * (k - 1)), given=(bound, stays)
)

# 2. These times for k = 2, ..., n, after the first refit: the sum telescopes.
times = Sum(1 + 2 * n/(i * (i - 1)), (i, 2, n))
total = theorem.equation("all of them", times, 3 * (n - 1), how=Telescope(i - 2 * n/(i - 1)))
at_most = theorem.by_axiom("any number of tokens", GENEALOGY, given=(total, time), equals=3 * (n - 1))

# 3. Two tokens: the sum of 4 (1 - 1/n)^t p_0 (1 - p_0), which P(T > t) is at least, for t = 0 as well.
spread, keep = p_0 * (1 - p_0), 1 - 1/n
later = theorem.cites(fixation.still, {any_p_0: p_0})
now = theorem.inequality("before the first refit", 4 * spread, "<=", Integer(1))
geometric = theorem.equation(
    "until t", Sum(4 * keep**i * spread, (i, 0, t)), 4 * n * (1 - keep**(t + 1)) * spread, how=Induction(t)
)
series = theorem.limit(
    "for ever",
    geometric.right,
    t,
    4 * n * spread,
    {keep**t: (Integer(0), GEOMETRIC_LIMIT, {any_r: keep})},
    form=4 * n * (1 - keep * keep**t) * spread,
    given=(geometric, later, now),
)
at_least = theorem.by_axiom("two tokens", TAIL_SUM, given=(series,), equals=4 * n * spread)

# 4. The diffusion: the backward equation, and h near 0, where -log p <= 2/sqrt p - 2.
h = -2 * n * (p_0 * log(p_0) + (1 - p_0) * log(1 - p_0))
slope = theorem.derivative("h'", h, p_0, -2 * n * (log(p_0) - log(1 - p_0)))
curve = theorem.derivative("h''", slope.right, p_0, -2 * n * (1/p_0 + 1/(1 - p_0)))
backward = theorem.equation("the backward equation", spread/(2 * n) * curve.right, Integer(-1), given=(slope, curve))
root = 1/sqrt(p_0)
logs = theorem.inequality("log(1/sqrt p)", log(root), "<=", root - 1, how=ByLemma(LOG_CONCAVITY, {x: root}))
edge = theorem.inequality("h vanishes at the edges", -p_0 * log(p_0), "<=", 2 * sqrt(p_0), given=(logs,))



# With two draws one token is left after each further refit with probability one half, so that the mean square of T - 1
# is 6 at most, and hardly any loop goes on for longer than 30 refits.
def seen(statistic: str, kind: str, share: Fraction, others: tuple[float, ...]) -> Observed:
    """Loops of two draws, in which one token has this share."""
    at: Point = {n: 2, p_0: share, t: 30}
    return Observed("tokens", statistic, kind, at, 6, arguments={"shares": (float(share), *others)})


four, half = seen("refits_with_several", "mean-at-most", Fraction(1, 4), (0.25,) * 3), Fraction(1, 2)
theorem.concludes("any_number_at_most", "the bound of E[T] - 1", at_most, four)
theorem.concludes(
    "two_tokens_at_least", "the lower bound of E[T]", at_least, seen("absorption_times", "mean-at-least", half, (0.5,))
)
theorem.concludes("time_with_k_ancestors", "the mean time with k ancestors", time)
theorem.concludes("backward_equation", "(p (1 - p)/(2 n)) h''", backward)
theorem.concludes("edge", "-p log p", edge)

if __name__ == "__main__":
    theorem.main()
