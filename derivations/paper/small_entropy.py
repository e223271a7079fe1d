"""Laws with as little entropy as one likes: no loss of entropy can be the same for all of them.

Setting.  Two tokens, one of them rare, with the probability r^2.

    Theorem    H(r^2, 1 - r^2) < 2 r

Why.       -log(r^2) = 2 log(1/r) is at most 2 (1/r - 1), and the common token adds less than r^2.

Units.     Entropies in nats.
"""

from sympy import Expr, log

from collapse_math import lemmas
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY
from collapse_math.quantities import real

r = real("r", above=0, below=1)  # the root of the probability of the rare token


def entropy(share: Expr) -> Expr:
    """The entropy of two tokens, in nats."""
    return -share * log(share) - (1 - share) * log(1 - share)


theorem = Theorem(
    "paper.small_entropy", says="the entropy of (r^2, 1 - r^2) is less than 2 r", assumes=(), symbols=(r,)
)

rare = theorem.inequality("the rare token", log(1/r), "<=", 1/r - 1, how=ByLemma(LOG_CONCAVITY, {lemmas.x: 1/r}))
common = theorem.inequality(
    "the common token", log(1/(1 - r**2)), "<=", 1/(1 - r**2) - 1, how=ByLemma(LOG_CONCAVITY, {lemmas.x: 1/(1 - r**2)})
)
together = theorem.inequality("both", entropy(r**2), "<", 2 * r, given=(rare, common))

theorem.concludes("bound", "H(r^2, 1 - r^2)", together)

if __name__ == "__main__":
    theorem.main()
