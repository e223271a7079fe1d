"""From a description of recursive training to the linear recursion of its moments, one step after the other."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache
from itertools import product as choices
from typing import Any

from flint import fmpq

from collapse_math.loops import Draw, Fade, Holdings, Loop, Pour, Refit, Source, Subsample, holdings_after
from collapse_math.schedules.expectations import Expectations, Kept, Rows
from collapse_math.schedules.polynomials import ZERO, Monomial, Polynomial, Variable, monomials, power, product, total
from collapse_math.schedules.sampling import (
    Moments,
    Products,
    mixed,
    raw_moments,
    sums_of_chosen,
    sums_of_draws,
    sums_of_points,
)

Conditional = Callable[[Monomial], Polynomial]
Kind = Callable[[tuple[int, ...], Mapping[Monomial, Any]], Expectations]


def mean_of(fit: int) -> Variable:
    """M_t - m_0 of a fit, as a variable of the state."""
    return Variable(f"fit {fit}", 1)


def variance_of(fit: int) -> Variable:
    """V_t of a fit, as a variable of the state."""
    return Variable(f"fit {fit}", 2)


class Recursion:
    """Goes through a loop and carries the expectations of the monomials of its state.

    The state is what the future depends on: the power sums of the stores, of order 1 and 2 (up to 4 where points are
    chosen from a store and moments of weight 4 are wanted), and mean and variance of the fits that are still drawn
    from.  All are measured from the mean of the truth, so that the monomials of odd weight have expectation 0: at
    weight 1 since every draw has the mean of its source, at weight 3 since the laws are symmetric.  They are left out.
    """

    def __init__(self, loop: Loop, order: int, kurtosis: Fraction, kind: Kind) -> None:
        """Before generation 1; `order` is the highest weight that is carried, 2 or 4."""
        subsampling = any(isinstance(step, Subsample) for made in loop.generations for step in made.steps)
        self.power_sums = range(1, (order if subsampling else 2) + 1)
        self.loop = loop
        self.kurtosis = kurtosis
        self.kind = kind
        self.last_use = _last_use(loop)
        self.fits = 0  # made so far; the truth is not counted
        self.variables: tuple[Variable, ...] = ()
        self.present = kind(tuple(range(0, order + 1, 2)), {(): fmpq(1)})
        self.with_past: dict[Variable, Expectations] = {}

    def advance(self) -> None:
        """Do the next generation."""
        generation, holdings = self.loop.generations[self.fits], self.loop.holdings[self.fits]
        for step in generation.steps:
            match step:
                case Draw(store, points):
                    law = mixed([(share, self._law(source)) for share, source in step.split])
                    self._add(store, sums_of_draws(points, law))
                case Subsample(source, points, target):
                    self._add(target, sums_of_chosen(points, holdings[source].points, _power_sums(source)))
                case Pour(source, target):
                    self._add(target, sums_of_points(_power_sums(source)))
                    self._forget(self._of_store(source))
                case Fade(store, factor):
                    self._fade(store, factor)
            holdings = holdings_after(step, holdings)
        # Fits are forgotten before there is another one: the fewer variables, the fewer monomials.
        self._forget(v for v in self.variables if self.last_use.get(v.owner, math.inf) <= self.fits)
        self.fits += 1
        self._refit(generation.refit, holdings)
        self._forget(variable for store in generation.emptied for variable in self._of_store(store))

    def _law(self, source: Source) -> Moments:
        """The raw moments of the law of a draw."""
        fit = _number(source, self.fits)
        mean, variance = ZERO, Polynomial.constant(self.loop.variance)
        if fit > 0:
            mean, variance = Polynomial.of(mean_of(fit)), Polynomial.of(variance_of(fit))
        spread = variance.times(source.variance_factor) + Polynomial.constant(source.added_variance)
        return raw_moments(mean, spread, self.kurtosis)

    def _add(self, store: str, batch: Products) -> None:
        """Add points to a store; `batch` gives the expectations of products of their power sums."""
        held = self._of_store(store)
        batch = cache(batch)

        def conditional(monomial: Monomial) -> Polynomial:
            """Of (P_j + p_j) (P_k + p_k) ..., multiplied out."""
            terms = []
            for chosen in choices((False, True), repeat=len(monomial)):
                old = [variable for variable, new in zip(monomial, chosen, strict=True) if not new]
                if held or not old:
                    orders = tuple(variable.weight for variable, new in zip(monomial, chosen, strict=True) if new)
                    terms.append(Polynomial.of(*old) * batch(orders))
            return total(terms)

        self._change(held, tuple(_power_sum(store, k) for k in self.power_sums), conditional)

    def _fade(self, store: str, factor: int | Fraction) -> None:
        """Multiply every power sum of a store."""
        held = self._of_store(store)
        self._change(held, held, lambda monomial: Polynomial.of(*monomial).times(Fraction(factor) ** len(monomial)))

    def _refit(self, refit: Refit, holdings: Holdings) -> None:
        """Make the next fit: M = sum w P_1 / W, then V from the sums of squares about it or about own means."""
        used = [(_power_sums(store), Fraction(weight), holdings[store].weight) for store, weight in refit.weights]
        weight_of_all = sum(weight * held for _, weight, held in used)
        mean = total([sums(1).times(weight / weight_of_all) for sums, weight, _ in used])
        squares = total([sums(2).times(weight) for sums, weight, _ in used])
        new_mean = mean_of(self.fits)
        about = Polynomial.of(new_mean, new_mean).times(weight_of_all)
        if refit.deviations == "from own means":
            about = total([(sums(1) * sums(1)).times(weight / held) for sums, weight, held in used])
        variance = (squares + about.times(-1)).times(1 / refit.divide_by(holdings))
        self._change((), (new_mean,), lambda monomial: power(mean, len(monomial)))
        self._change((), (variance_of(self.fits),), lambda monomial: power(variance, len(monomial)))

    def _forget(self, variables: Iterable[Variable]) -> None:
        """Leave variables out that nothing depends on any more; the next change drops their expectations."""
        forgotten = set(variables)
        self.variables = tuple(variable for variable in self.variables if variable not in forgotten)

    def _change(self, old: tuple[Variable, ...], new: tuple[Variable, ...], conditional: Conditional) -> None:
        """Put new variables in place of old ones, given the conditional expectations of the monomials of the new."""
        kept = tuple(variable for variable in self.variables if variable not in old)
        conditional = cache(conditional)
        maps: dict[tuple[int, ...], tuple[Rows, Kept]] = {}
        for expectations in (self.present, *self.with_past.values()):
            weights = expectations.weights
            if weights not in maps:
                same = [monomial for weight in weights for monomial in monomials(kept, weight)]
                maps[weights] = _rows(weights, kept, new, conditional), same
            rows, unchanged = maps[weights]
            if rows:
                expectations.apply(rows, unchanged)
        self.variables = tuple(sorted(kept + new))

    def _of_store(self, store: str) -> tuple[Variable, ...]:
        return tuple(variable for variable in self.variables if variable.owner == f"store {store}")

    def remember(self, past: Variable) -> None:
        """From now on carry E[past g] too, for monomials g of the state of at most the weight of `past`."""
        weights = tuple(range(past.weight % 2, past.weight + 1, 2))
        expectations = {
            monomial: self.present.of(product((past,), monomial))
            for weight in weights
            for monomial in monomials(self.variables, weight)
        }
        self.with_past[past] = self.kind(weights, expectations)

    def forget_past(self, past: Variable) -> None:
        """Carry E[past g] no longer."""
        del self.with_past[past]


def _rows(
    weights: tuple[int, ...], kept: tuple[Variable, ...], new: tuple[Variable, ...], conditional: Conditional
) -> Rows:
    """The linear map of a change: each monomial is a product of new variables and of kept ones."""
    return {
        product(changed, rest): {product(old, rest): factor for old, factor in conditional(changed).terms.items()}
        for weight in weights
        for part in range(1, weight + 1)
        for changed in monomials(new, part)
        for rest in monomials(kept, weight - part)
    }


def _power_sum(store: str, order: int) -> Variable:
    return Variable(f"store {store}", order)


def _power_sums(store: str) -> Moments:
    return lambda order: Polynomial.of(_power_sum(store, order))


def _last_use(loop: Loop) -> dict[str, int]:
    """By owner, the last generation that draws from a fit, counted from 0; -1 for a fit that is never drawn from."""
    uses = {mean_of(fit).owner: -1 for fit in range(len(loop.generations) + 1)}
    for t, generation in enumerate(loop.generations):
        draws = [step for step in generation.steps if isinstance(step, Draw)]
        for source in (source for draw in draws for _, source in draw.split):
            uses[mean_of(_number(source, t)).owner] = t
    return uses


def _number(source: Source, fits: int) -> int:
    """The number of the fit that is drawn from when so many have been made."""
    return source.fit if source.fit >= 0 else fits + 1 + source.fit
