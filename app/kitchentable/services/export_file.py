"""The file of an export: made from open records, written as readable JSON, and read back with suspicion."""

from __future__ import annotations

import re

import msgspec

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import BadInput, StoreNewer
from kitchentable.domain.export import EXPORT_FORMAT, Everything, Export, ExportedLooks
from kitchentable.domain.names import clean_name
from kitchentable.domain.pack import Guidance
from kitchentable.domain.titles import (
    title_of_guide,
    title_of_setting,
    title_of_situation,
    title_of_topic,
    titles_of_lines,
)
from kitchentable.domain.version import VERSION
from kitchentable.services.household import Household
from kitchentable.services.older_exports import read_format_1
from kitchentable.services.preferences import Paper, Preferences, Theme, load_preferences
from kitchentable.store.everything import put_everything, read_everything
from kitchentable.store.trial import empty_records

MOST_BYTES = 64 * 1024 * 1024
"""The largest export that is read: many times what the busiest family can write in a childhood."""

CANNOT = "That export can’t be used"

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
"""The draft that msgspec writes. It is a name: nobody has to fetch it."""


def make_export(home: Household) -> Export:
    """Return everything the family has here. Raises StoreDamaged for what no version of ours can have written."""
    family = read_everything(home.store)
    return Export(
        kitchen_table="export",
        format=EXPORT_FORMAT,
        written_at=home.clock.now(),
        program=VERSION,
        guidance=home.guidance.version,
        family=family,
        looks=_looks(load_preferences(home.paths)),
        titles=_titles(home.guidance, family),
    )


def encode_export(export: Export) -> bytes:
    """Return the bytes of kitchentable.json: UTF-8, indented, always the same for the same export."""
    return msgspec.json.format(msgspec.json.encode(export), indent=2) + b"\n"


def decode_export(data: bytes, name: str) -> Export:
    """Read an export and try it on empty records in memory; ``name`` is what to call the file.

    Raises StoreNewer for a newer one, and BadInput in one sentence for anything else that is not a whole export.
    """
    if len(data) > MOST_BYTES:
        raise BadInput(f"{name} is too large to be an export of Kitchen Table.", title=CANNOT)
    export = _decoded(data, name)
    _check_names(export.family, name)
    trial = empty_records()
    try:
        put_everything(trial, export.family)
    finally:
        trial.close()
    return export


def export_schema() -> bytes:
    """Return the JSON Schema of kitchentable.json, made from the types that write it."""
    made = msgspec.json.schema(Export)
    whole = {"$schema": _DRAFT, "title": f"Kitchen Table export, format {EXPORT_FORMAT}", **made}
    text = msgspec.json.encode(_plain_words(whole))
    return msgspec.json.format(text, indent=2) + b"\n"


def preferences_of(looks: ExportedLooks, now: Preferences) -> Preferences:
    """Return the preferences that an export brings; the window keeps the size it has."""
    return msgspec.structs.replace(
        now,
        theme=Theme(looks.theme),
        text_percent=looks.text_percent,
        country=looks.country,
        nation=looks.nation,
        paper=Paper(looks.paper),
        large_print=looks.large_print,
        welcome_done=looks.welcome_done,
    )


class _Head(msgspec.Struct, frozen=True):
    """What every format of an export says first."""

    kitchen_table: str
    format: int


def _decoded(data: bytes, name: str) -> Export:
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.kitchen_table != "export" or head.format < 1:
            raise BadInput(f"{name} is not an export of Kitchen Table.", title=CANNOT)
        if head.format > EXPORT_FORMAT:
            raise StoreNewer(f"{name} was written by a newer Kitchen Table: please install the newest version first.")
        return read_format_1(data) if head.format == 1 else msgspec.json.decode(data, type=Export)
    except msgspec.ValidationError as error:
        raise BadInput(
            f"{name} is not whole, or not an export of Kitchen Table{_where(error)}.", title=CANNOT
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(f"{name} is damaged, or not an export of Kitchen Table.", title=CANNOT) from error


def _where(error: msgspec.ValidationError) -> str:
    """Say where in the file, never what stands there: ``family.talks[3].band``."""
    found = re.search(r"at `\$\.?([\w.\[\]]*)`", str(error))
    return f" (look at {found[1].replace('[...]', '')})" if found and found[1] else ""


def _check_names(family: Everything, name: str) -> None:
    """Refuse a name or birth month that the app would not have taken."""
    for child in family.children:
        try:
            BirthMonth.parse(child.born)
            fine = clean_name(child.name) == child.name
        except BadInput:
            fine = False
        if not fine:
            raise BadInput(f"{name} has a child whose name or month of birth can’t be used here.", title=CANNOT)


def _looks(kept: Preferences) -> ExportedLooks:
    return ExportedLooks(
        theme=kept.theme.value,
        text_percent=kept.text_percent,
        country=kept.country,
        nation=kept.nation,
        paper=kept.paper.value,
        large_print=kept.large_print,
        welcome_done=kept.welcome_done,
    )


def _titles(guidance: Guidance, family: Everything) -> dict[str, str]:
    """Return what the ids in the file stand for today, so that it can be read without the app."""
    found: dict[str, str | None] = {}
    for talk in family.talks:
        found[f"topic/{talk.topic_id}"] = title_of_topic(guidance, talk.topic_id)
        lines = titles_of_lines(guidance, talk.topic_id, talk.band)
        found.update({f"line/{talk.topic_id}/{talk.band}/{one}": lines.get(one) for one in talk.ticked})
    for skip in family.skipped_talks:
        found[f"topic/{skip.topic_id}"] = title_of_topic(guidance, skip.topic_id)
    guides = {one.guide_id for one in family.accounts} | {one.guide_id for one in family.devices}
    for guide_id in guides | {one.guide_id for one in family.choices}:
        found[f"guide/{guide_id}"] = title_of_guide(guidance, guide_id)
    for choice in family.choices:
        name = f"setting/{choice.guide_id}/{choice.setting_id}"
        found[name] = title_of_setting(guidance, choice.guide_id, choice.setting_id)
    for incident in family.incidents:
        if incident.situation_id is not None:
            found[f"situation/{incident.situation_id}"] = title_of_situation(guidance, incident.situation_id)
    return {name: title for name, title in sorted(found.items()) if title is not None}


def _plain_words(part: object) -> object:
    """Take the marks of our source's comments out of the descriptions."""
    if isinstance(part, dict):
        return {
            key: " ".join(value.replace("``", "").split())
            if key == "description" and isinstance(value, str)
            else _plain_words(value)
            for key, value in part.items()
        }
    return [_plain_words(one) for one in part] if isinstance(part, list) else part
