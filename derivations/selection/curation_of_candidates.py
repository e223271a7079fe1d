"""Curation from K candidates: the preferred type gains in every generation, and is alone in the end for every K >= 2.

Setting.  Two types, unlimited data.  K candidates are drawn from the present law; one of them is chosen, with odds
R > 1 for each candidate of the preferred type against each of the other (Luce; R is exp of the difference of rewards).
p is the probability of the preferred type, and the next p is the probability that a chosen output has this type.

    Theorem    K = 2:  p' = p^2 + 2 p (1 - p) R/(1 + R)
               any K:  p' = E[J R/(J R + K - J)],  J binomial (K, p)
                          = sum over j of binomial(K, j) p^j (1 - p)^(K - j) j R/(j R + K - j)
                       p' >= p + g p (1 - p),   g = (1 - 1/K)(1 - 1/R)
    Theorem    (1 - p_t)/p_t <= (1 + g)^(-t) (1 - p_0)/p_0
    Corollary  p_t -> 1 for every K >= 2, however little one type is preferred
    Compare    K -> infinity multiplies the odds by R in each generation (curation)

Units.     Probabilities; R has no unit; K >= 2 and t are counts.
Assumed.   Unlimited data and independent candidates.
"""

from fractions import Fraction

from sympy import Expr, Integer, Sum, Symbol, binomial

from collapse_math.assumptions import CHOICE, FAITHFUL_SAMPLING, INDEPENDENT_DRAWS, REPLACE, UNLIMITED_DATA
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point
from collapse_math.quantities import integer, real
from collapse_math.sequences import reals
from derivations.selection.setting import R, t

K = integer("K", at_least=2)  # candidates for each output
c = integer("c", at_least=1)  # a count between 0 and K
p = real("p", at_least=0, at_most=1)
p_0 = real("p_0", above=0, below=1)
chosen, pairs = real("chosen"), real("pairs")  # the probability to choose the type, given the candidates, and a bound
now = real("p", above=0, below=1)
w = real("w", above=0)  # the inverse odds (1 - p)/p
more = reals("more", at_least=0, at_most=1)  # which part of the rest a generation gains beyond its bound

theorem = Theorem(
    "selection.curation_of_candidates",
    says="curation from K candidates: p' >= p + (1 - 1/K)(1 - 1/R) p (1 - p), so that p_t -> 1 for every K >= 2",
    assumes=(UNLIMITED_DATA, CHOICE, FAITHFUL_SAMPLING, INDEPENDENT_DRAWS, REPLACE),
    symbols=(K, R, t, p, p_0),
    catalogue=("M3",),
    sources=(Source("Ferbach et al.", 2024, "arXiv 2407.09499: the process"),),
)

# 1. Two candidates: with one of each type the preferred one is chosen with probability R/(1 + R).
pair = Counts("x", Integer(2), (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (p,))
mixed = 1 - pair.none() - pair.all()
MAKES = (UNLIMITED_DATA, CHOICE)
two = theorem.expectation(
    "two candidates",
    chosen,
    after=Refit({chosen: pair.all() + mixed * R/(1 + R)}, (pair,), {chosen: MAKES}),
    equals=p**2 + 2 * p * (1 - p) * R/(1 + R),
)

# 2. K candidates: J R/(J R + K - J) is J/K and (R - 1) J (K - J)/(K (J R + K - J)), where J R + K - J <= K R.
count = Counts("x", K, (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (p,))
J = count.count()
g = (1 - 1/K) * (1 - 1/R)
AFTER = Refit(
    {chosen: J * R/(J * R + K - J), pairs: J/K + (R - 1)/(R * K**2) * J * (K - J)},
    (count,),
    {chosen: MAKES, pairs: MAKES},
)
average = theorem.expectation("a bound, on average", pairs, after=AFTER, equals=p + g * p * (1 - p))
gains = theorem.for_every_outcome("K candidates", chosen, ">=", average, after=AFTER, inside=c)

# 3. The same exactly: J = j with probability binomial(K, j) p^j (1 - p)^(K - j); p = 0 and p = 1 stay as they are.
j = Symbol("j", integer=True)


def exactly(number: Expr) -> Expr:
    """The next probability with so many candidates."""
    chance = binomial(number, j) * now**j * (1 - now)**(number - j)
    return Sum(chance * j * R/(j * R + number - j), (j, 0, number))


between = Counts("y", K, (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (now,))
J = between.count()
whole = theorem.sum_over_outcomes(
    "candidate by candidate",
    chosen,
    after=Refit({chosen: J * R/(J * R + K - J)}, (between,), {chosen: MAKES}),
    equals=exactly(K),
)
three = theorem.equation(
    "three candidates",
    exactly(Integer(3)),
    now**3 + 3 * now**2 * (1 - now) * 2 * R/(2 * R + 1) + 3 * now * (1 - now)**2 * R/(R + 2),
    given=(whole,),
)

# 4. In inverse odds: (1 - p')/p' <= (1 - p)/(p (1 + g)) if p' is at least that.
least: Expr = now + g * now * (1 - now)
odds = theorem.inequality(
    "the inverse odds fall",
    (1 - least)/least,
    "<=",
    (1 - now)/now/(1 + g),
    given=(gains,),
)
#    By `gains` the next p is that or more, up to 1.
at_least = least.xreplace({now: 1/(1 + w)})
following = at_least + more(t + 1) * (1 - at_least)
step = Refit({w: (1 - following)/following}, (), {w: MAKES})
once = theorem.expectation("one generation", w, after=step, equals=step.parameters[w], given=(gains, odds))
(inverse,) = theorem.bounds_over_generations(
    t, "<=", {once: (w/(1 + g), (1 + g)**(-t) * (1 - p_0)/p_0)}, start={w: (1 - p_0)/p_0}, uses=(REPLACE,)
)
shrinks = theorem.inequality("a factor below 1", 1/(1 + g), "<", Integer(1))
alone = theorem.limit(
    "alone in the end",
    inverse.right,
    t,
    Integer(0),
    {(1 + g)**(-t): (Integer(0), GEOMETRIC_LIMIT, {ratio: 1/(1 + g)})},
    given=(inverse, shrinks),
)



def seen(statistic: str, kind: str, candidates: int, fits: int) -> Observed:
    """The preferred type among all lists of candidates, in every law."""
    at: Point = {K: candidates, R: 3, p: Fraction(1, 5), p_0: Fraction(1, 5), t: fits}
    told = {"candidates": candidates, "odds": 3.0, "share": 0.2}
    return Observed("candidates", statistic, kind, at, arguments=told)


theorem.concludes("two_candidates", "p' at K = 2", two, seen("shares", "constant", 2, 1))
theorem.concludes("next", "p'", whole, seen("shares", "constant", 5, 1))
theorem.concludes("three_candidates", "p' at K = 3", three, seen("shares", "constant", 3, 1))
theorem.concludes(
    "next_at_least", "p'", gains, seen("shares", "never-below", 2, 1), seen("shares", "never-below", 4, 1)
)
theorem.concludes("inverse_odds_fall", "(1 - p')/p' where p' is no more than its bound", odds)
theorem.concludes("inverse_odds", "(1 - p_t)/p_t", inverse, seen("inverse_odds", "never-above", 3, 5))
theorem.concludes("alone", "lim of the bound of (1 - p_t)/p_t", alone)

if __name__ == "__main__":
    theorem.main()
