"""Under selection for ever the answers that are accepted most often are left, in the proportions of the start.

Setting.  Answer i is drawn with its present probability and kept with probability w_i; with unlimited data the next
law is that of the kept ones.  There are any number of answers.  Let w be the greatest of the w_i, A the set of those
that are accepted with probability w, and g < 1 such that w_i <= g w for all others.  h is the part of the probability
of A at the start that belongs to right answers; Z is what the start gives to all others, as a multiple of A.

    Theorem    two answers:          p_t/q_t = (a/b)^t p_0/q_0
               all outside A, as a multiple of A:  at most g^t Z -> 0
    Theorem    share of right answers after t rounds:  between h/(1 + g^t Z) and h + g^t Z, so that it tends to h
    Corollary  h = 1, if no wrong answer is in A: the verifier need not be perfect
               h = 0, if no right answer is in A: its favourites count, however good the verifier is otherwise

Units.     Probabilities; t is a count.
Assumed.   Unlimited data and acceptance that depends on the answer alone.
Compare.   verifier is the case of two acceptance rates.  A reward r by which people choose among ever more
           candidates is the case w_i = exp(r_i): see curation.
"""

from fractions import Fraction

from sympy import Integer

from collapse_math.assumptions import ACCEPTANCE, REPLACE, UNLIMITED_DATA
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point, Told
from collapse_math.quantities import real
from collapse_math.sequences import reals
from derivations.selection.setting import t

a, b = real("a", above=0, at_most=1), real("b", above=0, at_most=1)  # how often two answers are kept
p, q = real("p", above=0), real("q", above=0)  # their present probabilities
p_0, q_0 = real("p_0", above=0, below=1), real("q_0", above=0, below=1)  # those at the start
kept = real("k", above=0)  # how often any answer is kept
w = real("w", above=0, at_most=1)  # the greatest acceptance
f = real("f", at_least=0, at_most=1)  # that of another answer, as a multiple of w
g = real("g", above=0, below=1)  # the greatest of the f
# The probability of another answer over that of A: now, and at the start.
u, u_0 = real("u", at_least=0), real("u_0", at_least=0)
h = real("h", at_least=0, at_most=1)
Z = real("Z", at_least=0)
# After t rounds: what is outside A as a part of its bound, and which part of that is right.
x, y = (reals(name, at_least=0, at_most=1, starting_at=0) for name in "xy")

theorem = Theorem(
    "selection.acceptance",
    says="selection for ever leaves the answers of greatest acceptance as they were: accuracy tends to their share of "
    "right ones",
    assumes=(UNLIMITED_DATA, ACCEPTANCE, REPLACE),
    symbols=(a, b, p_0, q_0, g, h, Z, t),
    conditions=(f <= g,),
    catalogue=("F16",),
)

# 1. Two answers: both are multiplied by their acceptance and divided by that of all.
MAKES = (UNLIMITED_DATA, ACCEPTANCE)
pair = Refit({p: a * p/kept, q: b * q/kept}, (), {p: MAKES, q: MAKES})
both = theorem.expectation("their quotient", p/q, after=pair, equals=a/b * (p/q))
(quotient,) = theorem.over_generations(t, {both: (a/b)**t * (p_0/q_0)}, start={p: p_0, q: q_0}, uses=(REPLACE,))

# 2. An answer outside A against the whole of A, whose answers are all kept with probability w.
outside = Refit({u: f * w * u/w}, (), {u: MAKES})
less = theorem.expectation("another answer, against A", u, after=outside, equals=f * u)
(falls,) = theorem.bounds_over_generations(t, "<=", {less: (g * u, g**t * u_0)}, start={u: u_0}, uses=(REPLACE,))
rest = theorem.over_family("all of them together", falls, members=(u_0,), totals={u_0: Z}, equals=g**t * Z)

# 3. Outside A there are x g^t Z, of which the part y is right, with x and y between 0 and 1.
least = rest.right
right = (h + x(t) * y(t) * least)/(1 + x(t) * least)
above = theorem.inequality("right answers, at least", right, ">=", h/(1 + least), given=(rest,))
low = theorem.inequality("the same, turned round", h/(1 + least), "<=", right, given=(above,))
high = theorem.inequality("right answers, at most", right, "<=", h + least, given=(rest,))
powers = {g**t: (Integer(0), GEOMETRIC_LIMIT, {r: g})}
from_below = theorem.limit("the lower bound", h/(1 + least), t, h, powers)
from_above = theorem.limit("the upper bound", h + least, t, h, powers)
limit = theorem.squeeze(
    "the share of right answers in the end", right, t, h, above=high, below=low, limits=(from_below, from_above)
)
vanishes = theorem.limit("nothing else is left", least, t, Integer(0), powers, given=(rest,))

# Laws that differ in all that is not said here: two answers among others, or A, in a right part and a wrong one, among
# others that are accepted g times as often at most.
two: Told = {"starts": ((0.2, 0.3, 0.5),), "parts": (1, 1, 4), "accepted": (0.5, 0.75, 1.0), "uneven": True}
of_two: Point = {a: Fraction(1, 2), b: Fraction(3, 4), p_0: Fraction(1, 5), q_0: Fraction(3, 10), t: 4}
favourites: Told = {"starts": ((0.25, 0.25, 0.5),), "parts": (2, 2, 5), "accepted": (0.8, 0.8, 0.4), "uneven": True}
of_favourites: Point = {g: Fraction(1, 2), h: Fraction(1, 2), Z: 1, t: 4}


def seen(statistic: str, kind: str) -> Observed:
    """The favourites after four rounds, in every law."""
    return Observed("laws", statistic, kind, of_favourites, arguments=favourites)


theorem.concludes(
    "quotient", "p_t/q_t", quotient, Observed("laws", "quotients", "constant", of_two, arguments=two)
)
theorem.concludes(
    "outside", "what is outside A, over A, after t rounds", rest, seen("odds_of_last", "never-above")
)
theorem.concludes("nothing_else_left", "lim of the bound of what is outside A, over A", vanishes)
theorem.concludes("accuracy_at_least", "the share of right answers", above, seen("right_shares", "never-below"))
theorem.concludes("accuracy_at_most", "the share of right answers", high, seen("right_shares", "never-above"))
theorem.concludes("accuracy", "lim of the share of right answers", limit)

if __name__ == "__main__":
    theorem.main()
