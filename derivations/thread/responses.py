"""The model and the numbers of many answers: 1000 responses per generation, of ten equally likely ones in the truth.

The next model gives each response its share of them.
"""

from collections.abc import Mapping

from derivations.thread.question import Number, Setting

RESPONSES: Mapping[str, Setting] = {"n": 1000, "G_0": "9/10"}

# A test that passes a right answer with probability 0.6 and a wrong one with 0.5; one answer in five is right at first.
LENIENT = {"a": "0.6", "b": "0.5", "p_0": "1/5", "q_0": "4/5"}
# The same with samples of 100: its acceptance rates have the quotient R.
SMALL: Mapping[str, Setting] = {"n": 100, "R": "6/5", "q_0": "1/5"}


def long_run(real: int) -> Number:
    """The chance that two responses differ in the long run, with so many real ones of 1000 per generation."""
    return Number(
        "tokens.fresh_data", "diversity_in_the_long_run", {"r": real, "s": 1000 - real, "G_0": "9/10"}
    )


def error(real: int) -> Number:
    """The mean squared error of the share of a response that is right one time in five, likewise."""
    at: Mapping[str, Setting] = {"r": real, "s": 1000 - real, "p_0": "1/5"}
    return Number("tokens.fresh_data", "error_in_the_long_run", at, digits=2)


def diversity(t: int, digits: int = 3) -> Number:
    """The chance that two responses differ after t generations without real ones."""
    return Number("tokens.diversity", "expected_diversity", {**RESPONSES, "t": t}, digits)


def mixed(t: int) -> Number:
    """The chance that two responses differ after t generations with one real response of 1000."""
    return Number("tokens.fresh_data", "expected_diversity", {"r": 1, "s": 999, "t": t, "G_0": "9/10"})
