"""The exact law of one token, for a reader and for a program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from collapse_math.enumeration import CountLaw, TokenLaw
from collapse_math.read_numbers import parse_number
from collapse_math.report.numbers import SHORT
from collapse_math.report.terminal import Terminal

NAMES = ("n", "p", "t", "real_share", "real_draws")
MOST_DRAWS, MOST_WORK = 150, 10**10  # the time grows like n^3 t^2; these are a few seconds
LEVELS = (Fraction(1, 20), Fraction(1, 2), Fraction(19, 20))


@dataclass(frozen=True)
class Asked:
    """A token with probability p in the truth, among n draws per generation, after t refits."""

    law: TokenLaw
    share: Fraction
    refits: int

    @property
    def with_real_draws(self) -> bool:
        """Whether some draws are real."""
        return bool(self.law.real_share or self.law.real_draws)


def read_token(words: Sequence[str]) -> Asked:
    """Read n=..., p=..., t=... and, at most, one of real_share=... and real_draws=...

    Raises ValueError, with one sentence, for anything else and for values out of range.
    """
    given: dict[str, Fraction] = {}
    known = ", ".join(f"{name}=..." for name in NAMES)
    for word in words:
        name, equals, text = word.partition("=")
        if not equals or name not in NAMES:
            raise ValueError(f"{word!r} is none of {known}: write it like n=100 or p=1/5")
        if name in given:
            raise ValueError(f"{name} is given twice: give one value for each")
        given[name] = parse_number(text)
    for name in ("n", "p", "t"):
        if name not in given:
            raise ValueError(f"{name} must be given: write it like {name}={'1/5' if name == 'p' else '50'}")
    if not 0 <= given["p"] <= 1:
        raise ValueError(f"p must lie from 0 to 1, not {given['p']}: give a probability")
    whole = {name: whole_of(name, given.get(name, Fraction(0))) for name in ("n", "t", "real_draws")}
    work = whole["n"] ** 3 * whole["t"] ** 2
    if whole["n"] > MOST_DRAWS or work > MOST_WORK:
        raise ValueError(
            f"n must be {MOST_DRAWS} at most and n^3 t^2 {MOST_WORK:.0e}, not {whole['n']} and {work:.1e}, as all "
            "fractions are exact: take less, or the bounds of tokens.survival and tokens.fixation"
        )
    if whole["t"] < 1:
        raise ValueError(f"t must be at least 1, not {whole['t']}: there are no counts before the first refit")
    law = TokenLaw(whole["n"], given["p"], given.get("real_share", Fraction(0)), whole["real_draws"])
    return Asked(law, given["p"], whole["t"])


def whole_of(name: str, value: Fraction) -> int:
    """An integer; raises ValueError for a fraction."""
    if value.denominator != 1:
        raise ValueError(f"{name} must be an integer, not {value}: give a whole number")
    return int(value)


def rows(asked: Asked) -> Iterator[tuple[str, Fraction | int]]:
    """What is said of the token, by name."""
    after = asked.law.law(asked.share, asked.refits)
    yield from rows_of(after)
    if asked.with_real_draws:
        if 0 < asked.share < 1:
            long_run = asked.law.stationary()
            yield "gone, in the long run", long_run.lost
            yield "mean of p (1 - p), in the long run", long_run.diversity
        return
    yield "alone, in the end", asked.share
    if asked.law.draws > 1:
        yield "mean number of refits until gone or alone", asked.law.expected_time_from(asked.share)


def rows_of(law: CountLaw) -> Iterator[tuple[str, Fraction | int]]:
    """What is said of the token after so many refits."""
    yield "gone", law.lost
    yield "alone", law.alone
    yield "mean share", law.mean
    yield "mean of p (1 - p)", law.diversity
    for level in LEVELS:
        yield f"count, {float(level):.0%} quantile", law.quantile(level)


def token_lines(asked: Asked, terminal: Terminal) -> Iterator[str]:
    """A table."""
    law = asked.law
    real = ""
    if law.real_draws:
        real = f", {law.real_draws} of them real"
    elif law.real_share:
        real = f", each real with probability {law.real_share}"
    title = (
        f"a token with probability {asked.share}: {law.draws} draws per generation{real}; after {asked.refits} refits"
    )
    yield terminal.heading(title)
    found = list(rows(asked))
    width = max(len(name) for name, _ in found) + 4
    for name, value in found:
        number = str(value) if isinstance(value, int) else f"{float(value):.10g}"
        short = isinstance(value, Fraction) and value.denominator < SHORT and number != str(value)
        yield f"  {name.ljust(width)}{terminal.paint(number, 'bold')}{f'   = {value}' if short else ''}"


def token_record(asked: Asked) -> Mapping[str, Any]:
    """The same for a program, and the whole law."""
    law = asked.law.law(asked.share, asked.refits)
    return {
        "n": asked.law.draws,
        "p": str(asked.share),
        "t": asked.refits,
        "real_share": str(asked.law.real_share),
        "real_draws": asked.law.real_draws,
        **{name: value if isinstance(value, int) else float(value) for name, value in rows(asked)},
        "law_of_the_count": [float(probability) for probability in law.probabilities],
    }
