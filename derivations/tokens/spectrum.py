"""How fast any function of a share forgets: the spectrum of the refit, which counts lineages that stay apart.

Setting.  One refit maps a function f of the share to its mean after the refit, given the share before: f -> E[f(p')|p].
On the n + 1 shares 0, 1/n, ..., 1 every function is a polynomial of degree n at most.  The falling power
n p (n p - 1) ... (n p - j + 1) of the count n p begins with (n p)^j.

    Theorem    E[falling power j of n p'] = L_j (n p)^j,    L_j = prod_{i < j} (1 - i/n),    j = 0, ..., n
    Corollary  eigenvalues L_0 = L_1 = 1 > L_2 = 1 - 1/n > L_3 > ... > L_n: in powers of p the map is triangular
    Theorem    for k different tokens E[product of shares] = L_k^t times the product in the truth (k = 2, 3)

Why.       L_j is the probability that j draws of one generation, each a copy of a random draw of the generation
           before, are copies of j different ones: that j lineages stay apart.

Units.     None; n >= 2, t >= 0 and j are counts.
Assumed.   As in diversity.
Note.      L_1 = 1 twice: with 1 and p itself, nothing is lost on average.  Everything else is lost at the rate of
           L_2 = 1 - 1/n or faster, so the decay of diversity is the slowest there is.
"""

from fractions import Fraction

from sympy import FallingFactorial, Product, Symbol, gamma

from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.quantities import integer
from derivations.tokens.setting import (
    COMPOSE,
    DRIFT,
    ONE_TOKEN,
    REFIT,
    TRUTH,
    n,
    observed,
    p,
    p_0,
    q,
    q_0,
    t,
    u,
    u_0,
)

j = integer("j", at_least=1)
i = Symbol("i", integer=True)

theorem = Theorem(
    "tokens.spectrum",
    says="the eigenvalues of the refit of a share are prod_{i < j} (1 - i/n): j lineages that stay apart",
    assumes=DRIFT,
    symbols=(n, t, j, p_0, q_0, u_0),
    conditions=(j <= n,),
    catalogue=("G3", "Z3"),
)

# 1. A falling power of the count: choose j different draws in order; all of them are the token with probability p^j.
falling = theorem.expectation(
    "falling powers", FallingFactorial(n * p, j), after=ONE_TOKEN, equals=FallingFactorial(n, j) * p**j
)

# 2. That is (n p)^j times a product of j factors, which telescopes.
apart = Product(1 - i/n, (i, 0, j - 1))
eigenvalue = theorem.equation(
    "the product", apart, gamma(n + 1)/(gamma(n - j + 1) * n**j), how=Telescope(1/(gamma(n - i + 1) * n**i))
)
leading = theorem.equation(
    "so the factor is L_j", falling.right, eigenvalue.right * (n * p)**j, given=(falling, eigenvalue)
)

# 3. The same products for different tokens, over all generations.
two, three = 1 - 1/n, (1 - 1/n) * (1 - 2/n)
pairs = theorem.expectation("two tokens", p * q, after=REFIT, equals=two * p * q)
triples = theorem.expectation("three tokens", p * q * u, after=REFIT, equals=three * p * q * u)
both, all_three = theorem.over_generations(
    t, {pairs: two**t * p_0 * q_0, triples: three**t * p_0 * q_0 * u_0}, start=TRUTH, uses=COMPOSE
)

truth = {"p_0": Fraction(1, 4), "q_0": Fraction(1, 4), "u_0": Fraction(1, 2)}
theorem.concludes("falling_power", "E[falling power j of n p' | p]", leading)
theorem.concludes("eigenvalue", "L_j", eigenvalue)
theorem.concludes("product_of_two", "E[p_t q_t]", both, observed("products_of_two", draws=4, refits=3, **truth))
theorem.concludes(
    "product_of_three", "E[p_t q_t u_t]", all_three, observed("products_of_three", draws=4, refits=2, **truth)
)

if __name__ == "__main__":
    theorem.main()
