"""Six families whose variance is a polynomial of degree two in the mean, and maximum likelihood in each of them.

Setting.  A natural exponential family has densities exp(theta x - k(theta)) with respect to some measure; its mean
is m = k'(theta) and the variance of a draw k''(theta).  With a coordinate u in the place of theta, which moves at
the speed g = du/dtheta, these are g dk/du and g dm/du.

                          theta       u in        g          k                  V as a function of m
    normal                u           reals       1          sigma2 u^2/2       sigma2
    Poisson               log u       u > 0       u          u                  m
    binomial              log u       u > 0       u          N log(1 + u)       m - m^2/N
    negative binomial     log u       0 < u < 1   u          -r log(1 - u)      m + m^2/r
    gamma                 -1/u        u > 0       u^2        r log u            m^2/r
    hyperbolic secant     arctan u    reals       1 + u^2    r log(1 + u^2)/2   r + m^2/r

    Theorem    the variance of a draw is V(m)
               the mean log-likelihood theta xbar - k has the slope xbar - m in theta, and m rises with theta, as
               V > 0: the fitted mean is the average of the data

Units.     m in (unit of x), V in (unit of x)^2; N >= 1 is a count, r > 0 and sigma2 > 0 are numbers.
Assumed.   Nothing about data.
Not said.  That there are no others, up to affine changes of x, sums and divisions (Morris, 1982).  That the average
           is the mean of some law of the family: for n points in a row that are all 0 it is at the edge of it.
"""

from collections.abc import Callable
from fractions import Fraction

from sympy import Expr, Integer, diff, log

from collapse_math.axioms import CUMULANTS
from collapse_math.derivation import Theorem
from collapse_math.observed import Observed, Point
from collapse_math.quantities import Quantity, integer, real

reals, positive, share = real("u"), real("u", above=0), real("u", above=0, below=1)
average = real("xbar")
x = real("x")
sigma2, r, N = real("sigma2", above=0), real("r", above=0), integer("N", at_least=1)

theorem = Theorem(
    "families.variance_functions",
    says="in six natural exponential families V is quadratic in the mean, and the fitted mean is the average",
    assumes=(),
    symbols=(reals, r),
    catalogue=("Z2",),
)


def seen(name: str, u: Quantity, mean: Expr, in_mean: Callable[[Expr], Expr]) -> Observed:
    """Half the squared difference of two draws, whose mean is their variance V and whose variance is k/2 + 2 V^2.

    k is the fourth cumulant, V (V'^2 + V V'') in these families.
    """
    at: Point = {u: Fraction(2, 5), sigma2: 3, r: 3, N: 3}
    v = in_mean(x)
    spread = v * (diff(v, x)**2 + v * diff(v, x, 2))/2 + 2 * v**2
    told = {"family": name, "u": 0.4, "size": 3}
    return Observed("named", "half_squared_differences", "mean", at, spread.xreplace({x: mean}), arguments=told)


def family(
    name: str, u: Quantity, speed: Expr, k: Expr, mean: Expr, variance: Expr, in_mean: Callable[[Expr], Expr]
) -> None:
    """Mean, variance and variance function of one family, and the slope of its log-likelihood."""
    by_u = theorem.derivative(f"{name}: dk/du", k, u, mean/speed)
    slope = theorem.equation(f"{name}: k'", speed * by_u.right, mean, given=(by_u,))
    again = theorem.derivative(f"{name}: dm/du", slope.right, u, variance/speed)
    bend = theorem.equation(f"{name}: k''", speed * again.right, variance, given=(again, slope))
    m = theorem.by_axiom(f"{name}: the mean", CUMULANTS, given=(slope,), equals=mean)
    v = theorem.by_axiom(f"{name}: the variance", CUMULANTS, given=(bend,), equals=variance)
    function = theorem.equation(f"{name}: V as a function of m", v.right, in_mean(m.right), given=(v, m))
    score = theorem.equation(
        f"{name}: the slope of the log-likelihood",
        speed * (average/speed - by_u.right),
        average - mean,
        given=(by_u, m),
    )
    rising = theorem.inequality(f"{name}: m rises", variance, ">", Integer(0), given=(bend,))
    key = name.replace(" ", "_")
    theorem.concludes(f"variance_of_{key}", f"Var[x], {name}", function, seen(name.lower(), u, mean, in_mean))
    theorem.concludes(f"score_of_{key}", f"slope of the mean log-likelihood, {name}", score)
    theorem.concludes(f"rise_of_mean_of_{key}", f"dm/dtheta, {name}", rising)


u = reals
family("normal", u, Integer(1), sigma2 * u**2/2, sigma2 * u, sigma2, lambda m: sigma2)
family("hyperbolic secant", u, 1 + u**2, r * log(1 + u**2)/2, r * u, r * (1 + u**2), lambda m: r + m**2/r)
u = positive
family("Poisson", u, u, u, u, u, lambda m: m)
family("binomial", u, u, N * log(1 + u), N * u/(1 + u), N * u/(1 + u)**2, lambda m: m - m**2/N)
family("gamma", u, u**2, r * log(u), r * u, r * u**2, lambda m: m**2/r)
u = share
family("negative binomial", u, u, -r * log(1 - u), r * u/(1 - u), r * u/(1 - u)**2, lambda m: m + m**2/r)

if __name__ == "__main__":
    theorem.main()
