"""The commands `loop` and `design`: what they print is what the library computes, and bad input is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import refused, run

from collapse_math import regimes
from collapse_math.design_moments import exact_design_moments
from collapse_math.designs import Design, refitted
from collapse_math.report.numbers import shown_generations
from collapse_math.schedules import exact_moments, limits_of_moments

ROOT = Path(__file__).parent.parent
DOSES = str(ROOT / "tests" / "examples" / "doses.csv")


@pytest.mark.parametrize("words", ["loop --points 9", f"design {DOSES}"])
def test_sympy_is_not_waited_for(words: str) -> None:
    code = (
        f"import sys; from collapse_math.cli import main; status = main({words.split()!r}); "
        "sys.exit(status or any(m in sys.modules for m in ('sympy', 'scipy', 'z3', 'derivations')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_some_generations_are_shown_and_the_last_one() -> None:
    assert shown_generations(1) == [0, 1]
    assert shown_generations(10) == [0, 1, 2, 5, 10]
    assert shown_generations(60) == [0, 1, 2, 5, 10, 20, 50, 60]


# ---------------------------------------------------------------- loop

SAME = {
    "--memory replace": regimes.replace(8, 6),
    "--memory accumulate": regimes.accumulate(8, 6),
    "--memory window=3": regimes.sliding_window(8, 3, 6),
    "--memory fade=1/3": regimes.forgetting(8, F(1, 3), 6),
    "--memory subsample=5": regimes.accumulate_and_subsample(8, 5, 6),
    "--real 3": regimes.fresh_data(3, 5, 6),
    "--real 3 --memory accumulate": regimes.fresh_data(3, 5, 6, keep=True),
    "--real-share 1/4": regimes.random_split(F(1, 4), 8, 6),
    "--real-share 1/4 --memory accumulate --divisor n-1": regimes.random_split(F(1, 4), 8, 6, keep=True, divisor="n-1"),
    "--kept-real 4": regimes.fixed_real(4, 8, 6),
    "--kept-real 4 --memory accumulate": regimes.fixed_real(4, 8, 6, keep=True),
    "--divisor 15/2": regimes.replace(8, 6, divisor=F(15, 2)),
    "--real 8": regimes.fresh_data(4, 4, 6, source=regimes.TRUTH),
    "--real-share 1": regimes.fresh_data(4, 4, 6, source=regimes.TRUTH),
}


@pytest.mark.parametrize("words", SAME)
def test_options_describe_the_regimes_that_have_names(words: str) -> None:
    status, out, _ = run("loop", "--points", "8", "--generations", "6", "--json", *words.split())
    assert status == 0
    record, moments = json.loads(out), exact_moments(SAME[words])
    for t, row in enumerate(record["generations"]):
        assert row["t"] == t
        for name, values in (
            ("variance_kept", moments.expected_variances),
            ("drift_of_the_mean", moments.variances_of_means),
        ):
            assert row[name]["decimal"] == float(values[t])
            assert row[name]["exact"] in (None, str(values[t]))


def test_lists_of_sizes_and_of_real_points() -> None:
    options = ["--points", "4,6,8", "--real", "0,4,8", "--generations", "3", "--json"]
    first, second, third = (
        row["variance_kept"]["exact"] for row in json.loads(run("loop", *options)[1])["generations"][1:]
    )
    alone = exact_moments(regimes.replace([4], 1)).expected_variances[1]
    assert F(first) == alone == F(3, 4)
    assert F(third) == F(7, 8)  # eight real points and no others
    drift = (F(2, 6) ** 2 * (1 - alone)) + (4 + 2 * alone) / 36  # of the mean of four real points and two others
    assert F(second) == 1 - drift


def test_long_loops_are_computed_with_balls() -> None:
    rows = json.loads(run("loop", "--points", "10", "--generations", "300", "--json")[1])["generations"]
    for t in (1, 60, 300):
        assert rows[t]["variance_kept"]["decimal"] == pytest.approx(0.9**t, rel=1e-13)
        assert rows[t]["drift_of_the_mean"]["decimal"] == pytest.approx(1 - 0.9**t, rel=1e-13)


def test_limits() -> None:
    record = json.loads(run("loop", "--points", "100", "--real", "1", "--generations", "50", "--json")[1])
    exact = limits_of_moments(regimes.fresh_data(1, 99, 2))[0, 1].value
    assert record["long_run"]["variance_kept"]["limit"]["exact"] == str(exact) == "99/149"
    unbiased = " ".join(run("loop", "--points", "9", "--divisor", "n-1")[1].split())
    assert unbiased.count("no limit: it grows no faster than a power of t") == 1
    explodes = " ".join(run("loop", "--points", "9", "--divisor", "4")[1].split())
    assert "variance kept has no limit: in the end it grows by 1 of itself per generation" in explodes
    assert "never stays the same" in run("loop", "--points", "9", "--memory", "accumulate")[1]
    assert "99/149" in run("loop", "--points", "100", "--real", "1")[1]


def test_short_fractions_are_written_out() -> None:
    out = run("loop", "--points", "10", "--generations", "3")[1]
    assert "variance kept after 3 generations is 729/1000 exactly" in out
    assert "exactly" not in run("loop", "--points", "10", "--generations", "40")[1].replace("are exactly", "")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--points 1", "generation 1: a refit needs two points or more"),
        ("--points x", "'x' is not a number"),
        ("--points 5/2", "--points must be a whole number from 0 on, not '5/2'"),
        ("--points 10,20 --generations 3", "points must be one number or 3"),
        ("--points 10 --real 11", "real must be from 0 to the 10 points of generation 1, not 11"),
        ("--points 10 --real 1 --real-share 1/2", "real and real_share cannot both be given"),
        ("--points 10 --real-share 3/2", "real_share must lie from 0 to 1, not 3/2"),
        ("--points 10 --memory forget", "--memory must be one of replace, accumulate, window=NUMBER"),
        ("--points 10 --memory window", "--memory must be one of"),
        ("--points 10 --memory replace=2", "--memory must be one of"),
        ("--points 10 --memory window=0", "of at least 1, not 0"),
        ("--points 10 --memory window=3/2", "of at least 1, not 3/2"),
        ("--points 10 --memory window=9", "--memory window must be 8 at most, not 9"),
        ("--points 10 --memory fade=0", "factor must be"),
        ("--points 10 --memory subsample=11", "points must be at most the 10 that"),
        ("--points 10 --divisor -1", "divisor must be"),
        ("--points 10 --divisor 0", "divisor must be"),
        ("--points 10 --generations 0", "--generations must lie from 1 to 1000, not 0"),
        ("--points 10 --generations 1001", "--generations must lie from 1 to 1000, not 1001"),
        ("--points 0", "points must be at least 1, not 0 as in generation 1"),
        ("", "--points"),
    ],
)
def test_a_loop_that_cannot_be_carried_out_is_refused(words: str, message: str) -> None:
    assert message in refused("loop", *words.split())


# ---------------------------------------------------------------- design


def test_the_numbers_of_a_design() -> None:
    options = ["--intercept", "--generations", "20", "--real-rows", "3", "--real-outcomes", "kept", "--new-rows", DOSES]
    status, out, _ = run("design", DOSES, *options, "--json")
    assert status == 0
    record = json.loads(out)
    lines = Path(DOSES).read_text().splitlines()[1:]
    design = Design([[1, *map(int, line.split(","))] for line in lines])
    moments = exact_design_moments(refitted(design, 20, noise="n", real_rows=3, real_outcomes="kept"), design)
    assert record["columns"] == ["intercept", "dose", "age"]
    for t, row in enumerate(record["generations"]):
        assert row["expected_noise_variance"] == pytest.approx(float(moments.expected_noise_variances[t]), rel=1e-14)
        assert row["error_on_the_rows"] == pytest.approx(float(moments.in_sample_risks[t]), rel=1e-14)
        assert row["error_on_new_rows"] == pytest.approx(float(moments.risks[t]), rel=1e-14)
        for i, deviation in enumerate(row["standard_deviations"]):
            assert deviation == pytest.approx(float(moments.covariances[t][i][i]) ** 0.5, rel=1e-14)
    shown = run("design", DOSES, *options)[1]
    assert f"{record['generations'][20]['error_on_the_rows']:.6g}" in shown
    assert f"{record['generations'][20]['standard_deviations'][1]:.6g}" in shown
    assert "mean after" not in shown


def test_a_penalty_spares_the_intercept_and_shows_means() -> None:
    options = ["--intercept", "--ridge", "1", "--coefficients", "5,2,0.5", "--generations", "3"]
    assert "mean after 3" in run("design", DOSES, *options)[1]
    last = json.loads(run("design", DOSES, *options, "--json")[1])["generations"][3]
    ones = Design([[1, *map(int, line.split(","))] for line in Path(DOSES).read_text().splitlines()[1:]])
    loop = refitted(ones, 3, noise="n", penalty=(0, 1, 1), coefficients=(5, 2, F(1, 2)))
    expected = exact_design_moments(loop).expected_coefficients[3]
    assert last["expected_coefficients"] == pytest.approx(list(map(float, expected)), rel=1e-14)


@pytest.mark.parametrize("noise", ["known", "refitted", "unbiased", "none"])
def test_every_noise_is_said_in_words(noise: str) -> None:
    words = {"known": "true variance", "refitted": "RSS/n ", "unbiased": "RSS/(n-d)", "none": "no noise"}
    assert words[noise] in " ".join(run("design", DOSES, "--noise", noise)[1].split())
    kept = run("design", DOSES, "--noise", noise, "--keep", "--real-share", "1/3")[1]
    assert "all rows are kept" in " ".join(kept.split())


FILES = {
    "ragged": ("1,2\n3,4\n5\n", "line 3: there are 1 cells, not 2"),
    "ragged header": ("a,b\n1\n", "line 2: there are 1 cells, not 2"),
    "a word": ("a,b\n1,2\n3,x\n", "line 3, column 2: 'x' is not a number"),
    "two words": ("a,b\nc,d\n", "line 2, column 1: 'c' is not a number"),
    "a gap": ("1,2\n3,\n", "line 2, column 2: the cell is empty"),
    "infinity": ("1,inf\n2,1\n", "line 1, column 2: 'inf' is not a number"),
    "nan": ("a\n1\nnan\n", "line 3, column 1: 'nan' is not a number"),
    "enormous": ("1\n1e999999999\n", "line 2, column 1: '1e999999999' is not a number"),
    "nothing": ("", "has no row of numbers"),
    "only names": ("a,b\n", "has no row of numbers"),
    "semicolons": ("1;2\n3;4\n", "line 2, column 1: '3;4' is not a number"),
    "rank": ("1,2\n2,4\n3,6\n", "must determine all 2 coefficients"),
    "few rows": ("1,2\n", "must determine all 2 coefficients"),
    "wide": (",".join(["1"] * 51), "more than 50 columns"),
    "a quote": ('1,"2\n', "is no file of numbers separated by commas"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_and_the_place_is_named(name: str, tmp_path: Path) -> None:
    text, message = FILES[name]
    path = tmp_path / "rows.csv"
    path.write_text(text)
    assert message in refused("design", str(path), "--noise", "known")


def test_files_that_are_none(tmp_path: Path) -> None:
    assert "cannot be read: no such file" in refused("design", str(tmp_path / "absent.csv"))
    assert "cannot be read: is a directory" in refused("design", str(tmp_path))
    (tmp_path / "picture").write_bytes(b"\x89\xff\xfe\x00")
    assert "is no text in UTF-8" in refused("design", str(tmp_path / "picture"))


def test_what_a_file_may_look_like(tmp_path: Path) -> None:
    """Marks of byte order, other ends of lines, blank lines, spaces, quotes, fractions, exponents, no names."""
    rows = [[F(1), F(1, 2)], [F(-2), F(1000)], [F(0), F(3, 4)]]
    wanted = exact_design_moments(refitted(Design(rows), 2, noise="known")).in_sample_risks[2]
    path = tmp_path / "rows.csv"
    for text in (
        "1,0.5\n-2,1e3\n0,3/4",
        "\ufeffa,b\r\n1, .5\r\n\r\n-2,10^3\r\n 0 ,.75\r\n",
        '"a","b"\n"1","1/2"\n-2,1000\n0,0.75\n',
    ):
        path.write_bytes(text.encode())
        record = json.loads(run("design", str(path), "--noise", "known", "--generations", "2", "--json")[1])
        assert record["generations"][2]["error_on_the_rows"] == pytest.approx(float(wanted), rel=1e-14)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--ridge 1", "--ridge needs --coefficients"),
        ("--ridge -1 --coefficients 1,2", "penalty must be"),
        ("--ridge 1 --coefficients 1,2,3", "coefficients must be 2"),
        ("--real-rows 13", "real_rows must be at most the number of rows, not 13"),
        ("--real-rows 1 --real-share 1/2", "cannot both be given"),
        ("--real-share 2", "real_share must lie from 0 to 1"),
        ("--noise-variance 0", "noise_variance must be"),
        ("--generations 0", "--generations must lie from 1 to 1000"),
        ("--noise big", "invalid choice"),
        ("--new-rows nowhere.csv", "nowhere.csv cannot be read"),
    ],
)
def test_a_design_that_cannot_be_followed_is_refused(words: str, message: str) -> None:
    assert message in refused("design", DOSES, *words.split())


@given(text=st.text(alphabet="0123456789.,-e/x\n\"' \t", max_size=40))
def test_no_file_brings_a_traceback(text: str, tmp_path_factory: Any) -> None:
    path = tmp_path_factory.mktemp("files") / "rows.csv"
    path.write_text(text)
    status, out, err = run("design", str(path), "--generations", "2")
    assert status in (0, 2)
    assert bool(out) == (status == 0)
    assert bool(err) == (status == 2)
