"""A function of data has no more entropy than they have, and strictly less exactly if it takes two outcomes for one.

Setting.  A cell is what a function f takes to one value: outcomes with the probabilities z, q(1), ..., q(K) under a law
Q, and y, r(1), ..., r(K) under another law R.  The value of f has the sums S = z + sum q_i and T = y + sum r_i as its
probabilities.  Entropies and divergences are sums over cells, so it is enough to look at one.

    Theorem    H of the cell - (-S log S) >= S - (z^2 + sum q_i^2)/S >= 0: what f hides is at least S times the chance
               that two draws from the cell are different
               Two outcomes a and b taken for one cost at least 2 a b/(a + b) > 0; so H(f(X)) = H(X) if and only if f
               takes no two outcomes that can occur for one
    Corollary  z log(z/y) + sum q_i log(q_i/r_i) >= S log(S/T): KL(f(Q)||f(R)) <= KL(Q||R), which is data processing

Why.       All of it by log x <= x - 1, at x = q_i/S and at x = (S/T) r_i/q_i.

Units.     Nats, and probabilities; K is the number of outcomes in the cell besides the first.
Note.      A deterministic program adds nothing to the entropy of its seed: a pseudo-random generator with a seed of k
           bits has k bits at most, however long its output.  No bounded observer need ever see that, and so entropy
           that does not grow is not output that degrades.  Nor is a loop that may only compute on what it has bound
           to become worse: see shrinkage.
           The information of data about a parameter is a mean of such divergences, and falls likewise.
Source.    Gibbs' inequality and the log-sum inequality.
"""

from fractions import Fraction

from sympy import Expr, Integer, log

from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, x
from collapse_math.observed import Observed, Point
from collapse_math.quantities import real
from collapse_math.results import Fact
from derivations.learners.setting import K, i, over_outcomes, q, r

z, y, a, b = (real(name, above=0, at_most=1) for name in ("z", "y", "a", "b"))  # probabilities of single outcomes
A, ratio = real("A", above=0), real("ratio", above=0)  # stand for S, and for S/T

theorem = Theorem(
    "learners.coarse_graining",
    says="H(f(X)) <= H(X), with equality if and only if f takes no two possible outcomes for one; KL falls, too",
    assumes=(),
    symbols=(K, z, q, y, r, a, b),
    catalogue=("F18",),
)


def below_line(argument: Expr) -> Fact:
    """log x <= x - 1 there."""
    return theorem.inequality(
        f"log x <= x - 1 at {argument}", log(argument), "<=", argument - 1, how=ByLemma(LOG_CONCAVITY, {x: argument})
    )


def content(share: Expr) -> Expr:
    """What an outcome contributes to the entropy."""
    return -share * log(share)


# 1. Any number A in the place of S.
S, T = z + over_outcomes(q(i)), y + over_outcomes(r(i))
within = content(z) + over_outcomes(content(q(i)))
squares = z**2 + over_outcomes(q(i)**2)
first, others = below_line(z/A), below_line(q(K)/A)
one = theorem.inequality("the first outcome", content(z) + z * log(A), ">=", z - z**2/A, given=(first,))
single = theorem.inequality("another outcome", content(q(K)) + q(K) * log(A), ">=", q(K) - q(K)**2/A, given=(others,))
rest = theorem.inequality(
    "all others",
    over_outcomes(content(q(i))) + over_outcomes(q(i)) * log(A),
    ">=",
    over_outcomes(q(i)) - over_outcomes(q(i)**2)/A,
    how=Induction(K),
    given=(single,),
)
any_number = theorem.inequality("the whole cell", within + S * log(A), ">=", S - squares/A, given=(one, rest))

# 2. With A = S it is the difference of two entropies, which is not negative.
hidden = theorem.cites(any_number, {A: S})
one_at_most = theorem.inequality("squares of parts", S**2, ">=", squares, how=Induction(K))
positive = theorem.inequality("not negative", hidden.right, ">=", Integer(0), given=(one_at_most,))

# 3. Two outcomes.
pair = theorem.inequality(
    "two outcomes",
    content(a) + content(b) - content(a + b),
    ">=",
    2 * a * b/(a + b),
    given=(below_line(a/(a + b)), below_line(b/(a + b))),
)
strict = theorem.inequality("which is lost", pair.right, ">", Integer(0))

# 4. Two laws, with any number in the place of S/T; and with S/T.
first, others = below_line(ratio * y/z), below_line(ratio * r(K)/q(K))
one = theorem.inequality(
    "the first outcome of two laws", z * log(z/y) - z * log(ratio), ">=", z - ratio * y, given=(first,)
)
single = theorem.inequality(
    "another outcome of two laws", q(K) * log(q(K)/r(K)) - q(K) * log(ratio), ">=", q(K) - ratio * r(K), given=(others,)
)
apart = z * log(z/y) + over_outcomes(q(i) * log(q(i)/r(i)))
rest = theorem.inequality(
    "all others of two laws",
    over_outcomes(q(i) * log(q(i)/r(i))) - over_outcomes(q(i)) * log(ratio),
    ">=",
    over_outcomes(q(i)) - ratio * over_outcomes(r(i)),
    how=Induction(K),
    given=(single,),
)
any_ratio = theorem.inequality("the cell of two laws", apart - S * log(ratio), ">=", S - ratio * T, given=(one, rest))
processed = theorem.cites(any_ratio, {ratio: S/T})
falls = theorem.inequality("data processing", apart, ">=", S * log(S/T), given=(processed,))



def seen(cell: tuple[Fraction, ...]) -> Observed:
    """What is lost of the entropy of any law with this cell, if f takes its outcomes for one."""
    at: Point = {K: len(cell) - 1, z: cell[0], a: cell[0], b: cell[1]}
    told = {"merged": tuple(map(float, cell))}
    return Observed("merged", "entropies_lost", "never-below", at, sequences={q: cell[1:]}, arguments=told)


tenth = Fraction(1, 10)
theorem.concludes("entropy_hidden", "H of the cell + S log S", hidden, seen((2 * tenth, tenth, 3 * tenth)))
theorem.concludes("not_negative", "its bound", positive, seen((tenth, 5 * tenth)))
theorem.concludes("two_outcomes", "H of two outcomes - H of them as one", pair, seen((2 * tenth, 5 * tenth)))
theorem.concludes("strictly_less", "its bound", strict)
theorem.concludes("data_processing", "the divergence of the cell", falls)

if __name__ == "__main__":
    theorem.main()
