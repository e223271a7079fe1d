"""People who let a model improve what they write: how far their data still hold the model to the truth.

Setting.  Unlimited data.  Of each generation the share alpha counts as human data, and 1 - alpha is the last law
itself.  But of the human data the part c has been improved by the last model: it is not the truth, which gives an
answer the probability p, but what the model makes of it, S(q), where q is the model's own probability of the answer.

    next(q) = alpha ((1 - c) p + c S(q)) + (1 - alpha) q

    Theorem    next(q) - q = alpha ((1 - c) p + c S(q) - q): where the loop stays does not depend on alpha
               there q - p = c/(1 - c) (S(q) - q), whatever S is
    Corollary  (1 - c) p <= q <= (1 - c) p + c there: an answer of the truth is never lost altogether as long as c < 1
               S(q) = q:  q = p: a model that returns what it has learnt does no harm, whatever c is
               c = 1:     S(q) = q there: the truth has no part in it, however large alpha is

Units.     Probabilities; alpha and c have no unit.
Assumed.   Unlimited data; what people have written themselves is distributed like the truth.
Note.      What is lost is set by the part c of human data that is not human, not by how much data models write as such:
           1 - alpha decides how fast, c decides where.  contaminated_by_taste and contaminated_by_sharpening are about
           two kinds of S.
"""

from fractions import Fraction

from sympy import Expr, Integer

from collapse_math.assumptions import IMPROVED_DATA, UNLIMITED_DATA
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point, Told
from collapse_math.quantities import real
from derivations.selection.setting import alpha

c = real("c", at_least=0, below=1)  # the part of human data that a model has improved
p = real("p", at_least=0, at_most=1)  # the probability of an answer in the truth
q = real("q", at_least=0, at_most=1)  # under the present model
s = real("S", at_least=0, at_most=1)  # in what the model makes of human data

theorem = Theorem(
    "selection.contaminated_anchor",
    says="if a part c of human data is a model's improvement, the loop stays where real data of the share 1 - c would "
    "hold it, whatever alpha is",
    assumes=(UNLIMITED_DATA, IMPROVED_DATA),
    symbols=(alpha, c, p, q, s),
    catalogue=("T7",),
)
MAKES = (UNLIMITED_DATA, IMPROVED_DATA)


def human(part: Expr, made: Expr) -> Expr:
    """What counts as human data."""
    return (1 - part) * p + part * made


# 1. One generation, for anything that the model makes of human data.
fit = Refit({q: alpha * human(c, s) + (1 - alpha) * q}, (), {q: MAKES})
once = theorem.expectation("one generation", q, after=fit, equals=q + alpha * (human(c, s) - q))
balance = theorem.equation(
    "where it stays",
    q - p - c/(1 - c) * (s - q),
    -(once.right - q)/(alpha * (1 - c)),
    given=(once,),
)

# 2. What the human data are there, and so the model, lies between two bounds.
least = theorem.inequality("a part 1 - c of the truth is kept", human(c, s), ">=", (1 - c) * p, given=(once,))
most = theorem.inequality("and c can be added", human(c, s), "<=", (1 - c) * p + c, given=(once,))
harmless = theorem.equation(
    "a model that changes nothing", (once.right - q).xreplace({s: q}), alpha * (1 - c) * (p - q), given=(once,)
)
nothing = theorem.equation(
    "if all of it is improved", once.right.xreplace({c: Integer(1)}), q + alpha * (s - q), given=(once,)
)



def seen(statistic: str, kind: str, *, part: int | Fraction = Fraction(2, 3), squared: bool = True) -> Observed:
    """One generation from q = 1/4, whose square makes S = 1/10 of two answers; p = 1/2, alpha = 3/4."""
    made = Fraction(1, 10) if squared else Fraction(1, 4)
    at: Point = {alpha: Fraction(3, 4), c: part, p: Fraction(1, 2), q: Fraction(1, 4), s: made}
    told: Told = {"starts": ((0.25, 0.75),), "truth": (0.5, 0.5), "real_share": 0.75, "improved": float(part)}
    return Observed("laws", statistic, kind, at, arguments={**told, "power": 2.0 if squared else 1.0})


theorem.concludes("one_generation", "next(q)", once, seen("first_shares", "constant"))
theorem.concludes("balance", "q - p - c/(1 - c) (S - q), zero where it stays", balance)
theorem.concludes("kept_at_least", "what counts as human data", least, seen("human_shares", "never-below"))
theorem.concludes("kept_at_most", "what counts as human data", most, seen("human_shares", "never-above"))
theorem.concludes("harmless", "next(q) - q at S = q", harmless, seen("first_steps", "constant", squared=False))
theorem.concludes("without_truth", "next(q) at c = 1", nothing, seen("first_shares", "constant", part=1))

if __name__ == "__main__":
    theorem.main()
