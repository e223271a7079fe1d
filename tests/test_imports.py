"""Which module may know of which: read from the source, with everything that is imported on the way."""

import ast
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("collapse_math", "derivations")
SYMBOLIC = ("sympy", "flint", "z3", "mpmath")
SIMULATION = (
    "collapse_math.processes",
    "collapse_math.verdict",
    "collapse_math.planning",
    "collapse_math.comparison",
    "collapse_math.agreement",
)
RUNNERS = ("collapse_math.audit", "collapse_math.breaking", "collapse_math.cli")


@dataclass(frozen=True)
class Rule:
    """No module under `start` may reach one under `forbidden`, be it through others."""

    start: str
    forbidden: tuple[str, ...]
    because: str
    transitive: bool = True
    allowed: tuple[str, ...] = ()


ENGINE = (
    "quantities",
    "tape",
    "balls",
    "exact",
    "iterates",
    "signs",
    "refuter",
    "answers",
    "checker",
    "proofs",
    "counts",
    "moments",
    "steps",
    "deciding",
    "derivation",
)
RULES = (
    Rule("collapse_math.processes", ("derivations", *SYMBOLIC), "a process knows no formula"),
    Rule(
        "collapse_math.processes",
        ("collapse_math",),
        "a process stands alone, but for the description of what it is to do",
        allowed=(
            "collapse_math.processes",
            "collapse_math.loops",
            "collapse_math.designs",
            "collapse_math.exact_arguments",
        ),
    ),
    Rule("collapse_math.enumeration", ("derivations", "sympy", "z3", "mpmath"), "lists outcomes and knows no formula"),
    Rule(
        "collapse_math.enumeration",
        ("collapse_math",),
        "lists outcomes and knows no formula",
        allowed=("collapse_math.enumeration", "collapse_math.exact_arguments"),
    ),
    Rule("derivations", (*SIMULATION, *RUNNERS), "a derivation looks at no simulation"),
    Rule("collapse_math.verdict", ("derivations", *SYMBOLIC), "a check knows nothing of what it checks"),
    Rule(
        "collapse_math.verdict",
        ("collapse_math",),
        "a check knows nothing of what it checks",
        allowed=("collapse_math.verdict", "collapse_math.planning", "collapse_math.chi_square"),
    ),
    Rule(
        "collapse_math.ledger",
        ("collapse_math", "derivations", "numpy", "scipy"),
        "records are below everything",
        transitive=False,
        allowed=("collapse_math.claims",),
    ),
    *(
        Rule(f"collapse_math.{module}", (*SIMULATION, *RUNNERS), "the engine looks at no simulation")
        for module in ENGINE
    ),
    *(
        Rule(f"collapse_math.{module}", ("derivations",), "the library does not depend on the book", transitive=False)
        for module in (
            *ENGINE,
            "closed_forms",
            "assumptions",
            "axioms",
            "lemmas",
            "matrix_axioms",
            "process_axioms",
            "observed",
            "results",
            "agreement",
            "comparison",
        )
    ),
)


def modules(root: Path) -> dict[str, Path]:
    """All modules of the project by name."""
    found = {}
    for package in OURS:
        for path in (root / package).rglob("*.py"):
            parts = path.relative_to(root).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports(source: str) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """All import statements of a module, wherever in its source they are."""
    return tuple(node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom))


def imported(name: str, path: Path, known: dict[str, Path]) -> Iterator[str]:
    """What a module imports."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in imports(path.read_text()):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        else:
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            # `from package import module` imports the module; `from module import name` the module alone.
            yield from (f"{base}.{a.name}" if f"{base}.{a.name}" in known else base for a in node.names)


def is_under(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def breaches(root: Path, rules: tuple[Rule, ...] = RULES) -> list[str]:
    """Every way in which a rule is broken, as a chain of imports."""
    known = modules(root)
    graph = {name: set(imported(name, path, known)) for name, path in known.items()}
    found = []
    for rule in rules:
        starts = [name for name in known if is_under(name, (rule.start,))]
        assert starts, f"no module is called {rule.start}"
        pending, seen = [(name, (name,)) for name in starts], set(starts)
        while pending:
            name, chain = pending.pop()
            for target in graph.get(name, ()):
                if is_under(target, rule.forbidden) and not is_under(target, (*rule.allowed, rule.start)):
                    found.append(f"{' -> '.join((*chain, target))}: {rule.because}")
                elif target in graph and target not in seen and rule.transitive:
                    seen.add(target)
                    pending.append((target, (*chain, target)))
    return found


def test_nothing_is_imported_against_the_direction() -> None:
    assert breaches(ROOT) == []


PLANTED = {
    "a process uses a closed form": (
        "collapse_math/processes/gaussian.py",
        "from collapse_math.closed_forms import ClosedForm",
    ),
    "inside a function": ("collapse_math/processes/draws.py", "def peek():\n    import sympy"),
    "relative": ("collapse_math/processes/regression.py", "from ..derivation import Theorem"),
    "relative, a module": ("collapse_math/processes/regression.py", "from .. import moments"),
    "under another name": ("derivations/gaussian/setting.py", "import collapse_math.verdict as v"),
    "a list of outcomes takes an expectation": (
        "collapse_math/enumeration.py",
        "from collapse_math.moments import expectation",
    ),
    "a derivation simulates": (
        "derivations/regression/ridge.py",
        "from collapse_math.processes import RegressionChain",
    ),
    "through another module": ("collapse_math/claims.py", "import collapse_math.agreement"),
    "a check reads a theorem": ("collapse_math/verdict.py", "from derivations import load"),
    "a check through its planning": ("collapse_math/planning.py", "from collapse_math import processes"),
    "a record knows the checker": ("collapse_math/ledger.py", "from collapse_math.checker import check"),
    "the library opens the book": ("collapse_math/closed_forms.py", "from derivations.gaussian import setting"),
}


@pytest.fixture(scope="module")
def present() -> set[str]:
    return set(breaches(ROOT))


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_breach_is_found(planted: str, present: set[str], tmp_path: Path) -> None:
    for package in OURS:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    path, line = PLANTED[planted]
    with (tmp_path / path).open("a") as source:
        source.write(f"\n{line}\n")
    assert set(breaches(tmp_path)) - present
