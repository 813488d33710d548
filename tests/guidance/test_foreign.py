"""Packs from others: what is signed and sound is read, everything else is refused in one sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.errors import BadInput, GuidanceFault
from kitchentable.domain.pack import PACK_FORMAT, Guidance, Pack
from kitchentable.domain.situations import ContactKind
from kitchentable.domain.values import Line
from kitchentable.guidance import signing
from kitchentable.guidance.bounds import MOST_NESTING, MOST_VALUES, is_bounded
from kitchentable.guidance.foreign import MOST_BYTES, name_fault, open_seal, seal, slug_of
from kitchentable.guidance.joining import join
from kitchentable.guidance.pack import encode
from tests.foreign_sample import KEY, PUBLISHER, SLUG, their_pack
from tests.sample_guidance import sample_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return their_pack(tmp_path_factory.mktemp("school"))


@pytest.fixture(scope="module")
def data(pack: Pack) -> bytes:
    return seal(pack, PUBLISHER, KEY)


def _refused(data: bytes) -> str:
    with pytest.raises(GuidanceFault) as told:
        open_seal(data, "“x.ktpack”")
    sentence = told.value.message
    assert sentence.startswith("“x.ktpack” ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert ". " not in sentence
    return sentence


def _signed(body: bytes, *, form: int = PACK_FORMAT, name: bytes = PUBLISHER.encode()) -> bytes:
    """Return a file that is signed as it should be, whatever is in it."""
    before = b"KTPACK\r\n" + form.to_bytes(2) + signing.public_bytes(KEY)
    rest = len(name).to_bytes(2) + name + len(body).to_bytes(4) + body
    return before + KEY.sign(before + rest) + rest


def test_a_signed_pack_is_read_as_it_was_built(pack: Pack, data: bytes) -> None:
    read = open_seal(data, "it")
    assert read.pack == pack
    assert read.publisher.name == PUBLISHER
    assert read.publisher.slug == SLUG
    assert read.publisher.key == signing.public_bytes(KEY)


def test_the_hand_made_file_of_these_tests_is_the_real_one(pack: Pack, data: bytes) -> None:
    assert _signed(msgspec.msgpack.encode(pack)) == data


@given(st.data())
def test_any_flipped_bit_is_noticed(data: bytes, drawn: st.DataObject) -> None:
    at = drawn.draw(st.integers(0, len(data) * 8 - 1))
    changed = bytearray(data)
    changed[at // 8] ^= 1 << at % 8
    _refused(bytes(changed))


@given(st.data())
def test_any_shorter_file_is_refused(data: bytes, drawn: st.DataObject) -> None:
    _refused(data[: drawn.draw(st.integers(0, len(data) - 1))])


@given(st.binary(max_size=400))
def test_any_bytes_are_refused(data: bytes) -> None:
    _refused(data)
    _refused(b"KTPACK\r\n" + data)


@given(st.binary(max_size=400), st.binary(max_size=20))
def test_any_bytes_that_are_signed_are_refused(body: bytes, name: bytes) -> None:
    _refused(_signed(body))
    _refused(_signed(body, name=name))


@given(st.data())
def test_a_signed_pack_with_a_flipped_bit_is_refused_or_sound(pack: Pack, drawn: st.DataObject) -> None:
    body = bytearray(msgspec.msgpack.encode(pack))
    at = drawn.draw(st.integers(0, len(body) * 8 - 1))
    body[at // 8] ^= 1 << at % 8
    try:
        changed = open_seal(_signed(bytes(body)), "it")
    except GuidanceFault:
        return
    assert join(sample_pack(), [changed]).topics()[:4] == Guidance(sample_pack()).topics()


def test_more_after_the_end_is_refused(data: bytes) -> None:
    assert "was changed" in _refused(data + b"more")


def test_an_unsigned_pack_is_refused(pack: Pack, data: bytes) -> None:
    assert "is not signed" in _refused(data[:42] + bytes(64) + data[106:])
    assert "is not signed" in _refused(encode(pack))


def test_another_signature_does_not_fit(pack: Pack, data: bytes) -> None:
    other = seal(pack, PUBLISHER, Ed25519PrivateKey.generate())
    assert "was changed" in _refused(data[:42] + other[42:106] + data[106:])
    assert "was changed" in _refused(data[:10] + other[10:42] + data[42:])


def test_a_pack_for_a_newer_app_says_so() -> None:
    newer = _signed(b"whatever a later version holds", form=PACK_FORMAT + 1)
    assert "for a newer Kitchen Table" in _refused(newer)


def test_an_archive_is_not_a_pack() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../outside", bytes(2_000_000))
    assert "is not a pack of guidance" in _refused(made.getvalue())


def test_a_file_that_is_too_large_is_refused() -> None:
    assert "larger than a pack may be" in _refused(b"KTPACK\r\n" + bytes(MOST_BYTES))


@pytest.mark.parametrize(
    "body",
    [
        b"\x91" * 500_000,
        b"\x91" * (MOST_NESTING + 1) + b"\xc0",
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\x7f\xff\xff\xff" + b"\xc0" * 100,
        b"\xdc\xff\xff" + b"\xc0" * 60_000,
        b"\xdd" + (MOST_VALUES + 1).to_bytes(4) + b"\xc0" * (MOST_VALUES + 1),
        b"\xc7\x02\x01xx",
        b"\xdb\xff\xff\xff\xffx",
        b"\xc0\xc0",
        b"",
    ],
    ids=["nest", "one too deep", "list", "map", "short", "many", "extension", "text", "two", "nothing"],
)
def test_a_bomb_is_found_before_it_is_decoded(body: bytes) -> None:
    assert not is_bounded(body)
    assert "not guidance that we can read" in _refused(_signed(body))


def test_what_we_build_is_within_the_bounds() -> None:
    for pack in (sample_pack(),):
        assert is_bounded(msgspec.msgpack.encode(pack))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text() | st.binary() | st.floats(),
        lambda inner: st.lists(inner, max_size=20) | st.dictionaries(st.text(), inner, max_size=20),
        max_leaves=40,
    )
)
def test_every_sound_value_is_within_the_bounds(value: object) -> None:
    assert is_bounded(msgspec.msgpack.encode(value)) or str(value).count("[") + str(value).count("{") > MOST_NESTING


def _topic(**changes: object) -> Callable[[Pack], Pack]:
    def change(pack: Pack) -> Pack:
        return msgspec.structs.replace(pack, topics=(msgspec.structs.replace(pack.topics[0], **changes),))

    return change


def _contact(**changes: object) -> Callable[[Pack], Pack]:
    def change(pack: Pack) -> Pack:
        country = pack.countries[0]
        contact = msgspec.structs.replace(country.contacts[0], **changes)
        return msgspec.structs.replace(pack, countries=(msgspec.structs.replace(country, contacts=(contact,)),))

    return change


def _emergency(pack: Pack) -> Pack:
    country = msgspec.structs.replace(pack.countries[0], emergency="school-office")
    return msgspec.structs.replace(pack, countries=(country,))


@pytest.mark.parametrize(
    "change",
    [
        _topic(id="../../../etc/passwd"),
        _topic(id="kitchen/table"),
        _topic(id="a" * 300),
        _topic(icon="../secret"),
        _topic(title="Turned \u202eround"),
        _topic(title="Hidden\u200b"),
        _topic(title="A bell\a"),
        _topic(title="x" * 10_000),
        _topic(order=10**12),
        _topic(order=-1),
        _topic(sources=("nowhere",)),
        _topic(talks={}),
        _topic(warning_signs=(Line(id="one", text="One."), Line(id="one", text="Two."))),
        _contact(web="javascript:alert(1)"),
        _contact(web="file:///etc/passwd"),
        _contact(kind=ContactKind.EMERGENCY),
        _emergency,
    ],
)
def test_what_is_signed_and_not_sound_is_refused(pack: Pack, change: Callable[[Pack], Pack]) -> None:
    assert "not guidance that we can read" in _refused(_signed(msgspec.msgpack.encode(change(pack))))


def test_a_publisher_can_only_seal_what_is_sound(pack: Pack) -> None:
    with pytest.raises(GuidanceFault):
        seal(_topic(id="../up")(pack), PUBLISHER, KEY)


@pytest.mark.parametrize(
    "name",
    ["", " ", "Kitchen Table", "kitchen-table", "Kïtchen Tablé", "KitchenTable Ltd", "Ѕchool", "A\u202eB", "a  b", " a",
     "x" * 61, "../up", "a/b", "<b>School</b>", "学校"],
)  # fmt: skip
def test_a_name_that_could_pass_for_another_is_refused(pack: Pack, name: str) -> None:
    assert name_fault(name) is not None
    with pytest.raises(BadInput):
        seal(pack, name, KEY)
    _refused(_signed(msgspec.msgpack.encode(pack), name=name.encode()))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("St Mary’s School", "st-marys-school"),
        ("Gárda & Síochána (IE)", "garda-siochana-ie"),
        ("Ysgol Tŷ-Coch", "ysgol-ty-coch"),
    ],
)
def test_a_short_name_is_plain(name: str, slug: str) -> None:
    assert name_fault(name) is None
    assert slug_of(name) == slug


@given(st.text(max_size=70))
def test_a_short_name_can_never_be_a_path(name: str) -> None:
    if name_fault(name) is None:
        assert slug_of(name).replace("-", "").isalnum()
        assert slug_of(name).isascii()


def test_a_key_with_a_passphrase_opens_with_it_only() -> None:
    pem = signing.new_key("right words")
    assert signing.is_locked(pem)
    assert signing.public_bytes(signing.open_key(pem, "k", "right words"))
    for wrong in ("wrong words", None):
        with pytest.raises(BadInput, match="does not open"):
            signing.open_key(pem, "k", wrong)
    with pytest.raises(BadInput, match="is not a key"):
        signing.open_key(b"no key at all", "k")


def test_a_fingerprint_is_eight_groups_of_four() -> None:
    groups = signing.fingerprint(signing.public_bytes(KEY)).split(" ")
    assert [len(group) for group in groups] == [4] * 8
    assert groups != signing.fingerprint(bytes(32)).split(" ")


def test_their_topic_may_lead_to_our_help_page_and_only_to_one_that_is_there(tmp_path: Path) -> None:
    assert their_pack(tmp_path).topics[0].if_it_happened == ("blackmailed",)
    ours = msgspec.structs.replace(sample_pack(), situations=())
    with pytest.raises(GuidanceFault, match="there is no situation `blackmailed`"):
        their_pack(tmp_path, date(2026, 11, 21), ours)


def test_a_talk_that_a_stricter_app_would_not_build_can_still_be_read(pack: Pack) -> None:
    topic = pack.topics[0]
    band, talk = next(iter(topic.talks.items()))
    wordy = msgspec.structs.replace(talk, avoid=(Line(id="much", text="Word " * 500),))
    changed = _topic(talks={band: wordy})(pack)
    assert open_seal(_signed(msgspec.msgpack.encode(changed)), "it").pack == changed
