"""What accumulating leaves of the variance is random: chains differ for ever, though each of them settles down.

Setting.  As in accumulate, with normal draws.  The sum of squares of the pool gains V_t X from the new points about
their average, X chi-square with n - 1 degrees of freedom, and t/(t + 1) V_t Z^2 between old and new, Z standard normal.

    Theorem    E[V_t^2] = v_0^2 prod_(j <= t) (1 - (4j - 3)/(n^2 j^4)), which tends to a positive limit
    Corollary  E[V_t^2]/E[V_t]^2 grows with t, from (n+1)/(n-1) at t = 1, and stays below (n/(n-1))^4
    Limit      V_t/E[V_t] converges almost surely and in mean square, and so does V_t; the relative variance of the
               limit is 2/(n-1) or more: it is no constant

Units.     v_0^2 and E[V_t^2] in (unit of x)^4, the ratios have none; n >= 2 and t >= 0 are counts.
Assumed.   Normal draws, for the second moment of a sample variance.
Compare    with replaced data E[V_t^2]/E[V_t]^2 grows geometrically (gaussian.moment_growth), and the limit is zero.
"""

from sympy import Integer, Lambda, Product

from collapse_math.assumptions import (
    ACCUMULATE,
    CONSTANT_SIZE,
    DIVISOR_N,
    FRESH_RANDOMNESS,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.process_axioms import BOUNDED_MARTINGALE
from collapse_math.quantities import real
from collapse_math.rules import CONVERGENCE_BY_COMPARISON, INVERSE_SQUARES, POSITIVE_PRODUCT, part
from collapse_math.rules import a as larger
from collapse_math.rules import b as smaller
from collapse_math.rules import c as factor_of_terms
from derivations.gaussian.setting import TRUTH, m_0, n, t, v, v_0
from derivations.memory import accumulate
from derivations.memory.setting import COMPOSE, j, later, pooled_normal

u = real("u", above=0)  # the variance of the fit over what it is on average

theorem = Theorem(
    "memory.accumulate_spread",
    says="E[V_t^2] = v_0^2 prod_(j <= t) (1 - (4j-3)/(n^2 j^4)), and the limit of V_t is random: it has a variance",
    assumes=(
        INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, DIVISOR_N, CONSTANT_SIZE, ACCUMULATE, FRESH_RANDOMNESS
    ),
    symbols=(n, t, v_0),
    catalogue=("C3",),
)  # fmt: skip

# 1. One refit of the pool.  In mean it agrees with draws of any law.
normal = pooled_normal()
factor = 1 - 1/(n * (t + 1)**2)
mean = theorem.expectation("the mean from Cochran's form", v, after=normal, equals=factor * v)
lost = (4 * j - 3)/(n**2 * j**4)
square = theorem.expectation(
    "one refit, squared", v**2, after=normal, equals=(1 - lost.xreplace({j: t + 1})) * v**2
)
left, left_squared = Product(1 - 1/(n * j**2), (j, 1, t)), Product(1 - lost, (j, 1, t))
within, second = theorem.over_generations(
    t, {mean: left * v_0, square: left_squared * v_0**2}, start=TRUTH, uses=COMPOSE
)

# 2. Measured by its own mean, V_t = E[V_t] U_t, the variance is a martingale, of which the mean square only grows.
relative = Refit(
    {u: normal.parameters[v].xreplace({v: u})/factor}, normal.draws, {u: (DIVISOR_N,)}, (CONSTANT_SIZE,), by=normal.by
)
kept = theorem.expectation("the relative variance is kept on average", u, after=relative, equals=u)
growth = (1 - lost)/(1 - 1/(n * j**2))**2
spread = theorem.expectation(
    "but not its square", u**2, after=relative, equals=growth.xreplace({j: t + 1}) * u**2
)
ratio = Product(growth, (j, 1, t))
_, moment = theorem.over_generations(t, {kept: Integer(1), spread: ratio}, start={u: Integer(1)}, uses=COMPOSE)
same = theorem.equation(
    "which is E[V_t^2]/E[V_t]^2", ratio * left**2, left_squared, how=Induction(t), given=(within, second, moment)
)

# 3. The ratio rises from (n+1)/(n-1) on, and it is bounded, since E[V_t^2] <= v_0^2 and E[V_t] > (1 - 1/n)^2 v_0.
late = {t: later}
each = theorem.inequality("every factor is above 1", growth.xreplace({j: later}), ">", Integer(1))
rising = theorem.inequality(
    "so that it stays above the first", ratio.xreplace(late), ">=", (n + 1)/(n - 1), how=Induction(later)
)
falling = theorem.inequality("E[V_t^2] does not rise", left_squared, "<=", Integer(1), how=Induction(t))
bound = theorem.inequality(
    "and the ratio is bounded",
    ratio.xreplace(late),
    "<=",
    (n/(n - 1))**4,
    given=(theorem.cites(same, late), theorem.cites(falling, late), theorem.cites(accumulate.least)),
)
settles = theorem.by_axiom(
    "V_t/E[V_t] converges, and in mean square", BOUNDED_MARTINGALE, given=(moment, kept, bound), equals=ratio
)
random = theorem.inequality(
    "to a limit that is random", 2/(n - 1), "<=", ratio.xreplace(late) - 1, given=(rising, settles)
)

# 4. E[V_t^2] tends to something positive, as the shares that are lost have a finite sum.
shares = Lambda(j, lost)
finite = theorem.by_rule("1 + 1/4 + 1/9 + ... is finite", INVERSE_SQUARES, {})
small = theorem.by_rule(
    "the shares that are lost are smaller",
    CONVERGENCE_BY_COMPARISON,
    {larger: shares, smaller: Lambda(j, 1/j**2), factor_of_terms: Integer(1)},
    given=(finite,),
)
remains = theorem.by_rule("so that something is left", POSITIVE_PRODUCT, {part: shares}, given=(small, second))

# E[V_t^4] for a simulation: a pool is the mean of j - 1 parts V and one part V W, where n W is at most chi-square
# with n degrees of freedom; so, by convexity, a refit multiplies it by (j - 1 + E[W^4])/j at most.
fourth = (n + 2) * (n + 4) * (n + 6)/n**3
most = (n - 1) * (n + 1) * (n + 3) * (n + 5)/n**4 * ((1 + fourth)/2)**(t - 1) * v_0**4
seen = Observed("gaussian", "squared_variances", "mean", {n: 5, t: 2, m_0: 1, v_0: 2}, most)
theorem.concludes("mean_square_of_variance", "E[V_t^2]", second, seen)
theorem.concludes("limit_of_mean_square", "lim E[V_t^2]/v_0^2", remains)
theorem.concludes("relative_mean_square", "E[V_t^2]/E[V_t]^2", moment)
theorem.concludes("growth_of_relative_mean_square", "its factor at refit t", each)
theorem.concludes("bound_of_relative_mean_square", "E[V_t^2]/E[V_t]^2 for t >= 1", bound)
theorem.concludes("relative_mean_square_of_limit", "E[(lim V_t/E[V_t])^2], which is no less than at any t", settles)
theorem.concludes("limit_is_random", "2/(n-1), which the relative variance of the limit exceeds at every t", random)

if __name__ == "__main__":
    theorem.main()
