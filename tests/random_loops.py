"""Hypothesis strategies for loops that can be carried out, whatever they do."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from collapse_math.loops import Draw, Fade, Generation, Loop, Pour, Refit, Source, Step, Subsample

NAMES = ("a", "b", "c")
WEIGHTS = st.sampled_from([Fraction(1), Fraction(1), Fraction(1, 3), Fraction(5, 2)])


def sources(fits: int, plain: bool) -> st.SearchStrategy[Any]:
    """One source, or a split of two, when fits 0 to fits - 1 exist; plain ones draw from a fit as it is."""
    one = st.builds(
        Source,
        st.integers(-fits, fits - 1),
        st.just(1) if plain else st.sampled_from([Fraction(1, 2), 1, 1, 1, Fraction(3, 2), 0]),
        st.just(0) if plain else st.sampled_from([0, 0, 0, Fraction(1, 4)]),
    )
    share = st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(4, 5)])
    split = st.builds(lambda p, first, second: ((p, first), (1 - p, second)), share, one, one)
    return st.one_of(one, one, split)


@st.composite
def loops(draw: st.DrawFn, *, generations: int, points: int, plain: bool = False) -> Loop:
    """Loops of at most so many generations, with draws of at most so many points.

    plain   every draw has the two moments of the fit it comes from, and every variance is a weighted mean square
            deviation from the mean that is fitted with it
    """
    sizes: dict[str, int] = {}
    whole: set[str] = set()  # stores in which nothing has faded
    made = []
    for t in range(1, draw(st.integers(1, generations)) + 1):
        steps: list[Step] = []
        for _ in range(draw(st.integers(1, 2))):
            step = Draw(draw(st.sampled_from(NAMES)), draw(st.integers(1, points)), draw(sources(t, plain)))
            if step.store not in sizes:
                whole.add(step.store)
            sizes[step.store] = sizes.get(step.store, 0) + step.points
            steps.append(step)
        steps += draw(rearrangements(sizes, whole))
        used = draw(st.lists(st.sampled_from(sorted(sizes)), min_size=1, unique=True))
        if sum(sizes[store] for store in used) < 2:
            sizes[used[0]] += 1
            steps.append(Draw(used[0], 1, draw(sources(t, plain))))
        made.append(Generation(tuple(steps), draw(refits(used, sizes, plain)), draw(emptied(sizes))))
        for store in made[-1].emptied:
            del sizes[store]
            whole.discard(store)
    if plain:
        return Loop(tuple(made), draw(st.fractions(-2, 2)), draw(st.fractions(Fraction(1, 5), 5)))
    return Loop(tuple(made), mean=draw(st.sampled_from([0, 3])), variance=draw(st.sampled_from([1, Fraction(3, 2)])))


@st.composite
def rearrangements(draw: st.DrawFn, sizes: dict[str, int], whole: set[str]) -> list[Step]:
    """No step or one that draws nothing; keeps account in `sizes` and `whole`."""
    kind = draw(st.sampled_from(["none", "pour", "fade", "subsample", "subsample"]))
    if kind == "none":
        return []
    source = draw(st.sampled_from(sorted(sizes)))
    target = draw(st.sampled_from([name for name in NAMES if name != source]))
    if kind == "fade":
        whole.discard(source)
        return [Fade(source, draw(st.sampled_from([Fraction(1, 2), Fraction(2, 3), 2])))]
    if kind == "pour":
        unfaded = source in whole and (target in whole or target not in sizes)
        sizes[target] = sizes.get(target, 0) + sizes.pop(source)
        whole.discard(source)
        (whole.add if unfaded else whole.discard)(target)
        return [Pour(source, target)]
    if source not in whole:
        return []
    taken = draw(st.integers(1, sizes[source]))
    if target not in sizes:
        whole.add(target)
    sizes[target] = sizes.get(target, 0) + taken
    return [Subsample(source, taken, target)]


@st.composite
def refits(draw: st.DrawFn, used: list[str], sizes: dict[str, int], plain: bool) -> Refit:
    """A fit to these stores, which hold two points or more together."""
    weights = tuple((store, draw(WEIGHTS)) for store in used)
    if plain:
        return Refit(weights)
    divisor: Any = draw(st.sampled_from(["n", "n-1", Fraction(7, 2)]))
    own = max(sizes[store] for store in used) > 1 and draw(st.booleans())
    return Refit(weights, divisor, "from own means" if own else "from the common mean")


def emptied(sizes: dict[str, int]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the stores that hold points."""
    return st.lists(st.sampled_from(sorted(sizes)), unique=True).map(tuple)
