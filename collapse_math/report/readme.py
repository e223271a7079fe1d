"""The table of results in README.md, made from the theorems: `python -m collapse_math.report.readme` renews it."""

from __future__ import annotations

from pathlib import Path

from derivations import CONTENTS, load

BEGIN, END = "<!-- results -->", "<!-- /results -->"


def results_table() -> str:
    """All theorems by chapter: key, linked to its module; statement; ids of the catalogue of results."""
    lines = []
    for chapter, modules in CONTENTS.items():
        lines += ["", f"**{chapter}**", "", "| theorem | statement | ids |", "|---|---|---|"]
        for module in modules:
            theorem = load(f"{chapter}.{module}")
            link = f"[`{theorem.key}`](derivations/{chapter}/{module}.py)"
            says = theorem.says.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")
            lines.append(f"| {link} | {says} | {', '.join(theorem.catalogue)} |")
    return "\n".join(lines[1:])


def with_table(readme: str) -> str:
    """The text of a README with its table of results renewed."""
    before, rest = readme.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{results_table()}\n{END}{after}"


if __name__ == "__main__":
    path = Path(__file__).parents[2] / "README.md"
    path.write_text(with_table(path.read_text(encoding="utf-8")), encoding="utf-8")
