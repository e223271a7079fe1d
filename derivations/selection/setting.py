"""The setting of this chapter: not all output is kept as it is, or it is not the output of one model alone.

Between two generations something selects: a sampling temperature, a reward by which people or programs choose, a
verifier that rejects, a truncation to what the model itself finds likely.  Most results are about unlimited data, where
the next model is the selected law itself; selection then acts even though nothing is lost by sampling.  Those about
samples say so and name the number n of what is kept.
"""

from collapse_math.quantities import integer, real

t = integer("t", at_least=0)  # generations so far
n = integer("n", at_least=2)  # what is kept per generation, where data are limited
m, m_0 = real("m"), real("m_0")  # mean of the present fit; of the truth
v, v_0 = real("v", above=0), real("v_0", above=0)  # variance of the present fit; of the truth
alpha = real("alpha", above=0, below=1)  # the share of real data
R = real("R", above=1)  # what selection multiplies odds by: a/b, or exp of a difference of rewards
