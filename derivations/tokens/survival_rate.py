"""The sequence g_1 = 1, g_{k+1} = 1 - exp(-g_k), which says how long a line of descent survives: k g_k rises to 2.

Setting.  Each individual has a Poisson number of descendants with mean 1.  A line is alive after k generations with
probability s_k, where s_0 = 1 and s_{k+1} = 1 - exp(-s_k): it survives unless all lines of the children die out.
Then g_k = s_{k-1}.  A token with n p_0 copies on average is such a population (survival, poisson).

    Theorem    1/k <= g_k and 6/(3 k + 2 + H_k) <= g_k <= 2/(k + 1),   H_k = 1 + 1/2 + ... + 1/k
               k g_k <= (k + 1) g_{k+1}
    Corollary  k g_k -> 2
    Compare    published: 1/k <= g_k < 3/k

Units.     None; k >= 1 is a count.
"""

from sympy import Expr, Integer, Rational, exp, harmonic

from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Theorem
from collapse_math.iterates import HERE, Iterate
from collapse_math.ledger import Source
from collapse_math.lemmas import (
    BERNOULLI_FRACTION,
    EXP_ABOVE_FRACTION,
    EXP_ABOVE_LINE,
    EXP_BELOW_PARABOLA,
    HARMONIC_AVERAGE,
    RECIPROCAL_LIMIT,
    line,
    w,
    x,
)
from collapse_math.lemmas import n as any_n
from collapse_math.observed import Observed
from collapse_math.quantities import integer

k = integer("k", at_least=1)


def g(number: Expr) -> Expr:
    """The term of the sequence with this number."""
    return Iterate(1 - exp(-HERE), Integer(1), number - 1)


theorem = Theorem(
    "tokens.survival_rate",
    says="g_1 = 1, g_{k+1} = 1 - exp(-g_k): 6/(3 k + 2 + H_k) <= g_k <= 2/(k + 1), so that k g_k -> 2",
    assumes=(),
    symbols=(k,),
    catalogue=("G5",),
    sources=(Source("Suresh et al.", 2024, "arXiv 2412.17646, theorem 1, as in their notebook: 1/k <= g_k < 3/k"),),
)
here = g(k)

# 1. All terms lie between 0 and 1.
above_line = theorem.inequality(
    "exp is above its tangent", exp(here), ">=", 1 + here, how=ByLemma(EXP_ABOVE_LINE, {line: here})
)
positive = theorem.inequality("g_k is positive", here, ">", Integer(0), how=Induction(k), given=(above_line,))
small = theorem.inequality("and 1 at most", here, "<=", Integer(1), how=Induction(k))

# 2. From below: exp(g) >= 1 + g carries 1/k to 1/(k + 1).
simple = theorem.inequality("from below, simply", here, ">=", 1/k, how=Induction(k), given=(above_line,))

# 3. From above: exp(-g) >= (2 - g)/(2 + g) carries 2/(k + 1) to 2/(k + 2).
fraction = theorem.inequality(
    "exp from below",
    exp(-here),
    ">=",
    (2 - here)/(2 + here),
    how=ByLemma(EXP_ABOVE_FRACTION, {w: here}),
    given=(positive,),
)
no_fraction = theorem.inequality(
    "the same without a fraction", (2 + here) * exp(-here), ">=", 2 - here, given=(fraction, positive)
)
above = theorem.inequality(
    "from above", here, "<=", 2/(k + 1), how=Induction(k), given=(no_fraction, positive, small)
)
published = theorem.inequality("which is below 3/k", here, "<", 3/k, given=(above,))

# 4. k g_k rises, since 1 - exp(-g) >= g (1 - g/2) and g/2 <= 1/(k + 1).
parabola = theorem.inequality(
    "exp from above",
    exp(-here),
    "<=",
    1 - here + here**2/2,
    how=ByLemma(EXP_BELOW_PARABOLA, {w: here}),
    given=(positive,),
)
rises = theorem.inequality(
    "k g_k rises", k * here, "<=", (k + 1) * g(k + 1), given=(parabola, above, positive)
)

# 5. 1/g grows by 1/2 and hardly more: by g/12 <= 1/(6 (k + 1)).
bernoulli = theorem.inequality(
    "one over 1 - exp(-g)",
    1/(1 - exp(-here)),
    "<=",
    1/here + Rational(1, 2) + here/12,
    how=ByLemma(BERNOULLI_FRACTION, {x: here}),
    given=(positive, above_line),
)
growth = theorem.inequality(
    "the same without a fraction",
    12 * here,
    "<=",
    (12 + 6 * here + here**2) * (1 - exp(-here)),
    given=(bernoulli, positive, above_line),
)
below = theorem.inequality(
    "from below",
    here * (3 * k + 2 + harmonic(k)),
    ">=",
    Integer(6),
    how=Induction(k),
    given=(growth, above, positive, above_line),
)
lower_value = 6 * k/(3 * k + 2 + harmonic(k))
lower = theorem.inequality("k g_k from below", lower_value, "<=", k * here, given=(below, positive))
upper = theorem.inequality("k g_k from above", k * here, "<=", 2 * k/(k + 1), given=(above,))

# 6. Both bounds tend to 2, as the average of 1, 1/2, ..., 1/k tends to 0.
harmonic_sum = theorem.inequality("1 + 1/2 + ... + 1/k", harmonic(k), ">=", Integer(1), how=Induction(k))
parts = {1/k: (Integer(0), RECIPROCAL_LIMIT, {any_n: k}), harmonic(k)/k: (Integer(0), HARMONIC_AVERAGE, {any_n: k})}
limits = (
    theorem.limit(
        "the lower bound",
        lower_value,
        k,
        Integer(2),
        parts,
        form=6/(3 + 2/k + harmonic(k)/k),
        given=(harmonic_sum,),
    ),
    theorem.limit("the upper bound", 2 * k/(k + 1), k, Integer(2), {1/k: parts[1/k]}, form=2/(1 + 1/k)),
)
limit = theorem.squeeze("k g_k -> 2", k * here, k, Integer(2), below=lower, above=upper, limits=limits)



def seen(statistic: str, kind: str, number: int) -> Observed:
    """Lines of descent, of which the part g_k is alive after k - 1 generations."""
    told = {"generations": number - 1}
    return Observed("branching", statistic, kind, {k: number}, "span", span=k, level=1, arguments=told)


theorem.concludes("simple_bound", "g_k", simple, seen("alive", "at-least", 4))
theorem.concludes("upper_bound", "g_k", above, seen("alive", "at-most", 4))
theorem.concludes("published_bound", "g_k", published, seen("alive", "at-most", 5))
theorem.concludes("rise", "k g_k", rises, seen("alive_by_age", "mean-at-most", 4))
theorem.concludes("lower_bound", "6 k/(3 k + 2 + H_k)", lower, seen("alive_by_age", "mean", 4))
theorem.concludes("limit", "lim k g_k", limit)

if __name__ == "__main__":
    theorem.main()
