"""Curation with a share of real data: the preferred type gains, and stays at a place between the truth and the reward.

Setting.  Two types, unlimited data.  Of each generation the share alpha is the truth, which gives the preferred type
the probability p_0, and 1 - alpha is the last law after selection, which multiplies the odds of that type by R > 1: by
a reward, or by a verifier that keeps it a/b = R times as often.  Where the loop stays, the preferred type has the
probability x.

    next(p) = alpha p_0 + (1 - alpha) R p/(1 + (R - 1) p)

    Theorem    x solves (R - 1) x^2 - B x - alpha p_0 = 0 with B = alpha (R - 1) p_0 + (1 - alpha) R - 1
               x - p_0 = (1 - alpha)/alpha (R - 1) x (1 - x)/(1 + (R - 1) x) > 0
    Theorem    (p_t - x)^2 <= rho^(2 t) (start - x)^2,   rho = 1 - alpha p_0/x < 1,   from every start
    Corollary  p_t -> x: neither the truth, nor the preferred type alone

Units.     Probabilities; R and alpha have no unit; t is a count.
Assumed.   Unlimited data, the same reward and the same share of real data in every generation.
Note.      If the preferred type is the right answer this is a gain, and it lasts; if not, the truth stays out of reach
           as long as its share alpha does not tend to 1.
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda, Symbol, sqrt

from collapse_math.assumptions import RANDOM_SPLIT, REPLACE, REWARD, UNLIMITED_DATA
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point, Told
from collapse_math.quantities import real
from derivations.selection.setting import R, alpha, t

p, start = real("p", at_least=0, at_most=1), real("start", at_least=0, at_most=1)
p_0 = real("p_0", above=0, below=1)
x = real("x", above=0, below=1)  # where the loop stays

room = (1 - alpha) * R < 1 + (R - 1) * x  # a truth with p_0 > 0 for which it stays at x

theorem = Theorem(
    "selection.curation_with_real_data",
    says="with a share alpha of real data curation settles at p_0 < x < 1, geometrically, from every start",
    assumes=(UNLIMITED_DATA, REWARD, RANDOM_SPLIT, REPLACE),
    symbols=(alpha, R, x, p_0, start, t),
    conditions=(room,),
    catalogue=("M2", "F16"),
    sources=(Source("Ferbach et al.", 2024, "arXiv 2407.09499: the update"),),
    outside={room: "no truth makes the loop stay there"},
)


def selected(share: Expr) -> Expr:
    """The probability of the preferred type after selection."""
    return R * share/(1 + (R - 1) * share)


# 1. The truth with which the loop stays at x.
truth = (x - (1 - alpha) * selected(x))/alpha
loss = theorem.equation(
    "how far from the truth",
    x - truth,
    (1 - alpha)/alpha * (R - 1) * x * (1 - x)/(1 + (R - 1) * x),
)
gain = theorem.inequality("the preferred type gains", loss.right, ">", Integer(0), given=(loss,))

# 2. One generation brings every p closer to x.
rho = (1 - alpha) * R/(1 + (R - 1) * x)
step = Refit(
    {p: alpha * truth + (1 - alpha) * selected(p)}, (), {p: (UNLIMITED_DATA, REWARD, RANDOM_SPLIT)}
)
closer = theorem.expectation(
    "the distance from x",
    (p - x)**2,
    after=step,
    equals=(rho * (p - x)/(1 + (R - 1) * p))**2,
)
(distance,) = theorem.bounds_over_generations(
    t, "<=", {closer: (rho**2 * (p - x)**2, rho**(2 * t) * (start - x)**2)}, start={p: start}, uses=(REPLACE,)
)
power = Symbol("power")
rate = theorem.equation("the rate", rho, 1 - alpha * truth/x)
end = theorem.limit(
    "the loop stays at x",
    distance.right,
    t,
    Integer(0),
    {rho**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: rho})},
    form=Lambda(power, power**2 * (start - x)**2),
    given=(distance,),
)

# 3. x as a function of the truth: the positive root.
B = alpha * (R - 1) * p_0 + (1 - alpha) * R - 1
root = (B + sqrt(B**2 + 4 * alpha * (R - 1) * p_0))/(2 * (R - 1))
stays = theorem.equation(
    "the equation for x",
    (R - 1) * x**2 - (alpha * (R - 1) * truth + (1 - alpha) * R - 1) * x - alpha * truth,
    Integer(0),
)
solved = theorem.equation("its root", (R - 1) * root**2 - B * root - alpha * p_0, Integer(0), given=(stays,))



def seen(refits: int) -> Observed:
    """The distance from x, in every law: with R = 3, one half of real data and p_0 = 1/4 it is x = 1/2."""
    at: Point = {alpha: Fraction(1, 2), R: 3, x: Fraction(1, 2), start: Fraction(9, 10), t: refits}
    told: Told = {"starts": ((0.9, 0.1),), "truth": (0.25, 0.75), "parts": (2, 3), "real_share": 0.5, "place": 0.5}
    return Observed("laws", "squared_distances", "never-above", at, arguments={**told, "odds": (3.0, 1.0)})


theorem.concludes("distance", "(p_t - x)^2", distance, seen(3), seen(60))
theorem.concludes("distance_in_the_end", "lim of the bound of (p_t - x)^2", end)
theorem.concludes("rate", "rho", rate)
theorem.concludes("gain", "x - p_0", loss)
theorem.concludes("gain_is_positive", "x - p_0", gain)
theorem.concludes("equation", "(R - 1) x^2 - B x - alpha p_0", stays)
theorem.concludes("root", "(R - 1) x^2 - B x - alpha p_0 at the positive root", solved)

if __name__ == "__main__":
    theorem.main()
