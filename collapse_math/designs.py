"""A description of refitted regressions on given rows, as a program: give rows outcomes, keep some, fit, and repeat.

Fit 0 is the truth: coefficients beta and a noise variance.  Generation t does its steps in the order given and makes
fit t.  Rows with their outcomes live in stores, which have names and are empty at first:

    Outcomes("batch", X, -1)                give the rows of X outcomes by the last fit, and put them into the batch
    Outcomes("batch", X, 0)                 the same with real outcomes: fit 0 is the truth
    Outcomes("batch", X, ((a, 0), (b, -1))) each outcome is a times a real one plus b times a synthetic one, a + b = 1
    LeastSquares((("batch", 1),))           fit the coefficients to all rows of some stores

and at the end of the generation some stores are emptied.  What is not emptied is kept, with its outcomes.

An outcome that fit f gives the row x is x'b_f plus noise of variance s_f^2, new for each outcome.  What a fit says of
the noise, and so what s_f^2 is, belongs to the fit: see `LeastSquares`.

This module only describes; `design_moments` computes the exact moments of what is described, `processes.designs`
draws it, and neither knows the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from numbers import Rational
from typing import Literal, SupportsFloat, cast

from collapse_math.exact_arguments import exact_number, whole_number

Number = int | Fraction
Noise = Literal["known", "n", "n-d", "none"] | int | Fraction
RealOutcomes = Literal["new", "kept"]


@dataclass(frozen=True, eq=False)
class Design:
    """Rows of inputs, shape (number of rows, columns), one row or more, with one column or more.

    rows   integers, Fractions, or floats, each of which stands for the exact binary number that it holds; a NumPy
           array will do.  They are Fractions afterwards.

    Two designs are the same only if they are one object, so make a design once and use it for many generations.
    """

    rows: tuple[tuple[Fraction, ...], ...]

    def __init__(self, rows: Iterable[Iterable[SupportsFloat]]) -> None:
        """Refuse rows that are no matrix of finite numbers."""
        exact = tuple(tuple(_exact(value) for value in row) for row in rows)
        if not exact or not exact[0]:
            raise ValueError("rows must have one row and one column at least, not none: give inputs")
        for number, row in enumerate(exact, start=1):
            if len(row) != len(exact[0]):
                raise ValueError(
                    f"rows must all have the {len(exact[0])} columns of the first, not {len(row)} as row {number}: "
                    "a design is a matrix"
                )
        object.__setattr__(self, "rows", exact)

    @property
    def columns(self) -> int:
        """d, the number of coefficients."""
        return len(self.rows[0])

    def part(self, start: int, stop: int) -> Design:
        """Some of the rows, counted from 0, without the last."""
        return Design(self.rows[start:stop])


@dataclass(frozen=True)
class Outcomes:
    """Give rows outcomes, and add them to a store.

    source   number of the fit that makes them: 0 is the truth, 1 the first fit; -1 is the last one, -2 the one before.
             Or shares: pairs (share, fit), where the shares have sum 1, and an outcome is the sum of share times an
             outcome by each fit, all with noise of their own.
    """

    store: str
    design: Design
    source: int | tuple[tuple[Number, int], ...] = -1

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        for share, fit in self.shares:
            exact_number("share", share, "leave out a fit that has no share")
            whole_number("source", fit, None, "give 0 for the truth or -1 for the last fit")
        if sum(share for share, _ in self.shares) != 1:
            raise ValueError(f"source must have shares with sum 1, not {self.source!r}: an outcome is an average")

    @property
    def shares(self) -> tuple[tuple[Number, int], ...]:
        """The fits with their shares, also where there is only one."""
        return ((1, self.source),) if isinstance(self.source, int) else self.source


@dataclass(frozen=True)
class LeastSquares:
    """Fit coefficients: the b for which sum w_i (y_i - x_i'b)^2 + sum penalty_j b_j^2 is least, over rows of stores.

    weights   pairs (store, weight), one for each store that is used: w_i of its rows
    noise     s^2, the variance of the noise on outcomes that this fit makes: "known" is that of the truth; "n" is
              RSS/W, where RSS = sum w_i (y_i - x_i'b)^2 and W = sum w_i; "n-d" is RSS/(W - d); a number is RSS over
              itself; "none" is 0, so that outcomes are the predictions.  With all weights 1, W is the number of rows.
    penalty   lambda >= 0, on every coefficient, or one number for each: that of an intercept may be 0
    """

    weights: tuple[tuple[str, Number], ...]
    noise: Noise = "known"
    penalty: Number | tuple[Number, ...] = 0

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        if len({store for store, _ in self.weights}) < len(self.weights) or not self.weights:
            raise ValueError(
                f"weights must name one store or more, each once, not {self.weights!r}: add up the weights"
            )
        for _, weight in self.weights:
            exact_number("weight", weight, "leave out a store that does not count")
        if self.noise not in ("known", "n", "n-d", "none"):
            exact_number("noise", self.noise, 'give "known", "n", "n-d", "none" or a divisor')
        for one in self.penalty if isinstance(self.penalty, tuple) else (self.penalty,):
            exact_number("penalty", one, "a penalty cannot be negative", zero=True)

    def penalties(self, columns: int) -> tuple[Fraction, ...]:
        """One for each coefficient."""
        return tuple(map(Fraction, self.penalty if isinstance(self.penalty, tuple) else (self.penalty,) * columns))

    def divisor(self, total_weight: Fraction, columns: int) -> Fraction | None:
        """What RSS is divided by; None if the noise variance is not fitted."""
        if self.noise in ("known", "none"):
            return None
        if self.noise == "n":
            return total_weight
        return total_weight - columns if self.noise == "n-d" else Fraction(cast(Number, self.noise))


@dataclass(frozen=True)
class DesignGeneration:
    """What happens from one fit to the next: outcomes in their order, then the fit, then stores are emptied."""

    steps: tuple[Outcomes, ...]
    fit: LeastSquares
    emptied: tuple[str, ...] = ()


@dataclass(frozen=True)
class DesignLoop:
    """Refitted regressions for a number of generations.

    generations      what is done, generation by generation, one or more
    coefficients     beta of the truth, in (unit of y)/(unit of x); all 0 if None.  They matter only under a penalty.
    noise_variance   sigma^2 of the truth, in (unit of y)^2, greater than 0

    Numbers are integers or Fractions, so that moments can be exact.  Raises ValueError for a description that cannot
    be carried out, and names the generation.  That the rows determine the coefficients is for those to see who fit.
    """

    generations: tuple[DesignGeneration, ...]
    coefficients: tuple[Number, ...] | None = None
    noise_variance: Number = 1
    columns: int = field(init=False, repr=False, compare=False)
    """d, the number of coefficients."""
    rows_held: tuple[Mapping[str, int], ...] = field(init=False, repr=False, compare=False)
    """How many rows each store holds when fit t is made; rows_held[0] is before the first generation, nothing."""

    def __post_init__(self) -> None:
        """Go through the steps with the numbers of rows alone."""
        if not self.generations or not self.generations[0].steps:
            raise ValueError("generations must be one or more, and the first must have outcomes: describe it")
        exact_number("noise_variance", self.noise_variance, "the truth must have noise to lose")
        object.__setattr__(self, "columns", self.generations[0].steps[0].design.columns)
        if self.coefficients is not None and len(self.coefficients) != self.columns:
            raise ValueError(
                f"coefficients must be {self.columns}, one for each column, not {len(self.coefficients)}: give all"
            )
        held: list[Mapping[str, int]] = [{}]
        emptied: tuple[str, ...] = ()
        for t, generation in enumerate(self.generations, start=1):
            try:
                kept = {store: rows for store, rows in held[-1].items() if store not in emptied}
                held.append(self._go_through(generation, t, kept))
            except ValueError as error:
                raise ValueError(f"generation {t}: {error}") from error
            emptied = generation.emptied
        object.__setattr__(self, "rows_held", tuple(held))

    @property
    def truth(self) -> tuple[Number, ...]:
        """The coefficients beta."""
        return (0,) * self.columns if self.coefficients is None else self.coefficients

    def _go_through(self, generation: DesignGeneration, t: int, held: dict[str, int]) -> dict[str, int]:
        """How many rows the stores hold when fit t is made."""
        for step in generation.steps:
            if step.design.columns != self.columns:
                raise ValueError(f"a design must have {self.columns} columns, not {step.design.columns}: as the first")
            for _, fit in step.shares:
                if not -t <= fit < t:
                    raise ValueError(f"source must be one of 0 to {t - 1}, or -1 to {-t}, not {fit}: it must exist")
            held[step.store] = held.get(step.store, 0) + len(step.design.rows)
        made = generation.fit
        for store in (*(store for store, _ in made.weights), *generation.emptied):
            if store not in held:
                raise ValueError(f"store must be one that holds rows, not {store!r}: give it outcomes first")
        if len(made.penalties(self.columns)) != self.columns:
            raise ValueError(f"penalty must be one number or {self.columns}, one for each column: give all")
        total_weight = sum((held[store] * Fraction(weight) for store, weight in made.weights), Fraction(0))
        divisor = made.divisor(total_weight, self.columns)
        if divisor is not None and divisor <= 0:
            raise ValueError(f"the noise variance must have a positive divisor, not {divisor}: give the fit more rows")
        return held


def refitted(
    design: Design | Sequence[Design],
    generations: int,
    *,
    noise: Noise = "known",
    real_rows: int = 0,
    real_outcomes: RealOutcomes = "new",
    real_share: Number = 0,
    keep: bool = False,
    penalty: Number | tuple[Number, ...] = 0,
    coefficients: tuple[Number, ...] | None = None,
    noise_variance: Number = 1,
) -> DesignLoop:
    """The usual loop on one design, or on one for each generation.

    Fit 0 is the truth.  So the synthetic outcomes of generation 1 are real ones, and all later ones are not.

    noise           see `LeastSquares`
    real_rows       how many rows, the first ones, have real outcomes at every generation; the others have those of the
                    last fit
    real_outcomes   "new": measured again at every generation; "kept": those of the first generation
    real_share      instead of rows: every outcome is this share of a new real one plus the rest of a synthetic one
    keep            whether the synthetic rows of earlier generations stay, with the new real ones
    """
    whole_number("generations", generations, 1, "ask for one or more")
    whole_number("real_rows", real_rows, 0, "give the number of rows with real outcomes")
    designs = [design] * generations if isinstance(design, Design) else list(design)
    if len(designs) != generations:
        raise ValueError(f"design must be one or {generations}, one for each generation, not {len(designs)}: give all")
    if real_rows > min(len(one.rows) for one in designs):
        raise ValueError(f"real_rows must be at most the number of rows, not {real_rows}: there are no more")
    if not 0 <= real_share <= 1:
        raise ValueError(f"real_share must lie from 0 to 1, not {real_share}: give a share")
    if real_rows and real_share:
        raise ValueError("real_rows and real_share cannot both be given: rows are real, or outcomes are mixed")
    if real_outcomes not in ("new", "kept"):
        raise ValueError(f'real_outcomes must be "new" or "kept", not {real_outcomes!r}: choose one')
    synthetic: int | tuple[tuple[Number, int], ...] = 0 if real_share else -1
    if 0 < real_share < 1:
        synthetic = ((real_share, 0), (1 - real_share, -1))
    parts = {key: _parts(one, real_rows) for key, one in {id(one): one for one in designs}.items()}

    def generation(t: int) -> DesignGeneration:
        steps, kept = [], []
        for store, part in parts[id(designs[t - 1])].items():
            real = store == "real"
            if t == 1 or not real or real_outcomes == "new":
                steps.append(Outcomes(store, part, 0 if real else synthetic))
            if keep or (real and real_outcomes == "kept"):
                kept.append(store)
        stores = tuple(parts[id(designs[t - 1])])
        fit = LeastSquares(tuple((store, 1) for store in stores), noise, penalty)
        return DesignGeneration(tuple(steps), fit, tuple(store for store in stores if store not in kept))

    return DesignLoop(tuple(generation(t) for t in range(1, generations + 1)), coefficients, noise_variance)


def _parts(design: Design, real_rows: int) -> dict[str, Design]:
    """The rows with real outcomes and the others, as far as there are any."""
    rows = len(design.rows)
    parts = {"real": (0, real_rows), "synthetic": (real_rows, rows)}
    return {
        store: design if stop - start == rows else design.part(start, stop)
        for store, (start, stop) in parts.items()
        if start < stop
    }


def _exact(value: SupportsFloat) -> Fraction:
    """The exact number that is meant."""
    if type(value) is Fraction:
        return value
    if isinstance(value, Rational) and not isinstance(value, bool):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, bool) or not isinstance(value, SupportsFloat) or not math.isfinite(float(value)):
        raise ValueError(f"rows must hold finite numbers, not {value!r}: give integers, Fractions or floats")
    return Fraction(float(value))
