"""Training again and again on the same real data costs what the first fit costs, once, and nothing more.

Setting.  The first model is fitted to n real tokens, which are stored, and so is every later one: to the same n tokens,
however often.  q is the share of a token in this store.  That is overtraining, many epochs on a fixed set.

    Theorem    E[p_t] = p_0
               E[G_t] = (1 - 1/n) G_0,   E[(p_t - p_0)^2] = p_0 (1 - p_0)/n   for every t >= 1
    Corollary  What a loop that samples its own output has lost besides after t fits is (1 - 1/n) - (1 - 1/n)^t of G_0:
               nothing at first, and in the end all that was left.

Units.     Shares and diversities are probabilities; n >= 2 and t >= 1 are counts.
Assumed.   Independent draws from the truth, once, and shares as the model.
Note.      So collapse is not overtraining: a model that memorises fixed data keeps what is in them for good.  It is the
           drawing of new data from the model that compounds (tokens.diversity).
See also.  regression.predicted_outcomes for a line that is fitted to its own predictions, and stays.
"""

from fractions import Fraction

from sympy import Expr, Integer

from collapse_math.assumptions import (
    FAITHFUL_SAMPLING,
    FIXED_DATA,
    INDEPENDENT_DRAWS,
    PLUG_IN,
)
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity
from derivations.tokens.setting import ALL_TOKENS, G_0, n, p, p_0, q
from derivations.tokens.setting import t_1 as t

theorem = Theorem(
    "learners.fixed_data",
    says="fitted again and again to the same n real tokens, E[G_t] = (1 - 1/n) G_0 for every t: nothing compounds",
    assumes=(INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, PLUG_IN, FIXED_DATA),
    symbols=(n, t, p_0, G_0),
    catalogue=("F19",),
)

# 1. Real tokens are drawn once; every fit counts them.
real_count = Counts("y", n, (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (p_0,))
AGAIN = (PLUG_IN,)
first = Refit({p: real_count.count()/n, q: real_count.count()/n}, (real_count,), {}, AGAIN)
again = Refit({p: q, q: q}, (), {}, AGAIN)
spread = p_0 * (1 - p_0)
values = {
    p: (q, p_0),
    q: (q, p_0),
    p * (1 - p): (q * (1 - q), (1 - 1/n) * spread),
    q * (1 - q): (q * (1 - q), (1 - 1/n) * spread),
    (p - p_0)**2: ((q - p_0)**2, spread/n),
    (q - p_0)**2: ((q - p_0)**2, spread/n),
}
fitted = [theorem.expectation(f"{o} of the first fit", o, after=first, equals=at) for o, (_, at) in values.items()]
refitted = [theorem.expectation(f"{o} of the next", o, after=again, equals=e) for o, (e, _) in values.items()]

# 2. So it stays.
followed = theorem.over_generations(
    t,
    {fact: at for fact, (_, at) in zip(refitted, values.values(), strict=True)},
    start={p: p_0, q: p_0},
    first=fitted,
    uses=(FIXED_DATA,),
)
_, _, within, _, squared, _ = followed
mean, _ = theorem.over_generations(
    t, dict.fromkeys(refitted[:2], p_0), start={p: p_0, q: p_0}, first=fitted[:2], uses=(FIXED_DATA,)
)
diversity = theorem.over_family("all tokens", within, members=(p_0,), totals=ALL_TOKENS, equals=(1 - 1/n) * G_0)

# 3. Compared with new data from the model at each fit, which keep (1 - 1/n)^t.
lost: Expr = (1 - 1/n) - (1 - 1/n)**t
once = theorem.equation("nothing more at first", lost.xreplace({t: Integer(1)}), Integer(0))
all_of_it = theorem.limit(
    "everything in the end", lost, t, 1 - 1/n, {(1 - 1/n)**t: (Integer(0), GEOMETRIC_LIMIT, {r: 1 - 1/n})}
)


def seen(statistic: str) -> Observed:
    """The mean of a statistic of two tokens, after four fits to the same four real ones."""
    at: dict[Quantity, int | Fraction] = {n: 4, t: 4, p_0: Fraction(1, 4)}
    return Observed("tokens", statistic, "mean", at, "unit")


theorem.concludes("expected_share", "E[p_t]", mean, seen("first_shares"))
theorem.concludes("expected_diversity_of_one", "E[p_t (1 - p_t)]", within, seen("first_diversities"))
theorem.concludes("expected_diversity", "E[G_t]", diversity)
theorem.concludes("squared_error", "E[(p_t - p_0)^2]", squared, seen("squared_drifts"))
theorem.concludes("lost_besides_at_first", "(1 - 1/n) - (1 - 1/n)^t for t = 1", once)
theorem.concludes("lost_besides_in_the_end", "lim (1 - 1/n) - (1 - 1/n)^t", all_of_it)

if __name__ == "__main__":
    theorem.main()
