"""The moments of a regression refitted on the rows of a file, for a reader and for a program."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from collapse_math.design_moments import DesignMoments, float_design_moments
from collapse_math.designs import Design, DesignLoop, Noise, refitted
from collapse_math.read_numbers import parse_number
from collapse_math.report.numbers import shown_generations, significant
from collapse_math.report.terminal import Terminal

MOST_GENERATIONS, MOST_COLUMNS, MOST_CELLS = 1000, 50, 2_000_000
NOISES: dict[str, Noise] = {"known": "known", "refitted": "n", "unbiased": "n-d", "none": "none"}
INTERCEPT = "intercept"


@dataclass(frozen=True)
class Table:
    """What a file holds: the name of each column and the rows."""

    names: tuple[str, ...]
    rows: tuple[tuple[Fraction, ...], ...]

    def with_intercept(self) -> Table:
        """With a column of ones first."""
        return Table((INTERCEPT, *self.names), tuple((Fraction(1), *row) for row in self.rows))


@dataclass(frozen=True)
class AskedDesign:
    """A loop on the rows of a file in words, its moments, and the risk at new rows if some were given."""

    words: str
    names: tuple[str, ...]
    moments: DesignMoments[float]
    with_new_rows: bool


def read_table(path: str) -> Table:
    """Read a matrix of numbers, separated by commas; a first line without any number names the columns.

    Raises ValueError, with one sentence that says where, for anything else.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            return _table(path, csv.reader(file, strict=True))
    except OSError as problem:
        raise ValueError(f"{path} cannot be read: {(problem.strerror or str(problem)).lower()}") from None
    except UnicodeDecodeError:
        raise ValueError(f"{path} is no text in UTF-8: give a file of numbers separated by commas") from None
    except csv.Error as problem:
        raise ValueError(f"{path} is no file of numbers separated by commas: {problem}") from None


def _table(path: str, lines: Any) -> Table:
    names: tuple[str, ...] = ()
    rows: list[tuple[Fraction, ...]] = []
    for cells in lines:
        if not any(cell.strip() for cell in cells) and len(cells) < 2:
            continue
        if not rows and not names and not any(map(_is_number, cells)):
            names = tuple(cell.strip() for cell in cells)
            continue
        width = len(names) or len(rows[0] if rows else cells)
        if len(cells) != width:
            raise ValueError(
                f"{path}, line {lines.line_num}: there are {len(cells)} cells, not {width} as in the lines before: "
                "every row must have all columns"
            )
        rows.append(tuple(_cell(path, lines.line_num, column, cell) for column, cell in enumerate(cells, start=1)))
        if len(rows) * width > MOST_CELLS or width > MOST_COLUMNS:
            raise ValueError(f"{path} has more than {MOST_COLUMNS} columns or {MOST_CELLS:,} cells: take fewer")
    if not rows:
        raise ValueError(f"{path} has no row of numbers: give one row or more")
    return Table(names or tuple(f"x{column}" for column in range(1, len(rows[0]) + 1)), tuple(rows))


def _is_number(cell: str) -> bool:
    try:
        parse_number(cell.strip())
    except ValueError:
        return False
    return True


def _cell(path: str, line: int, column: int, cell: str) -> Fraction:
    try:
        return parse_number(cell.strip())
    except ValueError:
        what = f"{cell.strip()!r} is not a number" if cell.strip() else "the cell is empty"
        raise ValueError(f"{path}, line {line}, column {column}: {what}: give a finite number in every cell") from None


def read_design(
    path: str,
    generations: int,
    *,
    noise: str = "refitted",
    noise_variance: str = "1",
    real_rows: int = 0,
    real_outcomes: str = "new",
    real_share: str = "0",
    keep: bool = False,
    ridge: str = "0",
    coefficients: str | None = None,
    intercept: bool = False,
    new_rows: str | None = None,
) -> AskedDesign:
    """Read the options of `collapse-math design` and its files; raises ValueError, with one sentence, for bad ones."""
    if not 1 <= generations <= MOST_GENERATIONS:
        raise ValueError(f"--generations must lie from 1 to {MOST_GENERATIONS}, not {generations}: give fewer")
    table = read_table(path)
    penalty = parse_number(ridge)
    if penalty and coefficients is None:
        raise ValueError("--ridge needs --coefficients: what a penalty does depends on the true ones")
    penalties = (Fraction(0), *[penalty] * len(table.names)) if intercept else penalty
    table = table.with_intercept() if intercept else table
    truth = tuple(map(parse_number, coefficients.split(","))) if coefficients is not None else None
    loop = refitted(
        Design(table.rows),
        generations,
        noise=NOISES[noise],
        real_rows=real_rows,
        real_outcomes="kept" if real_outcomes == "kept" else "new",
        real_share=parse_number(real_share),
        keep=keep,
        penalty=penalties,
        coefficients=truth,
        noise_variance=parse_number(noise_variance),
    )
    test = None
    if new_rows is not None:
        others = read_table(new_rows)
        test = Design((others.with_intercept() if intercept else others).rows)
    moments = float_design_moments(loop, test)
    words = _in_words(loop, len(table.rows), noise, noise_variance, real_rows, real_outcomes, real_share, keep, ridge)
    return AskedDesign(words, table.names, moments, new_rows is not None)


