"""One generation of a regression: what labels hold, and the fit to them.

Everything is taken about an origin and in units of s_t, for the sake of floating point (see `regression`): a label is
y - X origin over s_t, and so are the coefficients that are fitted to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from collapse_math.processes.draws import Array


class Pool:
    """What a fit must know of the rows kept from earlier generations: sums over them, about b_t, over s_t.

    rows             how many they are
    gram             X'X, shape (columns, columns), or (chains, columns, columns) for fresh designs
    cross_products   X'(y - X b_t) / s_t, shape (chains, columns)
    squares          |y - X b_t|^2 / s_t^2, shape (chains,)
    """

    def __init__(self, columns: int, chains: int) -> None:
        """No rows."""
        self.rows = 0
        self.gram: Array = np.zeros((columns, columns))
        self.cross_products: Array = np.zeros((chains, columns))
        self.squares: Array = np.zeros(chains)

    def squares_after(self, step: Array) -> Array:
        """|y - X b_{t+1}|^2 / s_t^2 over the kept rows, where b_{t+1} = b_t + s_t step."""
        shift = times(self.gram, step) - 2 * self.cross_products
        return np.asarray(self.squares + np.einsum("cd,cd->c", step, shift))

    def keep(self, design: Array, labels: Array, fit: Array, step: Array, growth: Array) -> None:
        """Add new rows, now that `fit` is the present model and its noise variance `growth` times the last one."""
        left = labels - times(design, fit)
        self.squares = (self.squares_after(step) + sum_of_squares(left)) / growth
        self.cross_products += times(np.swapaxes(design, -1, -2), left) - times(self.gram, step)
        self.cross_products /= np.sqrt(growth)[:, np.newaxis]
        self.gram = self.gram + gram_of(design)
        self.rows += design.shape[-2]


@dataclass(frozen=True)
class Penalties:
    """How a fit chooses among coefficients.

    sizes   the penalty on each coefficient, shape (columns,)
    rank    of X; if it is below the number of columns, the shortest of all coefficients that fit alike is taken
    """

    sizes: Array
    rank: int

    def fit(self, pool: Pool, design: Array, labels: Array, model: Array, origin: Array, unit: Array) -> Array:
        """The coefficients that fit the kept rows and the new ones, in units of s_t and about the origin."""
        few = self.rank < len(self.sizes)
        if few and self.rank == design.shape[-2] and not pool.rows:
            return shortest_through(design, labels)
        gram = pool.gram + gram_of(design)
        pull = pool.cross_products + times(pool.gram, model) + times(np.swapaxes(design, -1, -2), labels)
        if self.sizes.any():
            pull -= self.sizes * origin / unit
        if few:
            return shortest_solution(gram, pull, self.rank)
        solution = np.linalg.solve(gram + np.diag(self.sizes), pull[..., np.newaxis])
        return np.asarray(solution[..., 0], dtype=np.float64)


def shortest_through(design: Array, labels: Array) -> Array:
    """The shortest coefficients with X b = y, for fewer rows than columns: X'(XX')^-1 y."""
    transposed = np.swapaxes(design, -1, -2)
    dual = np.linalg.solve(np.asarray(design @ transposed), labels[..., np.newaxis])[..., 0]
    return times(transposed, np.asarray(dual))


def shortest_solution(gram: Array, pull: Array, rank: int) -> Array:
    """The shortest solution of gram b = pull, where gram = X'X has the given rank."""
    values, vectors = np.linalg.eigh(gram)
    kept = slice(gram.shape[-1] - rank, None)  # in rising order; the others are 0
    along = times(np.swapaxes(vectors, -1, -2), pull)[..., kept] / values[..., kept]
    return times(vectors[..., kept], along)


def gram_of(design: Array) -> Array:
    """X'X."""
    return np.asarray(np.swapaxes(design, -1, -2) @ design)


def times(matrix: Array, vectors: Array) -> Array:
    """Matrix times vector for every chain; the matrix may be the same for all."""
    # A product of matrices would start the threads of the linear algebra library for each of many small ones.
    return np.asarray(np.einsum("ij,cj->ci" if matrix.ndim == 2 else "cij,cj->ci", matrix, vectors))


def sum_of_squares(vectors: Array) -> Array:
    """Sum of squares along the last axis."""
    return np.asarray(np.einsum("...i,...i->...", vectors, vectors))
