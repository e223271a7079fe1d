"""Every planted error in a process is seen: with it, a theorem that is held against the process disagrees.

A planted error changes the source of one module, which is then executed as a module of its own.
"""

from __future__ import annotations

import inspect
import sys
from types import ModuleType

import pytest
from false_alarms import measured

from collapse_math.agreement import agreements
from collapse_math.configuration import PROCESSES
from collapse_math.results import Report
from derivations import load

UNCHECKED = Report("", [], {}, [], (), "proved")  # that the derivations stand is no question here
# (process, text of its module, what replaces it, what is wrong then, a theorem that sees it)
PLANTED = [
    ("laws", "laws**self.power if", "laws ** (1 / self.power) if", "T for 1/T", "selection.temperature"),
    ("laws", "made / made.sum(axis=1, keepdims=True)", "made", "not rescaled", "selection.temperature_with_real_data"),
    ("laws", "(1 - share) * selected", "selected", "shares of more than one", "selection.curation_with_real_data"),
    ("laws", "else laws) * accepted", "else laws) / accepted", "what is rejected is kept", "selection.acceptance"),
    ("laws", "else laws) * accepted", "else laws)", "all is kept", "selection.verifier"),
    ("laws", "(1 - self.improved) * truth", "truth", "too much truth", "selection.contaminated_anchor"),
    ("laws", "self.improved * selected, heard", "self.improved * heard, heard", "nothing is improved",
     "selection.contaminated_by_sharpening"),
    ("laws", "self.improved * selected, heard", "self.improved * selected, selected", "all output is improved",
     "selection.contaminated_by_taste"),
    ("laws", "np.tensordot(self.weights, heard", "np.tensordot(self.weights[::-1], heard", "the weights of others",
     "selection.ensemble"),
    ("laws", "self.real_shares[t]", "self.real_shares[0]", "the same share for ever", "schedules.idealised"),
    ("laws", "self.real_shares[t]", "self.real_shares[t] / 2", "half of the share", "fresh_data.unlimited_data"),
    ("laws", "share * counted", "share * selected", "no truth at all", "learners.idealised_limit"),
    ("densities", "law**self.power if", "law ** (1 / self.power) if", "T for 1/T", "selection.temperature"),
    ("densities", "(2 * self.width)", "self.width", "a reward that is twice as steep", "selection.curation"),
    ("densities", "(1 - self.real_share) * self", "self", "shares of more than one", "fresh_data.unlimited_data"),
    ("intervals", "WEIGHTS[:, None] * np", "np", "points that count alike", "selection.fixed_verifier"),
    ("paired", "other.sum(axis=1)[:, None] * other", "other.sum(axis=0)[:, None] * other", "one part twice",
     "selection.independence"),
    ("candidates", "return np.where(preferred, odds, 1.0)", "return np.where(preferred, 1.0, odds)", "the other type",
     "selection.curation_of_candidates"),
    ("candidates", "self.in_turn[t %", "self.in_turn[0 *", "the same taste for ever", "selection.curation_in_turn"),
    ("projected", "np.where(slope < 0, middle, low)", "np.where(slope < 0, middle + 0.01, low)", "beyond the best",
     "learners.projected_fit"),
    ("projected", "np.where(slope < 0, middle, low)", "np.where(slope < 0, middle + 0.01, low)", "a restless fit",
     "learners.self_fit"),
    ("replaced", "np.where(drawn, self.right, self.wrong)", "self.right", "a verifier that accepts all",
     "selection.verifier_one_at_a_time"),
    ("replaced", "counts - self.counts[0]) / self.chain.answers", "counts - self.counts[0])", "counts for shares",
     "selection.verifier_one_at_a_time"),
    ("biased", "np.where(human, 0.0, means[-1])", "np.where(human, means[-1], 0.0)", "examples changed places",
     "selection.feedback_bias"),
    ("selected", "(places <= low) | (places >= high)", "places <= low", "kept on one side",
     "selection.self_verification"),
    ("selected", "means + deviations * draws if", "deviations * draws if", "an interval that moves along",
     "selection.fixed_verifier_of_samples"),
    ("tokens", "self.chain.shares[0] * self.first_absent", "self.first_absent", "a count for a share", "tokens.zipf"),
    ("tokens", "np.count_nonzero(self.shares, axis=1)", "len(self.chain.shares) + self.shares[:, 0]", "none is lost",
     "tokens.lineages"),
    ("tokens", "xlogy(self.first_shares, self.first_shares)", "xlogy(self.shares[0, 0], self.first_shares + 1e-9)",
     "the entropy of the truth", "tokens.entropy"),
    ("tokens", "np.asarray(1 + self.refits_with_several)", "np.asarray(self.refits_with_several)", "one refit too few",
     "tokens.absorption_time"),
    ("tokens", "np.where(from_other, of_other, of_model)", "np.where(from_other, of_model, of_other)", "the other law",
     "tokens.hopping"),
    ("branching", "self.children * sizes[-1]", "self.children * (sizes[-1] > 0)", "only one has children",
     "tokens.survival_rate"),
    ("detected", "real / (real + synthetic)", "self.chain.if_real / (real + synthetic)", "no share of real ones",
     "tokens.effective_size"),
    ("merged", "np.full((1, self.chains)", "np.full((2, self.chains)", "a value that is there twice",
     "learners.coarse_graining"),
    ("row_shares", "vectors / np.sqrt(values)", "vectors / values", "the inverse for its root",
     "regression_loops.matrix_share"),
    ("named", "self.u / (1 + self.u)", "self.u", "a probability for odds", "families.variance_functions"),
    ("named", "(p, 1 - p))", "(p, p))", "no skew", "families.variance_functions"),
    ("biased", "generator.standard_normal(shape)", "2 * generator.standard_normal(shape)", "twice the spread",
     "families.maximum_likelihood"),
    ("biased", 'examples if self.memory == "accumulate" else examples[-1:]', "examples[-1:]", "nothing is kept",
     "families.maximum_likelihood_kept"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("process", "text", "error", "key"),
    [pytest.param(p, text, error, key, id=f"{p}: {wrong}") for p, text, error, wrong, key in PLANTED],
)
def test_planted_errors_are_seen(
    process: str, text: str, error: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = PROCESSES[process]
    source = inspect.getsource(inspect.getmodule(chain))
    assert source.count(text) == 1, f"{text!r} occurs {source.count(text)} times in {chain.__module__}"
    module = ModuleType(f"planted_{process}")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(source.replace(text, error), process, "exec"), vars(module))
    monkeypatch.setitem(PROCESSES, process, vars(module)[chain.__name__])
    with measured():
        found = list(agreements(load(key), UNCHECKED))
    assert not all(a.verdict.agrees for a in found), "nobody notices"
