"""The tail of a Zipf law: how much of the truth a refitted model has lost falls like a power of the sample size.

Setting.  As in diversity, with infinitely many tokens: token number i has the probability p_i = c i^(-1/b), where
0 < b < 1 and c = 1/zeta(1/b); the exponent 1/b is usually called beta.  The missing mass after t refits is the sum of
the true probabilities of all tokens that are gone.  g_1 = 1 and g_{t+1} = 1 - exp(-g_t), as in survival_rate.

    Theorem      E[missing mass] <= sum p_i exp(-n p_i g_t) <= S + 1/(e n g_t),
                 S = b c^b Gamma(1 - b) (n g_t)^(b - 1), the integral of p exp(-n p g_t) over i from 0 to infinity
    Asymptotic   E[missing mass] is about S for large n; with g_t of about 2/t it grows like t^(1 - b)

Why.         A token is gone after t refits with probability exp(-n p_i g_t) at most (survival).  As a function of i
             the terms of the sum rise and then fall, so that sum and integral differ by the largest value at most;
             the substitution y = i^(-1/b) makes the integral one of Euler's.

Units.       The mass is a probability; n >= 2 and t >= 1 are counts.
Assumed.     As in diversity.
Note.        For t = 1 the mass is sum p_i (1 - p_i)^n exactly: the law of missing mass in a sample.  From t to 2 t
             refits it grows by about 2^(1 - b), that is, less than a second time the first t.
"""

from fractions import Fraction

from sympy import Integer, Integral, exp, gamma, oo

from collapse_math.axioms import UNIMODAL_SUM
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import EULER_INTEGRAL, EXP_ABOVE_LINE, factor, line, rate, x, z
from collapse_math.observed import Observed
from collapse_math.quantities import real
from derivations.tokens import survival, survival_rate
from derivations.tokens.setting import DRIFT, n, p_0, t_1
from derivations.tokens.survival_rate import g, k

b, c = real("b", above=0, below=1), real("c", above=0, at_most=1)
share = real("p", above=0, at_most=1)  # the probability of a token

theorem = Theorem(
    "tokens.zipf",
    says="with p_i = c i^(-1/b) the missing mass is b c^b Gamma(1 - b) (n g_t)^(b - 1) or less, up to 1/(e n g_t)",
    assumes=DRIFT,
    symbols=(n, t_1, b, c),
    catalogue=("G12",),
)
reach = real("a", above=0)  # stands for n g_t

# 1. What a token with probability p loses of the truth, on average.
alive = theorem.cites(survival.survives, {p_0: share})
lost = theorem.equation(
    "what a token loses at most", share * (1 - alive.right), share * exp(-share * n * g(t_1)), given=(alive,)
)

# 2. The integral over i of c i^(-1/b) exp(-a c i^(-1/b)): with y = i^(-1/b), so that di = -b y^(-b - 1) dy.
area = Integral(b * c * x**(-b) * exp(-c * reach * x), (x, 0, oo))
euler = theorem.equation(
    "Euler's integral",
    area,
    b * c * gamma(1 - b)/(c * reach)**(1 - b),
    how=ByLemma(EULER_INTEGRAL, {factor: b * c, z: 1 - b, rate: c * reach}),
)
size = theorem.equation("in powers", euler.right, b * c**b * gamma(1 - b) * reach**(b - 1), given=(euler,))

# 3. The largest term: p exp(-a p) is 1/(e a) at most, as exp(a p - 1) >= a p.
tangent = theorem.inequality(
    "the tangent",
    exp(share * reach - 1),
    ">=",
    1 + (share * reach - 1),
    how=ByLemma(EXP_ABOVE_LINE, {line: share * reach - 1}),
)
largest = theorem.inequality(
    "the largest term", share * exp(-share * reach), "<=", exp(Integer(-1))/reach, given=(tangent,)
)
total = theorem.by_axiom("the sum over all tokens", UNIMODAL_SUM, given=(size, largest), equals=size.right)

# 4. With a = n g_t, which is positive.
positive = theorem.cites(survival_rate.positive, {k: t_1})
several = theorem.inequality("so is n g_t", n * g(t_1), ">", Integer(0), given=(positive,))
mass = theorem.cites(total, {reach: n * g(t_1)}, given=(several, lost))
deviation = theorem.cites(largest, {reach: n * g(t_1)}, given=(several,))

told = {"shares": (0.2, 0.8)}
seen = Observed("tokens", "first_lost", "mean-at-most", {n: 6, t_1: 3, share: Fraction(1, 5)}, "unit", arguments=told)
theorem.concludes("loss_of_one", "the bound of E[missing p]", lost, seen)
theorem.concludes("largest_term", "p exp(-n p g_t)", deviation)
theorem.concludes("missing_mass", "sum p exp(-n p g_t), up to its largest term", mass)

if __name__ == "__main__":
    theorem.main()
