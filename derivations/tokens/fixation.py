"""In the end one token is left, and which one is a draw from the truth.

Setting.  As in diversity.  A token is alone once all draws of a generation are that token, and it stays alone.
With n draws a share is a multiple of 1/n, so that p (1 - p) is at most 1/4, and at least (n - 1)/n^2 as long as a
token is neither alone nor gone.

    Theorem    p_0 - n (1 - 1/n)^t p_0 (1 - p_0) <= P(p_t = 1) <= p_0,   hence P(p_t = 1) -> p_0
               4 (1 - 1/n)^t p_0 (1 - p_0) <= P(0 < p_t < 1) <= n (1 - 1/n)^(t-1) p_0 (1 - p_0)
    Corollary  for any number of tokens, P(one token is left) >= 1 - n (1 - 1/n)^t G_0 -> 1
    Compare    published: P(0 < p_t < 1) <= 2 n (1 - 1/n)^t p_0 (1 - p_0), which is no smaller for any n >= 2

Units.     All of these are probabilities; n >= 2 and t >= 1 are counts.
Assumed.   As in diversity.  The other tokens may be any number.
Note.      So a single token is left in the end, with probability one, and token i with probability p_0i: after
           n log(n/d) refits more than one is left with probability d at most, whatever the vocabulary.  For large n
           and t the constant between 4 and n^2/(n-1) is close to 6.
"""

from fractions import Fraction

from sympy import Expr, Integer

from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.tokens.setting import ALL_TOKENS, COMPOSE, DRIFT, G_0, ONE_TOKEN, count, n, observed, p, p_0, t_1

c = integer("c", at_least=1)  # a count between 0 and n
alone, undecided = real("alone"), real("undecided")  # 1 where it is the case, 0 where it is not

theorem = Theorem(
    "tokens.fixation",
    says="one token is left in the end, token i with probability p_0i; bounds of how soon, for any number of tokens",
    assumes=DRIFT,
    symbols=(n, t_1, p_0, G_0),
    catalogue=("G2", "G7"),
    sources=(Source("Seddik et al.", 2024, "arXiv 2404.05090, as quoted by Suresh et al., arXiv 2412.17646"),),
)

keep, start = 1 - 1/n, {p: p_0}
AFTER = Refit(
    {**ONE_TOKEN.parameters, alone: count.all(), undecided: 1 - count.none() - count.all()},
    ONE_TOKEN.draws,
    sizes=ONE_TOKEN.sizes,
)


def mixed(power: Expr | int) -> Expr:
    """(1 - 1/n)^power p (1 - p)."""
    return keep**power * p * (1 - p)


def seen(statistic: str) -> Observed:
    """The mean of a statistic of two tokens and two draws."""
    return observed(statistic, draws=2, refits=3, p_0=Fraction(1, 4))


# 1. What is alone has the share 1: the event is the share at most, and p - n p (1 - p) at least, since that is
#    p (1 - n (1 - p)), and 1 - p is 1/n or more where it is not 0.
stay = theorem.expectation("the share", p, after=AFTER, equals=p)
less = theorem.expectation("the share less what is open", p - n * p * (1 - p), after=AFTER, equals=p - n * mixed(1))
at_most = theorem.for_every_outcome("alone, from above", alone, "<=", stay, after=AFTER, inside=c)
at_least = theorem.for_every_outcome("alone, from below", alone, ">=", less, after=AFTER, inside=c)

# 2. While it is open which token will be left, p (1 - p) lies between (n - 1)/n^2 and 1/4.
quarter = theorem.expectation("four times p (1 - p)", 4 * p * (1 - p), after=AFTER, equals=4 * mixed(1))
large = theorem.expectation(
    "n^2/(n - 1) times p (1 - p)", n**2/(n - 1) * p * (1 - p), after=AFTER, equals=n * p * (1 - p)
)
open_below = theorem.for_every_outcome("open, from below", undecided, ">=", quarter, after=AFTER, inside=c)
open_above = theorem.for_every_outcome("open, from above", undecided, "<=", large, after=AFTER, inside=c)

# 3. Backwards over generations: what a bound is worth one refit earlier.
carry_less = theorem.expectation(
    "the lower bound, one refit before", p - n * mixed(t_1), after=AFTER, equals=p - n * mixed(t_1 + 1)
)
carry_quarter = theorem.expectation("the same for four", 4 * mixed(t_1), after=AFTER, equals=4 * mixed(t_1 + 1))
carry_large = theorem.expectation("and for n", n * mixed(t_1 - 1), after=AFTER, equals=n * mixed(t_1))
above = theorem.backwards("alone at most", t_1, at_most, stay, start=start, uses=COMPOSE)
below = theorem.backwards("alone at least", t_1, at_least, carry_less, start=start, uses=COMPOSE)
still = theorem.backwards("open at least", t_1, open_below, carry_quarter, start=start, uses=COMPOSE)
open_at_most = theorem.backwards("open at most", t_1, open_above, carry_large, start=start, uses=COMPOSE)

# 4. Both bounds of P(p_t = 1) tend to p_0.
geometric = {keep**t_1: (Integer(0), GEOMETRIC_LIMIT, {r: keep})}
limit = theorem.limit("the lower bound", below.right, t_1, p_0, geometric)
fixation = theorem.enclosed("which token is left", p_0, below=below, above=above, limits=(limit,))

# 5. All tokens together: one of them is left.  And the upper bound against the published one.
one_left = theorem.over_family(
    "one of them is left",
    below,
    members=(p_0,),
    totals={p_0: Integer(1), **ALL_TOKENS},
    equals=1 - n * keep**t_1 * G_0,
)
in_the_end = theorem.limit("in the end, surely", one_left.right, t_1, Integer(1), geometric, given=(one_left,))
sharper = theorem.inequality(
    "the constant", open_at_most.right, "<=", 2 * n * keep**t_1 * p_0 * (1 - p_0), given=(open_at_most,)
)

# With two draws a share that is open is 1/2, so that the bounds are reached, and a simulation can be held against them.
theorem.concludes("fixation", "lim P(p_t = 1)", fixation)
theorem.concludes("fixed_at_most", "P(p_t = 1)", above)
theorem.concludes("fixed_at_least", "P(p_t = 1)", below, seen("first_alone"))
theorem.concludes("open_at_least", "P(0 < p_t < 1)", still, seen("several_left"))
theorem.concludes("open_at_most", "P(0 < p_t < 1)", open_at_most, seen("several_left"))
theorem.concludes("published_bound", "the bound of P(0 < p_t < 1)", sharper)
theorem.concludes("one_left_at_least", "P(one token is left)", one_left)
theorem.concludes("one_left_in_the_end", "lim of the bound of P(one token is left)", in_the_end)

if __name__ == "__main__":
    theorem.main()
