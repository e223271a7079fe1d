"""The whole law of a refitted uniform law: n log(theta_0/theta_t) is gamma with shape t.

Setting.  As in uniform: theta_{t+1} is the largest of n draws, theta_t times a Beta variable with parameters n and 1.
Put Y_t = n log(theta_0/theta_t) >= 0.

    Theorem    Y_t has the density y^(t-1) exp(-y)/(t-1)!,   t >= 1
    Corollary  P(Y_t > y)               = exp(-y) sum_{k < t} y^k/k!
               P(theta_t <= x theta_0)  = x^n sum_{k < t} (-n log x)^k/k!,   0 < x < 1
    Pivot      2n log(theta_t/theta_{t+1}) is chi-square with 2 degrees of freedom at every refit

Units.     Y_t has none; n >= 1 and t >= 0 are counts.
Assumed.   Uniform draws, fitted by maximum likelihood.
Method.    Both laws have the Laplace transform (1 + s/n)^-t: the first by uniform, the second by Euler's integral.
"""

from sympy import Expr, Integer, Integral, Sum, exp, factorial, gamma, log, oo

from collapse_math.assumptions import CONSTANT_SIZE, INDEPENDENT_DRAWS, UNIFORM_DRAWS
from collapse_math.axioms import LAPLACE_TRANSFORM
from collapse_math.claims import ByLemma, Telescope
from collapse_math.derivation import Theorem
from collapse_math.lemmas import EULER_INTEGRAL, factor, rate, z
from collapse_math.lemmas import x as whole
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.families import uniform
from derivations.families.setting import COMPOSE, i, j, n, theta, theta_0
from derivations.families.setting import t as fits

theorem = Theorem(
    "families.uniform_law",
    says="uniform fits: n log(theta_0/theta_t) is gamma with shape t, and P(theta_t <= x theta_0) is a closed form",
    assumes=(INDEPENDENT_DRAWS, UNIFORM_DRAWS, CONSTANT_SIZE, *COMPOSE),
    symbols=(n,),
    catalogue=("Q2",),
)
s, y, x = real("s", above=0), real("y", above=0), real("x", above=0, below=1)
t, k = integer("t", at_least=1), integer("k", at_least=1)


def density(at: Expr) -> Expr:
    """The density of the gamma law with shape t."""
    return at**(t - 1) * exp(-at)/gamma(t)


# 1. E[exp(-s Y_t/n)] = E[(theta_t/theta_0)^s], by the moments of theta_t.
moment = theorem.cites(uniform.moment, {uniform.s: s, fits: t})
transform = theorem.equation("the transform of Y_t/n", moment.right/theta_0**s, (1 + s/n)**-t, given=(moment,))

# 2. That of the gamma law is Euler's integral, and so both laws are one.
euler = theorem.equation(
    "the transform of the gamma law",
    Integral(density(whole) * exp(-s * whole/n), (whole, 0, oo)),
    (1 + s/n)**-t,
    how=ByLemma(EULER_INTEGRAL, {z: t, rate: 1 + s/n, factor: 1/gamma(t)}),
)
gap = theorem.equation("both agree", euler.right - transform.right, Integer(0), given=(euler, transform))
law = theorem.by_axiom("Y_t is gamma with shape t", LAPLACE_TRANSFORM, given=(euler, gap), equals=(1 + s/n)**-t)

# 3. The tail.  The slope of term k, exp(-y) y^k/k!, is term k - 1 less term k, and that of exp(-y) is -exp(-y).
def term(number: Expr, at: Expr = y) -> Expr:
    """One term of the tail."""
    return exp(-at) * at**number/factorial(number)


none = Integer(0)
first = theorem.derivative("the slope of the first term", term(none), y, -term(none))
slope = theorem.derivative("the slope of a later term", term(k), y, term(k - 1) - term(k))
others = theorem.equation(
    "the slope of all later terms",
    Sum(term(i - 1) - term(i), (i, 1, t - 1)),
    term(none) - term(t - 1),
    how=Telescope(-term(i - 1)),
    given=(slope,),
)
falls = theorem.equation(
    "the slope of the tail is minus the density", first.right + others.right, -density(y), given=(first, others, law)
)
later = theorem.equation(
    "at y = 0 later terms are 0", Sum(term(i, none), (i, 1, t - 1)), none, how=Telescope(none)
)
at_zero = theorem.equation("there the tail is 1", term(none, none) + later.right, Integer(1), given=(later,))

# 4. theta_t <= x theta_0 if Y_t >= -n log x.
level = -n * log(x)
distribution = theorem.equation(
    "in terms of x",
    Sum(term(j, level), (j, 0, t - 1)),
    Sum(x**n * level**j/factorial(j), (j, 0, t - 1)),
    given=(falls, at_zero),
)

# 5. In steps: n log(theta_t/theta_{t+1}) is Y_1 of a chain that starts at fit t, and has the mean 1.
step = theorem.cites(uniform.step, {uniform.s: Integer(1)})
mean = theorem.equation("the mean of a step", n * (log(theta) - step.right), Integer(1), given=(step,))
law_of_step = theorem.equation("twice a step", 2 * mean.right, Integer(2), given=(mean, law))

pivot = Observed("uniform", "scaled_log_steps", "chi-square", {n: 3, theta_0: 2}, scale=2 * n)
theorem.concludes("transform", "E[exp(-s Y_t/n)], that of the gamma law with shape t", law)
theorem.concludes("slope_of_tail", "d/dy P(Y_t > y)", falls)
theorem.concludes("tail_at_zero", "P(Y_t > 0)", at_zero)
theorem.concludes("distribution", "P(theta_t <= x theta_0)", distribution)
theorem.concludes("degrees_of_freedom", "degrees of freedom of 2n log(theta_t/theta_{t+1})", law_of_step, pivot)

if __name__ == "__main__":
    theorem.main()
