"""Evidence that decides cells of more than one row."""

from collapse_math.evidence import ByTheorem
from derivations.schedules import diversity, learning
from derivations.selection import verifier

ENOUGH = ByTheorem(
    "if the number of real points grows, all variance stays, however fast their share vanishes",
    diversity.theorem.conclusions["all_variance_kept"],
)
LEARNED = ByTheorem(
    "shares that tend to zero with an infinite sum, and enough points, teach the truth",
    learning.theorem.conclusions["mean_learned"],
)
RIGHT_IN_THE_END = ByTheorem(
    "a verifier that keeps right answers more often than wrong ones, and is often wrong, leads to right answers alone",
    verifier.theorem.conclusions["error_in_the_end"],
)
