"""Two opposite tastes that take turns do not cancel: the type that is in the majority is alone in the end.

Setting.  Two types, unlimited data.  Two candidates are drawn from the present law; one of them is chosen, with odds
R > 1 for one type against the other in one generation, and 1/R in the next: two audiences of opposite tastes and equal
strength choose in turn.  p is the probability of the type that is preferred first, g = (R - 1)/(R + 1).

    Theorem    p' = p + g p (1 - p) and then p'' = p' - g p' (1 - p'), so that p'' - p = g^2 p (1 - p) (p + p' - 1)
    Theorem    p_0 >= 1/2:  (1 - p_2t)/p_2t <= (1 - g^3/(4 + g^2))^t (1 - p_0)/p_0
    Corollary  p_2t -> 1, although neither type is preferred on the whole
    Compare    choosing from ever more candidates multiplies odds by R, then by 1/R: nothing changes in two generations

Why.       To choose from two helps a type most where there is most of both.  A majority gives back less than it gained.

Units.     Probabilities; R and g have no unit; t counts pairs of generations.
Assumed.   Unlimited data and independent candidates.
Note.      By exchange of the types it is the other one that is left if p' <= 1/2.  In between lies one p with
           p + p' = 1, which two generations leave as it is.
"""

from fractions import Fraction

from sympy import Integer

from collapse_math.assumptions import CHOICE, FAITHFUL_SAMPLING, INDEPENDENT_DRAWS, REPLACE, UNLIMITED_DATA
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point
from collapse_math.quantities import real
from derivations.selection.setting import R, t

odds = real("odds", above=0)  # for the first type against the other, in any generation
p = real("p", at_least=0, at_most=1)
p_0 = real("p_0", at_least=Fraction(1, 2), below=1)
chosen = real("chosen")  # the probability to choose the first type, given the candidates
w = real("w", above=0, at_most=1)  # the inverse odds (1 - p)/p of a type in the majority

theorem = Theorem(
    "selection.curation_in_turn",
    says="tastes R and 1/R in turn, two candidates: a majority p_0 >= 1/2 grows, and p_2t -> 1",
    assumes=(UNLIMITED_DATA, CHOICE, FAITHFUL_SAMPLING, INDEPENDENT_DRAWS, REPLACE),
    symbols=(R, t, p, p_0),
    catalogue=("M3",),
)
MAKES = (UNLIMITED_DATA, CHOICE)

# 1. Two candidates with any odds: with one of each type the first one is chosen with probability odds/(1 + odds).
pair = Counts("x", Integer(2), (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (p,))
mixed = 1 - pair.none() - pair.all()
once = theorem.expectation(
    "one generation",
    chosen,
    after=Refit({chosen: pair.all() + mixed * odds/(1 + odds)}, (pair,), {chosen: MAKES}),
    equals=p + (odds - 1)/(odds + 1) * p * (1 - p),
)

# 2. Odds R, and then 1/R.
g = (R - 1)/(R + 1)
first = theorem.cites(once, {odds: R})
after = first.right
second = theorem.cites(once, {odds: 1/R, p: after})
TWICE = (*MAKES, FAITHFUL_SAMPLING, INDEPENDENT_DRAWS, REPLACE)  # that the second one sees the first one alone
both = theorem.expectation(
    "two generations",
    p,
    after=Refit({p: second.right}, (), {p: TWICE}),
    equals=p + g**2 * p * (1 - p) * (p + after - 1),
)

# 3. With ever more candidates odds are multiplied by R, and then by 1/R.
many = R * p/(1 + (R - 1) * p)
unchanged = theorem.equation("with ever more candidates", many/R/(1 + (1/R - 1) * many), p)

# 4. In inverse odds, for a majority.
half = 1/(1 + w)
twice = second.right.xreplace({p: half})
kept = 1 - g**3/(4 + g**2)
pairs = Refit({w: (1 - twice)/twice}, (), {w: TWICE})
step = theorem.expectation("two generations of a majority", w, after=pairs, equals=(1 - twice)/twice)
(inverse,) = theorem.bounds_over_generations(
    t, "<=", {step: (kept * w, kept**t * (1 - p_0)/p_0)}, start={w: (1 - p_0)/p_0}, uses=(REPLACE,)
)
alone = theorem.limit(
    "alone in the end",
    inverse.right,
    t,
    Integer(0),
    {kept**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: kept})},
    given=(inverse, second),
)


def seen(statistic: str, kind: str, refits: int) -> Observed:
    """The first type among all pairs of candidates, in every law."""
    at: Point = {R: 3, p: Fraction(3, 5), p_0: Fraction(3, 5), t: refits // 2}
    told = {"generations": refits, "candidates": 2, "odds": (3.0, 1 / 3), "share": 0.6}
    return Observed("candidates", statistic, kind, at, arguments=told)


theorem.concludes("first", "p'", first, seen("shares", "constant", 1))
theorem.concludes("second", "p''", both, seen("shares", "constant", 2))
theorem.concludes("with_many_candidates", "p'' for ever more candidates", unchanged)
theorem.concludes("inverse_odds", "(1 - p_2t)/p_2t", inverse, seen("inverse_odds", "never-above", 12))
theorem.concludes("alone", "lim of the bound of (1 - p_2t)/p_2t", alone)

if __name__ == "__main__":
    theorem.main()
