"""How much variance a normal law keeps within z deviations of its mean.

Setting.  As in self_verification, for normal draws.  With u = |x - m|/(z s) the kept draws have the density
proportional to exp(-z^2 u^2/2) on 0 < u < 1, and their variance is z^2 times the mean of u^2, in units of v.

    Theorem    kappa = 1 - 2 z phi(z)/(2 Phi(z) - 1),   0 < kappa < 1
    Corollary  E[V_t] and Var[M_t] of self_verification for the normal law

Here phi(z) = exp(-z^2/2)/sqrt(2 pi), and 2 Phi(z) - 1 = erf(z/sqrt 2) is the probability to be kept.

Units.     None; E[V_t] and v_0 in (unit of x)^2.
Assumed.   As in self_verification, and normal draws.
"""

from sympy import Expr, Integer, Integral, erf, exp, pi, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KEPT_IN_THE_MIDDLE,
    REPLACE,
)
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import u, x
from collapse_math.lemmas import z as lemma_z
from collapse_math.normal_lemmas import ERF_FROM_BELOW, NORMAL_WITHIN, SQUARE_WITHIN
from collapse_math.observed import Observed
from collapse_math.quantities import real
from derivations.selection import self_verification
from derivations.selection.setting import m_0, n, t, v_0

z = real("z", above=0)

theorem = Theorem(
    "selection.truncated_normal",
    says="a normal law keeps kappa = 1 - 2 z phi(z)/(2 Phi(z) - 1) of its variance within z deviations",
    assumes=(
        INDEPENDENT_DRAWS,
        KEPT_IN_THE_MIDDLE,
        DIVISOR_N_MINUS_1,
        CONSTANT_SIZE,
        REPLACE,
        FRESH_RANDOMNESS,
    ),
    symbols=(n, z, t, v_0),
    catalogue=("M4",),
)

# 1. The mass within z deviations and the sum of squares there, up to one factor.
mass = theorem.equation(
    "mass",
    Integral(exp(-z**2 * u**2/2), (u, 0, 1)),
    sqrt(pi/2) * erf(z/sqrt(2))/z,
    how=ByLemma(NORMAL_WITHIN, {lemma_z: z}),
)
square = theorem.equation(
    "squares",
    Integral(u**2 * exp(-z**2 * u**2/2), (u, 0, 1)),
    (mass.right - exp(-z**2/2))/z**2,
    how=ByLemma(SQUARE_WITHIN, {lemma_z: z}),
)

# 2. Their quotient.  The mass is more than that of a rectangle as high as the density at z.
more = theorem.inequality(
    "the mass is more than 2 z phi(z)",
    erf(z/sqrt(2)),
    ">",
    2 * z * exp(-z**2/2)/sqrt(2 * pi),
    how=ByLemma(ERF_FROM_BELOW, {x: z/sqrt(2)}),
)
kappa = 1 - 2 * z * exp(-z**2/2)/(sqrt(2 * pi) * erf(z/sqrt(2)))
part = theorem.equation(
    "what is kept of the variance", z**2 * square.right/mass.right, kappa, given=(mass, square, more)
)
positive = theorem.inequality("some is kept", kappa, ">", Integer(0), given=(part, more))
below = theorem.inequality("not all", kappa, "<", Integer(1), given=(part, more))

# 3. Many refits.
at, given = {self_verification.kappa: kappa}, (more, positive, below)
variance = theorem.cites(self_verification.within, at, given=given)
drift = theorem.cites(self_verification.between, at, given=given)


def seen(statistic: str, spread: Expr) -> Observed:
    """The mean over chains of what a run records after two refits to three kept draws, with a bound on its variance."""
    return Observed("selected", statistic, "mean", {n: 3, t: 2, z: 1, m_0: 1, v_0: 2}, spread)


# Kept draws have a smaller kurtosis than normal ones, so that a refit multiplies E[V^2] by kappa^2 (n + 1)/(n - 1) at
# most, which is 2 kappa^2 here.  A step of the mean has the fourth moment 3 (kappa V/n)^2 at most.  Let D = M - m_0: by
# E[D_1^2 V_1]^2 <= E[D_1^4] E[V_1^2], E[D_2^4] is 24 (kappa v_0/n)^2 at most.

theorem.concludes("kappa", "kappa", part)
theorem.concludes("kappa_positive", "kappa", positive)
theorem.concludes("kappa_below_one", "kappa", below)
theorem.concludes("expected_variance", "E[V_t]", variance, seen("variances", (2**t - 1) * variance.right**2))
theorem.concludes("variance_of_mean", "Var[M_t]", drift, seen("squared_drifts", 24 * (kappa * v_0/n)**2))

if __name__ == "__main__":
    theorem.main()