def design_lines(asked: AskedDesign, terminal: Terminal) -> Iterator[str]:
    """Two tables: over the generations, and over the coefficients."""
    moments, last = asked.moments, len(asked.moments.risks) - 1
    yield terminal.paragraph(asked.words)
    yield ""
    columns = [("noise variance", moments.expected_noise_variances), ("error on the rows", moments.in_sample_risks)]
    if asked.with_new_rows:
        columns.append(("error on new rows", moments.risks))
    yield "  " + "  ".join([f"{'t':>5}", *(f"{name:>17}" for name, _ in columns)])
    for t in shown_generations(last):
        yield "  " + "  ".join([f"{t:>5}", *(f"{significant(series[t]):>17}" for _, series in columns)])
    yield ""
    biased = any(any(made.fit.penalties(moments.loop.columns)) for made in moments.loop.generations)
    width = max(len("coefficient"), *map(len, asked.names))
    heads = ["sd after 1 fit", f"sd after {last} fits"] + (["mean after 1", f"mean after {last}"] if biased else [])
    yield "  " + "  ".join([f"{'coefficient':<{width}}", *(f"{head:>16}" for head in heads)])
    for column, name in enumerate(asked.names):
        numbers = [moments.covariances[t][column][column] ** 0.5 for t in (1, last)]
        numbers += [moments.expected_coefficients[t][column] for t in (1, last)] if biased else []
        yield "  " + "  ".join([f"{name:<{width}}", *(f"{significant(number):>16}" for number in numbers)])
    yield ""
    yield terminal.paragraph(
        "Noise variance: of the noise on outcomes that fit t makes, on average.  Error: expected squared distance of "
        "the fitted line from the true one, mean over the rows.  sd: standard deviation of the coefficient over runs. "
        "All are exact but for rounding, for noise of any law; a single run may differ from the average.",
        2,
    )


def design_record(asked: AskedDesign) -> Mapping[str, Any]:
    """The same for a program."""
    moments = asked.moments
    return {
        "loop": asked.words,
        "columns": list(asked.names),
        "generations": [
            {
                "t": t,
                "expected_noise_variance": moments.expected_noise_variances[t],
                "error_on_the_rows": moments.in_sample_risks[t],
                "error_on_new_rows": moments.risks[t] if asked.with_new_rows else None,
                "expected_coefficients": list(moments.expected_coefficients[t]),
                "standard_deviations": [row[i] ** 0.5 for i, row in enumerate(moments.covariances[t])],
                "covariance": [list(row) for row in moments.covariances[t]],
            }
            for t in range(len(moments.risks))
        ],
    }


def _in_words(
    loop: DesignLoop,
    rows: int,
    noise: str,
    noise_variance: str,
    real_rows: int,
    real_outcomes: str,
    real_share: str,
    keep: bool,
    ridge: str,
) -> str:
    """The loop in one sentence."""
    noises = {
        "known": "noise of the true variance",
        "refitted": "noise of the variance RSS/n fitted last",
        "unbiased": "noise of the variance RSS/(n-d) fitted last",
        "none": "no noise",
    }
    outcomes = f"predictions of the last fit with {noises[noise]}"
    if real_rows:
        how = "measured anew at each generation" if real_outcomes == "new" else "those of the first generation"
        outcomes = f"outcomes of the first {real_rows} are real, {how}; those of the others are {outcomes}"
    elif real_share != "0":
        outcomes = f"outcomes are {real_share} times new real ones plus the rest times {outcomes}"
    else:
        outcomes = f"outcomes are {outcomes}"
    memory = "all rows are kept" if keep else "rows are fitted once"
    penalty = f", penalty {ridge}" if ridge != "0" else ""
    return f"{rows} rows, {loop.columns} columns, true noise variance {noise_variance}{penalty}: {outcomes}; {memory}."
