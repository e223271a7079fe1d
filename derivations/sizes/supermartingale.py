"""A supermartingale that is never negative converges, but not to zero for that reason.

Setting.  Generation t draws (t + 1)^2 points, 4, 9, 16, ..., from the last fit and refits with divisor n(t) - 1.  Given
the past, E[V_(t+1)] = V_t: the fitted variance is a martingale, and so a supermartingale, and never negative.

    Published  The fitted variance converges to zero because it is a bounded supermartingale (Alemohammad et al.).
    Theorem    V_t converges almost surely, to a limit V with E[V] = v_0 and E[(V - v_0)^2] = (sinh(pi)/pi - 1) v_0^2
    Corollary  V is not zero almost surely: P(V > 0) >= E[V]^2/E[V^2] = pi/sinh(pi) > 1/4   (Cauchy-Schwarz)
    With n     Divisor n(t) makes V_t a supermartingale whose mean falls, to v_0/2 in the end (that_keep)

What does. With samples of one size V_t does tend to 0, because log V_t falls by D < 0 per refit on average
           (typical_decay_unbiased), and not because it is a supermartingale: its mean is v_0 at every t there, too.

Units.     V_t and v_0 in (unit of x)^2; t >= 0 counts refits.
Assumed.   Normal draws.
"""

from dataclasses import replace

from sympy import Integer, Lambda, Product, exp, pi

from collapse_math.assumptions import DIVISOR_N_MINUS_1, GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.axioms import CAUCHY_SCHWARZ, COCHRAN
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import HYPERBOLIC_SINE_PRODUCT, LOG_CONCAVITY, RECIPROCAL_OF_NEXT_LIMIT, x
from collapse_math.moments import ChiSquare, Refit
from collapse_math.process_axioms import MARTINGALE_LIMIT
from collapse_math.quantities import real
from derivations.gaussian.setting import COMPOSE, t, v, v_0
from derivations.schedules.setting import k, n, seen

theorem = Theorem(
    "sizes.supermartingale",
    says="with sizes (s + 1)^2 and divisor n(t) - 1 V_t is a martingale and tends to a V with E[V] = v_0, not to 0",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N_MINUS_1, *COMPOSE),
    symbols=(t, v_0),
    catalogue=("B8", "B9"),
    sources=(Source("Alemohammad et al.", 2023, "arXiv 2307.01850, section 3.1; appendix A argues in another way"),),
)
y, z = real("y"), real("z")
size = (t + 2)**2  # of refit number t + 1
scale = ChiSquare("X", size - 1)
refit = Refit({v: v * scale.value/(size - 1)}, (scale,), {v: (DIVISOR_N_MINUS_1,)}, by=COCHRAN)

# 1. A refit keeps the variance on average, and its square nearly.
kept = theorem.expectation("a refit keeps V on average", v, after=refit, equals=v)
square = theorem.expectation("and its square nearly", v**2, after=refit, equals=(1 + 2/(size - 1)) * v**2)

# 2. With m = s + 1 a factor is (1 + 1/m^2)/(1 - 1/m^2): Euler's product over one in which neighbours cancel.
product = Product(1 + 1/k**2, (k, 1, t))
growth = product * (1 + 1/(t + 1)**2) * (t + 1)/(t + 2)
mean, mean_square = theorem.over_generations(
    t, {kept: v_0, square: growth * v_0**2}, start={v: v_0}, uses=COMPOSE
)
spread = theorem.by_linearity(
    "variance of V_t",
    (v - v_0)**2,
    {mean_square: Integer(1), mean: -2 * v_0},
    rest=v_0**2,
    equals=(growth - 1) * v_0**2,
)

# 3. It has a limit, so that the martingale converges, and with it its mean and its variance.
whole = (exp(pi) - exp(-pi))/(2 * pi)  # sinh(pi)/pi
limit = theorem.limit(
    "limit of the variance of V_t",
    spread.right,
    t,
    (whole - 1) * v_0**2,
    {
        product: (whole, HYPERBOLIC_SINE_PRODUCT, {x: Integer(1)}),
        1/(t + 1): (Integer(0), RECIPROCAL_OF_NEXT_LIMIT, {}),
    },
    form=Lambda((y, z), (y * (1 + z**2)/(1 + z) - 1) * v_0**2),
    given=(spread,),
)
terminal = theorem.by_axiom(
    "V_t converges", MARTINGALE_LIMIT, given=(limit, spread, kept), equals=(whole - 1) * v_0**2
)

# 4. E[V]^2 <= P(V > 0) E[V^2] (Cauchy-Schwarz), with E[V] = v_0 as for every V_t.  As log y <= y - 1 at y = exp(pi),
#    exp(pi) is above 1, so that E[V^2] is positive.
power = theorem.inequality("exp(pi)", pi, "<=", exp(pi) - 1, how=ByLemma(LOG_CONCAVITY, {x: exp(pi)}))
positive = theorem.inequality("sinh(pi)", whole, ">", Integer(0), given=(power,))
share = theorem.equation(
    "E[V]^2/E[V^2]",
    mean.right**2/(terminal.right + mean.right**2),
    1/whole,
    given=(terminal, mean, positive),
)
survives = theorem.by_axiom("P(V > 0)", CAUCHY_SCHWARZ, given=(share, positive), equals=1/whole)

seen_here = replace(seen("variances", shares=False), sequences={n: (4, 9, 16)})
theorem.concludes("expected_variance", "E[V_t]", mean, seen_here)
theorem.concludes("variance_of_variance", "E[(V_t - v_0)^2]", spread)
theorem.concludes("terminal_variance_of_variance", "E[(V - v_0)^2]", terminal)
theorem.concludes("share_that_survives", "a lower bound of P(V > 0):", survives)

if __name__ == "__main__":
    theorem.main()
