"""Everything out and back: the same to the last letter, in one sentence where it can't be, and never half."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pdfua
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kitchentable.domain.errors import BadInput, CannotWrite, KeychainUnavailable, StoreNewer, Trouble
from kitchentable.domain.export import Everything, Export, ExportedIncident
from kitchentable.domain.pack import Guidance
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services import leaving
from kitchentable.services.arriving import bring_in, bring_in_anew, read_export
from kitchentable.services.export_file import MOST_BYTES, decode_export, encode_export, export_schema, make_export
from kitchentable.services.holdings import what_is_here
from kitchentable.services.household import Household
from kitchentable.services.leaving import DATA_FILE, PAPER_FILE, README_FILE, export_everything
from kitchentable.services.opening import create_household, open_household
from kitchentable.services.preferences import Preferences, Theme, load_preferences, save_preferences
from kitchentable.store.everything import put_everything, read_everything
from kitchentable.system.files import write_atomically
from kitchentable.system.paths import Paths
from kitchentable.system.resources import resources
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.guidance.test_schema import misfits
from tests.printing.paper import poppler
from tests.sample_family import ROBIN, add_sample_family
from tests.sample_guidance import sample_guidance
from tests.whole_family import families

ROOT = Path(__file__).resolve().parents[2]
FILES = (README_FILE, PAPER_FILE, DATA_FILE)


@pytest.fixture(scope="session")
def typesetter() -> Typesetter:
    """Return the one typesetter of the run."""
    return Typesetter(resources())


@pytest.fixture
def family(household: Household, clock: FakeClock) -> Household:
    """Return records with the sample family in them."""
    add_sample_family(household, clock)
    return household


@contextmanager
def new_records(folder: Path) -> Iterator[Household]:
    """Make new records in a folder."""
    home = create_household(
        paths=Paths.of(folder),
        keychain=FakeKeychain(),
        guidance=sample_guidance(),
        clock=FakeClock(),
        passphrase=None,
    )
    with closing(home):
        yield home


@given(families())
@settings(max_examples=40)
def test_a_family_comes_back_to_the_last_letter(whole: Everything) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with new_records(folder / "one") as home:
            put_everything(home.store, whole)
            first = encode_export(make_export(home))
        bring_in_anew(
            decode_export(first, "x"),
            paths=Paths.of(folder / "two"),
            keychain=(keychain := FakeKeychain()),
            guidance=sample_guidance(),
            clock=FakeClock(),
            passphrase=None,
        )
        again = open_household(
            paths=Paths.of(folder / "two"),
            keychain=keychain,
            guidance=sample_guidance(),
            clock=FakeClock(),
            passphrase=None,
        )
        with closing(again):
            assert read_everything(again.store) == whole
            assert encode_export(make_export(again)) == first


@given(families(), st.tuples(st.booleans(), st.booleans()))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_family_can_be_printed(
    typesetter: Typesetter,
    whole: Everything,
    flags: tuple[bool, bool],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with new_records(folder / "data") as home:
            put_everything(home.store, whole)
            export_everything(home, typesetter=typesetter, to=folder / "out", incidents=flags[0], large=flags[1])
        assert list(pdfua.validate(str(folder / "out" / PAPER_FILE)).findings) == []


def test_three_files_for_nobody_else(family: Household, typesetter: Typesetter, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    taken = export_everything(family, typesetter=typesetter, to=folder)
    assert {one.name for one in folder.iterdir()} == set(FILES) == set(taken.files)
    assert "not encrypted" in taken.words
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o600}
    assert "NOT encrypted" in (folder / README_FILE).read_text(encoding="utf-8")
    assert ROBIN not in (folder / README_FILE).read_text(encoding="utf-8")
    assert json.loads((folder / DATA_FILE).read_bytes())["family"]["children"][0]["name"] == ROBIN


def test_an_empty_folder_will_do_and_one_with_something_in_it_is_left(
    family: Household, typesetter: Typesetter, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    export_everything(family, typesetter=typesetter, to=tmp_path / "empty")
    before = {one: one.read_bytes() for one in (tmp_path / "empty").iterdir()}
    with pytest.raises(CannotWrite, match=r"something in .* already"):
        export_everything(family, typesetter=typesetter, to=tmp_path / "empty")
    assert {one: one.read_bytes() for one in (tmp_path / "empty").iterdir()} == before
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(CannotWrite):
        export_everything(family, typesetter=typesetter, to=file)
    assert file.read_text() == "mine"


@pytest.mark.parametrize("stops_at", FILES)
def test_what_was_cut_short_leaves_nothing(
    family: Household, typesetter: Typesetter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stops_at: str
) -> None:
    real = write_atomically

    def write(path: Path, data: bytes) -> None:
        if path.name == stops_at:
            raise KeyboardInterrupt
        real(path, data)

    monkeypatch.setattr(leaving, "write_atomically", write)
    with pytest.raises(KeyboardInterrupt):
        export_everything(family, typesetter=typesetter, to=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_nobody_may_write_in_is_one_sentence(family: Household, typesetter: Typesetter) -> None:
    with pytest.raises(CannotWrite):
        export_everything(family, typesetter=typesetter, to=Path("/proc/nowhere"))


def words_on(pdf: Path) -> str:
    return " ".join(poppler("pdftotext", "-layout", pdf=pdf.read_bytes(), folder=pdf.parent.parent).split())


def happened(child_id: int) -> ExportedIncident:
    return ExportedIncident(
        id=1,
        child_id=child_id,
        situation_id=None,
        happened_on=date(2026, 11, 20),
        happened_at="after school",
        what="Somebody asked for a PICTURE-MARK.",
        app="chat",
        kept="",
        written_at=datetime(2026, 11, 21, tzinfo=UTC),
        closed_on=None,
        told=(),
        follow_ups=(),
    )


def test_notes_are_printed_only_if_asked(family: Household, typesetter: Typesetter, tmp_path: Path) -> None:
    whole = read_everything(family.store)
    noted = msgspec.structs.replace(whole, incidents=(happened(whole.children[0].id),))
    with new_records(tmp_path / "other") as home:
        put_everything(home.store, noted)
        assert what_is_here(home).incidents == 1
        for name, asked in (("without", False), ("with", True)):
            export_everything(home, typesetter=typesetter, to=tmp_path / name, incidents=asked)
            assert b"PICTURE-MARK" in (tmp_path / name / DATA_FILE).read_bytes()
            words = words_on(tmp_path / name / PAPER_FILE)
            assert ("PICTURE-MARK" in words) is asked
            assert ROBIN in words
            assert "Talks we had" in words


def test_the_paper_is_tagged_and_named(family: Household, typesetter: Typesetter, tmp_path: Path) -> None:
    export_everything(family, typesetter=typesetter, to=tmp_path / "out")
    with pikepdf.open(tmp_path / "out" / PAPER_FILE) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo["/Title"]) == "Our family’s record"


def test_what_can_not_be_printed_is_said(family: Household, typesetter: Typesetter, tmp_path: Path) -> None:
    whole = read_everything(family.store)
    odd = msgspec.structs.replace(whole.children[0], name="Ava 𒀀")
    with new_records(tmp_path / "other") as home:
        put_everything(home.store, msgspec.structs.replace(whole, children=(odd, *whole.children[1:])))
        export_everything(home, typesetter=typesetter, to=tmp_path / "out")
    words = words_on(tmp_path / "out" / PAPER_FILE)
    assert "Ava _" in words
    assert "can’t be printed here" in words


def test_a_place_that_is_open_to_others_is_told(
    family: Household, typesetter: Typesetter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_on_a_stick(path: Path, data: bytes) -> None:
        write_atomically(path, data, mode=0o644)

    monkeypatch.setattr(leaving, "write_atomically", as_on_a_stick)
    taken = export_everything(family, typesetter=typesetter, to=tmp_path / "out")
    assert "can’t keep files from other users" in taken.words


def test_looks_come_along(family: Household, tmp_path: Path) -> None:
    save_preferences(family.paths, Preferences(theme=Theme.DARK, text_percent=150, country="ie", window_width=999))
    export = make_export(family)
    with new_records(tmp_path / "two") as home:
        bring_in(home, export=export)
        kept = load_preferences(home.paths)
    assert (kept.theme, kept.text_percent, kept.country, kept.window_width) == (Theme.DARK, 150, "ie", 0)


def test_a_full_disk_changes_nothing(family: Household, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = make_export(family)

    def full(*_: object) -> None:
        raise CannotWrite("The disk is full.")

    monkeypatch.setattr("kitchentable.services.arriving.put_everything", full)
    keychain = FakeKeychain()
    paths = Paths.of(tmp_path / "two")
    with pytest.raises(CannotWrite):
        bring_in_anew(
            export,
            paths=paths,
            keychain=keychain,
            guidance=sample_guidance(),
            clock=FakeClock(),
            passphrase=None,
        )
    assert keychain.kept == {}
    assert not paths.keys.exists()
    assert not paths.database.exists()


def test_without_a_keychain_it_asks_for_a_passphrase(family: Household, tmp_path: Path) -> None:
    keychain = FakeKeychain()
    keychain.absent = True
    with pytest.raises(KeychainUnavailable):
        bring_in_anew(
            make_export(family),
            paths=Paths.of(tmp_path / "two"),
            keychain=keychain,
            guidance=sample_guidance(),
            clock=FakeClock(),
            passphrase=None,
        )
    assert not Paths.of(tmp_path / "two").keys.exists()


@pytest.fixture(scope="module")
def good() -> bytes:
    """Return an export of the sample family."""
    with tempfile.TemporaryDirectory() as place, new_records(Path(place)) as home:
        add_sample_family(home, FakeClock())
        return encode_export(make_export(home))


@given(st.data())
@settings(max_examples=300)
def test_a_damaged_file_is_read_as_it_says_or_refused_in_one_sentence(good: bytes, data: st.DataObject) -> None:
    damaged = bytearray(good)
    match data.draw(st.sampled_from(("flip", "cut", "swap"))):
        case "flip":
            place = data.draw(st.integers(0, len(good) - 1))
            damaged[place] ^= 1 << data.draw(st.integers(0, 7))
        case "cut":
            del damaged[data.draw(st.integers(0, len(good) - 3)) :]
        case _:
            start, end = sorted(data.draw(st.tuples(st.integers(0, len(good)), st.integers(0, len(good)))))
            damaged[start:end] = data.draw(st.binary(max_size=20))
    try:
        read = decode_export(bytes(damaged), "kitchentable.json")
    except Trouble as trouble:
        assert_one_sentence(trouble)
    else:
        assert isinstance(read, Export)


def assert_one_sentence(trouble: Trouble) -> None:
    assert "\n" not in trouble.message
    assert trouble.message.endswith(".")
    assert len(trouble.message) < 200
    assert ROBIN not in trouble.message


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        (b'"format": 2', b'"format": 3', "newer Kitchen Table"),
        (b'"format": 2', b'"format": 0', "not an export"),
        (b'"kitchen_table": "export"', b'"kitchen_table": "import"', "not an export"),
        (b'"born": "2015-03"', b'"born": "2015-13"', "look at family.children"),
        (b'"born": "2015-03"', b'"born": "1815-03"', "can’t be used"),
        (b'"name": "Robin Sample"', b'"name": "Robin\\u202e"', "can’t be used"),
        (b'"child_id": 1', b'"child_id": 77', "does not fit together"),
        (b'"hidden": false', b'"hidden": 0', "look at family.accounts"),
        (b'"children": [', b'"surprise": 1, "children": [', "not whole"),
        (b'"skipped_talks": [],', b"", "not whole"),
        (b'"pauses": [],', b"", "not whole"),
        (b'"format": 2', b'"format": 1', "not whole"),
    ],
)
def test_each_fault_has_its_sentence(good: bytes, was: bytes, now: bytes, says: str) -> None:
    assert was in good
    with pytest.raises((BadInput, StoreNewer), match=says) as told:
        decode_export(good.replace(was, now), "kitchentable.json")
    assert_one_sentence(told.value)


@pytest.mark.parametrize(
    "bomb",
    [
        b"[" * 200_000,
        b'{"kitchen_table":"export","format":1,"x":' + b"[" * 200_000,
        b'{"kitchen_table":"export","format":2,"x":' + b"[" * 200_000,
    ],
)
def test_what_is_too_deep_is_refused(bomb: bytes) -> None:
    with pytest.raises(BadInput):
        decode_export(bomb, "x")


def test_what_is_too_large_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    file = tmp_path / DATA_FILE
    file.touch()
    os.truncate(file, 40 * MOST_BYTES)
    with pytest.raises(BadInput, match="too large"):
        read_export(tmp_path)


@pytest.mark.parametrize("place", ["nothing", "folder", "pipe"])
def test_what_is_no_file_is_refused(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput):
        read_export(tmp_path / place)


def test_the_schema_that_is_documented_is_that_of_the_types() -> None:
    assert (ROOT / "docs" / "export.schema.json").read_bytes() == export_schema()


@given(families())
@settings(max_examples=15)
def test_an_export_fits_the_schema(whole: Everything) -> None:
    schema = json.loads(export_schema())
    with tempfile.TemporaryDirectory() as place, new_records(Path(place)) as home:
        put_everything(home.store, whole)
        made = json.loads(encode_export(make_export(home)))
    assert list(misfits(made, schema, schema)) == []
    made["family"]["children"] = {"not": "a list"}
    assert list(misfits(made, schema, schema)) != []


def test_titles_say_what_the_ids_stand_for(family: Household, guidance: Guidance) -> None:
    export = make_export(family)
    talk = export.family.talks[0]
    assert export.titles[f"topic/{talk.topic_id}"] == guidance.topic(talk.topic_id).title
    assert export.titles[f"line/{talk.topic_id}/{talk.band}/{talk.ticked[0]}"]


def test_the_page_about_the_file_tells_every_field() -> None:
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    schema = json.loads(export_schema())
    named = {name for one in schema["$defs"].values() for name in one.get("properties", {})}
    words = {word for one in schema["$defs"].values() for word in one.get("enum", ())}
    looks = schema["$defs"]["ExportedLooks"]["properties"]
    assert sorted(one for one in named - set(looks) | words if f"`{one}`" not in page) == []
