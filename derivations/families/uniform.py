"""Uniform laws refitted to their own samples: the end point shrinks by the factor n/(n + 1) per refit, on average.

Setting.  Draws are uniform between 0 and theta.  The likelihood of n draws is theta^-n for theta above all of them,
and so it is largest at the largest draw, which is theta times a Beta variable with parameters n and 1.

    Theorem    E[theta_t^s] = (n/(n + s))^t theta_0^s,   s > -n
    Corollary  E[theta_t]   = (n/(n + 1))^t theta_0 -> 0
    Theorem    E[log(theta_0/theta_t)] = t/n,   Var[log(theta_0/theta_t)] = t/n^2
    Corollary  (log theta_t)/t -> -1/n almost surely, hence theta_t -> 0 almost surely

Units.     theta in (unit of x), its logarithm in natural units; n >= 1 and t >= 0 are counts, s is a number.
Assumed.   Uniform draws, fitted by maximum likelihood.
Note.      No exponential family: the range moves with the parameter, and maximum likelihood is biased downwards at
           every refit.  A typical end point decays like exp(-t/n), the mean one like exp(-t/(n + 1)): nearly alike.
See also.  uniform_law, for the whole law of theta_t.
"""

from sympy import Integer, log

from collapse_math.assumptions import CONSTANT_SIZE, INDEPENDENT_DRAWS, UNIFORM_DRAWS
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.observed import Observed
from collapse_math.process_axioms import STRONG_LAW
from collapse_math.quantities import real
from derivations.families.setting import COMPOSE, n, t, theta, theta_0, uniform_refit

s = real("s")  # order of a moment

theorem = Theorem(
    "families.uniform",
    says="uniform fits: E[theta_t^s] = (n/(n + s))^t theta_0^s, and theta_t -> 0 almost surely like exp(-t/n)",
    assumes=(INDEPENDENT_DRAWS, UNIFORM_DRAWS, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, t, s, theta_0),
    conditions=(s > -n,),
    catalogue=("Q2",),
)
TRUTH = {theta: theta_0}

# 1. One refit.
one = theorem.expectation("a moment of order s", theta**s, after=uniform_refit, equals=n/(n + s) * theta**s)
shrink = theorem.expectation("the mean", theta, after=uniform_refit, equals=n/(n + 1) * theta)
square = theorem.expectation("the square", theta**2, after=uniform_refit, equals=n/(n + 2) * theta**2)
step = theorem.expectation("one refit takes 1/n", log(theta), after=uniform_refit, equals=log(theta) - 1/n)
square_of_step = theorem.expectation(
    "and spreads", log(theta)**2, after=uniform_refit, equals=log(theta)**2 - 2 * log(theta)/n + 2/n**2
)

# 2. Generations compose.
(moment,) = theorem.over_generations(t, {one: (n/(n + s))**t * theta_0**s}, start=TRUTH, uses=COMPOSE)
mean, mean_square = theorem.over_generations(
    t, {shrink: (n/(n + 1))**t * theta_0, square: (n/(n + 2))**t * theta_0**2}, start=TRUTH, uses=COMPOSE
)
spread = theorem.equation(
    "variance of the end point",
    mean_square.right - mean.right**2,
    ((n/(n + 2))**t - (n/(n + 1))**(2 * t)) * theta_0**2,
    given=(mean, mean_square),
)
line = log(theta_0) - t/n
level, level_square = theorem.over_generations(
    t, {step: line, square_of_step: line**2 + t/n**2}, start=TRUTH, uses=COMPOSE
)
log_spread = theorem.equation(
    "variance of the log", level_square.right - level.right**2, t/n**2, given=(level, level_square)
)

# 3. The mean vanishes; the logarithm is a random walk with drift -1/n.
vanishes = {(n/(n + 1))**t: (Integer(0), GEOMETRIC_LIMIT, {r: n/(n + 1)})}
gone = theorem.limit("the mean vanishes", mean.right, t, Integer(0), vanishes, given=(mean,))
sure = theorem.by_axiom("(log theta_t)/t -> -1/n almost surely", STRONG_LAW, given=(step,), equals=-1/n)
collapse = theorem.inequality("so theta_t -> 0", sure.right, "<", Integer(0), given=(sure,))


ends = Observed("uniform", "ends", "mean", {n: 3, t: 2, theta_0: 2}, spread.right)
log_ends = Observed("uniform", "log_ends", "mean", {n: 3, t: 3, theta_0: 2}, log_spread.right)
theorem.concludes("moment", "E[theta_t^s]", moment)
theorem.concludes("expected_end", "E[theta_t]", mean, ends)
theorem.concludes("variance_of_end", "Var[theta_t]", spread)
theorem.concludes("limit_of_expected_end", "lim E[theta_t]", gone)
theorem.concludes("expected_log_end", "E[log theta_t]", level, log_ends)
theorem.concludes("variance_of_log_end", "Var[log theta_t]", log_spread)
theorem.concludes("drift", "lim (log theta_t)/t almost surely", sure)
theorem.concludes("collapse", "lim (log theta_t)/t almost surely", collapse)

if __name__ == "__main__":
    theorem.main()
