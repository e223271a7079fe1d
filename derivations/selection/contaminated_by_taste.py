"""Human data improved to a fixed taste: a bias that the improved part sets alone, and if that is all, no truth left.

Setting.  As in contaminated_anchor.  What the model makes of human data has a fixed taste: it multiplies the odds of
the preferred answer by R > 1, S(q) = R q/(1 + (R - 1) q).  x is where the loop stays, p the truth, q_0 the start.

    next(q) = alpha ((1 - c) p + c S(q)) + (1 - alpha) q

    Theorem    x - p = c/(1 - c) (R - 1) x (1 - x)/(1 + (R - 1) x) > 0, free of alpha
               (q_t - x)^2 <= rho^(2 t) (q_0 - x)^2,   rho = 1 - alpha (1 - c) p/x < 1,   from every start
    Theorem    c = 1:  (1 - q_t)/q_t <= (1 + g)^(-t) (1 - q_0)/q_0 -> 0,   g = alpha (1 - 1/R):
               the preferred answer alone is left, and the truth is lost altogether

Units.     Probabilities; alpha, c and R have no unit; t is a count.
Assumed.   Unlimited data and the same taste in every generation.
Note.      More writing of people helps only if it is not improved: alpha = 1/2 has the same x as alpha = 1/100, and the
           loop only reaches it faster.
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda, Symbol

from collapse_math.assumptions import IMPROVED_DATA, REPLACE, REWARD, UNLIMITED_DATA
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point, Told
from collapse_math.quantities import real
from derivations.selection.setting import R, alpha, t

c = real("c", above=0, below=1)  # the part of human data that a model has improved
q, q_0 = real("q", at_least=0, at_most=1), real("q_0", above=0, below=1)
x = real("x", above=0, below=1)
w = real("w", above=0)  # the inverse odds (1 - q)/q
less, more, e = real("less", at_least=0), real("more", at_least=0), real("e")  # stand for factors and a distance
room = c * R < 1 + (R - 1) * x  # a truth with p > 0 for which the loop stays at x

theorem = Theorem(
    "selection.contaminated_by_taste",
    says="human data, a part c of them improved to a fixed taste: a bias free of alpha, and no truth left at c = 1",
    assumes=(UNLIMITED_DATA, IMPROVED_DATA, REWARD, REPLACE),
    symbols=(alpha, c, R, x, q_0, t),
    conditions=(room,),
    catalogue=("T7",),
    outside={room: "no truth makes the loop stay there"},
)
MAKES = (UNLIMITED_DATA, IMPROVED_DATA, REWARD)


def improved(share: Expr) -> Expr:
    """The probability of the preferred answer in what the model makes of human data."""
    return R * share/(1 + (R - 1) * share)


# 1. The truth with which it stays at x.
p = (x - c * improved(x))/(1 - c)
bias = theorem.equation(
    "how far from the truth", x - p, c/(1 - c) * (R - 1) * x * (1 - x)/(1 + (R - 1) * x)
)
gain = theorem.inequality("towards the taste", bias.right, ">", Integer(0), given=(bias,))

# 2. One generation brings every q closer to x.
rho = 1 - alpha + alpha * c * R/(1 + (R - 1) * x)
fit = Refit({q: alpha * ((1 - c) * p + c * improved(q)) + (1 - alpha) * q}, (), {q: MAKES})
factor = 1 - alpha + alpha * c * R/((1 + (R - 1) * x) * (1 + (R - 1) * q))
moved = theorem.expectation("the distance from x", q - x, after=fit, equals=factor * (q - x))
same_side = theorem.inequality("it stays on its side of x", factor, ">=", Integer(0), given=(moved,))
closer = theorem.inequality("and comes closer", factor, "<=", rho, given=(moved,))
shorter = theorem.expectation("squared", (q - x)**2, after=fit, equals=factor**2 * (q - x)**2)
squares = theorem.inequality("squares", less**2 * e**2, "<=", (less + more)**2 * e**2)
nearer = theorem.cites(squares, {less: factor, more: rho - factor, e: q - x}, given=(same_side, closer))
falls = theorem.loosened("falls to rho^2 of it at most", shorter, nearer)
(distance,) = theorem.bounds_over_generations(
    t, "<=", {falls: (rho**2 * (q - x)**2, rho**(2 * t) * (q_0 - x)**2)}, start={q: q_0}, uses=(REPLACE,)
)
rate = theorem.equation("the rate", rho, 1 - alpha * (1 - c) * p/x)
power = Symbol("power")
end = theorem.limit(
    "the loop stays at x",
    distance.right,
    t,
    Integer(0),
    {rho**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: rho})},
    form=Lambda(power, power**2 * (q_0 - x)**2),
    given=(distance, same_side, closer),
)

# 3. If all human data are improved: the next q is q + alpha (S(q) - q), and S(q) >= q + (1 - 1/R) q (1 - q).
g = alpha * (1 - 1/R)
now = real("q", above=0, below=1)
following = now + alpha * (improved(now) - now)
odds = theorem.inequality("the inverse odds fall", (1 - following)/following, "<=", (1 - now)/now/(1 + g))
step = Refit({w: ((1 - following)/following).xreplace({now: 1/(1 + w)})}, (), {w: MAKES})
once = theorem.expectation("one generation", w, after=step, equals=step.parameters[w])
(inverse,) = theorem.bounds_over_generations(
    t, "<=", {once: (w/(1 + g), (1 + g)**(-t) * (1 - q_0)/q_0)}, start={w: (1 - q_0)/q_0}, uses=(REPLACE,)
)
shrinks = theorem.inequality("a factor below 1", 1/(1 + g), "<", Integer(1))
alone = theorem.limit(
    "the truth is lost",
    inverse.right,
    t,
    Integer(0),
    {(1 + g)**(-t): (Integer(0), GEOMETRIC_LIMIT, {ratio: 1/(1 + g)})},
    given=(inverse, shrinks, odds),
)

theorem.concludes("bias", "x - p", bias)
theorem.concludes("bias_is_positive", "x - p", gain)


def seen(statistic: str, kind: str, refits: int) -> Observed:
    """The preferred answer in laws with others that differ: with R = 3, c = 1/2 and p = 1/4 it stays at x = 1/2."""
    half = Fraction(1, 2)
    at: Point = {alpha: Fraction(3, 4), c: half, R: 3, x: half, q_0: Fraction(1, 10), q: Fraction(1, 10), t: refits}
    told: Told = {"starts": ((0.1, 0.9),), "truth": (0.25, 0.75), "parts": (1, 4), "real_share": 0.75, "improved": 0.5}
    return Observed("laws", statistic, kind, at, arguments={**told, "odds": (3.0, 1.0), "place": 0.5})


theorem.concludes("same_side", "(next(q) - x)/(q - x)", same_side, seen("contractions", "never-below", 1))
theorem.concludes("closer", "(next(q) - x)/(q - x)", closer, seen("contractions", "never-above", 1))
theorem.concludes(
    "distance",
    "(q_t - x)^2",
    distance,
    seen("squared_distances", "never-above", 3),
    seen("squared_distances", "never-above", 90),
)
theorem.concludes("distance_in_the_end", "lim of the bound of (q_t - x)^2", end)
theorem.concludes("rate", "rho", rate)
theorem.concludes("inverse_odds_fall", "(1 - next(q))/next(q) at c = 1", odds)
groups: Told = {"starts": ((0.1, 0.9),), "truth": (0.25, 0.75), "real_share": 0.5}
improved_all = {**groups, "improved": 1.0, "odds": (3.0, 1.0)}
at: Point = {alpha: Fraction(1, 2), R: 3, q_0: Fraction(1, 10), t: 12}
falling = Observed("laws", "inverse_odds", "never-above", at, arguments=improved_all)
theorem.concludes("inverse_odds", "(1 - q_t)/q_t at c = 1", inverse, falling)
theorem.concludes("truth_lost", "lim of the bound of (1 - q_t)/q_t at c = 1", alone)

if __name__ == "__main__":
    theorem.main()
