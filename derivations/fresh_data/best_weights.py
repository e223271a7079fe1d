"""Choose the weight of the real points anew for every fit, and the drift follows ratios of Fibonacci numbers.

Setting.  As in weighted_mean, but the real mean has the weight w(t) in fit t, and the first model may be any whose mean
is off by D(0) v_0/r, squared: by 0 if it is the truth, on average by v_0/r if it is fitted to r real points alone.
Inverse variances say what two means are worth together, v_0/r and (D(t) + r/s) v_0/r.  So put

    D(t + 1) = (D(t) + r/s)/(D(t) + r/s + 1)

    Theorem    E[(M_t - m_0)^2] >= D(t) v_0/r whatever the weights are, with equality for w(t) = D(t): the best weight
               is the share of the error that it leaves.  From D(t), any weight w costs (D(t) + r/s + 1) (w - D(t+1))^2
               more than the best one, in units of v_0/r
    Corollary  for s = r, with the Fibonacci numbers F_0 = 0, F_1 = 1, ...:
               from the truth     D(t) = F_(2t)/F_(2t+1)     0, 1/2, 3/5, 8/13, ...
               from r real points D(t) = F_(2t+1)/F_(2t+2)   1, 2/3, 5/8, 13/21, ...
               and both tend to (sqrt 5 - 1)/2 = 0.618..., one from below and one from above

So the golden ratio is the best constant weight, and nothing is gained in the long run by choosing anew for every fit.

Method.    D(t) is carried along as a fraction e/f of two numbers on which nothing that is drawn has an influence.
Units.     v_0 and the squared error in (unit of x)^2; r, s >= 1 and t >= 0 are counts; w(t) and D(t) have none.
Assumed.   A known variance, independent draws, and weights that are fixed in advance; no normality.
Compare.   Best, that is, for a loop that keeps the last model and nothing else.  If the real points were kept, too,
           their mean alone would be off by v_0/(r t) only.
"""

from dataclasses import replace
from fractions import Fraction

from sympy import Expr, Integer, Lambda, Symbol, sqrt

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FRESH_REAL_POINTS,
    INDEPENDENT_DRAWS,
    KNOWN_VARIANCE,
    MATCHING_MOMENTS,
    REPLACE,
    WEIGHTED_MEANS,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit
from collapse_math.quantities import real
from collapse_math.sequences import reals
from derivations.fresh_data import weighted_mean
from derivations.fresh_data.setting import COMPOSE, known_points, m, mean_of, r, real_points, s, t, v_0

w = reals("w", at_least=0, at_most=1)  # the weight of the real mean in each fit
e, f = real("e", at_least=0), real("f", at_least=1)  # D(t) is e/f
D_0 = real("D_0", at_least=0)  # of the first model
j = Symbol("j", integer=True)

theorem = Theorem(
    "fresh_data.best_weights",
    says="with the best weight for every fit the drift is F_(2t)/F_(2t+1) v_0/r (Fibonacci), -> (sqrt 5 - 1)/2 v_0/r",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        KNOWN_VARIANCE,
        FRESH_REAL_POINTS,
        WEIGHTED_MEANS,
        CONSTANT_SIZE,
        *COMPOSE,
    ),
    symbols=(r, s, w, t, v_0),
    catalogue=("D6",),
)
unit = v_0/r

# 1. One refit with any weight w: what it costs more than the best one is a square.
average = w(t + 1) * real_points.average + (1 - w(t + 1)) * known_points.average
top, bottom = e + r/s * f, e + (1 + r/s) * f
refit = Refit(
    {m: average, e: top, f: bottom}, (real_points, known_points), {m: (WEIGHTED_MEANS,)}, (CONSTANT_SIZE,)
)
excess = m**2 - e/f * unit
wander = theorem.expectation(
    "one refit",
    excess,
    after=refit,
    equals=(1 - w(t + 1))**2 * excess + bottom/f * (w(t + 1) - top/bottom)**2 * unit,
)

# 2. So the excess is never negative, whatever the weights and the first model are.
FIRST = {m: sqrt(D_0 * unit), e: D_0, f: Integer(1)}
(bound,) = theorem.bounds_over_generations(
    t, ">=", {wander: ((1 - w(t + 1))**2 * excess, Integer(0))}, start=FIRST, uses=COMPOSE
)

