"""Below temperature 1, with some real data, there is a place where the loop stays, and there may be several.

Setting.  As in temperature_with_real_data: two outputs, unlimited data, the temperature T = 1/b, a share alpha of real
data, and p < 1/2 the probability of the first output in the truth.  Of its present probability q the loop makes

    next(q) = alpha p + (1 - alpha) q^b/(q^b + (1-q)^b).

    Theorem    for every b > 1 there is a q with next(q) = q between alpha p and p
    Example    p = 3/10, alpha = 1/20:  at T = 0.9 between q = 0.048767 and 0.048768,
               at T = 1/2 between 0.015227 and 0.015228, and besides that between 1/2 and 0.52, and 0.96 and 0.97
    Theorem    there the start decides:  from q_0 <= 1/2 on q_t <= 1/2, and from q_0 >= 0.96 on q_t >= 0.96, at every t,
               so that the output that is likelier in the truth is the rare one for ever
    Slope      next(q) rises with q: q_t moves in one direction, to the nearest place where it stays

Why.       next(q) is above q at q = alpha p, since some of the rest is sharpened to the first output, and below q at
           the truth, from which a loop moves towards the likelier output.  It is continuous, and crosses q (Bolzano).

Units.     Probabilities; b and alpha have no unit.
Assumed.   Unlimited data.  On trust: the intermediate value theorem.
Note.      That there is no fourth such place at T = 1/2, and no second one at T = 0.9, is seen in a plot, not shown.
"""

from fractions import Fraction

from sympy import Expr, Integer, Rational

from collapse_math.assumptions import RANDOM_SPLIT, REPLACE, TEMPERATURE, UNLIMITED_DATA
from collapse_math.axioms import INTERMEDIATE_VALUE
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point, Told
from collapse_math.quantities import Quantity, real
from collapse_math.results import Fact
from derivations.selection import temperature_with_real_data
from derivations.selection.setting import alpha, t
from derivations.selection.temperature_with_real_data import MAKES, b, following, o, q

# Present probabilities on either side, and the start.
small, small_0 = (real(name, above=0, at_most=Fraction(1, 2)) for name in ("q", "q_0"))
large, large_0 = (real(name, at_least=Fraction(24, 25), below=1) for name in ("q", "q_0"))

theorem = Theorem(
    "selection.temperature_fixed_point",
    says="below temperature 1 with a share alpha of real data the loop stays at some q between alpha p and p",
    assumes=(UNLIMITED_DATA, TEMPERATURE, RANDOM_SPLIT, REPLACE),
    symbols=(alpha, b, o, q, t),
    catalogue=("M1", "F15"),
)

# 1. The map, above q at alpha p and below q at the truth.
once = theorem.cites(temperature_with_real_data.once)
truth = o/(1 + o)
least = alpha * truth
above = theorem.inequality("above at alpha p", following(truth, alpha, least, b), ">", least)
less = theorem.cites(temperature_with_real_data.less)
stays = theorem.by_axiom("where it stays", INTERMEDIATE_VALUE, given=(once, above, less), equals=Integer(0))
slope = theorem.derivative(
    "of next(q)", once.right, q, (1 - alpha) * b * (q * (1 - q))**(b - 1)/(q**b + (1 - q)**b)**2
)
rises = theorem.inequality("next(q) rises", slope.right, ">", Integer(0), given=(slope,))


# 2. Examples, in exact numbers: at q = u^9/(1 + u^9) next(q) is rational for b = 10/9.
def example(power: Expr) -> Fact:
    """The map for p = 3/10 and alpha = 1/20."""
    return theorem.cites(temperature_with_real_data.once, {b: power, alpha: Rational(1, 20), o: Rational(3, 7)})


def side(power: Expr, now: Expr, relation: str) -> Fact:
    """Whether next(q) is above or below q."""
    made = following(Rational(3, 10), Rational(1, 20), now, power)
    return theorem.inequality(f"next(q) {relation} q at b = {power}, q = {now}", made, relation, now)


def between(power: Expr, above: Expr, below: Expr) -> Fact:
    """That it stays somewhere between a place where next(q) is above q and one where it is below."""
    given = (example(power), side(power, above, ">"), side(power, below, "<"))
    return theorem.by_axiom(f"it stays, at b = {power}", INTERMEDIATE_VALUE, given=given, equals=Integer(0))


low, high = (odds/(1 + odds) for odds in (Rational(718868, 10**6)**9, Rational(718869, 10**6)**9))
mild = between(Rational(10, 9), low, high)
half = between(Integer(2), Rational(15227, 10**6), Rational(15228, 10**6))
middle = between(Integer(2), Rational(52, 100), Rational(1, 2))
other = between(Integer(2), Rational(96, 100), Rational(97, 100))



# 3. At T = 1/2 no loop comes from one side to the other.
def stay_on_one_side(now: Quantity, first: Quantity, relation: str, end: Expr) -> Fact:
    """A bound of q_t at every t."""
    made = following(Rational(3, 10), Rational(1, 20), now, Integer(2))
    step = theorem.expectation(f"from q {relation} {end}", now, after=Refit({now: made}, (), {now: MAKES}), equals=made)
    (side,) = theorem.bounds_over_generations(t, relation, {step: (end, end)}, start={now: first}, uses=(REPLACE,))
    return side


below_half = stay_on_one_side(small, small_0, "<=", Rational(1, 2))
above_most = stay_on_one_side(large, large_0, ">=", Rational(24, 25))


def seen(start: Quantity, share: Fraction, kind: str) -> Observed:
    """The first output after 40 generations."""
    told: Told = {"starts": ((float(share), float(1 - share)),), "truth": (0.3, 0.7), "power": 2.0, "real_share": 0.05}
    at: Point = {start: share, t: 40}
    return Observed("laws", "first_shares", kind, at, arguments=told)


theorem.concludes("stays", "next(q) - q at some q between alpha p and p", stays)
theorem.concludes("mild", "next(q) - q at T = 0.9 and some q between 0.048767 and 0.048768", mild)
theorem.concludes("half", "next(q) - q at T = 1/2 and some q between 0.015227 and 0.015228", half)
theorem.concludes("middle", "next(q) - q at T = 1/2 and some q between 1/2 and 0.52", middle)
theorem.concludes("other", "next(q) - q at T = 1/2 and some q between 0.96 and 0.97", other)

theorem.concludes("slope", "the slope of next(q)", slope)
theorem.concludes("rises", "the slope of next(q)", rises)
theorem.concludes("below_half", "q_t at T = 1/2", below_half, seen(small_0, Fraction(49, 100), "never-above"))
theorem.concludes("above_most", "q_t at T = 1/2", above_most, seen(large_0, Fraction(24, 25), "never-below"))

if __name__ == "__main__":
    theorem.main()
