"""Every kind of record that a service keeps is declared with all that belongs to it."""

from collections import Counter

import pytest

from bot.content.snapshot import Content
from bot.conversation.commands import RecordAction
from bot.conversation.service import Service
from bot.services import RECORD_TYPES, SERVICES
from bot.storage.database import Database
from bot.storage.export_table import COLUMNS
from bot.storage.maintenance import erasure
from bot.storage.models import Base
from bot.storage.record_type import OTHER, RecordType, StaffList, Without, releases
from bot.storage.unit_of_work import UnitOfWork
from tests.house.test_words import ROOT, room
from tests.unit.services.enrolment.sample_enrolments import NOW
from tests.unit.storage.filled_rows import add_filled_row

KINDS = tuple(RECORD_TYPES.values())
RESIDENT = "web:resident"

# Tables with residents' rows that no service keeps, and whose they are.
OF_OTHERS = {
    "turns": "the answers that a retry repeats: kept by the conversation",
    "notices": "the outbox: emptied by the channels",
    "remarks": "the staff's notes on records of every kind",
    "visits": "who spoke on which day: counted for the console's figures",
    "deliveries": "what was sent to whom: kept by broadcast",
}

of_each_service = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
of_each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)


def keeper(kind: RecordType) -> Service:
    """The service that keeps this kind of record."""
    [service] = [service for service in SERVICES if kind in service.records]
    return service


def is_shared(kind: RecordType) -> bool:
    """Does its table stand in storage, because several rooms read it?"""
    return kind.table.__module__.startswith("bot.storage.tables.")


async def add_row(work: UnitOfWork, kind: RecordType) -> None:
    """A row of the resident."""
    status = next(iter(kind.status_words), "asked")
    await add_filled_row(work, kind.table, user=RESIDENT, status=status)


def test_every_table_of_residents_is_declared_once() -> None:
    declared = Counter(kind.table.__tablename__ for kind in KINDS)
    of_residents = {table.name for table in Base.metadata.sorted_tables if "user" in table.c}
    assert of_residents == {*declared, *OF_OTHERS}
    assert not declared.keys() & OF_OTHERS.keys()
    assert set(declared.values()) == {1}
    assert len(KINDS) == sum(len(service.records) for service in SERVICES)


@of_each_kind
def test_the_parts_stand_in_the_files_of_their_names(kind: RecordType) -> None:
    own = f"bot.services.{keeper(kind).name}"
    module = kind.table.__module__
    assert module == f"{own}.tables" or is_shared(kind)
    if not isinstance(kind.export, Without):
        assert kind.export.__module__ == f"{own}.export"
    for action in keeper(kind).staff_actions.values():
        assert action.__module__ == f"{own}.staff"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if is_shared(kind)], ids=lambda kind: kind.key)
def test_a_table_in_storage_is_read_by_another_room_than_its_service(kind: RecordType) -> None:
    """Services do not know each other: the table of one alone stands in its folder."""
    module = kind.table.__module__
    readers = {
        room(file)
        for file in (ROOT / "bot").rglob("*.py")
        if f"from {module} import" in file.read_text(encoding="utf-8")
    }
    assert readers > {f"services/{keeper(kind).name}"}


@of_each_kind
def test_what_a_kind_does_not_have_is_explained(kind: RecordType) -> None:
    for part in (kind.statuses, kind.staff, kind.export):
        assert not isinstance(part, Without) or len(part.reason) > 10
    assert kind.retention.period


@of_each_kind
async def test_the_export_has_the_columns_of_the_contract(
    kind: RecordType, database: Database, content: Content
) -> None:
    if isinstance(kind.export, Without):
        return
    async with database.work() as work:
        await add_row(work, kind)
        exported = await kind.export(work, content)
    assert exported.columns[: len(COLUMNS)] == COLUMNS
    assert len(exported) == 1


@of_each_kind
def test_the_staff_list_shows_columns_of_the_table(kind: RecordType) -> None:
    if not isinstance(kind.staff, StaffList):
        return
    columns = set(kind.table.__table__.columns.keys())
    staff_list = kind.staff
    assert {"id", "status", "created_at", "user"} <= set(staff_list.columns) <= columns
    assert {*staff_list.words, *staff_list.search, *staff_list.hidden} <= set(staff_list.columns)
    assert bool(staff_list.decisions) == (kind.key in keeper(kind).staff_actions)


def test_the_staff_lists_have_a_place_each() -> None:
    places = [kind.staff.position for kind in KINDS if isinstance(kind.staff, StaffList)]
    assert len(set(places)) == len(places)


@of_each_service
def test_staff_actions_are_on_its_own_kinds(service: Service) -> None:
    assert set(service.staff_actions) <= {kind.key for kind in service.records}


@of_each_kind
def test_every_status_is_said_to_the_staff(kind: RecordType) -> None:
    """A kind without words for its statuses says why; the others have a word for each."""
    if isinstance(kind.statuses, Without):
        return
    assert kind.transitions is not None
    assert set(kind.statuses) == set(kind.transitions.statuses.__members__.values())
    assert all(kind.statuses.values())


@of_each_kind
def test_a_resident_can_change_slots_of_the_form(kind: RecordType) -> None:
    slots = {slot.name for form in keeper(kind).forms.values() for slot in form.spec.slots}
    assert set(kind.changeable) <= slots
    changes = [(form, RecordAction.CHANGE) in keeper(kind).record_functions for form in kind.forms]
    assert bool(kind.changeable) is any(changes)


@of_each_service
def test_a_resident_is_told_what_is_on_record(service: Service) -> None:
    assert bool(service.records) == bool(service.own_records)


@of_each_kind
def test_residents_can_speak_of_their_records(kind: RecordType, content: Content) -> None:
    """A kind that a resident cannot ask about and take back says why; every other has a name in words, and both."""
    if isinstance(kind.spoken_of, Without):
        assert len(kind.spoken_of.reason) > 10
        return
    assert kind.spoken_of
    functions = keeper(kind).record_functions
    for form in kind.spoken_of:
        assert {(form, RecordAction.STATUS), (form, RecordAction.WITHDRAW)} <= functions.keys(), form
        assert f"{form}：" in content.replies["record.kinds"]


@of_each_service
def test_a_service_acts_on_its_own_records_alone(service: Service) -> None:
    spoken_of = {
        form for kind in service.records if not isinstance(kind.spoken_of, Without) for form in kind.spoken_of
    }
    assert {form for form, _ in service.record_functions} == spoken_of
    for function in service.record_functions.values():
        assert not function.sure or service.says[function.sure] == {"title", "status"}


@of_each_kind
def test_a_kind_has_a_name_for_residents(kind: RecordType, content: Content) -> None:
    assert content.replies[kind.called]
    assert kind.called == OTHER or Counter(kind.called for kind in KINDS)[kind.called] == 1


@of_each_kind
async def test_a_resident_who_is_erased_leaves_no_row(kind: RecordType, database: Database) -> None:
    async with database.work() as work:
        await add_row(work, kind)
        assert [row.table for row in await erasure.records_of(work, RESIDENT)] == [kind.table.__tablename__]
        await erasure.erase(work, RESIDENT, NOW, releases(KINDS))
        assert await erasure.all_users(work) == set()
