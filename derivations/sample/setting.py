"""The setting of this chapter: one sample of n independent draws of a law with mean m_0 and variance v_0."""

from collapse_math.quantities import integer, real

n = integer("n", at_least=2)  # draws
m_0 = real("m_0")  # mean of the law
v_0 = real("v_0", above=0)  # its variance
refits = integer("t", at_least=1)

# Where a simulation is held against a conclusion about one sample: after one refit of the truth.
ONE_REFIT = {n: 3, refits: 1, m_0: 1, v_0: 2}
