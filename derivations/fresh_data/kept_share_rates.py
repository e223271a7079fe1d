"""Keep everything and add a share alpha of real data: the drift vanishes like 1/t if alpha > 1/2, and slower below.

Setting.  As in kept_share: r real and s synthetic points a generation, n = r + s, alpha = r/n, all of them kept.

    Rates      alpha > 1/2:  t Var[M_t] -> v_0/(n (2 alpha - 1))
               alpha = 1/2:  H_t/(t + 1/2) <= n Var[M_t]/v_0 <= (H_t + pi^2/12)/t,  H_t = 1 + 1/2 + ... + 1/t
               alpha < 1/2:  t^(2 alpha) times the lower bound of kept_share tends to h v_0/n and times the upper one to
                             2h v_0/n, h = 1/((1 - 2 alpha)(1 - alpha) Gamma(1 - alpha)^2): Var[M_t] falls like
                             t^(-2 alpha)

The mean of the real points alone is off by v_0/(alpha n t) only, for every alpha: to fit all data alike wastes them,
and below one half it costs the rate.

Units.     v_0 and Var[M_t] in (unit of x)^2; n and t are counts; alpha and h have none.
Assumed.   As in kept_share.
"""

from sympy import Expr, Integer, Lambda, Rational, Sum, gamma, harmonic, pi

from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Theorem
from collapse_math.ledger import Lemma
from collapse_math.lemmas import (
    GAMMA_RATIO,
    GAMMA_RATIO_LIMIT,
    INVERSE_SQUARES_BELOW,
    POWER_LIMIT,
    RECIPROCAL_LIMIT,
    a,
    b,
    exponent,
    z,
)
from collapse_math.lemmas import n as number
from collapse_math.lemmas import s as part
from collapse_math.quantities import Quantity, integer, real
from derivations.fresh_data import kept_share
from derivations.fresh_data.kept_share import G, error, guess, j, mostly_real, mostly_synthetic
from derivations.fresh_data.setting import t

later = integer("t", at_least=1)
theorem = Theorem(
    "fresh_data.kept_share_rates",
    says="all data kept, a share alpha of new ones real: Var[M_t] falls like 1/t, or t^(-2 alpha) below alpha = 1/2",
    assumes=kept_share.theorem.assumes,
    symbols=(t,),
    catalogue=("D5",),
)

# 1. t^alpha G tends to 1.
first = {t: later}
reciprocal, level, power = real("reciprocal"), real("level"), real("power")


def parts(alpha: Quantity, falling: Expr) -> dict[Expr, tuple[Expr, Lemma, dict[Quantity, Expr]]]:
    """The limits of 1/t, of t^alpha G, and of a power of t that falls."""
    levels = later**alpha * G(alpha).xreplace(first)
    return {
        1/later: (Integer(0), RECIPROCAL_LIMIT, {number: later}),
        levels: (Integer(1), GAMMA_RATIO_LIMIT, {a: 1 - alpha, b: Integer(1)}),
        later ** (-falling): (Integer(0), POWER_LIMIT, {exponent: falling}),
    }


def in_parts(alpha: Quantity, x: Expr, slow: Expr, fast: Expr) -> Lambda:
    """A power of t times b(x), in terms of these parts."""
    rest = slow/(1 + x * reciprocal) - fast * level**2/(x * gamma(1 - alpha)**2)
    return Lambda((reciprocal, level, power), rest/(2 * alpha - 1))


