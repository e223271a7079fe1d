"""The deciding engine: expressions as fractions of polynomials over atoms.

An expression is walked node by node and becomes p/q, where p and q are polynomials with rational
coefficients (python-flint) in *atoms*: the quantities themselves, powers such as r^t, roots, and values
of exp, log, Gamma, psi, harmonic numbers, inert sums and products.  Two expressions are equal where both
are defined if the numerator of their difference is the zero polynomial.  Functional equations enter when
atoms are made: r^(t+1) becomes r^t r, Gamma(x+1) becomes x Gamma(x), log(a b) becomes log a + log b.

Each such rule holds under a condition.  The walk writes every condition down, together with every
denominator, logarithm and Gamma argument it meets, as an `Obligation` or settles it on the spot; a
normal form counts only once all of its obligations are settled (see `collapse_math.signs`).
SymPy's own simplification is never called.
"""
