"""H12, weights trained on samples: what remains of four conclusions without it."""

from sympy import Rational

from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByTheorem
from collapse_math.items import Cell, Unstated
from derivations.learners import two_programs

row = Unstated(
    key="H12",
    name="weights trained on samples",
    says="The loop trains a model on samples; changes of code, of the objective, or of what is collected are not "
    "modelled.",
    meets="Fine-tuning on generated text satisfies it; a program that rewrites itself and runs tests does not.  "
    "The cells are about the paper's own example, a choice among programs: a longer one, the truth, which makes "
    "bits that are 1 with probability 3/4, and a shorter one with 1/2.",
    cells={
        "collapse": Cell(
            "falls",
            (
                ByClaim(
                    "bits with probability 3/4 or 1/2: whichever program is chosen has a variance of 3/16 or more",
                    Claim(Rational(3, 4) * Rational(1, 4), "<=", Rational(1, 2) * Rational(1, 2)),
                ),
            ),
        ),
        "drift": Cell(
            "falls",
            (
                ByClaim(
                    "no program is farther from the truth than 1/4, squared less than half of its variance",
                    Claim(Rational(1, 4)**2, "<", Rational(3, 16)/2),
                ),
            ),
        ),
        "fixed": Cell(
            "falls",
            (
                ByTheorem(
                    "the loop goes on changing from one program to the other, as each has a positive share in the "
                    "long run",
                    two_programs.theorem.conclusions["in_the_long_run"],
                ),
            ),
        ),
        "lost": Cell(
            "stands",
            (
                ByTheorem(
                    "the truth is held in a share b/(a + b) of all runs, with four draws and a price of a bit "
                    "16/191",
                    two_programs.theorem.conclusions["in_the_long_run"],
                ),
            ),
        ),
    },
)
