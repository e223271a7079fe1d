"""A window of K generations lets the mean drift for ever, 4/(K + 1)^2 sampling errors a generation, asymptotically.

Setting.  The mean is fitted to the points of the last K generations, n each, or to all as long as there are fewer; the
variance is known.  New points are drawn about the mean of the window.  U_t is the mean of the K averages in the window
with the weights K, K - 1, ..., 1, the newest first.

    Theorem    E[(U_(s+t) - m_0)^2 | fit s] = (U_s - m_0)^2 + 4 t v_0/(n (K + 1)^2) for any full window: U_t moves at
               random, by steps of one size
    K = 2      Var[M_t] = (v_0/n)(1 + 4(t-1)/9 - 4(1 - (-1/2)^(t-1))/27 + (1 - 4^-(t-1))/27),   t >= 1
    Limit      Var[M_t]/t -> 4 v_0/(n (K + 1)^2) asymptotically: a new point acts on the window for (K + 1)/2
               generations on average, and an error is taken over in proportion

Units.     v_0 and Var[M_t] in (unit of x)^2; K, n and t are counts.
Assumed.   Only that the draws are independent with the mean of the fit and the known variance.
Compare    K = 1: replaced data, v_0/n a generation.  No window stops the drift; only memory for all data does
           (known_variance), or weights with summable squares (step_weights).
"""

from sympy import Rational, Sum, Symbol

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    KNOWN_VARIANCE,
    MATCHING_MOMENTS,
    SLIDING_WINDOW,
)
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.process_axioms import RENEWAL
from collapse_math.quantities import integer, real
from collapse_math.sequences import reals
from derivations.gaussian.setting import m, m_0, n, t, v_0
from derivations.memory.setting import known_draws, later, seen

K = integer("K", at_least=1)  # generations in the window
a = Symbol("a", integer=True)  # counts the generations in the window, the oldest first
y = reals("y")  # y(t): the average of the draws of generation t
u, u_0 = real("u"), real("u_0")  # weighted mean of the window; of the first full one
newer, older = real("newer"), real("older")  # the averages in a window of two

theorem = Theorem(
    "memory.sliding_window",
    says="a window of K generations and a known variance: Var[M_t]/t -> 4 v_0/(n (K+1)^2), asymptotically",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, KNOWN_VARIANCE, CONSTANT_SIZE, SLIDING_WINDOW, FRESH_RANDOMNESS),
    symbols=(n, K, t, m_0, v_0),
    catalogue=("D8",),
)
COMPOSE = (SLIDING_WINDOW, FRESH_RANDOMNESS)

# 1. As the window y(t+1), ..., y(t+K) moves on, every average loses one of its weight, and the new one has K.
weighted = theorem.equation(
    "the weighted sum as the window moves on",
    Sum(a * y(t + 1 + a), (a, 1, K)),
    Sum(a * y(t + a), (a, 1, K)) - Sum(y(t + a), (a, 1, K)) + K * y(t + K + 1),
    how=Induction(K),
)
weights = theorem.equation("all weights", Sum(a, (a, 1, K)), K * (K + 1)/2, how=Induction(K))

# 2. So U moves by what the new average is off the mean of the window, times 2/(K + 1): no matter what is in it.
total = weights.right
window = Refit(
    {
        m: m + (known_draws.average - y(t + 1))/K,
        u: (total * u - K * m + K * known_draws.average)/total,
    },
    (known_draws,),
    {},
    (CONSTANT_SIZE,),
)
step = theorem.expectation(
    "a step of U", (u - m_0)**2, after=window, equals=(u - m_0)**2 + 4 * v_0/(n * (K + 1)**2)
)
(walk,) = theorem.over_generations(
    t, {step: (u_0 - m_0)**2 + 4 * t * v_0/(n * (K + 1)**2)}, start={u: u_0}, uses=COMPOSE
)
pace = theorem.equation(
    "the pace of U", walk.right.xreplace({t: t + 1}) - walk.right, 4 * v_0/(n * (K + 1)**2), given=(walk, weighted)
)

# 3. The mean of the window stays near U, so that it drifts at the same pace.
limit = theorem.by_axiom("M drifts like U", RENEWAL, given=(pace,), equals=pace.right)

# 4. A window of two in closed form.  U = (2 newer + older)/3 and the difference D move apart from each other.
two = (newer + older)/2
U, D = (2 * newer + older)/3 - m_0, newer - older
pair = known_draws.at({m: two})
first = Refit({newer: pair.average, older: pair.average}, (pair,), {}, (CONSTANT_SIZE,))
then = Refit({newer: pair.average, older: newer}, (pair,), {}, (CONSTANT_SIZE,))
error = v_0/n
moved = {
    U**2: U**2 + 4 * error/9,
    U * D: -U * D/2 + 2 * error/3,
    D**2: D**2/4 + error,
    (two - m_0)**2: ((two + newer)/2 - m_0)**2 + error/4,
}
real_data = {U**2: 1, U * D: 0, D**2: 0, (two - m_0)**2: 1}
square = 1 + 4 * (later - 1)/9
mixed = 4 * (1 - Rational(-1, 2)**(later - 1))/9
apart = 4 * (1 - Rational(1, 4)**(later - 1))/3
closed = (square, mixed, apart, square - mixed/3 + apart/36)
*_, drift = theorem.over_generations(
    later,
    {
        theorem.expectation("a window of two", observable, after=then, equals=after): value * error
        for (observable, after), value in zip(moved.items(), closed, strict=True)
    },
    start={newer: m_0, older: m_0},
    first=[
        theorem.expectation("the first fit", observable, after=first, equals=(two - m_0)**2 * at_once + error * at_once)
        for observable, at_once in real_data.items()
    ],
    uses=COMPOSE,
)

theorem.concludes("variance_of_weighted_mean", "E[(U_t - m_0)^2] after t refits of a full window", walk)
theorem.concludes("pace", "lim Var[M_t]/t", limit)
theorem.concludes(
    "variance_of_mean_for_two", "Var[M_t] for K = 2", drift, seen("squared_drifts", points=2, refits=3, others={K: 2})
)

if __name__ == "__main__":
    theorem.main()
