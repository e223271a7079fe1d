"""Schedules on each side of each boundary: what the number of real points decides, for sizes and shares that are given.

Setting.  See setting.py.  What diversity.py, learning.py, growing_samples.py and idealised.py suppose of a schedule is
shown here of these:

    n(t) = n_1          alpha(t) = 1/(t + 1)      E[V_t] -> 0              real points thin out: collapse
    n(t) = t + 1        alpha(t) = r/(t + r)      E[V_t] -> v_0 2r/(1+2r)  r real points: a part stays for ever
    n(t) = (t + 1)^2    alpha(t) = 1/(t + 1)      E[V_t] -> v_0            real points grow: mean and variance learned
    n(t) = (t + 1)^2    no real data              lim E[V_t] > 0           samples grow: no collapse
    n(t) = n_1          alpha(t) = 1/(t + 1)^2    E[V_t] -> 0              collapse, and a bias that stays
    any n(t)            alpha(t) = 1/(t + 1)^2    the start is not forgotten, with samples or without
    without samples     alpha(t) = 1/(t + 1)      the truth is reached

The share alpha(t) tends to zero in all of them: it decides nothing by itself.

Units.     As in the theorems that are cited; r > 0 is a number of real points, n_1 >= 2 one of draws.
Assumed.   What these theorems assume.  On trust: that the harmonic series diverges and the inverse squares do not.
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda

from collapse_math import rules
from collapse_math.assumptions import DIVISOR_N, INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT, UNLIMITED_DATA
from collapse_math.derivation import Theorem
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from collapse_math.results import Fact
from derivations.gaussian.setting import COMPOSE, m_0, t, v_0
from derivations.schedules import diversity, drift, growing_samples, idealised, learning
from derivations.schedules.diversity import R
from derivations.schedules.series import FEW, FEWER, ONE_MORE, SQUARES, converges, diverges, tends, y
from derivations.schedules.setting import alpha, n, s

n_1, r = integer("n_1", at_least=2), real("r", above=0)
CONSTANT, SOME = Lambda(s, n_1), Lambda(s, r/(s + r))
later = y/(1 + y)  # 1/(t + 2)

theorem = Theorem(
    "schedules.each_side",
    says="r real points a generation keep 2r/(1 + 2r) of v_0 in the end, ever fewer keep nothing, ever more keep all",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, RANDOM_SPLIT, DIVISOR_N, UNLIMITED_DATA, *COMPOSE),
    symbols=(n, n_1, r, t, v_0),
    catalogue=("F5", "F0"),
)


def together(size: Lambda, share: Lambda, factor: Expr) -> Fact:
    """That the sum of 1/n + alpha diverges."""
    return diverges(theorem, Lambda(s, 1/size(s) + share(s)), factor)


def real_points(size: Lambda, share: Lambda) -> Lambda:
    """(n - 1)(2 alpha - alpha^2) of a schedule, which is about twice the number of real points."""
    return Lambda(s, (size(s) - 1) * (2 * share(s) - share(s)**2))


# 1. Real points that thin out, with or without an infinite sum of shares.
collapse = theorem.cites(
    diversity.kept,
    {n: CONSTANT, alpha: FEW, R: Integer(0)},
    given=(
        together(CONSTANT, FEW, Integer(2)),
        tends(theorem, real_points(CONSTANT, FEW), Integer(0), (n_1 - 1) * (2 * later - later**2)),
    ),
)
gone = theorem.cites(
    diversity.kept,
    {n: CONSTANT, alpha: FEWER, R: Integer(0)},
    given=(
        together(CONSTANT, FEWER, n_1),
        tends(theorem, real_points(CONSTANT, FEWER), Integer(0), (n_1 - 1) * (2 * later**2 - later**4)),
    ),
)

# 2. r real points at every generation, of ever more.
stays = tends(theorem, real_points(ONE_MORE, SOME), 2 * r, 2 * r/(1 + r * y) - r**2 * y/(1 + r * y)**2)
part = theorem.cites(
    diversity.kept, {n: ONE_MORE, alpha: SOME, R: 2 * r}, given=(together(ONE_MORE, SOME, Integer(2)), stays)
)
some = diverges(theorem, SOME, 1 + 1/r)
error = theorem.cites(learning.error, {n: ONE_MORE, alpha: SOME, R: 2 * r}, given=(some, stays))

# 3. Ever more of them: t + 1 of (t + 1)^2.
many = real_points(SQUARES, FEW)
grows = theorem.by_rule(
    "the number of real points grows",
    rules.RECIPROCAL_OF_VANISHING,
    {rules.positive: Lambda(s, 1/many(s)), rules.c: Integer(1)},
    given=(tends(theorem, Lambda(s, 1/many(s)), Integer(0), later/((1 - later**2) * (2 - later))),),
)
whole = theorem.cites(
    diversity.whole, {n: SQUARES, alpha: FEW}, given=(together(SQUARES, FEW, Integer(2)), grows)
)
few, short = diverges(theorem, FEW, Integer(2)), converges(theorem, FEWER, Integer(1))
learned = theorem.cites(learning.learned, {n: SQUARES, alpha: FEW}, given=(few, grows))

# 4. Samples that grow without any; and what shares alone do.
remains = theorem.cites(growing_samples.remains, {n: SQUARES}, given=(short,))
bias = theorem.cites(learning.start_kept, {alpha: FEWER}, given=(short,))
truth = theorem.cites(idealised.truth, {alpha: FEW}, given=(few,))
left = theorem.cites(idealised.left, {alpha: FEWER}, given=(short,))

# 5. The same loops after a few generations, for simulations to be held against.
def after(name: str, shown: str, size: Lambda, share: Lambda) -> None:
    """Conclude what E[V_t] is, as it is simulated for n_1 = 4 and r = 2 over six generations."""
    values = {n_1: Integer(4), r: Integer(2)}
    sizes, shares = (
        tuple(Fraction(str(schedule(k).xreplace(values))) for k in range(1, 7)) for schedule in (size, share)
    )
    at = {n_1: 4, r: 2, t: 6, m_0: 1, v_0: 2}
    seen = Observed("loop", "variances", "mean", at, "exact", sequences={n: tuple(map(int, sizes)), alpha: shares})
    theorem.concludes(name, shown, theorem.cites(drift.spread, {n: size, alpha: share}), seen)


after("few_of_constant_now", "E[V_t] for n_1 and 1/(t + 1)", CONSTANT, FEW)
after("r_real_points_now", "E[V_t] for t + 1 and r/(t + r)", ONE_MORE, SOME)
after("growing_real_points_now", "E[V_t] for (t + 1)^2 and 1/(t + 1)", SQUARES, FEW)

theorem.concludes("few_of_constant", "lim E[V_t] for n_1 and 1/(t + 1)", collapse)
theorem.concludes("fewer_of_constant", "lim E[V_t] for n_1 and 1/(t + 1)^2", gone)
theorem.concludes("r_real_points", "lim E[V_t] for t + 1 and r/(t + r)", part)
theorem.concludes("r_real_points_error", "lim E[(M_t - m_0)^2] for t + 1 and r/(t + r)", error)
theorem.concludes("growing_real_points", "lim E[V_t] for (t + 1)^2 and 1/(t + 1)", whole)
theorem.concludes("growing_real_points_learned", "lim E[(M_t - m_0)^2] for (t + 1)^2 and 1/(t + 1)", learned)
theorem.concludes("squares_alone", "lim prod (1 - 1/n(j)) for (t + 1)^2", remains)
theorem.concludes("start_kept", "lim prod (1 - alpha(j)) for 1/(t + 1)^2", bias)
theorem.concludes("truth_reached_without_samples", "lim q_t for 1/(t + 1)", truth)
theorem.concludes("start_kept_without_samples", "lim (q_t - p)/(q_0 - p) for 1/(t + 1)^2", left)

if __name__ == "__main__":
    theorem.main()
