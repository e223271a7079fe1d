"""Human data improved to what a model finds likely: up to a part 1/b nothing happens, beyond it opinion splits in two.

Setting.  As in contaminated_anchor, for two answers of equal probability in the truth.  What the model makes of human
data is its own law at temperature 1/b: S(q) = q^b/(q^b + (1 - q)^b).  With q = (1 + y)/2 the truth is y = 0.

    Theorem    any b:  the slope of next at the truth is 1 - alpha + alpha b c: the truth attracts if c < 1/b and
               repels if c > 1/b, and alpha cannot change that
    Theorem    b = 2:  next(y) = (1 - alpha) y + 2 alpha c y/(1 + y^2)
               c <= 1/2:  y_t^2 <= (1 - alpha + 2 alpha c)^(2 t) y_0^2, so that for c < 1/2 the truth is reached
               c > 1/2:   the loop stays at y = 0 and at y = +- z, z = sqrt(2 c - 1), and nowhere else
                          next(y) - z = (y - z) (1 - alpha y (y + z)/(1 + y^2)): every y > 0 comes closer to z
    Corollary  c -> 1:    z -> 1, one answer alone.  Which of the two, the first y decides

Units.     None: y is a difference of probabilities; alpha, b and c have no unit, t is a count.
Assumed.   Unlimited data and the same temperature in every generation.
Note.      The minority keeps (1 - z)/2: for c = 3/4, less than 15 of 100 in place of 50.
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda, Rational, Symbol

from collapse_math.assumptions import IMPROVED_DATA, REPLACE, TEMPERATURE, UNLIMITED_DATA
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point, Told
from collapse_math.quantities import real
from derivations.selection.setting import alpha, t

b = real("b", above=1)  # one over the temperature
c = real("c", at_least=0, at_most=1)  # the part of human data that a model has improved
q = real("q", above=0, below=1)
y, y_0 = real("y", at_least=-1, at_most=1), real("y_0", at_least=-1, at_most=1)
z = real("z", above=0, at_most=1)  # where the loop stays, c = (1 + z^2)/2
little = real("c", at_least=0, below=Fraction(1, 2))  # an improved part below one half

theorem = Theorem(
    "selection.contaminated_by_sharpening",
    says="two equal answers, human data improved by the model: the truth attracts up to the part c = 1/b of them, and "
    "repels beyond it",
    assumes=(UNLIMITED_DATA, IMPROVED_DATA, TEMPERATURE, REPLACE),
    symbols=(alpha, b, c, y, z, y_0, t),
    catalogue=("T7",),
)
MAKES = (UNLIMITED_DATA, IMPROVED_DATA, TEMPERATURE)
half = Rational(1, 2)


def following(share: Expr, made: Expr, improved: Expr) -> Expr:
    """The next probability of an answer, if the model makes `made` of human data."""
    return alpha * ((1 - improved) * half + improved * made) + (1 - alpha) * share


# 1. Any temperature: the slope at q = 1/2.
sharpened = q**b/(q**b + (1 - q)**b)
slope = theorem.derivative(
    "of the sharpened law", sharpened, q, b * q**(b - 1) * (1 - q)**(b - 1)/(q**b + (1 - q)**b)**2
)
at_truth = theorem.equation("its value at 1/2", slope.right.xreplace({q: half}), b, given=(slope,))
linear = theorem.equation(
    "the slope of next", alpha * c * at_truth.right + 1 - alpha, 1 - alpha + alpha * b * c, given=(at_truth,)
)
excess = theorem.equation("against 1", linear.right - 1, alpha * b * (c - 1/b), given=(linear,))

# 2. b = 2, in y = 2 q - 1.
share = (1 + y)/2
square = share**2/(share**2 + (1 - share)**2)
MOVE = (1 - alpha) * y + 2 * alpha * c * y/(1 + y**2)
fit = Refit({y: 2 * following(share, square, c) - 1}, (), {y: MAKES})
once = theorem.expectation("one generation", y, after=fit, equals=MOVE)

#    Up to c = 1/2: y is multiplied by k = 1 - alpha + 2 alpha c at most.
k = 1 - alpha + 2 * alpha * c
factor = 1 - alpha + 2 * alpha * c/(1 + y**2)
multiplied = theorem.equation("the factor", once.right, factor * y, given=(once,))
positive = theorem.inequality("the same answer stays ahead", factor, ">=", Integer(0), given=(multiplied,))
smaller = theorem.inequality("a factor of at most k", factor, "<=", k, given=(multiplied,))
squared = theorem.expectation("squared", y**2, after=fit, equals=factor**2 * y**2)
(lead,) = theorem.bounds_over_generations(
    t, "<=", {squared: (k**2 * y**2, k**(2 * t) * y_0**2)}, start={y: y_0}, uses=(REPLACE,)
)
power, low = Symbol("power"), 1 - alpha + 2 * alpha * little
shrinks = theorem.inequality("k is less than 1", low, "<", Integer(1))
reached = theorem.limit(
    "the truth is reached",
    lead.right.xreplace({c: little}),
    t,
    Integer(0),
    {low**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: low})},
    form=Lambda(power, power**2 * y_0**2),
    given=(lead, shrinks, positive, smaller),
)

# 3. Beyond, with c = (1 + z^2)/2: where next(y) = y, and what happens elsewhere.
split = once.right.xreplace({c: (1 + z**2)/2})
stays = theorem.equation("where it stays", split - y, alpha * y * (z - y) * (z + y)/(1 + y**2), given=(once,))
towards = theorem.equation(
    "the distance from z", split - z, (y - z) * (1 - alpha * y * (y + z)/(1 + y**2)), given=(once,)
)
ahead = real("y", above=0, at_most=1)
left = 1 - alpha * ahead * (ahead + z)/(1 + ahead**2)
closer = theorem.inequality("every y > 0 comes closer", left, "<", Integer(1), given=(towards,))
same_side = theorem.inequality("and stays on its side", left, ">", Integer(0), given=(towards,))



def seen(statistic: str, kind: str, improved: Fraction, refits: int = 1) -> Observed:
    """Two answers, of which the first has a lead, at temperature 1/2; the truth has none.  c = 5/8 means z = 1/2."""
    lead, z_here, at_z = Fraction(3, 5), Fraction(1, 2), 0.75
    at: Point = {alpha: Fraction(3, 4), b: 2, c: improved, y: lead, ahead: lead, y_0: lead, z: z_here, t: refits}
    told: Told = {"starts": ((0.8, 0.2),), "truth": (0.5, 0.5), "power": 2.0, "real_share": 0.75, "place": at_z}
    return Observed("laws", statistic, kind, at, arguments={**told, "improved": float(improved)})


five_eighths = Fraction(5, 8)
theorem.concludes("slope", "the slope of next at the truth", linear)
theorem.concludes("slope_against_one", "the slope of next at the truth, less 1", excess)
theorem.concludes(
    "one_generation", "next(y) at b = 2", once, seen("leads", "constant", five_eighths)
)
theorem.concludes(
    "lead", "y_t^2 at b = 2", lead, seen("squared_leads", "never-above", Fraction(1, 3), 4)
)
theorem.concludes("truth_reached", "lim of the bound of y_t^2 at b = 2, c < 1/2", reached)
theorem.concludes(
    "balance", "next(y) - y at b = 2, c = (1 + z^2)/2", stays, seen("lead_steps", "constant", five_eighths)
)
theorem.concludes("towards", "next(y) - z at b = 2, c = (1 + z^2)/2", towards)
theorem.concludes(
    "closer", "(next(y) - z)/(y - z), y > 0", closer, seen("contractions", "never-above", five_eighths)
)
theorem.concludes(
    "same_side",
    "(next(y) - z)/(y - z), y > 0",
    same_side,
    seen("contractions", "never-below", five_eighths),
)

if __name__ == "__main__":
    theorem.main()
