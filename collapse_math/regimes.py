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
    Step,
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
    weight: Number | Sequence[Number],
    real: int,
    synthetic: int,
    generations: int,
    *,
    keep: bool = False,
    **options: Unpack[Options],
) -> Loop:
    """Give the mean of `real` new points the weight w, strictly between 0 and 1, and that of synthetic ones 1 - w.

    The weight may be one number, or one number for each generation.  The fitted mean is w (mean of the real points) +
    (1 - w) (mean of the synthetic points).  In the fitted variance each real point has the weight w/real and each
    synthetic one (1 - w)/synthetic.
    """

    def generation(t: int) -> Generation:
        steps = (Draw("real", real, TRUTH), Draw("synthetic", synthetic, _synthetic(t, options)))
        w = Fraction(_of_generation("weight", weight, t, generations))
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


def combined(
    points: int | Sequence[int],
    generations: int,
    *,
    real: int | Sequence[int] = 0,
    real_share: Number = 0,
    kept_real: int = 0,
    memory: str = "replace",
    parameter: Number = 0,
    **options: Unpack[Options],
) -> Loop:
    """Real data and memory of any kind together.

    points       how many new points each generation draws, real ones included
    real         how many of them are real: one number, or one for each generation
    real_share   instead: each of them is real with this probability
    kept_real    besides: so many real points are in every fit, always the same; the first fit has no others
    memory       "replace"; "accumulate"; or, with a parameter: "window", the number of generations whose points are
                 fitted; "fade", the factor by which the weight of older points shrinks at each generation; "subsample",
                 how many points are fitted of all that are kept
    """
    if memory not in MEMORIES:
        raise ValueError(f"memory must be one of {', '.join(MEMORIES)}, not {memory!r}: choose one")
    if not 0 <= real_share <= 1:
        raise ValueError(f"real_share must lie from 0 to 1, not {real_share}: it is a probability")
    if real_share and real != 0:
        raise ValueError("real and real_share cannot both be given: their number is fixed, or it is random")

    def draws(store: str, t: int) -> list[Step]:
        size, known = _size(points, t, generations), _size(real, t, generations)
        if size < 1:
            raise ValueError(f"points must be at least 1, not {size} as in generation {t}: a fit needs new points")
        if not 0 <= known <= size:
            raise ValueError(f"real must be from 0 to the {size} points of generation {t}, not {known}: change either")
        source: Source | tuple[tuple[Number, Source], ...] = TRUTH if real_share == 1 else _synthetic(t, options)
        if 0 < real_share < 1:
            source = ((real_share, TRUTH), (1 - real_share, _synthetic(t, options)))
        counts: list[tuple[int, Source | tuple[tuple[Number, Source], ...]]] = [(known, TRUTH), (size - known, source)]
        return [Draw(store, count, law) for count, law in counts if count]

    def generation(t: int) -> Generation:
        fixed = {"kept real": 1} if kept_real else {}
        if kept_real and t == 1:
            return Generation((Draw("kept real", kept_real, TRUTH),), _refit(options, **fixed))
        steps, used, emptied = _memory(memory, parameter, t - bool(kept_real), lambda store: draws(store, t))
        return Generation(tuple(steps), _refit(options, **fixed, **dict.fromkeys(used, 1)), tuple(emptied))

    return _loop(generation, generations, options)


MEMORIES = ("replace", "accumulate", "window", "fade", "subsample")


def _memory(
    memory: str, parameter: Number, t: int, draws: Callable[[str], list[Step]]
) -> tuple[list[Step], list[str], list[str]]:
    """The steps of the t-th generation that draws points, the stores that are fitted, those that are emptied."""
    if memory == "replace":
        return draws("batch"), ["batch"], ["batch"]
    if memory == "accumulate":
        return draws("pool"), ["pool"], []
    if memory == "fade":
        return [*([Fade("pool", parameter)] if t > 1 else []), *draws("pool")], ["pool"], []
    if parameter < 1 or parameter != int(parameter):
        raise ValueError(f"parameter must be an integer of at least 1, not {parameter}: it counts, for {memory!r}")
    if memory == "subsample":
        return [*draws("pool"), Subsample("pool", int(parameter), "batch")], ["batch"], ["batch"]
    ages = [f"age {age}" for age in range(int(parameter))]
    held = min(t, len(ages))
    ageing: list[Step] = [Pour(ages[age - 1], ages[age]) for age in range(held - 1, 0, -1)]
    return [*ageing, *draws(ages[0])], ages[:held], [ages[-1]] if t >= len(ages) else []


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
