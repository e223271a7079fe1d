"""Simulators of recursive training that know no formula for what they simulate.

A process draws data from a model, fits the next model to the data, and repeats.  That is all of it: nothing
here computes an expectation, a law or a rate, and nothing here is imported by a derivation.  Every assumption
of a derivation is a switch of a process, so that it can be broken alone and the consequence be seen.
"""

from collapse_math.processes.biased import BiasedChain, BiasedRun
from collapse_math.processes.branching import BranchingChain, BranchingRun
from collapse_math.processes.candidates import CandidateChain, CandidateRun
from collapse_math.processes.densities import DensityChain, DensityRun
from collapse_math.processes.designs import DesignProcess, DesignRun
from collapse_math.processes.detected import DetectedChain, DetectedRun
from collapse_math.processes.families import FamilyChain, FamilyRun
from collapse_math.processes.gaussian import GaussianChain, GaussianRun
from collapse_math.processes.intervals import IntervalChain, IntervalRun
from collapse_math.processes.laws import LawChain
from collapse_math.processes.laws_run import LawRun
from collapse_math.processes.merged import MergedChain, MergedRun
from collapse_math.processes.multivariate import MultivariateChain, MultivariateRun
from collapse_math.processes.named import NamedChain, NamedRun
from collapse_math.processes.paired import PairedChain, PairedRun
from collapse_math.processes.programs import ProgramChain, ProgramRun
from collapse_math.processes.projected import ProjectedChain, ProjectedRun
from collapse_math.processes.regression import RegressionChain
from collapse_math.processes.regression_run import RegressionRun
from collapse_math.processes.replaced import ReplacedChain, ReplacedRun
from collapse_math.processes.rounding import RoundedChain, RoundedRun
from collapse_math.processes.row_shares import RowShareChain, RowShareRun
from collapse_math.processes.schedule import LoopProcess, LoopRun
from collapse_math.processes.selected import SelectedChain, SelectedRun
from collapse_math.processes.several import EnsembleChain, EnsembleRun, PoolChain, PoolRun
from collapse_math.processes.shrinkage import ShrinkageChain, ShrinkageRun
from collapse_math.processes.tokens import TokenChain, TokenRun
from collapse_math.processes.uniform import UniformChain, UniformRun
from collapse_math.processes.verified import VerifiedChain, VerifiedRun

__all__ = [
    "BiasedChain",
    "BiasedRun",
    "BranchingChain",
    "BranchingRun",
    "CandidateChain",
    "CandidateRun",
    "DensityChain",
    "DensityRun",
    "DesignProcess",
    "DesignRun",
    "DetectedChain",
    "DetectedRun",
    "EnsembleChain",
    "EnsembleRun",
    "FamilyChain",
    "FamilyRun",
    "GaussianChain",
    "GaussianRun",
    "IntervalChain",
    "IntervalRun",
    "LawChain",
    "LawRun",
    "LoopProcess",
    "LoopRun",
    "MergedChain",
    "MergedRun",
    "MultivariateChain",
    "MultivariateRun",
    "NamedChain",
    "NamedRun",
    "PairedChain",
    "PairedRun",
    "PoolChain",
    "PoolRun",
    "ProgramChain",
    "ProgramRun",
    "ProjectedChain",
    "ProjectedRun",
    "RegressionChain",
    "RegressionRun",
    "ReplacedChain",
    "ReplacedRun",
    "RoundedChain",
    "RoundedRun",
    "RowShareChain",
    "RowShareRun",
    "SelectedChain",
    "SelectedRun",
    "ShrinkageChain",
    "ShrinkageRun",
    "TokenChain",
    "TokenRun",
    "UniformChain",
    "UniformRun",
    "VerifiedChain",
    "VerifiedRun",
]
