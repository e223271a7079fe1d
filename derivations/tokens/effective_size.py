"""A detector of synthetic tokens: how many real ones a mixed sample is worth.

Setting.  Of n observations each is real with probability alpha, else synthetic.  A detector gives each a label: y
with probability Q_1(y) if it is real, Q_0(y) if it is not.  So the label occurs with probability M = alpha Q_1 +
(1 - alpha) Q_0, and the observation is real with probability w = alpha Q_1/M given its label.  An observation that is
real with probability w has the mean w m + (1 - w) m', where m is what one wants to know and m' is known.  Least
squares then find m with the variance (variance of an observation)/(sum of w^2), as from sum w^2 real ones, if all
observations have one variance, which is so for m near m'.

    Theorem    E[sum of w^2] = n alpha^2 (1 + chi^2),   chi^2 = sum over labels of (Q_1 - M)^2/M
    Corollary  label lost with probability e, else right:   chi^2 = (1 - e)(1 - alpha)/alpha
               label wrong with probability e:              chi^2 = (1 - alpha)^2 (1 - 2 e)^2/(A (1 - A)),
                                                            A = alpha + e - 2 alpha e
    Corollary  n alpha^2 <= E[sum of w^2] <= n alpha: between a detector that says nothing and a perfect one

Units.     None; n >= 2 is a count, and alpha, e and the Q are probabilities.
Assumed.   Each observation is real with probability alpha; nothing else about how they depend on each other.
Note.      A detector that always errs (e = 1) is as good as a perfect one.
"""

from fractions import Fraction

from sympy import Expr, Integer

from collapse_math.assumptions import CONSTANT_SIZE, RANDOM_SPLIT
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point
from collapse_math.quantities import real
from collapse_math.results import Fact
from derivations.tokens.setting import n

alpha = real("alpha", above=0, below=1)
e = real("e", at_least=0, at_most=1)  # the probability that a label is lost, or wrong
Q_1, Q_0 = real("Q_1", above=0, at_most=1), real("Q_0", at_least=0, at_most=1)
weights = real("weights")  # the sum of w^2 over the observations

theorem = Theorem(
    "tokens.effective_size",
    says="with a detector n observations are worth n alpha^2 (1 + chi^2) real ones, between n alpha^2 and n alpha",
    assumes=(RANDOM_SPLIT, CONSTANT_SIZE),
    symbols=(n, alpha, e, Q_1, Q_0),
    catalogue=("G13",),
    sources=(Source("Kanabar and Gastpar", 2025, "theorems 1 and 2: the effective sample size"),),
)


def worth(title: str, labels: tuple[tuple[Expr, Expr], ...], equals: Expr) -> Fact:
    """The mean of the sum of w^2 over observations with some labels, given as pairs (M, w)."""
    counts = Counts("y", n, (RANDOM_SPLIT,), (), tuple(share for share, _ in labels))
    total: Expr = Integer(0)
    for label, (_, weight) in enumerate(labels):
        total += counts.count(label) * weight**2
    refit = Refit({weights: total}, (counts,), sizes=(CONSTANT_SIZE,))
    return theorem.expectation(title, weights, after=refit, equals=equals)


# 1. One label: n M observations have it on average.  Its part is Q_1^2/M, which is its part of chi^2 and 2 Q_1 - M;
#    and all labels together have Q_1 and M sum to 1.
M = alpha * Q_1 + (1 - alpha) * Q_0
one = worth("one label", ((M, alpha * Q_1/M),), n * alpha**2 * Q_1**2/M)
part = theorem.equation(
    "its part of chi^2", one.right, n * alpha**2 * ((Q_1 - M)**2/M + 2 * Q_1 - M), given=(one,)
)

# 2. Labels that are lost with probability e: "real" says so, "lost" says nothing, "synthetic" has w = 0.
erased = worth(
    "labels that may be lost",
    ((alpha * (1 - e), Integer(1)), (e, alpha)),
    n * alpha**2 * (1 + (1 - e) * (1 - alpha)/alpha),
)

# 3. Labels that are wrong with probability e: "real" is what A of the observations are called.
A = alpha + e - 2 * alpha * e
flipped = worth(
    "labels that may be wrong",
    ((A, alpha * (1 - e)/A), (1 - A, alpha * e/(1 - A))),
    n * alpha**2 * (1 + (1 - alpha)**2 * (1 - 2 * e)**2/(A * (1 - A))),
)

# 4. Nothing known, and everything.
at_least = theorem.inequality("no less than with no detector", flipped.right, ">=", n * alpha**2, given=(flipped,))
at_most = theorem.inequality("no more than with a perfect one", flipped.right, "<=", n * alpha, given=(flipped,))



Labels = tuple[float, ...]


def seen(kind: str, if_real: Labels, if_synthetic: Labels, wrong: Fraction, of: str = "squared_weights") -> Observed:
    """Four observations, each real with probability 1/4, and a detector that gives them labels, `wrong` as often."""
    at: Point = {n: 4, alpha: Fraction(1, 4), e: wrong, Q_1: Fraction(1, 2), Q_0: Fraction(1, 5)}
    told = {"observations": 4, "alpha": 0.25, "if_real": if_real, "if_synthetic": if_synthetic}
    return Observed("detected", of, kind, at, "span", span=n, arguments=told)


quarter = Fraction(1, 4)
first = seen("mean", (0.5, 0.3, 0.2), (0.2, 0.2, 0.6), quarter, "squared_weights_of_first")
lost = seen("mean", (0.75, 0.0, 0.25), (0.0, 0.75, 0.25), quarter)
mistaken = seen("mean", (0.75, 0.25), (0.25, 0.75), quarter)
silent = seen("mean-at-least", (0.5, 0.5), (0.5, 0.5), Fraction(1, 2))
perfect = seen("mean-at-most", (1.0, 0.0), (0.0, 1.0), Fraction(0))
theorem.concludes("one_label", "E[sum of w^2] over one label", part, first)
theorem.concludes("labels_lost", "E[sum of w^2] if labels are lost with probability e", erased, lost)
theorem.concludes("labels_wrong", "E[sum of w^2] if labels are wrong with probability e", flipped, mistaken)
theorem.concludes("at_least", "E[sum of w^2]", at_least, silent)
theorem.concludes("at_most", "E[sum of w^2]", at_most, perfect)

if __name__ == "__main__":
    theorem.main()
