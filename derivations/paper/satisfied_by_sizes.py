"""Sizes of samples that are what theorems suppose of them, so that these are not about nothing.

    n(t) = t + 1          the sum of 1/n(t) diverges: unbiased fits, families and tokens lose all
    n(t) = (t + 1)^2      it converges: all three keep a part

Units.     As in the theorems that are cited; a is the number by which one draw of a family lowers its variance.
Assumed.   What they assume.
See also.  schedules.each_side for fits with divisor n(t), with real data and without.
"""

from sympy import Integer, Lambda

from collapse_math.derivation import Theorem
from derivations.families import sizes as families
from derivations.families.sizes import a
from derivations.gaussian.setting import t, v_0
from derivations.schedules.series import FEW, FEWER, ONE_MORE, SQUARES, converges, diverges
from derivations.schedules.setting import n, s
from derivations.sizes import unbiased
from derivations.tokens import sizes as tokens

theorem = Theorem(
    "paper.satisfied_by_sizes",
    says="sizes t + 1 have an infinite sum of 1/n(t), and sizes (t + 1)^2 have a finite one",
    assumes=tuple(dict.fromkeys((*families.theorem.assumes, *tokens.theorem.assumes))),
    symbols=(t, v_0),
)

# 1. One draw more each time.
slow = diverges(theorem, FEW, Integer(2))
fits_lose = theorem.cites(unbiased.collapse, {n: ONE_MORE}, given=(slow,))
tokens_lose = theorem.cites(tokens.gone, {tokens.n: ONE_MORE}, given=(slow,))
slowly = diverges(theorem, Lambda(s, a/(s + 1)), 2/a)
families_lose = theorem.cites(families.gone, {families.n: ONE_MORE}, given=(slowly,))

# 2. Squares.
fast = converges(theorem, FEWER, Integer(1))
fits_keep = theorem.cites(unbiased.remains, {n: SQUARES}, given=(fast,))
tokens_keep = theorem.cites(tokens.stays, {tokens.large: SQUARES}, given=(fast,))
faster = converges(theorem, Lambda(s, a/(s + 1)**2), a)
families_keep = theorem.cites(families.stays, {families.large: SQUARES}, given=(faster,))

theorem.concludes("fits_lose", "lim E[sqrt V_t]/sqrt(v_0), n(t) = t + 1,", fits_lose)
theorem.concludes("tokens_lose", "lim E[G_t], n(t) = t + 1,", tokens_lose)
theorem.concludes("families_lose", "lim E[V(m_t)], n(t) = t + 1,", families_lose)
theorem.concludes("fits_keep", "lim prod (1 - 1/(4n(s)) - 1/n(s)^2), n(t) = (t + 1)^2,", fits_keep)
theorem.concludes("tokens_keep", "lim E[G_t]/G_0, n(t) = (t + 1)^2,", tokens_keep)
theorem.concludes("families_keep", "lim E[V(m_t)]/V(m_0), n(t) = (t + 1)^2,", families_keep)

if __name__ == "__main__":
    theorem.main()
