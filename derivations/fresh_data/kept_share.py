"""Keep everything and add a share alpha of real data to each batch: the drift vanishes, like 1/t if alpha > 1/2.

Setting.  The variance is known.  A generation draws r points of the truth and s about the last mean, n = r + s, and the
next mean is that of all points so far.  alpha = r/n, and g(t) = (1 - alpha)(1 - alpha/2) ... (1 - alpha/t).

    Theorem    Var[M_t] = (v_0/n) sum_(j <= t) (g(t)/g(j))^2/j^2,   g(t) = Gamma(t+1-alpha)/(Gamma(1-alpha) Gamma(t+1))
    Bounds     for alpha other than 1/2 Var[M_t] lies between b(e) v_0/n and b(2e) v_0/n, e = (1 - alpha)/2,
               b(x) = (1/(t + x) - g(t)^2/x)/(2 alpha - 1)
    Rates      alpha > 1/2:  t Var[M_t] -> v_0/(n (2 alpha - 1))
               alpha = 1/2:  H_t/(t + 1/2) <= n Var[M_t]/v_0 <= (H_t + pi^2/12)/t,  H_t = 1 + 1/2 + ... + 1/t
               alpha < 1/2:  t^(2 alpha) times the lower bound tends to h v_0/n and times the upper one to 2h v_0/n,
                             h = 1/((1 - 2 alpha)(1 - alpha) Gamma(1 - alpha)^2): Var[M_t] falls like t^(-2 alpha)

The mean of the real points alone is off by v_0/(alpha n t) only, for every alpha: to fit all data alike wastes them,
and below one half it costs the rate.

Units.     v_0 and Var[M_t] in (unit of x)^2; r, s >= 1 and t are counts; alpha, g and b have none.
Assumed.   Independent draws with the variance of the truth; no normality.
Compare.   Without real data the drift does not vanish: Var[M_t] -> (pi^2/6) v_0/n (memory.known_variance).
"""

from fractions import Fraction

from sympy import Expr, Integer, Lambda, Rational, Sum, Symbol, gamma, harmonic, pi

from collapse_math.assumptions import (
    ACCUMULATE,
    CONSTANT_SIZE,
    FRESH_RANDOMNESS,
    FRESH_REAL_POINTS,
    INDEPENDENT_DRAWS,
    KNOWN_VARIANCE,
    MATCHING_MOMENTS,
)
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
from collapse_math.moments import Refit
from collapse_math.quantities import Quantity, integer, real
from collapse_math.results import Fact
from derivations.fresh_data.setting import known_points, m, mean_of, n, r, real_points, s, t, v_0

later = integer("t", at_least=1)
j = Symbol("j", integer=True)
theorem = Theorem(
    "fresh_data.kept_share",
    says="all data kept, a share alpha of new ones real: Var[M_t] falls like 1/t, or t^(-2 alpha) below alpha = 1/2",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        KNOWN_VARIANCE,
        FRESH_REAL_POINTS,
        ACCUMULATE,
        FRESH_RANDOMNESS,
        CONSTANT_SIZE,
    ),
    symbols=(r, s, t, v_0),
    catalogue=("D5",),
)

# 1. One refit: the mean of the t n points of the pool and of the new ones, of which the real ones pull it to the truth.
total = t * n * m + real_points.power_sum(1) + known_points.power_sum(1)
pool = Refit({m: total/((t + 1) * n)}, (real_points, known_points), {}, (CONSTANT_SIZE,))
wander = theorem.expectation(
    "one refit", m**2, after=pool, equals=(1 - r/n/(t + 1))**2 * m**2 + v_0/(n * (t + 1)**2)
)


# 2. Generations compose.
def G(alpha: Expr) -> Expr:
    """g(t) times Gamma(1 - alpha)."""
    return gamma(t + 1 - alpha)/gamma(t + 1)


def error(alpha: Expr) -> Expr:
    """Var[M_t] over v_0/n."""
    return G(alpha)**2 * Sum((gamma(j)/gamma(j + 1 - alpha))**2, (j, 1, t))


(drift,) = theorem.over_generations(
    t, {wander: error(r/n) * v_0/n}, start={m: Integer(0)}, uses=(ACCUMULATE, FRESH_RANDOMNESS)
)


# 3. For alpha other than 1/2 it stays between two solutions of the same recursion with a little more noise, or less.
def guess(alpha: Expr, x: Expr) -> Expr:
    """b(x), which is 0 for t = 0."""
    return (1/(t + x) - G(alpha)**2/(x * gamma(1 - alpha)**2))/(2 * alpha - 1)


mostly_real = real("alpha", above=Fraction(1, 2), below=1)
mostly_synthetic = real("alpha", above=0, below=Fraction(1, 2))


def enclosed(title: str, alpha: Quantity, near: Expr, far: Expr) -> tuple[Fact, Fact]:
    """The error between two bounds."""
    here, low, high = error(alpha), guess(alpha, near), guess(alpha, far)
    return (
        theorem.inequality(f"{title}, from below", low, "<=", here, how=Induction(t), given=(drift,)),
        theorem.inequality(f"{title}, from above", here, "<=", high, how=Induction(t), given=(drift,)),
    )


more = enclosed("mostly real", mostly_real, (1 - mostly_real)/2, 1 - mostly_real)
less = enclosed("mostly synthetic", mostly_synthetic, 1 - mostly_synthetic, (1 - mostly_synthetic)/2)

# 4. t^alpha G tends to 1.
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
low, high = (theorem.cites(fact, first) for fact in more)
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
slow_rates = tuple(
    theorem.limit(
        "t^(2 alpha) times a bound",
        later ** (2 * mostly_synthetic) * guess(mostly_synthetic, x).xreplace(first),
        later,
        1/((1 - 2 * mostly_synthetic) * x * gamma(1 - mostly_synthetic)**2),
        parts(mostly_synthetic, 1 - 2 * mostly_synthetic),
        form=in_parts(mostly_synthetic, x, power, Integer(1)),
        given=less,
    )
    for x in (1 - mostly_synthetic, (1 - mostly_synthetic)/2)
)

# 5. alpha = 1/2: Gamma(z + 1/2) < sqrt(z) Gamma(z) at z = t and at z = t + 1/2.
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
equal = error(half).xreplace(first)
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

at = {r: 2, s: 1}
theorem.concludes("variance_of_mean", "Var[M_t]", drift, mean_of("squared_drifts", 3, at))
theorem.concludes("mostly_real_from_below", "b((1 - alpha)/2), alpha > 1/2", more[0])
theorem.concludes("mostly_real_from_above", "n Var[M_t]/v_0, alpha > 1/2", more[1])
theorem.concludes("rate", "lim t n Var[M_t]/v_0, alpha > 1/2", rate)
theorem.concludes("mostly_synthetic_from_below", "b(1 - alpha), alpha < 1/2", less[0])
theorem.concludes("mostly_synthetic_from_above", "n Var[M_t]/v_0, alpha < 1/2", less[1])
theorem.concludes("slow_rate_from_below", "lim t^(2 alpha) b(1 - alpha), alpha < 1/2", slow_rates[0])
theorem.concludes("slow_rate_from_above", "lim t^(2 alpha) b((1 - alpha)/2), alpha < 1/2", slow_rates[1])
theorem.concludes("equal_parts_from_below", "H_t/(t + 1/2), alpha = 1/2", equal_low)
theorem.concludes("equal_parts_from_above", "n Var[M_t]/v_0, alpha = 1/2", equal_high)

if __name__ == "__main__":
    theorem.main()
