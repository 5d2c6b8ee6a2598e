"""What is wrong in a content file is said with its place and a cure, whichever room the file is of."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.content_file import Shape, Words, load, nearest, plain
from bot.errors import ContentError


class Named(Shape):
    name: Words


def test_a_document_knows_the_lines_of_its_keys_and_items(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("# first\nrows:\n  - {id: one}\n  - {id: two}\n", encoding="utf-8")
    document = load(path)
    assert document.lc.key("rows")[0] == 1
    assert document["rows"].lc.item(1)[0] == 3
    assert plain(document) == {"rows": [{"id": "one"}, {"id": "two"}]}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"rows: [\n", "a.yml, line 2: not readable as YAML: "),
        (b"name: \xe6\n", "a.yml: not readable as YAML in UTF-8: "),
    ],
)
def test_what_cannot_be_read_says_where(tmp_path: Path, written: bytes, said: str) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(written)
    with pytest.raises(ContentError) as caught:
        load(path)
    (problem,) = caught.value.problems
    assert problem.startswith(said)


def test_a_missing_file_says_how_to_get_it_back(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"a\.yml is missing\. Restore it"):
        load(tmp_path / "a.yml")


def test_a_shape_takes_no_unknown_key_and_no_empty_words() -> None:
    assert Named(name=" Ida ").name == "Ida"
    with pytest.raises(ValidationError):
        Named.parse_obj({"name": "Ida", "nmae": "x"})
    with pytest.raises(ValidationError):
        Named(name=" ")


def test_the_nearest_known_name_is_the_cure() -> None:
    assert nearest("teamledr", ["teamleder", "supervisor"]) == "Did you mean 'teamleder'?"
    assert nearest("x", ["b", "a"]) == "Known are: a, b."
