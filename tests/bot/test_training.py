"""When a model is trained again, and which one is refused."""

from __future__ import annotations

import io
import json
import re
import tarfile
from dataclasses import asdict
from pathlib import Path

import pytest

from bot.errors import ModelError
from bot.nlu.danish_name import name_of
from bot.training import Record, archive_hash, check_model, inputs_hash, record_path, train_command, why_stale


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """An archive and the record that belongs to it."""
    path = tmp_path / "karla.tar.gz"
    pack(path, "metadata.json")
    return path


def pack(model: Path, *names: str, kind: bytes = tarfile.REGTYPE) -> None:
    """An archive of files of these names, with the record that belongs to it."""
    with tarfile.open(model, "w:gz") as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.type, member.size, member.linkname = kind, 5 if kind == tarfile.REGTYPE else 0, "/etc/passwd"
            archive.addfile(member, io.BytesIO(b"owned"))
    write_record(model, Record(inputs=inputs_hash(), danish=name_of(), archive=archive_hash(model)))


def write_record(model: Path, record: Record) -> None:
    record_path(model).write_text(json.dumps(asdict(record)), encoding="utf-8")


def test_a_model_with_its_record_is_used_as_it_is(model: Path) -> None:
    assert why_stale(model) is None
    check_model(model)


def test_a_missing_model_is_trained_and_never_served(tmp_path: Path) -> None:
    missing = tmp_path / "karla.tar.gz"
    assert why_stale(missing) == "there is no model yet"
    with pytest.raises(ModelError, match=r"There is no model at .*make train"):
        check_model(missing)


def test_one_changed_byte_is_noticed(model: Path) -> None:
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 1
    model.write_bytes(content)
    assert why_stale(model) == "the model file is damaged"
    with pytest.raises(ModelError, match=r"is damaged.*make train"):
        check_model(model)


def test_a_damaged_record_is_noticed(model: Path) -> None:
    record_path(model).write_text("{", encoding="utf-8")
    assert why_stale(model) == "there is no model yet"
    with pytest.raises(ModelError, match=r"record beside the model.*make train"):
        check_model(model)


def test_another_danish_is_refused_with_both_names(model: Path) -> None:
    write_record(model, Record(inputs=inputs_hash(), danish="da_core_news_sm 9.9.9", archive=archive_hash(model)))
    assert why_stale(model) == f"it was trained with 'da_core_news_sm 9.9.9' and '{name_of()}' is installed"
    with pytest.raises(ModelError, match=r"da_core_news_sm 9\.9\.9.*make train"):
        check_model(model)


def test_changed_inputs_mean_training_again(model: Path) -> None:
    write_record(model, Record(inputs="other", danish=name_of(), archive=archive_hash(model)))
    assert why_stale(model) == "its training data, domain or configuration changed"


def test_training_takes_nothing_from_rasas_cache() -> None:
    """Its cache does not see the lexicon and the content files, and kept a model on their old state."""
    assert "--force" in train_command(Path("models"), name="karla", config=Path("config.yml"))


@pytest.mark.parametrize("name", ["../owned.txt", "components/../../owned.txt", "{absolute}"])
def test_an_archive_that_would_write_outside_its_folder_is_refused(model: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside" / "owned.txt"
    name = name.format(absolute=outside)
    pack(model, "metadata.json", name)
    with pytest.raises(ModelError, match=rf"member '{re.escape(name)}' that would be written outside"):
        check_model(model)
    assert not outside.exists()
    assert not (tmp_path.parent / "owned.txt").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_an_archive_with_links_or_devices_is_refused(model: Path, kind: bytes) -> None:
    pack(model, "metadata.json", kind=kind)
    with pytest.raises(ModelError, match="would be written outside"):
        check_model(model)


def test_a_file_that_is_no_archive_is_refused(model: Path) -> None:
    model.write_bytes(b"no archive")
    write_record(model, Record(inputs=inputs_hash(), danish=name_of(), archive=archive_hash(model)))
    with pytest.raises(ModelError, match="is no archive: ReadError"):
        check_model(model)
