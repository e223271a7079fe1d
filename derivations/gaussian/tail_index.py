"""The divisor decides how far a chain can end up: the tail index of the final mean, for any divisor.

Setting.  A normal law is refitted to n of its own draws, V' = SS/c with any number c.  If V_t tends to 0, M_t converges
to some M.  The tail index is the q for which P(|M - m_0| > x) falls like x^-q.

    Theorem    for every p > 0 the divisor with tail index 2p is
                   c_p = 2 (Gamma((n-1)/2 + p)/Gamma((n-1)/2))^(1/p)
               as E[(X/c_p)^p] = 1 for the chi-square X of a refit.  All of this is asymptotic, for large x.
    p = 1      c_p = n - 1, the unbiased divisor: index 2
    p = 2      c_p = sqrt(n^2 - 1) < n: index 4
    p = 5/2    c_p > n: the divisor n lies between, with a fourth moment of M and no fifth (terminal_mean)

Why.       A large |M - m_0| takes a chain whose variance has risen far first.  A larger divisor makes that rarer.

Units.     c_p and p have none; n >= 2 counts draws.
Assumed.   Normal draws.
See also.  general_divisor: as p falls to 0, c_p falls to c* = 2 exp(psi((n-1)/2)), below which nothing converges.
"""

from sympy import Integer, Rational, gamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.derivation import Theorem
from collapse_math.process_axioms import KESTEN_GOLDIE
from collapse_math.quantities import real
from derivations.gaussian import terminal_mean
from derivations.gaussian.setting import COMPOSE, n, normal_refit, v

p = real("p", above=0)  # half of the tail index

theorem = Theorem(
    "gaussian.tail_index",
    says="with divisor c_p = 2 (Gamma((n-1)/2 + p)/Gamma((n-1)/2))^(1/p), P(|M - m_0| > x) falls like x^(-2p)",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, p),
    catalogue=("B5",),
)
ratio = gamma((n - 1)/2 + p)/gamma((n - 1)/2)
c_p = 2 * ratio**(1/p)

# 1. With this divisor a refit keeps the mean of V^p, which makes 2p the index.
kept = theorem.expectation("V^p is kept", v**p, after=normal_refit(c_p), equals=v**p)
index = theorem.by_axiom("so 2p is the index", KESTEN_GOLDIE, given=(kept,), equals=2 * p)

# 2. The divisors themselves, at three orders.
divisor = theorem.equation("what V^p says of the divisor", (c_p/2)**p, ratio)
one = theorem.equation("p = 1", c_p.xreplace({p: Integer(1)}), n - 1)
two = theorem.equation("p = 2", c_p.xreplace({p: Integer(2)})**2, n**2 - 1)
#    (n/2)^(5/2) is less than the ratio of Gamma values for p = 5/2, the inequality of terminal_mean.
grows = theorem.cites(terminal_mean.above)
below = theorem.inequality("divisor n and p = 2", two.right, "<", n**2, given=(two,))
above = theorem.inequality(
    "divisor n and p = 5/2", c_p.xreplace({p: Rational(5, 2)})**5, ">", n**5, given=(grows,)
)

theorem.concludes("tail_index", "tail index of M with divisor c_p", index)
theorem.concludes("divisor", "(c_p/2)^p", divisor)
theorem.concludes("divisor_of_index_2", "c_p for p = 1", one)
theorem.concludes("square_of_divisor_of_index_4", "c_p^2 for p = 2", two)
theorem.concludes("divisor_n_above_that_of_index_4", "c_p^2 for p = 2", below)
theorem.concludes("divisor_n_below_that_of_index_5", "c_p^5 for p = 5/2", above)

if __name__ == "__main__":
    theorem.main()
