"""With divisor n - 1 the expected squared distance from the truth diverges, but it speaks of hardly any chain.

Setting.  As in wasserstein_unbiased: E[W2^2] >= t v_0/n, which grows for ever.  By path_length E[W2] stays below
B sqrt v_0 with B = 4 sqrt(2n/pi) + 2.

    Theorem    P(W2 >= eps) <= B sqrt(v_0)/eps                   at every t (Markov): most chains stay where they are
    Corollary  P(W2^2 >= f t v_0/n) <= B sqrt(n/(f t)) -> 0      for every f > 0: the share of chains that reach the
               fraction f of the lower bound of the mean tends to 0
    The point  n = 10, t = 10^8: E[W2^2] >= 10^7 v_0, and fewer than 4 chains in 100 have W2^2 >= 10^5 v_0

Units.     W2, sqrt v_0 and eps in (unit of x); B and f have none; n >= 2 and t are counts.
Assumed.   Normal draws.
Note.      Almost every chain has a final distance, W2^2 -> (M - m_0)^2 + v_0 with the limit M of its means, and it is
           M that has no variance (terminal_mean_unbiased).  The bounds are generous: at n = 10 and t = 400, where
           E[W2^2] is 42 v_0, half of the chains have W2^2 < 1.6 v_0.
"""

from sympy import Integer, Rational, pi, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.axioms import MARKOV
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import RECIPROCAL_LIMIT
from collapse_math.lemmas import n as whole
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.gaussian import path_length, wasserstein_unbiased
from derivations.gaussian.setting import COMPOSE, n, t, v_0
from derivations.gaussian.tail_bound import eps

f = real("f", above=0)  # a fraction of the lower bound of the mean
later = integer("t", at_least=1)

theorem = Theorem(
    "gaussian.rare_runs",
    says="for divisor n - 1, E[W2^2] >= t v_0/n, and yet P(W2^2 >= f t v_0/n) -> 0 for every f > 0",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0, eps, f),
    catalogue=("B5", "B6"),
    sources=(Source("Shumailov et al.", 2024, "Nature 631, theorem 3.1: the expectation diverges"),),
)
B = 4 * sqrt(2 * n/pi) + 2

# 1. The mean of the square, from below.
mean_square = theorem.cites(wasserstein_unbiased.floor)

# 2. The mean of what bounds W2, over eps (Markov), is below B sqrt(v_0)/eps at every t.
whole_way, bounded = theorem.cites(path_length.whole), theorem.cites(path_length.distance)
share = theorem.equation("mean over eps", whole_way.right/eps, whole_way.right/eps, given=(whole_way,))
bound = theorem.by_axiom("P(W2 >= eps)", MARKOV, given=(share,), equals=whole_way.right/eps)
always = theorem.inequality("at every t", bound.right, "<", B * sqrt(v_0)/eps, given=(bound, bounded))

# 3. At eps = sqrt(f t v_0/n), a fraction of what the mean square is at least.
reached = theorem.equation(
    "a fraction of the mean",
    always.right.xreplace({eps: sqrt(f * later * v_0/n)}),
    B * sqrt(n/(f * later)),
    given=(always, mean_square),
)
rare = theorem.limit(
    "hardly any chain",
    reached.right**2,
    later,
    Integer(0),
    {1/later: (Integer(0), RECIPROCAL_LIMIT, {whole: later})},
    form=B**2 * n/f * (1/later),
    given=(reached,),
)

# 4. The point: a hundredth of 10^7 v_0, for ten draws after 10^8 refits.
point = {n: Integer(10), later: Integer(10**8), t: Integer(10**8), f: Rational(1, 100)}
high = theorem.equation("the mean at the point", mean_square.right.xreplace(point), 10**7 * v_0, given=(mean_square,))
few = theorem.inequality(
    "the share at the point", reached.right.xreplace(point), "<", Rational(4, 100), given=(reached,)
)

at = {n: 3, t: 4, v_0: 2, eps: 15}
seen = Observed("gaussian", "squared_wasserstein_distances", "at-most", at, level=eps**2)
theorem.concludes("mean_from_below", "E[W2^2]", mean_square)
theorem.concludes("mean_at_the_point", "a lower bound of E[W2^2] for n = 10 and t = 10^8:", high)
theorem.concludes("bound_at_every_t", "a bound of P(W2 >= eps)", always, seen)
theorem.concludes("bound_of_reaching_a_fraction", "a bound of P(W2^2 >= f t v_0/n):", reached)
theorem.concludes("share_at_the_point", "P(W2^2 >= 10^5 v_0) for n = 10 and t = 10^8", few)
theorem.concludes("limit_of_reaching_a_fraction", "lim P(W2^2 >= f t v_0/n)^2, so that of P as well,", rare)

if __name__ == "__main__":
    theorem.main()
