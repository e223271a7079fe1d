"""A loop that chooses between two given laws seldom leaves the right one, if a generation has many draws.

Setting.  Two laws of a bit are all there is.  A generation draws n bits from the law that it has, which is the truth,
and goes over to the other law if w L >= 1, where L is the likelihood of the other law over that of the truth, and w is
how much the other one is preferred: w = 1 is maximum likelihood, w = 2^g a penalty of g bits on the truth.  The truth
gives a 1 the probability p.  z^2 is the odds ratio of the two laws: the other one gives it p z^2/(1 - p + p z^2).

    Theorem    E[sqrt(w L)] = sqrt w rho^n       with rho = (1 - p + p z)/sqrt(1 - p + p z^2)
    Corollary  P(the truth is left in a generation) <= sqrt w rho^n
               1 - rho^2 = p (1 - p) (z - 1)^2/(1 - p + p z^2), which is positive unless both laws are the same

Units.     Probabilities; n is a count.
Assumed.   Independent, unfiltered draws.
Note.      So the truth is left within t generations with probability t sqrt w rho^n at most, and for ever kept with
           positive probability if sizes n(t) grow like a large enough multiple of log t, from a large enough size on
           (the sum of rho^n(t) over t is then finite).
           A penalty on length is not needed for this, and does not help the truth unless the truth is the shorter law.
Source.    Bhattacharyya (1943) for rho; Chernoff (1952) for the best such bound.
"""

from sympy import Integer, sqrt

from collapse_math.assumptions import CONSTANT_SIZE, FAITHFUL_SAMPLING, INDEPENDENT_DRAWS
from collapse_math.axioms import MARKOV
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.quantities import integer, real

n = integer("n", at_least=1)
p = real("p", above=0, below=1)  # the probability of a 1 under the truth
z = real("z", above=0)  # the root of the odds ratio of the other law to the truth
w = real("w", above=0)  # the weight of the other law
root = real("root")  # sqrt(w L)

LETTERS = (
    "a generation draws n bits; the truth gives a one the probability p, the other law multiplies its odds by z^2, and "
    "is chosen if w times its likelihood is that of the truth or more"
)
"""What the results are about, for those who cite them."""

theorem = Theorem(
    "paper.finite_class",
    says="of two laws the true one is left in a generation with probability sqrt w rho^n at most, rho < 1",
    assumes=(INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, CONSTANT_SIZE),
    symbols=(p, z, w, n),
)

# 1. With C ones, L is z^(2 C) (1 - p + p z^2)^(-n), the square of what one draw after the other multiplies together.
bits = Counts("x", n, (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (p,))
scale = 1/sqrt(1 - p + p * z**2)
LIKELIHOOD = Refit({root: sqrt(w) * scale**n * z**bits.count()}, (bits,), sizes=(CONSTANT_SIZE,))
rho = (1 - p + p * z) * scale
mean = theorem.expectation("the root of the likelihood ratio", root, after=LIKELIHOOD, equals=sqrt(w) * rho**n)

# 2. The truth is left if that root is 1 or more.
left = theorem.by_axiom("the truth is left", MARKOV, given=(mean,), equals=sqrt(w) * rho**n)

# 3. How far rho is below 1.
gap = theorem.equation("below one", 1 - rho**2, p * (1 - p) * (z - 1)**2/(1 - p + p * z**2))
most = theorem.inequality("at most one", (1 - p + p * z)**2, "<=", 1 - p + p * z**2)
no_more = theorem.inequality("and so", rho, "<=", Integer(1), given=(most,))

theorem.concludes("root", "E[sqrt(w L)]", mean)
theorem.concludes("left", "bound of P(the truth is left in a generation)", left)
theorem.concludes("gap", "1 - rho^2", gap)
theorem.concludes("below_one", "rho", no_more)

if __name__ == "__main__":
    theorem.main()
