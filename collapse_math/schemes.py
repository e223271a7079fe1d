"""From the parameters of a record, and the switches that assumptions set, to the description of a loop.

The parameters, by the names of the quantities in the book:

    n           points per generation;  or r real ones and s synthetic ones, n = r + s
    alpha       share of the real points;  r/n if r and s are given
    t           generations, at least 1
    m_0, v_0    mean and variance of the truth, 0 and 1 if not given
    c           what the sum of squares is divided by, where no assumption names the divisor
    k           points of a subsample
    K           generations in a sliding window
    f           factor by which the weight of a point fades in a generation
    w           weight of the real points
    h, tau      deviation of a kernel, and width of draws: points of a fit have the variance tau^2 V + h^2

And the switches, the standard setting first; each breaks one assumption:

    memory      "replace", "accumulate", "subsample", "window", "fading": which points are fitted; "steps": all,
                the newest with the weight w(t) together
    real        "none"; "number": r of the truth; "split": each of the truth with probability alpha; "set": the same r
    weights     "pooled": all points alike; "means": w (mean of the real points) + (1 - w) (that of the others), and
                variances with the same weights; "variances": w (variance of the real points) + (1 - w) (of the others)
    deviations  "common": from the mean of the whole fit; "own": of real points from theirs, of the others from theirs
    spread      "fitted"; "known": points of a fit have the variance of the truth, and only the mean is learnt
    divisor     "n", "n-1", "varying": n at the first, third, fifth fit and so on, n - 1 at the others
    matching    "matched", "inflated": points have 1.1 times the deviation they should have, real ones included
    sizes       "constant", "growing": generation t draws t times as many points as the first
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from collapse_math import regimes
from collapse_math.loops import Draw, Fade, Generation, Loop, Number, Source

PARAMETERS = {"n", "r", "s", "alpha", "t", "m_0", "v_0", "c", "k", "K", "f", "w", "h", "tau"}
CHOICES = {
    "memory": ("replace", "accumulate", "subsample", "window", "fading", "steps"),
    "real": ("none", "number", "split", "set"),
    "weights": ("pooled", "means", "variances"),
    "deviations": ("common", "own"),
    "spread": ("fitted", "known"),
    "divisor": ("n", "n-1", "varying"),
    "matching": ("matched", "inflated"),
    "sizes": ("constant", "growing"),
}
STANDARD = {switch: values[0] for switch, values in CHOICES.items()}
INFLATION = Fraction(11, 10)

Parameters = Mapping[str, Number]
Sequences = Mapping[str, Sequence[Number]]
Switches = Mapping[str, str]


def described(at: Parameters, switches: Switches, sequences: Sequences | None = None) -> Loop:
    """The loop with these parameters and switches; all other switches have their standard setting.

    `sequences` are n and alpha, or w, where they differ from generation to generation, one number for each or more.

    Raises ValueError for a parameter or a switch that no loop has, for one that is missing, and for settings that do
    not go together.
    """
    for name in at.keys() - PARAMETERS:
        raise ValueError(f"a loop has no parameter for {name}: rename it, or extend collapse_math.schemes")
    for switch, value in switches.items():
        if value not in CHOICES.get(switch, ()):
            raise ValueError(f"a loop has no setting {switch} = {value}: choose one of {CHOICES.get(switch, ())}")
    loop = _changing(at, switches, sequences) if sequences else _scheme(at, switches)
    chosen = {**STANDARD, **switches}
    if chosen["spread"] == "known":
        loop = _redrawn(loop, lambda t, draw: _with_sources(draw, lambda source: _known(source, loop.variance)))
    if chosen["matching"] == "inflated":
        loop = _redrawn(loop, lambda t, draw: _with_sources(draw, _inflated))
    if chosen["sizes"] == "growing":
        loop = _redrawn(loop, lambda t, draw: replace(draw, points=t * draw.points))
    if chosen["divisor"] == "varying":
        loop = _changed(loop, lambda t, made: replace(made, refit=replace(made.refit, divisor=("n-1", "n")[t % 2])))
    return loop


def points_of(at: Parameters) -> int:
    """The number of points that a generation draws, if sizes are constant."""
    return int(at["n"]) if "n" in at else int(at["r"] + at["s"])


def _changing(at: Parameters, switches: Switches, sequences: Sequences) -> Loop:
    """A scheme whose sizes and shares change from generation to generation."""
    chosen, generations, options = {**STANDARD, **switches}, int(at["t"]), _options(at, switches)
    if "w" in sequences:
        return _weighed(at, chosen, sequences["w"][:generations], options)
    sizes = [int(size) for size in sequences["n"][:generations]]
    shares = list(sequences.get("alpha", ())[:generations])
    match chosen["memory"], chosen["real"], chosen["weights"], chosen["deviations"]:
        case "replace", "none", "pooled", "common":
            return regimes.replace(sizes, generations, **options)
        case "accumulate", "none", "pooled", "common":
            return regimes.accumulate(sizes, generations, **options)
        case "replace" | "accumulate" as memory, "split", "pooled", "common":
            return regimes.random_split(shares, sizes, generations, keep=memory == "accumulate", **options)
        case "replace" | "accumulate" as memory, "number", "pooled", _:
            real = [whole(share * size) for share, size in zip(shares, sizes, strict=True)]
            others = [size - some for size, some in zip(sizes, real, strict=True)]
            return regimes.fresh_data(real, others, generations, keep=memory == "accumulate", **options)
    raise ValueError(f"no loop with changing sizes is described for {chosen}: extend collapse_math.schemes")


def _weighed(at: Parameters, chosen: Switches, weights: Sequence[Number], options: regimes.Options) -> Loop:
    """A scheme in which the weight of the real points changes from generation to generation."""
    memory, real = chosen["memory"], chosen["real"]
    if (real, chosen["weights"], chosen["deviations"]) == ("none", "pooled", "common"):
        match memory:
            case "steps":
                return _stepped(points_of(at), weights, options)
            case "replace":
                return regimes.replace(points_of(at), int(at["t"]), **options)
            case "accumulate":
                return regimes.accumulate(points_of(at), int(at["t"]), **options)
    if (memory, real, chosen["weights"]) != ("replace", "number", "means"):
        raise ValueError(f"no loop with changing weights is described for {chosen}: extend collapse_math.schemes")
    return regimes.weighted_means(weights, *_both(at), int(at["t"]), **options)


def _stepped(points: int, weights: Sequence[Number], options: regimes.Options) -> Loop:
    """A pool that has faded, when new points come, so that they have the weight w(t) together."""
    if weights[0] != 1 or not all(0 < weight < 1 for weight in weights[1:]):
        shown = ", ".join(map(str, weights))
        raise ValueError(f"w must be 1 at first, as nothing is before, and between 0 and 1 later on, not {shown}")
    loop = regimes.accumulate(points, len(weights), **options)
    held, changed = Fraction(points), list(loop.generations[:1])
    for made, weight in zip(loop.generations[1:], weights[1:], strict=True):
        left = points * (1 - Fraction(weight)) / weight  # the weight of all older points, where new ones have 1 each
        changed.append(replace(made, steps=(Fade("pool", left / held), *made.steps)))
        held = left + points
    return Loop(tuple(changed), loop.mean, loop.variance)


def whole(real: Number) -> int:
    """A share of the points, where that is a number of points."""
    if real.denominator != 1:
        raise ValueError(f"alpha n must be a number of points, not {real}: choose alpha and n for it")
    return int(real)


def _scheme(at: Parameters, switches: Switches) -> Loop:
    """The regime that the first four switches choose."""
    chosen = {**STANDARD, **switches}
    try:
        generations, points, options = int(at["t"]), points_of(at), _options(at, switches)
        keep = chosen["memory"] == "accumulate"
        match chosen["memory"], chosen["real"], chosen["weights"], chosen["deviations"]:
            case "replace", "none", "pooled", "common":
                return regimes.replace(points, generations, **options)
            case "accumulate", "none", "pooled", "common":
                return regimes.accumulate(points, generations, **options)
            case "subsample", "none", "pooled", "common":
                return regimes.accumulate_and_subsample(points, int(at["k"]), generations, **options)
            case "window", "none", "pooled", "common":
                return regimes.sliding_window(points, int(at["K"]), generations, **options)
            case "fading", "none", "pooled", "common":
                return regimes.forgetting(points, at["f"], generations, **options)
            case "replace" | "accumulate", "number", "pooled", _:
                return regimes.fresh_data(*_both(at), generations, keep=keep, **options)
            case "replace" | "accumulate", "split", "pooled", "common":
                return regimes.random_split(_share(at), points, generations, keep=keep, **options)
            case "replace" | "accumulate", "set", "pooled", _:
                return regimes.fixed_real(*_both(at), generations, keep=keep, **options)
            case "replace" | "accumulate", "number", "means", _:
                return regimes.weighted_means(at["w"], *_both(at), generations, keep=keep, **options)
            case "replace" | "accumulate", "number", "variances", _:
                return regimes.weighted_variances(at["w"], *_both(at), generations, keep=keep, **options)
    except KeyError as missing:
        raise ValueError(f"a loop needs a value for {missing.args[0]}: give it with the record") from missing
    settings = ", ".join(f"{switch} = {chosen[switch]}" for switch in ("memory", "real", "weights", "deviations"))
    raise ValueError(f"no loop is described for {settings}: extend collapse_math.schemes")


def _options(at: Parameters, switches: Switches) -> regimes.Options:
    divisor = switches.get("divisor", "n")
    return {
        "divisor": at["c"] if "c" in at and "divisor" not in switches else "n-1" if divisor == "n-1" else "n",
        "deviations": "from own means" if switches.get("deviations") == "own" else "from the common mean",
        "source": Source(-1, Fraction(at.get("tau", 1)) ** 2, Fraction(at.get("h", 0)) ** 2),
        "mean": at.get("m_0", 0),
        "variance": at.get("v_0", 1),
    }


def _share(at: Parameters) -> Number:
    """The probability with which a point is real."""
    return at["alpha"] if "alpha" in at else Fraction(at["r"], points_of(at))


def _both(at: Parameters) -> tuple[int, int]:
    """The numbers of real and of synthetic points."""
    if "r" in at:
        return int(at["r"]), int(at["s"])
    real = whole(at["alpha"] * points_of(at))
    return real, points_of(at) - real


def _known(source: Source, variance: Number) -> Source:
    """A source that has the mean of the fit and this variance."""
    return replace(source, variance_factor=0, added_variance=variance)


def _inflated(source: Source) -> Source:
    """A source with 1.1 times the standard deviation."""
    factor = INFLATION**2
    return replace(
        source, variance_factor=source.variance_factor * factor, added_variance=source.added_variance * factor
    )


def _with_sources(draw: Draw, change: Callable[[Source], Source]) -> Draw:
    if isinstance(draw.sources, Source):
        return replace(draw, sources=change(draw.sources))
    return replace(draw, sources=tuple((probability, change(source)) for probability, source in draw.sources))


def _redrawn(loop: Loop, change: Callable[[int, Draw], Draw]) -> Loop:
    """The loop with every draw changed; `change` is given the number of the generation as well."""

    def redrawn(t: int, generation: Generation) -> Generation:
        steps = tuple(change(t, step) if isinstance(step, Draw) else step for step in generation.steps)
        return replace(generation, steps=steps)

    return _changed(loop, redrawn)


def _changed(loop: Loop, change: Callable[[int, Generation], Generation]) -> Loop:
    """The loop with every generation changed, given its number."""
    return Loop(tuple(change(t, made) for t, made in enumerate(loop.generations, start=1)), loop.mean, loop.variance)
