"""The schemes of recursive training that have names, as descriptions for `schedules` and `processes.schedule`.

Every scheme takes the number of generations, at least 1, and the same options by name:

    divisor, deviations   of the fitted variance, "n" and "from the common mean" if left out; see `loops.Refit`
    source                the law of synthetic points, Source(-1) if left out: that of the last fit as it is
    mean, variance        m_0 and v_0 of the truth, in (unit of x) and (unit of x)^2, 0 and 1 if left out

Schemes with real points also take `keep`: whether the points of all earlier generations stay in the fit, too.

Fit 0 is the truth.  So the "synthetic" points of generation 1 are real points, drawn from the truth as it is whatever
`source` may be, unless a scheme says that its first fit uses fewer.  All raise ValueError for arguments out of range.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypedDict, Unpack

from collapse_math.loops import (
    LAST_FIT,
    TRUTH,
    Deviations,
    Divisor,
    Draw,
    Fade,
    Generation,
    Loop,
    Number,
    Pour,
    Refit,
    Source,
    Subsample,
)


class Options(TypedDict, total=False):
    """What every scheme takes by name."""

    divisor: Divisor
    deviations: Deviations
    source: Source
    mean: Number
    variance: Number


def replace(points: int | Sequence[int], generations: int, **options: Unpack[Options]) -> Loop:
    """Fit the newest points only: n at every generation, or n_1, n_2, ..., one number for each."""

    def generation(t: int) -> Generation:
        draw = Draw("batch", _size(points, t, generations), _synthetic(t, options))
        return Generation((draw,), _refit(options, batch=1), emptied=("batch",))

    return _loop(generation, generations, options)


def accumulate(points: int | Sequence[int], generations: int, **options: Unpack[Options]) -> Loop:
    """Fit all points since generation 1; n new ones at every generation, or n_1, n_2, ..., one number for each."""

    def generation(t: int) -> Generation:
        draw = Draw("pool", _size(points, t, generations), _synthetic(t, options))
        return Generation((draw,), _refit(options, pool=1))

    return _loop(generation, generations, options)


def accumulate_and_subsample(points: int, taken: int, generations: int, **options: Unpack[Options]) -> Loop:
    """Keep all points, and fit `taken` of them, chosen anew at every generation without replacement."""

    def generation(t: int) -> Generation:
        steps = (Draw("pool", points, _synthetic(t, options)), Subsample("pool", taken, "batch"))
        return Generation(steps, _refit(options, batch=1), emptied=("batch",))

    return _loop(generation, generations, options)


def sliding_window(points: int, window: int, generations: int, **options: Unpack[Options]) -> Loop:
    """Fit the points of the last `window` generations, or of all as long as there are fewer."""
    if window < 1:
        raise ValueError(f"window must be at least 1, not {window!r}: the newest generation is always fitted")
    ages = [f"age {age}" for age in range(window)]

    def generation(t: int) -> Generation:
        held = min(t, window)
        ageing = [Pour(ages[age - 1], ages[age]) for age in range(held - 1, 0, -1)]
        draw = Draw(ages[0], points, _synthetic(t, options))
        refit = _refit(options, **dict.fromkeys(ages[:held], 1))
        return Generation((*ageing, draw), refit, emptied=(ages[-1],) if t >= window else ())

    return _loop(generation, generations, options)


def forgetting(points: int, factor: Number, generations: int, **options: Unpack[Options]) -> Loop:
    """Fit all points since generation 1, those that are a generations old with weight factor^a."""

    def generation(t: int) -> Generation:
        draw = Draw("pool", points, _synthetic(t, options))
        return Generation((Fade("pool", factor), draw) if t > 1 else (draw,), _refit(options, pool=1))

    return _loop(generation, generations, options)


def fresh_data(
    real: int | Sequence[int],
    synthetic: int | Sequence[int],
    generations: int,
    *,
    keep: bool = False,
    **options: Unpack[Options],
) -> Loop:
    """Fit `real` new points of the truth and `synthetic` ones together; one number, or one for each generation."""

    def generation(t: int) -> Generation:
        others = _size(synthetic, t, generations)
        steps = (Draw("real", _size(real, t, generations), TRUTH), Draw("synthetic", others, _synthetic(t, options)))
        return Generation(steps, _refit(options, real=1, synthetic=1), _emptied(keep, "real", "synthetic"))

    return _loop(generation, generations, options)


def random_split(
    alpha: Number | Sequence[Number],
    points: int | Sequence[int],
    generations: int,
    *,
    keep: bool = False,
    **options: Unpack[Options],
) -> Loop:
    """Fit `points` points, each of them real with probability alpha, strictly between 0 and 1, else synthetic.

    Both may be one number, or one number for each generation.
    """

    def generation(t: int) -> Generation:
        share = _of_generation("alpha", alpha, t, generations)
        sources = ((share, TRUTH), (1 - share, _synthetic(t, options)))
        draw = Draw("batch", _size(points, t, generations), sources)
        return Generation((draw,), _refit(options, batch=1), _emptied(keep, "batch"))

    return _loop(generation, generations, options)


def fixed_real(real: int, synthetic: int, generations: int, *, keep: bool = False, **options: Unpack[Options]) -> Loop:
    """Fit the same `real` points at every generation, with new synthetic ones; the first fit has no others."""

    def generation(t: int) -> Generation:
        if t == 1:
            return Generation((Draw("real", real, TRUTH),), _refit(options, real=1))
        draw = Draw("synthetic", synthetic, _synthetic(t, options))
        return Generation((draw,), _refit(options, real=1, synthetic=1), _emptied(keep, "synthetic"))

    return _loop(generation, generations, options)


def replay(stored: int, replayed: int, synthetic: int, generations: int, **options: Unpack[Options]) -> Loop:
    """Store real points once; fit `replayed` of them, chosen anew without replacement, with new synthetic ones.

    The first fit has all `stored` points, alone.
    """

    def generation(t: int) -> Generation:
        if t == 1:
            return Generation((Draw("buffer", stored, TRUTH),), _refit(options, buffer=1))
        steps = (Subsample("buffer", replayed, "batch"), Draw("batch", synthetic, _synthetic(t, options)))
        return Generation(steps, _refit(options, batch=1), emptied=("batch",))

    return _loop(generation, generations, options)


def weighted_means(
    weight: Number, real: int, synthetic: int, generations: int, *, keep: bool = False, **options: Unpack[Options]
) -> Loop:
    """Give the mean of `real` new points the weight w, strictly between 0 and 1, and that of synthetic ones 1 - w.

    The fitted mean is w (mean of the real points) + (1 - w) (mean of the synthetic points).  In the fitted variance
    each real point has the weight w/real and each synthetic one (1 - w)/synthetic.
    """

    def generation(t: int) -> Generation:
        steps = (Draw("real", real, TRUTH), Draw("synthetic", synthetic, _synthetic(t, options)))
        w = Fraction(weight)
        refit = _refit(options, real=w / real, synthetic=(1 - w) / synthetic)
        return Generation(steps, refit, _emptied(keep, "real", "synthetic"))

    return _loop(generation, generations, options)


def weighted_variances(
    weight: Number, real: int, synthetic: int, generations: int, *, keep: bool = False, **options: Unpack[Options]
) -> Loop:
    """Fit the variance w (that of new real points) + (1 - w) (that of synthetic ones), 0 < w < 1, both unbiased.

    There are two points or more of either kind.  The fitted mean weighs each point as the variance does.
    """

    def generation(t: int) -> Generation:
        steps = (Draw("real", real, TRUTH), Draw("synthetic", synthetic, _synthetic(t, options)))
        w = Fraction(weight)
        weights = (("real", w / (real - 1)), ("synthetic", (1 - w) / (synthetic - 1)))
        return Generation(steps, Refit(weights, 1, "from own means"), _emptied(keep, "real", "synthetic"))

    if min(real, synthetic) < 2:
        raise ValueError(
            f"real and synthetic must be at least 2, not {real} and {synthetic}: one point has no variance"
        )
    return _loop(generation, generations, options)


def _loop(generation: Callable[[int], Generation], generations: int, options: Options) -> Loop:
    described = tuple(generation(t) for t in range(1, generations + 1))
    return Loop(described, options.get("mean", 0), options.get("variance", 1))


def _synthetic(t: int, options: Options) -> Source:
    """What generation t takes for synthetic points; in the first the last fit is the truth, and is taken as it is."""
    return LAST_FIT if t == 1 else options.get("source", LAST_FIT)


def _refit(options: Options, **weights: Number) -> Refit:
    deviations = options.get("deviations", "from the common mean")
    return Refit(tuple(weights.items()), options.get("divisor", "n"), deviations)


def _emptied(keep: bool, *stores: str) -> tuple[str, ...]:
    """The stores that are emptied at the end of a generation, unless all points are kept."""
    return () if keep else stores


def _size(points: int | Sequence[int], t: int, generations: int) -> int:
    return int(_of_generation("points", points, t, generations))


def _of_generation(name: str, values: Number | Sequence[Number], t: int, generations: int) -> Number:
    if isinstance(values, Number):
        return values
    if len(values) != generations:
        raise ValueError(
            f"{name} must be one number or {generations}, one for each generation, not {len(values)}: "
            f"change {name} or generations"
        )
    return values[t - 1]
