"""How far the sample deviation is from unbiased, in terms of what it is for a larger sample.

Setting.  S is the root of the unbiased variance of n normal draws with variance v_0, and E[S] = c4(n) sqrt(v_0)
(deviation).  Gamma(x + 1) = x Gamma(x) takes c4 from n to n + 2, to n + 4, and so to N = n + 2j.

    Theorem    c4(n)^2 (1 + 1/(2n-2)) <= c4(N)^2 (1 + 1/(2N-2))     and so < 1 + 1/(2N-2)
               c4(n)^2 (1 + 1/(2n-3)) >= c4(N)^2 (1 + 1/(2N-3))     and so > 1 - 1/(2N-3)

Units.     c4 has none; n >= 2 counts draws, j >= 1 steps of two draws.
Assumed.   Nothing about data: these are statements about Gamma values.
Note.      What is known of c4(N) is rough, sqrt((N-2)/(N-1)) < c4(N) < 1, but N may be as large as one likes.
"""

from sympy import Expr, gamma

from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.quantities import integer
from derivations.sample import deviation
from derivations.sample.setting import n

j = integer("j", at_least=1)  # steps of two draws

theorem = Theorem(
    "sample.deviation_steps",
    says="c4(n)^2 (1 + 1/(2n-2)) rises and c4(n)^2 (1 + 1/(2n-3)) falls as n grows by two and two: both tend to 1",
    assumes=(),
    symbols=(n, j),
    catalogue=("A2",),
)


def square(size: Expr) -> Expr:
    """c4(size)^2."""
    return 2 * gamma(size/2)**2/((size - 1) * gamma((size - 1)/2)**2)


def raised(size: Expr) -> Expr:
    """c4^2 times slightly more than 1."""
    return square(size) * (1 + 1/(2 * size - 2))


def raised_more(size: Expr) -> Expr:
    """c4^2 times slightly more than that."""
    return square(size) * (1 + 1/(2 * size - 3))


# 1. Two draws more change c4^2 by the factor n^2/(n^2 - 1), against which (1 + 1/(2n-2)) falls, and more slowly.
large = n + 2 * j
rises = theorem.inequality("one of the two rises", raised(n), "<=", raised(large), how=Induction(j))
falls = theorem.inequality("the other falls", raised_more(n), ">=", raised_more(large), how=Induction(j))

# 2. Far out c4 is near 1, by Wendel's inequality.
below_one = theorem.cites(deviation.below_one, {n: large})
upper = theorem.inequality("from above", raised(n), "<", 1 + 1/(2 * large - 2), given=(rises, below_one))
above_root = theorem.cites(deviation.above_root, {deviation.n_3: large})
later = theorem.inequality(
    "the other, far out", raised_more(large), ">", 1 - 1/(2 * large - 3), given=(above_root,)
)
lower = theorem.inequality("from below", raised_more(n), ">", 1 - 1/(2 * large - 3), given=(falls, later))

theorem.concludes("upper_bound", "c4(n)^2 (1 + 1/(2n-2))", upper)
theorem.concludes("lower_bound", "c4(n)^2 (1 + 1/(2n-3))", lower)

if __name__ == "__main__":
    theorem.main()
