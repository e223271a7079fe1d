"""Below temperature 1 a loop does not stay at the truth, whatever share of its data is real, unless all are.

Setting.  Two outputs, unlimited data.  The next law is alpha times the truth plus 1 - alpha times the last law at
temperature T = 1/b.  q is the present probability of the first output and p that in the truth, o = p/(1 - p), and

    S_b(q) = q^b/(q^b + (1-q)^b),    next(q) = alpha p + (1 - alpha) S_b(q).

    Theorem    b > 1 and p < 1/2:  S_b(p) < p, so that next(p) < p: the truth is left at once, towards the likelier
               output.  For any number of outputs b log(p_i/p_j) is log(p_i/p_j) for no two that are not equally likely
    Corollary  next(q) >= alpha p for every q: a share alpha of its probability is kept
               between both there is a q with next(q) = q, where the loop stays: see temperature_fixed_point
    Example    p = 3/10, alpha = 1/20:  at T = 0.9 it stays between q = 0.04875 and 0.04885, at T = 1/2 between 0.0152
               and 0.0153: next(q) is above q at the one and below q at the other, in exact numbers

Units.     Probabilities; b and alpha have no unit.
Note.      next(q) rises with q, so that from the truth q_t falls, to the largest such q below p.
Assumed.   Unlimited data.  That alpha has a positive lower bound is not enough for the truth to be reached.
"""

from fractions import Fraction

from sympy import Expr, Integer, Rational, log

from collapse_math.assumptions import RANDOM_SPLIT, TEMPERATURE, UNLIMITED_DATA
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import EXP_ABOVE_LINE, LOG_CONCAVITY, line, x
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Told
from collapse_math.quantities import Bound, real
from collapse_math.results import Fact
from derivations.selection.setting import alpha

b = real("b", above=1)  # one over the temperature
o = real("o", above=0, below=1)  # the odds of the less likely output in the truth
q = real("q", above=0, below=1)  # its present probability
p_i, p_j = real("p_i", above=0, below=1), real("p_j", above=0, below=1)

theorem = Theorem(
    "selection.temperature_with_real_data",
    says="below temperature 1 a share alpha of real data does not keep the truth: the less likely of two outputs "
    "falls below p, and stays above alpha p",
    assumes=(UNLIMITED_DATA, TEMPERATURE, RANDOM_SPLIT),
    symbols=(alpha, b, o, q),
    catalogue=("M1", "F15"),
    sources=(Source("Marchi et al.", 2024, "arXiv 2404.02325: the question, as a later paper of theirs reports"),),
)


def sharpened(share: Expr, power: Expr) -> Expr:
    """S_b of a probability."""
    return share**power/(share**power + (1 - share)**power)


def following(truth: Expr, share: Expr, now: Expr, power: Expr) -> Expr:
    """The next probability of the first output."""
    return share * truth + (1 - share) * sharpened(now, power)


MAKES = (UNLIMITED_DATA, TEMPERATURE, RANDOM_SPLIT)

# 1. One generation, from the truth: p = o/(1 + o), and odds are raised to b.
truth = o/(1 + o)
start = Refit({q: following(truth, alpha, q, b)}, (), {q: MAKES})
from_truth = theorem.equation(
    "the truth at temperature 1/b", following(truth, alpha, truth, b), alpha * truth + (1 - alpha) * o**b/(1 + o**b)
)
once = theorem.expectation("one generation", q, after=start, equals=following(truth, alpha, q, b))

# 2. o^(-(b - 1)) = exp(w) with w = -(b - 1) log o > 0, as log o < 0.
logarithm = theorem.inequality("log o is negative", log(o), "<=", o - 1, how=ByLemma(LOG_CONCAVITY, {x: o}))
w = -(b - 1) * log(o)
more = theorem.inequality(
    "a power of odds below 1", o**(1 - b), ">=", 1 + w, how=ByLemma(EXP_ABOVE_LINE, {line: w})
)
smaller = theorem.inequality("is smaller than they are", o**(1 - b), ">", Integer(1), given=(more, logarithm))
less = theorem.inequality(
    "the truth is left at once", from_truth.right, "<", truth, given=(from_truth, smaller, once)
)
other = theorem.equation(
    "any two outputs", log((p_i/p_j)**b) - log(p_i/p_j), (b - 1) * log(p_i/p_j)
)

# 3. From below.
kept = theorem.inequality("a share alpha of it is kept", once.right, ">=", alpha * truth, given=(once,))


# 4. Two examples.  At q = u^9/(1 + u^9) the odds have a rational root of order 9, and next(q) is rational.
def held(power: Expr, odds: Expr, relation: str) -> Fact:
    """Whether next(q) is above or below q, for p = 3/10 and alpha = 1/20."""
    now = odds/(1 + odds)
    at = following(Rational(3, 10), Rational(1, 20), now, power)
    return theorem.inequality(f"next(q) {relation} q at b = {power}, q = {now}", at, relation, now, given=(once,))


odds_below, odds_above = Rational(225, 313)**9, Rational(87, 121)**9
mild_below, mild_above = held(Rational(10, 9), odds_below, ">"), held(Rational(10, 9), odds_above, "<")
half_below, half_above = held(Integer(2), Rational(152, 9848), ">"), held(Integer(2), Rational(153, 9847), "<")



def seen(kind: str, power: Bound, odds: Bound, share: Bound, now: Bound) -> Observed:
    """The first output after one generation from the share `now`."""
    truth = odds / (1 + odds)
    told: Told = {"starts": ((float(now), float(1 - now)),), "truth": (float(truth), float(1 - truth))}
    numbers = {"power": float(power), "real_share": float(share)}
    at = {b: power, o: odds, alpha: share, q: now}
    return Observed("laws", "first_shares", kind, at, arguments={**told, **numbers})


mild, half, thirds = Fraction(10, 9), Fraction(2), Fraction(3, 7)
theorem.concludes(
    "one_generation", "next(q)", once, seen("constant", Fraction(3, 2), thirds, Fraction(1, 4), Fraction(1, 5))
)
theorem.concludes(
    "truth_is_left", "next(p)", less, seen("never-above", mild, thirds, Fraction(1, 4), Fraction(3, 10))
)
theorem.concludes("any_two", "b log(p_i/p_j) - log(p_i/p_j)", other)
theorem.concludes(
    "kept_at_least", "next(q)", kept, seen("never-below", half, thirds, Fraction(1, 4), Fraction(1, 1000))
)
for name, shown, fact, power, odds in (
    ("mild_from_below", "b = 10/9, q = 0.04875...", mild_below, mild, odds_below),
    ("mild_from_above", "b = 10/9, q = 0.04884...", mild_above, mild, odds_above),
    ("half_from_below", "b = 2, q = 0.0152", half_below, half, Fraction(152, 9848)),
    ("half_from_above", "b = 2, q = 0.0153", half_above, half, Fraction(153, 9847)),
):
    now = Fraction(odds/(1 + odds))
    kind = "never-below" if name.endswith("below") else "never-above"
    theorem.concludes(name, f"next(q) at {shown}", fact, seen(kind, power, thirds, Fraction(1, 20), now))

if __name__ == "__main__":
    theorem.main()
