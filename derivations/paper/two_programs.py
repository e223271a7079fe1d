"""A loop that chooses between two programs and prefers the shorter one, and what becomes of the longer one.

Setting.  The present program makes n bits.  The longer of two programs makes a 1 with probability p, the shorter one
with probability 1/2.  The next program is the longer one if its likelihood is more than 2^g times that of the other,
where g is by how many bits it is longer: the rule of equation 24 with two programs.  Here g is so large that only n
ones are evidence enough, (2 p)^n > 2^g >= (2 p)^(n-1) 2 (1 - p).  The truth is the longer program, and the loop starts
there; p_t is the probability that generation t has it.

    Theorem    p_t = b + (1 - b) (p^n - 2^-n)^t    with b = 2^-n/(1 - p^n + 2^-n)
    Corollary  p_t -> b
    Example    p = 3/4, n = 4, g = 1: b = 16/191, less than 1/11; a prior that halves the weight for each bit of length
               would give the truth 1/3

Units.     Probabilities; n and t are counts, g is in bits.
Assumed.   Independent, unfiltered draws of the present program alone.
"""

from sympy import Integer, Rational

from collapse_math.assumptions import CONSTANT_SIZE, FAITHFUL_SAMPLING, FRESH_RANDOMNESS, INDEPENDENT_DRAWS, REPLACE
from collapse_math.axioms import GEOMETRIC_LIMIT, r
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit
from collapse_math.quantities import integer, real
from derivations.gaussian.setting import t

n = integer("n", at_least=1)
p = real("p", above=0, below=1)  # the probability of a 1 under the longer program
longer = real("longer", at_least=0, at_most=1)  # 1 if the present program is the longer one, else 0

theorem = Theorem(
    "paper.two_programs",
    says="a loop that prefers the shorter of two programs keeps the longer one with probability b + (1 - b) (p^n - "
    "2^-n)^t",
    assumes=(INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, CONSTANT_SIZE, REPLACE, FRESH_RANDOMNESS),
    symbols=(p, n, t),
)

# 1. One generation: the longer program is chosen if the present one makes n ones.
of_longer = Counts("x", n, (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (p,))
of_shorter = Counts("y", n, (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (Rational(1, 2),))
CHOICE = Refit(
    {longer: longer * of_longer.all() + (1 - longer) * of_shorter.all()},
    (of_longer, of_shorter),
    sizes=(CONSTANT_SIZE,),
)
stay, back = p**n, Rational(1, 2)**n
once = theorem.expectation("chosen next", longer, after=CHOICE, equals=stay * longer + back * (1 - longer))

# 2. Generations compose.
b = back/(1 - stay + back)
(later,) = theorem.over_generations(
    t,
    {once: b + (1 - b) * (stay - back)**t},
    start={longer: Integer(1)},
    uses=(REPLACE, FRESH_RANDOMNESS),
)

# 3. The start is forgotten.
end = theorem.limit(
    "what is left of the truth",
    later.right,
    t,
    b,
    {(stay - back)**t: (Integer(0), GEOMETRIC_LIMIT, {r: stay - back})},
    given=(later,),
)

theorem.concludes("after", "p_t", later)
theorem.concludes("left", "lim p_t", end)

if __name__ == "__main__":
    theorem.main()
