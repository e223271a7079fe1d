"""What a step of a theorem may be, and how each kind is decided.

Every kind ends in claims between expressions, which go through the same three gates as a user's own
claim: counterexample search, definedness, normal form.  What the kinds add is the little that is needed
to speak about random quantities: expectation from the definition, composition of generations, linearity,
limits put together from known limits, and classical theorems by name.
"""

from collapse_math.steps.algebraic import Algebraic, Differentiation, differentiated
from collapse_math.steps.base import Step
from collapse_math.steps.bounds import Bounds
from collapse_math.steps.citations import Citation
from collapse_math.steps.classical import AxiomStep
from collapse_math.steps.combinations import Family, Linearity
from collapse_math.steps.expectations import ExpectationStep
from collapse_math.steps.generations import Generations
from collapse_math.steps.limits import LimitStep, Squeeze
from collapse_math.steps.outcomes import Backwards, Enclosed, Loosened, Outcomes
from collapse_math.steps.rules import RuleStep, Supposition, supposed_by
from collapse_math.steps.sums import SumOverOutcomes

__all__ = [
    "Algebraic",
    "AxiomStep",
    "Backwards",
    "Bounds",
    "Citation",
    "Differentiation",
    "Enclosed",
    "ExpectationStep",
    "Family",
    "Generations",
    "LimitStep",
    "Linearity",
    "Loosened",
    "Outcomes",
    "RuleStep",
    "Squeeze",
    "Step",
    "SumOverOutcomes",
    "Supposition",
    "differentiated",
    "supposed_by",
]
