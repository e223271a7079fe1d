"""A description of recursive training, as a program: draw points, keep some, fit, and repeat.

Fit 0 is the truth, a mean and a variance.  Generation t does its steps in the order given and makes fit t.  Points
live in stores, which have names and are empty at first:

    Draw("pool", 10, Source(-1))       draw 10 points from the last fit, and put them into the pool
    Subsample("pool", 4, "batch")      choose 4 of its points without replacement, and copy them into the batch
    Pour("batch", "pool")              move all points from one store to another
    Fade("pool", Fraction(1, 2))       let every point that is there now count half of what it did

    Refit((("pool", 1),))              fit mean and variance to the points of some stores

and at the end of the generation some stores are emptied.  This module only describes; `schedules` computes the exact
moments of what is described, `processes.schedule` draws it, and neither knows the other.  `regimes` has the
descriptions that have names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from collapse_math.exact_arguments import exact_number, whole_number

Number = int | Fraction
Divisor = Literal["n", "n-1"] | int | Fraction
Deviations = Literal["from the common mean", "from own means"]


@dataclass(frozen=True)
class Source:
    """The law that points are drawn from: that of an earlier fit, with its mean M and its variance V.

    fit               number of the fit: 0 is the truth, 1 the first fit; -1 is the last one, -2 the one before
    variance_factor   lambda >= 0, what the variance is multiplied by (for a normal law a sampling temperature)
    added_variance    h^2 >= 0, in (unit of x)^2, the variance of a kernel or of noise on the points

    Points have the mean M and the variance lambda V + h^2.  With lambda = 0 and h^2 = v_0 the variance is known and
    only the mean is learnt.
    """

    fit: int = -1
    variance_factor: Number = 1
    added_variance: Number = 0

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("fit", self.fit, None, "give 0 for the truth or -1 for the last fit")
        exact_number("variance_factor", self.variance_factor, "a variance cannot be negative", zero=True)
        exact_number("added_variance", self.added_variance, "a variance cannot be negative", zero=True)


TRUTH = Source(0)
LAST_FIT = Source(-1)


@dataclass(frozen=True)
class Draw:
    """Draw `points` independent points, and add them to a store, each with weight 1.

    sources   one Source, or a random split: pairs (probability, Source), from which each point chooses on its own

    A fixed number of points from each of two sources is another thing: write two draws.
    """

    store: str
    points: int
    sources: Source | tuple[tuple[Number, Source], ...] = LAST_FIT

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("points", self.points, 1, "leave the draw out if it draws nothing")
        for probability, _ in self.split:
            exact_number("probability", probability, "leave out a source that is never chosen")
        total = sum(probability for probability, _ in self.split)
        if total != 1:
            raise ValueError(f"sources must have probabilities that sum to 1, not {total}: every point has a source")

    @property
    def split(self) -> tuple[tuple[Number, Source], ...]:
        """The sources with their probabilities, also where there is only one."""
        return ((1, self.sources),) if isinstance(self.sources, Source) else self.sources


@dataclass(frozen=True)
class Subsample:
    """Copy `points` points of `source`, chosen at random without replacement, into `target`."""

    source: str
    points: int
    target: str

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("points", self.points, 1, "leave the step out if it chooses nothing")
        _two_stores(self.source, self.target)


@dataclass(frozen=True)
class Pour:
    """Move all points of `source` to `target`, with their weights."""

    source: str
    target: str

    def __post_init__(self) -> None:
        """Refuse a store that is poured into itself."""
        _two_stores(self.source, self.target)


@dataclass(frozen=True)
class Fade:
    """Multiply the weight of every point that is in a store now by `factor`, greater than 0."""

    store: str
    factor: Number

    def __post_init__(self) -> None:
        """Refuse a factor out of range."""
        exact_number("factor", self.factor, "empty the store if its points no longer count")


Step = Draw | Subsample | Pour | Fade


@dataclass(frozen=True)
class Refit:
    """Fit mean and variance: M = sum w_i x_i / W and V = sum w_i (x_i - M)^2 / c, with W = sum w_i.

    weights      pairs (store, weight), one for each store that is used; the weight w_i of a point in the fit is this
                 weight times that of the point (1, unless it has faded)
    divisor      c: "n" is W; "n-1" is W - sum w_i^2 / W, unbiased if points are independent; a number is itself.
                 With all weights 1, "n" and "n-1" are the number of points and that number less 1.
    deviations   "from own means" puts the mean of its own store in place of M, and so leaves out the variance between
                 stores; "n" is W still, and "n-1" is the sum over stores of W - sum w_i^2 / W
    """

    weights: tuple[tuple[str, Number], ...]
    divisor: Divisor = "n"
    deviations: Deviations = "from the common mean"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        if len({store for store, _ in self.weights}) < len(self.weights) or not self.weights:
            raise ValueError(
                f"weights must name one store or more, each once, not {self.weights!r}: add up the weights"
            )
        for _, weight in self.weights:
            exact_number("weight", weight, "leave out a store that does not count")
        if self.divisor not in ("n", "n-1"):
            exact_number("divisor", self.divisor, 'give "n", "n-1" or a number')
        if self.deviations not in ("from the common mean", "from own means"):
            raise ValueError(
                f'deviations must be "from the common mean" or "from own means", not {self.deviations!r}: choose one'
            )

    def divide_by(self, holdings: Holdings) -> Fraction:
        """The divisor c at what the stores hold; raises ValueError for a fit that has no variance."""
        missing = [store for store, _ in self.weights if store not in holdings]
        if missing:
            raise ValueError(f"weights must name stores that hold points, not {missing[0]!r}: draw into it first")
        used = [holdings[store].times(weight) for store, weight in self.weights]
        groups = used if self.deviations == "from own means" else [sum(used, NOTHING)]
        if all(group.points < 2 for group in groups):
            raise ValueError("a refit needs two points or more, not 1, to have deviations from a mean: draw more")
        if self.divisor == "n":
            return sum((group.weight for group in groups), Fraction(0))
        if self.divisor == "n-1":
            return sum((group.weight - group.squared_weight / group.weight for group in groups), Fraction(0))
        return Fraction(self.divisor)


@dataclass(frozen=True)
class Generation:
    """What happens from one fit to the next: the steps in their order, then the refit, then stores are emptied."""

    steps: tuple[Step, ...]
    refit: Refit
    emptied: tuple[str, ...] = ()


@dataclass(frozen=True)
class Loop:
    """Recursive training for a number of generations.

    generations   what is done, generation by generation, one or more
    mean          m_0 of the truth, in (unit of x)
    variance      v_0 of the truth, in (unit of x)^2, greater than 0

    All numbers are integers or fractions, so that moments can be exact.  Raises ValueError for a description that
    cannot be carried out, and names the generation.
    """

    generations: tuple[Generation, ...]
    mean: Number = 0
    variance: Number = 1
    holdings: tuple[Holdings, ...] = field(init=False, repr=False, compare=False)
    """What the stores hold after each generation; holdings[0] is before the first, nothing."""

    def __post_init__(self) -> None:
        """Go through the steps with the numbers of points alone."""
        if not self.generations:
            raise ValueError("generations must be one or more, not none: describe the first")
        if not isinstance(self.mean, Number):
            raise ValueError(f"mean must be an integer or a Fraction, not {self.mean!r}: moments are exact")
        exact_number("variance", self.variance, "the truth must have a spread to lose")
        holdings: list[Holdings] = [{}]
        for t, generation in enumerate(self.generations, start=1):
            try:
                holdings.append(_go_through(generation, t, holdings[-1]))
            except ValueError as error:
                raise ValueError(f"generation {t}: {error}") from error
        object.__setattr__(self, "holdings", tuple(holdings))

    def continued(self, generations: int) -> Loop:
        """The same loop with its last generation repeated this many times more."""
        return Loop(self.generations + self.generations[-1:] * generations, self.mean, self.variance)


@dataclass(frozen=True)
class Holding:
    """What a store holds: the number of points, the sum of their weights and the sum of the squares of these."""

    points: int
    weight: Fraction
    squared_weight: Fraction

    def __add__(self, other: Holding) -> Holding:
        """Both together."""
        return Holding(
            self.points + other.points, self.weight + other.weight, self.squared_weight + other.squared_weight
        )

    def times(self, factor: Number) -> Holding:
        """The same points with their weights multiplied."""
        return Holding(self.points, self.weight * factor, self.squared_weight * factor**2)


NOTHING = Holding(0, Fraction(0), Fraction(0))
Holdings = Mapping[str, Holding]


def holdings_after(step: Step, holdings: Holdings) -> Holdings:
    """What the stores hold after a step; raises ValueError if it cannot be carried out."""
    match step:
        case Draw(store, points):
            return {**holdings, store: holdings.get(store, NOTHING) + _new(points)}
        case Fade(store, factor):
            return {**holdings, store: _held(holdings, store).times(factor)}
        case Pour(source, target):
            poured = holdings.get(target, NOTHING) + _held(holdings, source)
            return {**{store: held for store, held in holdings.items() if store != source}, target: poured}
        case Subsample(source, points, target):
            held = _held(holdings, source)
            if held.weight != held.points or held.squared_weight != held.points:
                raise ValueError(f"source must hold points that have not faded, not {source!r}: subsample, then fade")
            if points > held.points:
                raise ValueError(
                    f"points must be at most the {held.points} that {source!r} holds, not {points}: "
                    "without replacement there are no more"
                )
            return {
                **holdings,
                target: holdings.get(target, NOTHING) + Holding(points, Fraction(points), Fraction(points)),
            }


def _go_through(generation: Generation, t: int, holdings: Holdings) -> Holdings:
    """What the stores hold after generation t, which can draw from the fits 0 to t - 1."""
    for step in generation.steps:
        holdings = holdings_after(step, holdings)
        for _, source in step.split if isinstance(step, Draw) else ():
            if not -t <= source.fit < t:
                raise ValueError(f"fit must be one of 0 to {t - 1}, or -1 to {-t}, not {source.fit}: it must exist")
    if generation.refit.divide_by(holdings) <= 0:
        raise ValueError("the divisor must be positive: give the fit more points")
    for store in generation.emptied:
        _held(holdings, store)
    return {store: held for store, held in holdings.items() if store not in generation.emptied}


def _new(points: int) -> Holding:
    """Points with weight 1."""
    return Holding(points, Fraction(points), Fraction(points))


def _held(holdings: Holdings, store: str) -> Holding:
    if store not in holdings:
        raise ValueError(f"store must be one that holds points, not {store!r}: draw into it first")
    return holdings[store]


def _two_stores(source: str, target: str) -> None:
    if source == target:
        raise ValueError(f"target must be another store than the source, not {target!r}: give it a name of its own")