lead = 2 * mostly_real - 1
ends = tuple(
    theorem.limit(
        "t times a bound",
        later * guess(mostly_real, x).xreplace(first),
        later,
        1/lead,
        parts(mostly_real, lead),
        form=in_parts(mostly_real, x, Integer(1), power),
    )
    for x in ((1 - mostly_real)/2, 1 - mostly_real)
)
low, high = (theorem.cites(fact, first) for fact in kept_share.more)
here = later * error(mostly_real).xreplace(first)
rate = theorem.squeeze(
    "t times the error",
    here,
    later,
    1/lead,
    below=theorem.inequality("t times it, from below", later * low.left, "<=", here, given=(low,)),
    above=theorem.inequality("t times it, from above", here, "<=", later * high.right, given=(high,)),
    limits=ends,
)
slow = tuple(theorem.cites(fact) for fact in kept_share.less)
slow_rates = tuple(
    theorem.limit(
        "t^(2 alpha) times a bound",
        later ** (2 * mostly_synthetic) * guess(mostly_synthetic, x).xreplace(first),
        later,
        1/((1 - 2 * mostly_synthetic) * x * gamma(1 - mostly_synthetic)**2),
        parts(mostly_synthetic, 1 - 2 * mostly_synthetic),
        form=in_parts(mostly_synthetic, x, power, Integer(1)),
        given=slow,
    )
    for x in (1 - mostly_synthetic, (1 - mostly_synthetic)/2)
)

# 2. alpha = 1/2: Gamma(z + 1/2) < sqrt(z) Gamma(z) at z = t and at z = t + 1/2.
half = Rational(1, 2)
smaller, larger = (
    theorem.inequality(
        "Gamma from above", gamma(x + half), "<", x**half * gamma(x), how=ByLemma(GAMMA_RATIO, {z: x, part: half})
    )
    for x in (later, later + half)
)
term = (gamma(later)/gamma(later + half))**2
term_low = theorem.inequality("a term, from below", term, ">=", 1/later, given=(smaller,))
term_high = theorem.inequality("a term, from above", term, "<=", 1/later + 1/(2 * later**2), given=(larger,))
terms, squares = Sum((gamma(j)/gamma(j + half))**2, (j, 1, t)), Sum(1/j**2, (j, 1, t))
onwards = {later: t + 1}
sum_low = theorem.inequality(
    "all terms, from below", terms, ">=", harmonic(t), how=Induction(t), given=(theorem.cites(term_low, onwards),)
)
sum_high = theorem.inequality(
    "all terms, from above",
    terms,
    "<=",
    harmonic(t) + squares/2,
    how=Induction(t),
    given=(theorem.cites(term_high, onwards),),
)
euler = theorem.inequality("Euler's sum from below", squares, "<", pi**2/6, how=ByLemma(INVERSE_SQUARES_BELOW))
square = G(half).xreplace(first)**2
g_low = theorem.inequality("g, from below", square, ">=", 1/(later + half), given=(larger,))
g_high = theorem.inequality("g, from above", square, "<=", 1/later, given=(smaller,))
sums = [theorem.cites(fact, first) for fact in (sum_low, sum_high, euler)]
some = theorem.inequality("a sum of positive terms", harmonic(t), ">=", Integer(0), how=Induction(t))
equal, drift = error(half).xreplace(first), theorem.cites(kept_share.drift)
equal_low = theorem.inequality(
    "equal parts, from below",
    harmonic(later)/(later + half),
    "<=",
    equal,
    given=(sums[0], g_low, theorem.cites(some, first), drift),
)
equal_high = theorem.inequality(
    "equal parts, from above",
    equal,
    "<=",
    (harmonic(later) + pi**2/12)/later,
    given=(*sums[1:], g_high, theorem.cites(some, first), drift),
)

theorem.concludes("rate", "lim t n Var[M_t]/v_0, alpha > 1/2", rate)
theorem.concludes("slow_rate_from_below", "lim t^(2 alpha) b(1 - alpha), alpha < 1/2", slow_rates[0])
theorem.concludes("slow_rate_from_above", "lim t^(2 alpha) b((1 - alpha)/2), alpha < 1/2", slow_rates[1])
theorem.concludes("equal_parts_from_below", "H_t/(t + 1/2), alpha = 1/2", equal_low)
theorem.concludes("equal_parts_from_above", "n Var[M_t]/v_0, alpha = 1/2", equal_high)

if __name__ == "__main__":
    theorem.main()
