"""The moments of all fits of a described loop of regressions: as fractions, as balls, or as floats that are right.

    loop = refitted(Design([[1, 0], [1, 1], [1, 2], [1, 4]]), generations=10, noise="n")
    exact_design_moments(loop).expected_noise_variances[10]          a Fraction

No formula of any loop is known here.  What the future depends on is, for each store, X'e and e'e, where e are the
outcomes less X beta, and for each fit that is still used b - beta and s^2.  All vectors among these are put one below
the other, under the constant 1, into z.  A step makes new vectors that are fixed linear maps of z, plus noise that is
uncorrelated with z and whose covariance is a fixed matrix times an expected s^2; e'e and RSS are quadratic in z.  So
E zz' and the expectations of e'e and s^2 obey a linear recursion, which is run from one step to the next.

This takes two moments of the noise and no more: given what was before, it has mean 0, the variance s^2 of the fit that
it comes from, and no correlation from one outcome to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, SupportsFloat, TypeVar

from flint import arb, arb_mat, ctx, fmpq, fmpq_mat

from collapse_math.designs import Design, DesignGeneration, DesignLoop, LeastSquares, Outcomes
from collapse_math.exact_arguments import whole_number

Value = TypeVar("Value")
Vector = tuple[Value, ...]
Matrix = tuple[tuple[Value, ...], ...]
Rows = Design | Iterable[Iterable[SupportsFloat]]

ONE = "one"
MOST_BITS = 2**12
"""From this precision on floats are rounded from fractions, not from balls."""


@dataclass(frozen=True)
class DesignMoments(Generic[Value]):
    """Moments of the fits of a loop, as Fractions, balls or floats, for t = 0, 1, ...; entry 0 is the truth.

    loop                       what was described
    expected_coefficients      E b_t, d numbers, in (unit of y)/(unit of x)
    covariances                Cov b_t, d x d numbers, in (unit of y)^2/(unit of x)^2
    expected_noise_variances   E s_t^2, of the noise on outcomes that fit t makes, in (unit of y)^2
    in_sample_risks            E (x'(b_t - beta))^2, mean over the rows x that fit t is made of, each with its weight
                               in the fit, in (unit of y)^2
    risks                      the same at new rows: the mean over the rows that were asked for, or else
                               E |b_t - beta|^2, that at a new row with mean 0 and the identity covariance
    """

    loop: DesignLoop
    expected_coefficients: tuple[Vector[Value], ...]
    covariances: tuple[Matrix[Value], ...]
    expected_noise_variances: tuple[Value, ...]
    in_sample_risks: tuple[Value, ...]
    risks: tuple[Value, ...]


def exact_design_moments(loop: DesignLoop, new_rows: Rows | None = None) -> DesignMoments[Fraction]:
    """Moments of all fits, as Fractions.

    new_rows   whose risk is wanted, a matrix with d columns

    Raises ValueError if the rows of a fit do not determine its coefficients.
    """
    return _finished(loop, list(_fits(loop, new_rows, fmpq_mat)), lambda x: Fraction(int(x.p), int(x.q)))


def enclosed_design_moments(loop: DesignLoop, new_rows: Rows | None = None, bits: int = 256) -> DesignMoments[arb]:
    """The same as balls that contain the moments, computed with this many bits.

    For loops so long that the denominators, whose length grows in proportion to t, get in the way.  A noise variance
    that decays needs more bits, the same number for every halving, since it is a difference of others that do not.
    """
    whole_number("bits", bits, 2, "give a working precision")
    with ctx.workprec(bits):
        return _finished(loop, list(_fits(loop, new_rows, arb_mat)), arb)


def float_design_moments(loop: DesignLoop, new_rows: Rows | None = None) -> DesignMoments[float]:
    """The same as floats, right to 2^-50 however ill-conditioned the designs are and however many fits there are.

    Noise variances, risks and variances of coefficients have a relative error of at most 2^-50; a covariance has that
    error relative to the product of both standard deviations, and an expected coefficient relative to the largest one.
    What is below 1e-308 loses digits, and becomes 0.  Floats in the designs are taken for the numbers that they hold.
    """
    bits = 128
    while bits < MOST_BITS:
        with ctx.workprec(bits):
            fits = list(_fits(loop, new_rows, arb_mat))
            if all(fit.is_sharp() for fit in fits):
                return _finished(loop, fits, float)
        bits *= 2
    return _finished(loop, list(_fits(loop, new_rows, fmpq_mat)), lambda x: int(x.p) / int(x.q))


@dataclass(frozen=True)
class _Fit:
    """What is said of one fit, in numbers and matrices of FLINT: rational ones or balls."""

    coefficients: Any
    covariance: Any
    noise_variance: Any
    in_sample_risk: Any
    risk: Any

    def is_sharp(self) -> bool:
        """Whether all balls are as small as `float_design_moments` promises."""
        variances = [self.covariance[i, i] for i in range(self.covariance.nrows())]
        pairs = [(ball, ball) for ball in (self.noise_variance, self.in_sample_risk, self.risk, *variances)]
        for i, one in enumerate(variances):
            pairs += [(self.covariance[i, j], (abs(one) * abs(variances[j])).sqrt()) for j in range(i)]
        coefficients = self.coefficients.entries()
        largest = max((abs(one) for one in coefficients), key=lambda ball: float(ball.mid()))
        pairs += [(one, largest) for one in coefficients]
        return all(ball.rad() == 0 or ball.rad() * 2**52 < abs(scale).lower() for ball, scale in pairs)


def _finished(loop: DesignLoop, fits: list[_Fit], finish: Any) -> DesignMoments[Any]:
    return DesignMoments(
        loop,
        tuple(tuple(map(finish, fit.coefficients.entries())) for fit in fits),
        tuple(tuple(tuple(map(finish, row)) for row in fit.covariance.tolist()) for fit in fits),
        tuple(finish(fit.noise_variance) for fit in fits),
        tuple(finish(fit.in_sample_risk) for fit in fits),
        tuple(finish(fit.risk) for fit in fits),
    )


def _fits(loop: DesignLoop, new_rows: Rows | None, kind: Any) -> Iterator[_Fit]:
    """All fits, the truth first."""
    test = new_rows if isinstance(new_rows, Design) or new_rows is None else Design(new_rows)
    if test is not None and test.columns != loop.columns:
        raise ValueError(f"new_rows must have {loop.columns} columns, not {test.columns}: as the designs have")
    new = _identity(loop.columns) if test is None else gram(test) / fmpq(len(test.rows))
    recursion = _Recursion(loop, kind)
    truth, zero = kind(_column(loop.truth)), kind(fmpq_mat(loop.columns, loop.columns))
    yield _Fit(truth, zero, recursion.noise_variances[0], zero[0, 0], zero[0, 0])
    for t, generation in enumerate(loop.generations, start=1):
        try:
            in_sample = recursion.advance(generation)
        except ZeroDivisionError:
            raise ValueError(
                f"generation {t}: the rows of the fit must determine all {loop.columns} coefficients, and they do not: "
                "leave out columns that are combinations of others, give more rows, or a penalty"
            ) from None
        error, squares = recursion.moments_of(f"fit {t}")
        yield _Fit(
            truth + error,
            squares - error * error.transpose(),
            recursion.noise_variances[t],
            in_sample,
            _trace(kind(new) * squares),
        )


class _Recursion:
    """Goes through a loop and carries E zz', by blocks: the constant 1, X'e of each store, b - beta of each fit."""

    def __init__(self, loop: DesignLoop, kind: Any) -> None:
        """Before generation 1; `kind` is fmpq_mat, or arb_mat for balls."""
        self.loop = loop
        self.kind = kind
        self.columns = loop.columns
        self.blocks: list[str] = [ONE]
        self.second_moments = kind(fmpq_mat(1, 1, [1]))
        self.noise_variances = [kind(fmpq_mat(1, 1, [rational(loop.noise_variance)]))[0, 0]]
        self.squares: dict[str, Any] = {}  # E e'e, by store
        self.grams: dict[str, fmpq_mat] = {}  # X'X, by store
        self.gram_of: dict[Design, fmpq_mat] = {}
        self.last_use = _last_use(loop)
        self.inverse: tuple[fmpq_mat, fmpq_mat] | None = None

    def advance(self, generation: DesignGeneration) -> Any:
        """Do the next generation; the expected error on the rows of the fit."""
        for step in generation.steps:
            self._label(step)
        risk = self._fit(generation.fit)
        t = len(self.noise_variances) - 1
        unused = {f"fit {fit}" for fit, last in self.last_use.items() if last < t and fit != t}
        for store in generation.emptied:
            del self.grams[store], self.squares[store]
        emptied = {f"store {store}" for store in generation.emptied}
        self._keep([block for block in self.blocks if block not in unused | emptied])
        return risk

    def moments_of(self, block: str) -> tuple[Any, Any]:
        """E v, a column, and E vv' of a vector v in z."""
        return self._block(block, ONE), self._block(block, block)

    def _label(self, step: Outcomes) -> None:
        """Add X'e and e'e of new outcomes to those of a store."""
        if step.design not in self.gram_of:
            self.gram_of[step.design] = gram(step.design)
        design, rows = self.gram_of[step.design], len(step.design.rows)
        fits = [(rational(share), _number(fit, len(self.noise_variances) - 1)) for share, fit in step.shares]
        noise = sum((self.noise_variances[fit] * share**2 for share, fit in fits), 0 * self.noise_variances[0])
        signal = [(share, f"fit {fit}") for share, fit in fits if fit > 0]  # the truth has b - beta = 0
        squares = noise * rows
        for share, one in signal:
            for other_share, other in signal:
                squares += _trace(self.kind(design) * self._block(one, other)) * (share * other_share)
        store = f"store {step.store}"
        terms = [(design * share, fit) for share, fit in signal]
        if store in self.blocks:
            terms.append((_identity(self.columns), store))
        self._set(store, terms, self.kind(design) * noise)
        self.squares[step.store] = self.squares.get(step.store, 0) + squares
        self.grams[step.store] = self.grams.get(step.store, _zero(self.columns)) + design

    def _fit(self, fit: LeastSquares) -> Any:
        """Make the next fit from (X'WX + penalty)(b - beta) = X'We - penalty beta; the error on its rows."""
        t = len(self.noise_variances)
        weights = [(store, rational(weight)) for store, weight in fit.weights]
        penalties = [rational(one) for one in fit.penalties(self.columns)]
        used = sum((self.grams[store] * weight for store, weight in weights), _zero(self.columns))
        penalised = used + _diagonal(penalties)
        if self.inverse is None or self.inverse[0] != penalised:
            self.inverse = penalised, penalised.inv()  # raises ZeroDivisionError
        inverse = self.inverse[1]
        pulled = _column([rational(one) * penalty for one, penalty in zip(self.loop.truth, penalties, strict=True)])
        terms = [(inverse * weight, f"store {store}") for store, weight in weights]
        name = f"fit {t}"
        self._set(name, [*terms, (inverse * pulled * fmpq(-1), ONE)], self.kind(_zero(self.columns)))
        mean_square = _trace(self.kind(used) * self._block(name, name))
        rows = self.loop.rows_held[t]
        total_weight = sum((rational(weight) * rows[store] for store, weight in fit.weights), fmpq(0))
        divisor = fit.divisor(Fraction(int(total_weight.p), int(total_weight.q)), self.columns)
        if divisor is not None:
            residual = mean_square
            for store, weight in weights:
                residual += (self.squares[store] - _trace(self._block(f"store {store}", name)) * 2) * weight
            self.noise_variances.append(residual / rational(divisor))
        else:
            self.noise_variances.append(self.noise_variances[0] * (1 if fit.noise == "known" else 0))
        return mean_square / total_weight

    def _set(self, block: str, terms: list[tuple[fmpq_mat, str]], noise: Any) -> None:
        """Put the vector sum of matrix times block, plus noise, in the place of a block, or at the end."""
        blocks = self.blocks if block in self.blocks else [*self.blocks, block]
        start, stop = self._place(block, blocks)
        old, new = self._size(self.blocks), self._size(blocks)
        row = fmpq_mat(stop - start, old)
        for matrix, source in terms:
            first, _ = self._place(source, self.blocks)
            for i in range(matrix.nrows()):
                for j in range(matrix.ncols()):
                    row[i, first + j] += matrix[i, j]
        row = self.kind(row)
        across = row * self.second_moments
        within = across * row.transpose() + noise
        changed = self.kind(new, new)
        others = [i for i in range(old) if not start <= i < stop]
        for i in others:
            for j in others:
                changed[i, j] = self.second_moments[i, j]
            for k in range(stop - start):
                changed[i, start + k] = changed[start + k, i] = across[k, i]
        for k in range(stop - start):
            for m in range(stop - start):
                changed[start + k, start + m] = within[k, m]
        self.blocks, self.second_moments = blocks, changed

    def _keep(self, blocks: list[str]) -> None:
        """Leave out all other blocks."""
        kept = [i for block in blocks for i in range(*self._place(block, self.blocks))]
        moments = self.second_moments
        self.second_moments = self.kind(len(kept), len(kept), [moments[i, j] for i in kept for j in kept])
        self.blocks = blocks

    def _block(self, one: str, other: str) -> Any:
        """E vw' of two vectors in z."""
        rows, columns = self._place(one, self.blocks), self._place(other, self.blocks)
        entries = [self.second_moments[i, j] for i in range(*rows) for j in range(*columns)]
        return self.kind(rows[1] - rows[0], columns[1] - columns[0], entries)

    def _place(self, block: str, blocks: list[str]) -> tuple[int, int]:
        """Where a block starts in z, and where it ends; the constant is first."""
        index = blocks.index(block)
        start = self._size(blocks[:index])
        return start, start + self._size([block])

    def _size(self, blocks: list[str]) -> int:
        return sum(1 if block == ONE else self.columns for block in blocks)


def gram(design: Design) -> fmpq_mat:
    """X'X."""
    matrix = fmpq_mat(len(design.rows), design.columns, [rational(value) for row in design.rows for value in row])
    return matrix.transpose() * matrix


def rational(value: int | Fraction) -> fmpq:
    """A number of FLINT."""
    return fmpq(value.numerator, value.denominator)


def _last_use(loop: DesignLoop) -> dict[int, int]:
    """By fit, the number of fits that have been made when outcomes are last made by it; -1 if they never are."""
    uses = dict.fromkeys(range(1, len(loop.generations) + 1), -1)
    for made, generation in enumerate(loop.generations):
        for _, fit in (share for step in generation.steps for share in step.shares):
            uses[_number(fit, made)] = made
    return uses


def _number(fit: int, made: int) -> int:
    """The number of the fit that is meant when so many have been made."""
    return fit if fit >= 0 else made + 1 + fit


def _trace(matrix: Any) -> Any:
    return sum((matrix[i, i] for i in range(1, matrix.nrows())), matrix[0, 0])


def _column(values: Iterable[Any]) -> fmpq_mat:
    entries = [value if isinstance(value, fmpq) else rational(value) for value in values]
    return fmpq_mat(len(entries), 1, entries)


def _diagonal(values: list[fmpq]) -> fmpq_mat:
    size = len(values)
    return fmpq_mat(size, size, [values[i] if i == j else 0 for i in range(size) for j in range(size)])


def _zero(columns: int) -> fmpq_mat:
    return fmpq_mat(columns, columns)


def _identity(columns: int) -> fmpq_mat:
    return _diagonal([fmpq(1)] * columns)
