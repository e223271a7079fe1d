"""How facts, conclusions and theorems show themselves in a notebook: as typeset mathematics."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collapse_math.derivation import Theorem
    from collapse_math.results import Conclusion, Fact

# The rendering is imported when something is shown: it imports the classes that are shown.


class Typeset:
    """A fact or a conclusion: one formula."""

    def _repr_latex_(self) -> str:
        from collapse_math.report.mathematics import formula_of
        from collapse_math.report.notation import latex

        return rf"$\displaystyle {latex(formula_of(cast('Fact | Conclusion', self)))}$"


class Page:
    """A theorem: its statement and its conclusions."""

    def _repr_latex_(self) -> str:
        from collapse_math.report.mathematics import formula_of
        from collapse_math.report.notation import latex

        theorem = cast("Theorem", self)
        rows = [latex(formula_of(conclusion)) for conclusion in theorem.conclusions.values()]
        return r"$$\begin{{gathered}}{}\end{{gathered}}$$".format(r" \\ ".join(rows))

    def _repr_html_(self) -> str:
        theorem = cast("Theorem", self)
        rows = "".join(
            f"<tr><td><code>{escape(conclusion.name)}</code></td><td>{escape(conclusion._repr_latex_())}</td></tr>"
            for conclusion in theorem.conclusions.values()
        )
        needs = ", ".join(f'<span title="{escape(a.says)}">{escape(a.key)}</span>' for a in theorem.assumes)
        return (
            f"<p><b>{escape(theorem.key)}</b>: {escape(theorem.says)}</p><table>{rows}</table>"
            f"<p>Assumes {needs or 'nothing about the process'}.</p>"
        )
