"""A wrong content file is refused with file, line, value and cure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.practice.content_file import FOLDER, Sheet, read
from bot.practice.fit_content import FitContent
from bot.practice.interview_content import InterviewContent
from bot.practice.star_content import StarContent, StarExamples


@pytest.mark.parametrize(
    ("name", "shape"),
    [("interview.yml", InterviewContent), ("fit.yml", FitContent), ("star.yml", StarContent), ("star_examples.yml", StarExamples)],
)
def test_the_files_of_the_project_are_right(name: str, shape: type[Sheet]) -> None:
    assert isinstance(read(FOLDER / name, shape), shape)


def problems(path: Path, change: Callable[[str], str], name: str, shape: type[Sheet]) -> tuple[str, ...]:
    """What is said of a changed copy of a content file."""
    original = (FOLDER / name).read_text(encoding="utf-8")
    changed = change(original)
    assert changed != original
    (path / name).write_text(changed, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read(path / name, shape)
    return caught.value.problems


def test_a_misspelt_key_is_named_with_its_neighbour(tmp_path: Path) -> None:
    said = problems(tmp_path, lambda text: text.replace("    goodbye: ", "    godbye: ", 1), "interview.yml", InterviewContent)
    line = 1 + (FOLDER / "interview.yml").read_text(encoding="utf-8").split("    goodbye: ")[0].count("\n")
    assert any("'tracks.medarbejder.goodbye' is missing. Add it." in problem for problem in said)
    assert any(problem.startswith(f"interview.yml, line {line}: the key 'tracks.medarbejder.godbye' is not used.") for problem in said)


def test_an_unknown_question_in_a_step_is_named_with_its_track(tmp_path: Path) -> None:
    (said,) = problems(tmp_path, lambda text: text.replace("[presentation]", "[presentatoin]", 1), "interview.yml", InterviewContent)
    assert "tracks.medarbejder, step 1: ['presentatoin'] is no question" in said


def test_a_wrong_value_is_shown_with_its_line(tmp_path: Path) -> None:
    said = problems(tmp_path, lambda text: text.replace("fact: F4.1", "fact: 4.1", 1), "fit.yml", FitContent)
    line = 1 + (FOLDER / "fit.yml").read_text(encoding="utf-8").split("fact: F4.1")[0].count("\n")
    assert said[0].startswith(f"fit.yml, line {line}: statements.0.fact is 4.1: ")


def test_two_statements_of_one_id_are_refused(tmp_path: Path) -> None:
    (said,) = problems(tmp_path, lambda text: text.replace("- id: measured", "- id: tempo", 1), "fit.yml", FitContent)
    assert "the ids tempo are used twice; give each statement its own" in said


def test_broken_yaml_says_where(tmp_path: Path) -> None:
    (said,) = problems(tmp_path, lambda text: text.replace("choices:\n", "choices: [\n", 1), "fit.yml", FitContent)
    assert said.startswith("fit.yml, line ")
    assert "not readable as YAML" in said


def test_a_missing_file_says_how_to_get_it_back(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"is missing\. Restore it"):
        read(tmp_path / "fit.yml", FitContent)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{number} af {count}. {statement}", "nothing is filled in for {statement}; it may use {count}, {number}, {text}"),
        ("{number af {count}", "a brace is not closed"),
    ],
)
def test_a_placeholder_nobody_fills_is_refused(tmp_path: Path, written: str, said: str) -> None:
    (problem,) = problems(tmp_path, lambda text: text.replace("{number} af {count}. {text}", written, 1), "fit.yml", FitContent)
    assert said in problem
    assert problem.startswith("fit.yml, line 5: asked is ")
