"""With divisor n - 1 the means travel a finite way: almost every chain of means converges, and E[W2] is bounded.

Setting.  A normal law is refitted to n of its own draws with divisor n - 1.  The mean takes steps of size
sqrt(V_t/n) |Z| with a standard normal Z (Cochran).  The path length A_t is the sum of the first t of them.

    Theorem    E[A_t] = sqrt(2 v_0/(pi n)) (1 + c4 + ... + c4^(t-1)),  c4 = sqrt(2/(n-1)) Gamma(n/2)/Gamma((n-1)/2)
    Corollary  E[A_t] < 4 sqrt(2 n v_0/pi) at every t, as 1 - c4 > 1/(4n)
               E[A_t + sqrt V_t + sqrt v_0], a bound of E[W2], is below 4 sqrt(2 n v_0/pi) + 2 sqrt v_0

Why.       Steps shrink like sqrt V_t, whose mean decays geometrically.  A series of steps whose sizes have a
           finite expected sum converges almost surely, and so does M_t.  The distance W2 of fit t from the
           truth is at most |M_t - m_0| + |sqrt V_t - sqrt v_0|, and |M_t - m_0| at most A_t (triangle).

Units.     A_t and W2 in (unit of x), V_t and v_0 in its square; c4 has none; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws.
Compare.   Var[M_t] = t v_0/n and E[W2^2] grow without bound all the same (unbiased_divisor,
           wasserstein_unbiased): squares are ruled by few chains with a large variance.
"""

from sympy import Integer, Sum, gamma, pi, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.axioms import COCHRAN
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.moments import ChiSquare, Refit
from collapse_math.quantities import integer, real
from derivations.gaussian.setting import COMPOSE, mean_of, n, t, v, v_0
from derivations.sample import deviation as sample_deviation
from derivations.sample import deviation_bias

travelled = real("A", at_least=0)  # the path length so far
i = integer("i", at_least=0)

theorem = Theorem(
    "gaussian.path_length",
    says="for divisor n - 1, M_t travels less than 4 sqrt(2 n v_0/pi) on average: it converges, and E[W2] is bounded",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, v_0),
    catalogue=("B5", "B6"),
)

# 1. One refit adds sqrt(v/n) |Z| to the path; Z^2 is chi-square with 1 degree of freedom.
scale, squared_shift = ChiSquare("X", n - 1), ChiSquare("Y", Integer(1))
after = Refit(
    {v: v * scale.value/(n - 1), travelled: travelled + sqrt(v * squared_shift.value/n)},
    (scale, squared_shift),
    {v: (DIVISOR_N_MINUS_1,)},
    (CONSTANT_SIZE,),
    by=COCHRAN,
)
c4 = sqrt(2/(n - 1)) * gamma(n/2)/gamma((n - 1)/2)
stride = sqrt(2/(pi * n))  # the mean size of a step, in units of sqrt v
longer = theorem.expectation(
    "the path gets longer", travelled, after=after, equals=travelled + stride * sqrt(v)
)
shrink = theorem.expectation("and steps shorter", sqrt(v), after=after, equals=c4 * sqrt(v))

# 2. Over generations the steps add up to a geometric sum.
powers = Sum(c4**i, (i, 0, t - 1))
length, deviation = theorem.over_generations(
    t,
    {longer: stride * sqrt(v_0) * powers, shrink: c4**t * sqrt(v_0)},
    start={v: v_0, travelled: Integer(0)},
    uses=COMPOSE,
)

# 3. It is below 1/(1 - c4), and that is below 4n (deviation_bias).
geometric = theorem.equation("geometric sum", (1 - c4) * powers, 1 - c4**t, how=Induction(t))
defect = theorem.cites(deviation_bias.defect)
bounded = theorem.inequality("the sum is bounded", powers, "<", 4 * n, given=(geometric, defect))
finite = theorem.inequality(
    "and so is the path", length.right, "<", 4 * n * stride * sqrt(v_0), given=(length, bounded)
)

# 4. W2 <= A_t + sqrt V_t + sqrt v_0, and sqrt V_t is sqrt v_0 at most on average, since c4 < 1 (Wendel).
below_one = theorem.cites(sample_deviation.below_one)
faded = theorem.inequality("c4^t", c4**t, "<=", Integer(1), how=Induction(t), given=(below_one,))
whole = theorem.by_linearity(
    "path and both deviations",
    travelled + sqrt(v) + sqrt(v_0),
    {length: Integer(1), deviation: Integer(1)},
    rest=sqrt(v_0),
    equals=(stride * powers + c4**t + 1) * sqrt(v_0),
)
distance = theorem.inequality(
    "a bound of E[W2]", whole.right, "<", (4 * n * stride + 2) * sqrt(v_0), given=(whole, bounded, faded)
)

# Held against a simulation: the square of a sum of t steps is at most t times the sum of their squares, of which
# each has the mean v_0/n.
theorem.concludes(
    "expected_path_length",
    "E[A_t]",
    length,
    mean_of("path_lengths", t**2 * v_0/n - length.right**2, points=3, refits=2),
)
theorem.concludes("bound_of_path_length", "E[A_t]", finite)
theorem.concludes("bound_of_distance", "E[A_t + sqrt V_t + sqrt v_0]", distance)

if __name__ == "__main__":
    theorem.main()