# 3. With the best weight, e/f of the next fit, f^2 times the excess stays what it is: nothing.
best = top/bottom
chosen = Refit(
    {m: best * real_points.average + (1 - best) * known_points.average, e: top, f: bottom},
    refit.draws,
    {m: (WEIGHTED_MEANS,)},
    refit.sizes,
)
scaled = f**2 * excess
kept = theorem.expectation("one refit with the best weight", scaled, after=chosen, equals=scaled)
(attained,) = theorem.over_generations(t, {kept: Integer(0)}, start=FIRST, uses=COMPOSE)

# 4. Fibonacci numbers: from 0 and 1 on, each is the sum of the two before it.
g = (sqrt(5) - 1)/2


def even(half: Expr) -> Expr:
    """F_k for k = 2 half."""
    return (g ** (-2 * half) - g ** (2 * half))/sqrt(5)


def odd(half: Expr) -> Expr:
    """F_k for k = 2 half + 1."""
    return (g ** (-2 * half - 1) + g ** (2 * half + 1))/sqrt(5)


fibonacci = (
    theorem.equation("F_0", even(Integer(0)), Integer(0)),
    theorem.equation("F_1", odd(Integer(0)), Integer(1)),
    theorem.equation("an even one", even(t) + odd(t), even(t + 1)),
    theorem.equation("an odd one", odd(t) + even(t + 1), odd(t + 1)),
)

# 5. As many synthetic points as real ones: e and f are such numbers, from the truth and from r real points.
equal, one = {s: r}, Integer(1)
numerator = theorem.expectation("the numerator", e, after=refit.at(equal), equals=e + f)
denominator = theorem.expectation("the denominator", f, after=refit.at(equal), equals=e + 2 * f)
e_0, f_0 = theorem.over_generations(
    t, {numerator: even(t), denominator: odd(t)}, start={e: Integer(0), f: one}, uses=(REPLACE,)
)
e_1, f_1 = theorem.over_generations(
    t, {numerator: odd(t), denominator: even(t + 1)}, start={e: one, f: one}, uses=(REPLACE,)
)

# 6. From the truth on, D(t) tends to the golden ratio, and its weights leave D(t), as they have to.
D = g * (1 - g ** (4 * t))/(1 + g**2 * g ** (4 * t))
after = D.xreplace({t: t + 1})
share = theorem.equation("D(t) from the truth", e_0.right/f_0.right, D, given=(e_0, f_0, *fibonacci))
mean = Refit({m: average}, refit.draws, {m: (WEIGHTED_MEANS,)}, refit.sizes)
weighed = theorem.expectation(
    "one refit with this weight",
    m**2,
    after=mean.at({**equal, w: Lambda(j, D.xreplace({t: j}))}),
    equals=after**2 * unit + (1 - after)**2 * (m**2 + unit),
)
(left,) = theorem.over_generations(t, {weighed: D * unit}, start={m: Integer(0)}, uses=COMPOSE)
vanishes = {g ** (4 * t): (Integer(0), GEOMETRIC_LIMIT, {ratio: g**4})}
limit = theorem.limit("in the end", left.right, t, g * unit, vanishes, given=(share, left))
constant = theorem.cites(weighted_mean.golden)
same = theorem.equation("the best constant weight", g, constant.right, given=(constant, limit))

weights = (Fraction(1, 2), Fraction(3, 5), Fraction(8, 13))
record = replace(mean_of("squared_drifts", 3, {r: 2, s: 2}), sequences={w: weights})
theorem.concludes("excess", "E[(M_t - m_0)^2] - D(t) v_0/r", bound)
theorem.concludes("cost_of_a_weight", "the same after one more refit", wander)
theorem.concludes("best", "f(t)^2 (E[(M_t - m_0)^2] - D(t) v_0/r) for w(t) = D(t)", attained)
theorem.concludes("numerator", "e(t) from the truth, s = r", e_0)
theorem.concludes("denominator", "f(t) from the truth, s = r", f_0)
theorem.concludes("share", "D(t) from the truth, s = r", share)
theorem.concludes("error", "E[(M_t - m_0)^2] from the truth for w(t) = D(t), s = r", left, record)
theorem.concludes("limit", "the limit of it", limit)
theorem.concludes("constant_weight", "the same over v_0/r", same)
theorem.concludes("numerator_from_real_points", "e(t) from r real points, s = r", e_1)
theorem.concludes("denominator_from_real_points", "f(t) from r real points, s = r", f_1)

if __name__ == "__main__":
    theorem.main()
