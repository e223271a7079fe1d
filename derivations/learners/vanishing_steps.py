"""A share of real data that vanishes is what learning takes, not what prevents it: the steps of Robbins and Monro.

Setting.  The next model is (1 - a) Q + a times a point mass at x, where x is one new real draw and the step a = a(t) is
the share of new data.  p_t is the share of an event in the model, p_0 its probability in the truth.

    Theorem    For a(t) = 1/t the model is the empirical law of all real draws, and E[(p_t - p_0)^2] = p_0 (1 - p_0)/t
               If the sum of a(t) diverges and a(t) -> 0, E[(p_t - p_0)^2] -> 0 from any start q_0
    Necessary  E[(p_t - p_0)^2] >= a(t)^2 p_0 (1 - p_0), so that the error vanishes only if the steps do
    Constant   For a(t) = omega it tends to omega/(2 - omega) p_0 (1 - p_0): a share of real data that does not vanish
               leaves an error that does not, either

Units.     Shares are probabilities, and steps pure numbers; t >= 0 is a count.
Assumed.   Draws from the truth; that a new one is independent of all earlier ones.  On trust: Toeplitz's theorem.
Note.      In mean square a sum of squared steps need not be finite; for convergence with probability one that is the
           usual condition: see vanishing_steps_surely.  Here no model output is drawn at all: what the share
           multiplies is one real draw, and the model keeps the rest of itself exactly.  With samples of the model in
           its place see schedules.diversity.
Source.    Robbins and Monro, for much more general equations.
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda, Limit, Product, Sum, oo

from collapse_math.assumptions import FAITHFUL_SAMPLING, FRESH_RANDOMNESS, STOCHASTIC_STEPS
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real
from collapse_math.rules import DIVERGENCE_BY_COMPARISON, TOEPLITZ, average, limit, target, weight
from collapse_math.rules import a as larger
from collapse_math.rules import b as smaller
from collapse_math.rules import c as factor
from collapse_math.sequences import reals
from derivations.learners.setting import i
from derivations.schedules.setting import k, s
from derivations.tokens.setting import p, p_0, t, t_1

a = reals("a", at_least=0, below=1)  # the steps
omega = real("omega", above=0, at_most=1)  # the same step at every generation
q_0 = real("q_0", at_least=0, at_most=1)  # the share in the first model
one, real_draws = integer("n", at_least=1), integer("r", at_least=0)  # what the records tell a process
COMPOSE = (STOCHASTIC_STEPS, FRESH_RANDOMNESS)

theorem = Theorem(
    "learners.vanishing_steps",
    says="with steps a(t) towards real draws E[(p_t - p_0)^2] -> 0 if a(t) -> 0 and sum a(t) = infinity, and only if "
    "a(t) -> 0",
    assumes=(FAITHFUL_SAMPLING, *COMPOSE),
    symbols=(a, omega, t, p_0, q_0),
    catalogue=("F12",),
    sources=(Source("Robbins and Monro", 1951, "Annals of Mathematical Statistics 22, 400-407"),),
)
spread = p_0 * (1 - p_0)
draw = Counts("x", Integer(1), (FAITHFUL_SAMPLING,), (), (p_0,))


def stepped(size: Expr) -> Refit:
    """One step towards one real draw."""
    return Refit({p: (1 - size) * p + size * draw.count()}, (draw,))


# 1. Steps 1, 1/2, 1/3, ...: the first one forgets the start.
whole = theorem.expectation("the first draw", (p - p_0)**2, after=stepped(Integer(1)), equals=spread)
mean_of_all = theorem.expectation(
    "one more",
    (p - p_0)**2,
    after=stepped(1/(t_1 + 1)),
    equals=(t_1/(t_1 + 1))**2 * (p - p_0)**2 + spread/(t_1 + 1)**2,
)
(empirical,) = theorem.over_generations(
    t_1, {mean_of_all: spread/t_1}, start={p: q_0}, first=(whole,), uses=COMPOSE
)

# 2. Any steps: what is left of the start, and what each draw still counts.
now = a(t + 1)
step = theorem.expectation(
    "any step", (p - p_0)**2, after=stepped(now), equals=(1 - now)**2 * (p - p_0)**2 + now**2 * spread
)


def kept(last: Expr) -> Expr:
    """What a squared distance still counts."""
    return Product((1 - a(i))**2, (i, 1, last))


def error(last: Expr) -> Expr:
    """The mean squared error after so many steps."""
    return kept(last) * ((q_0 - p_0)**2 + spread * Sum(a(k)**2/kept(k), (k, 1, last)))


(squared,) = theorem.over_generations(t, {step: error(t)}, start={p: q_0}, uses=COMPOSE)

# 3. It is an average of a/(2 - a) p_0 (1 - p_0), with weights 1 - (1 - a)^2.
endless = theorem.suppose("the sum of a(t) diverges", Limit(Sum(a(k), (k, 1, t)), t, oo), "=", oo)
small = theorem.suppose("a(t) -> 0", Limit(now, t, oo), "=", Integer(0))
moves = Lambda(s, 1 - (1 - a(s))**2)
heavy = theorem.by_rule(
    "the weights sum to infinity",
    DIVERGENCE_BY_COMPARISON,
    {smaller: Lambda(s, a(s)), larger: moves, factor: Integer(1)},
    given=(endless,),
)
aim = theorem.limit("what is averaged vanishes", now/(2 - now) * spread, t, Integer(0), {now: small})
learned = theorem.by_rule(
    "so does the error",
    TOEPLITZ,
    {average: Lambda(s, error(s)), weight: moves, target: Lambda(s, a(s)/(2 - a(s)) * spread), limit: Integer(0)},
    given=(heavy, aim, squared),
)

# 4. One draw alone makes an error of the size of its step; and the same step for ever.
least = theorem.inequality("at least its own", step.right, ">=", now**2 * spread, given=(step,))
needed = theorem.loosened("an error as large as the step", step, least)
same = theorem.expectation(
    "the same step", (p - p_0)**2, after=stepped(omega), equals=(1 - omega)**2 * (p - p_0)**2 + omega**2 * spread
)
back, floor = (1 - omega)**2, omega/(2 - omega) * spread
(steady,) = theorem.over_generations(
    t, {same: back**t * (q_0 - p_0)**2 + (1 - back**t) * floor}, start={p: q_0}, uses=COMPOSE
)
stays = theorem.limit(
    "the floor", steady.right, t, floor, {back**t: (Integer(0), GEOMETRIC_LIMIT, {r: back})}, given=(steady,)
)


at: dict[Quantity, int | Fraction] = {one: 1, real_draws: 1, omega: Fraction(1, 3), t: 3, p_0: Fraction(1, 4)}
from_truth = theorem.cites(steady, {q_0: p_0})
seen = Observed("tokens", "squared_drifts", "mean", at, "unit")

theorem.concludes("empirical_law", "E[(p_t - p_0)^2] for a(t) = 1/t", empirical)
theorem.concludes("squared_error", "E[(p_t - p_0)^2]", squared)
theorem.concludes("learned", "lim E[(p_t - p_0)^2]", learned)
theorem.concludes("at_least", "E[(p_(t+1) - p_0)^2 | fit t]", needed)
theorem.concludes("constant_step", "E[(p_t - p_0)^2] for a(t) = omega", steady)
theorem.concludes("constant_step_from_the_truth", "E[(p_t - p_0)^2] for a(t) = omega and q_0 = p_0", from_truth, seen)
theorem.concludes("floor", "lim E[(p_t - p_0)^2] for a(t) = omega", stays)

if __name__ == "__main__":
    theorem.main()
