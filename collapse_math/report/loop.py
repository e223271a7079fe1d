"""The moments of a loop of moment fits, for a reader and for a program."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from collapse_math.loops import Divisor, Loop
from collapse_math.read_numbers import parse_number
from collapse_math.regimes import MEMORIES, combined
from collapse_math.report.numbers import SHORT, shown_generations, significant
from collapse_math.report.terminal import Terminal
from collapse_math.schedules import Limit, enclosed_moments, exact_moments, limits_of_moments

MOST_GENERATIONS = 1000
MOST_EXACT = 60  # generations; then fractions are long, and if weights change all the time, very long
MOST_OF_A_WINDOW = 8  # the state grows with it
DIVISORS: dict[str, Divisor] = {"n": "n", "n-1": "n-1"}
WITH_PARAMETER = {"window": "generations", "fade": "factor", "subsample": "points"}


@dataclass(frozen=True)
class AskedLoop:
    """A loop in words, E V_t and Var M_t over v_0, as fractions or floats, and what they tend to if that is decided."""

    words: str
    moments: tuple[Sequence[Fraction | float], Sequence[Fraction | float]]
    limits: Mapping[tuple[int, int], Limit] | None
    no_limits: str
    """Why none are known."""


def read_loop(
    points: str,
    generations: int,
    real: str = "0",
    real_share: str = "0",
    kept_real: str = "0",
    memory: str = "replace",
    divisor: str = "n",
) -> AskedLoop:
    """Read the options of `collapse-math loop`; raises ValueError, with one sentence, for what is no loop."""
    if not 1 <= generations <= MOST_GENERATIONS:
        raise ValueError(f"--generations must lie from 1 to {MOST_GENERATIONS}, not {generations}: give fewer")
    kind, _, text = memory.partition("=")
    if kind not in MEMORIES or bool(text) != (kind in WITH_PARAMETER):
        known = ", ".join(f"{one}=NUMBER" if one in WITH_PARAMETER else one for one in MEMORIES)
        raise ValueError(f"--memory must be one of {known}, not {memory!r}: choose one")
    parameter = parse_number(text) if text else Fraction(0)
    if kind == "window" and parameter > MOST_OF_A_WINDOW:
        raise ValueError(
            f"--memory window must be {MOST_OF_A_WINDOW} at most, not {parameter}: each of them is carried"
        )
    by = DIVISORS[divisor] if divisor in DIVISORS else parse_number(divisor)
    loop = combined(
        _numbers("--points", points),
        generations,
        real=_numbers("--real", real),
        real_share=parse_number(real_share),
        kept_real=_whole("--kept-real", kept_real),
        memory=kind,
        parameter=parameter,
        divisor=by,
    )
    limits, no_limits = None, ""
    try:
        limits = limits_of_moments(_last_generations(loop))
    except ValueError:
        no_limits = "what a fit is made of never stays the same, so that no limit is computed"
    return AskedLoop(_in_words(points, real, real_share, kept_real, memory, divisor), _moments(loop), limits, no_limits)


def _moments(loop: Loop) -> tuple[Sequence[Fraction | float], Sequence[Fraction | float]]:
    """E V_t and Var M_t: fractions if they are not too long, or else floats from balls that are small enough."""
    if len(loop.generations) <= MOST_EXACT:
        exact = exact_moments(loop)
        return exact.expected_variances, exact.variances_of_means
    bits = 256
    while True:
        balls = enclosed_moments(loop, bits=bits)
        series = balls.expected_variances, balls.variances_of_means
        if all(ball.rad() * 2**50 <= abs(ball).lower() for values in series for ball in values):
            within, between = ([float(ball.mid()) for ball in values] for values in series)
            return within, between
        bits *= 2


def loop_lines(asked: AskedLoop, terminal: Terminal) -> Iterator[str]:
    """A table, and what is said of it."""
    yield terminal.paragraph(f"{asked.words}.")
    yield ""
    within, between = asked.moments
    yield f"  {'t':>6}  {'variance kept':>16}  {'drift of the mean':>18}"
    for t in shown_generations(len(within) - 1):
        yield f"  {t:>6}  {significant(within[t]):>16}  {significant(between[t]):>18}"
    yield ""
    rows = [("variance kept", within[-1], (0, 1)), ("drift of the mean", between[-1], (2, 0))]
    for name, value, _ in rows:
        if isinstance(value, Fraction) and 1 < value.denominator < SHORT:
            yield f"  {name} after {len(within) - 1} generations is {value} exactly."
    for name, _, powers in rows:
        yield terminal.paragraph(f"In the long run, {_fate(name, asked, powers)}.", 2)
    yield terminal.paragraph(
        "Variance kept: expected variance of the model after t fits, over that of the truth.  Drift of the mean: "
        "expected squared distance of its mean from the true one, in the same unit.  Both are right for draws of any "
        "law with the mean and the variance of the model; a single run may differ from the average.",
        2,
    )


def loop_record(asked: AskedLoop) -> Mapping[str, Any]:
    """The same for a program."""

    def one(value: Fraction | float) -> dict[str, Any]:
        short = isinstance(value, Fraction) and value.denominator < SHORT
        return {"exact": str(value) if short else None, "decimal": float(value)}

    def limit(powers: tuple[int, int]) -> dict[str, Any] | None:
        if asked.limits is None:
            return None
        found = asked.limits[powers]
        return {"limit": None if found.value is None else one(found.value), "rate": float(found.rate.mid())}

    within, between = asked.moments
    return {
        "loop": asked.words,
        "generations": [
            {"t": t, "variance_kept": one(kept), "drift_of_the_mean": one(drift)}
            for t, (kept, drift) in enumerate(zip(within, between, strict=True))
        ],
        "long_run": {"variance_kept": limit((0, 1)), "drift_of_the_mean": limit((2, 0))},
    }


def _fate(name: str, asked: AskedLoop, powers: tuple[int, int]) -> str:
    """What becomes of a moment."""
    if asked.limits is None:
        return f"{name}: {asked.no_limits}"
    limit = asked.limits[powers]
    rate = float(limit.rate.mid())
    if limit.value is None:
        if rate > 1 + 1e-9:
            return f"{name} has no limit: in the end it grows by {rate - 1:.3g} of itself per generation"
        return f"{name} has no limit: it grows no faster than a power of t"
    tends = f"{name} tends to {significant(limit.value)}"
    if limit.value.denominator > 1 and limit.value.denominator < 10**6:
        tends += f" = {limit.value}"
    if 0 < rate < 1:
        tends += f", and in the end the distance halves every {math.log(0.5) / math.log(rate):.3g} generations"
    return tends


def _last_generations(loop: Loop) -> Loop:
    """The loop itself if it is short; a long one that only repeats itself is cut, with the same limits."""
    last = loop.generations[-1]
    start = len(loop.generations)
    while start > 1 and loop.generations[start - 2] == last:
        start -= 1
    return Loop(loop.generations[: start + 1], loop.mean, loop.variance)


def _in_words(points: str, real: str, real_share: str, kept_real: str, memory: str, divisor: str) -> str:
    """The loop in one line."""
    kind, _, parameter = memory.partition("=")
    of_what = {
        "replace": "the newest points are fitted",
        "accumulate": "all points so far are fitted",
        "window": f"the points of the last {parameter} generations are fitted",
        "fade": f"all points so far are fitted, older ones with weights that shrink by {parameter} per generation",
        "subsample": f"{parameter} points of all so far are fitted",
    }[kind]
    kinds = []
    if real != "0":
        kinds.append(f"{real} of them real")
    if real_share != "0":
        kinds.append(f"each real with probability {real_share}")
    if kept_real != "0":
        kinds.append(f"and the same {kept_real} real ones always")
    return ", ".join([f"{points} new points per generation", *kinds]) + f"; {of_what}, divisor {divisor}"


def _numbers(name: str, text: str) -> int | Sequence[int]:
    """One whole number, or several with commas."""
    numbers = [_whole(name, part) for part in text.split(",")]
    return numbers[0] if len(numbers) == 1 else numbers


def _whole(name: str, text: str) -> int:
    number = parse_number(text)
    if number.denominator != 1 or number < 0:
        raise ValueError(f"{name} must be a whole number from 0 on, not {text!r}: give points, or several with commas")
    return int(number)
