"""Names and PINs: nobody is asked until one is set, wrong ones wait, and no shop locks its owner out."""

import pytest

from pos_app.domain.actor import Actor
from pos_app.domain.person import Role, wait_after
from pos_app.errors import Refused
from pos_app.services import people, settings
from pos_app.services.shop import OWNER

PIN = "2580"


@pytest.fixture
def staffed(shop):
    """A shop whose owner Sari has a PIN, and where Budi sells without one."""
    people.add(shop, OWNER, "Sari", Role.OWNER, pin=PIN)
    people.add(shop, OWNER, " Budi  Santoso ", Role.CASHIER)
    return shop


def test_nobody_is_asked_until_somebody_has_a_pin(shop):
    assert not people.asked_for(shop)
    people.add(shop, OWNER, "Budi", Role.CASHIER)
    assert not people.asked_for(shop)
    people.add(shop, OWNER, "Sari", Role.OWNER, pin=PIN)
    assert people.asked_for(shop)
    people.set_pin(shop, OWNER, "Sari", None)
    assert not people.asked_for(shop)


def test_a_person_signs_in_and_stands_on_what_is_done(staffed):
    assert people.sign_in(staffed, "Sari", PIN, till="T2") == Actor("Sari", "T2")
    assert people.sign_in(staffed, "Budi Santoso", "", till="T1") == Actor("Budi Santoso", "T1")


def test_a_pin_is_kept_as_an_argon2id_hash_only(staffed, real_pin_hash):
    with staffed.uow.read() as u:
        kept = u.people.by_name("Sari").pin_hash
    for found in (kept, real_pin_hash(PIN)):
        assert found.startswith("$argon2id$")
        assert PIN not in found
    assert "m=65536,t=3" in real_pin_hash(PIN)


def test_wrong_pins_are_counted_and_the_wait_grows_until_the_right_one_forgives(staffed, clock, expected_warnings):
    expected_warnings.append("wrong pin")

    def wrong() -> Refused:
        with pytest.raises(Refused) as no:
            people.sign_in(staffed, "Sari", "0000", till="T1")
        return no.value

    assert [wrong().fields["left"] for _n in range(4)] == [4, 3, 2, 1]
    for seconds in (30, 60):
        told = wrong()
        assert (told.code, told.fields["seconds"]) == ("wrong_pin_wait", seconds)
        clock.forward(seconds=seconds - 1)
        with pytest.raises(Refused, match="pin_wait") as no:  # the right one too: it is not even looked at
            people.sign_in(staffed, "Sari", PIN, till="T1")
        assert no.value.fields["seconds"] == 1
        clock.forward(seconds=2)
    assert people.sign_in(staffed, "Sari", PIN, till="T1").person == "Sari"
    assert wrong().fields["left"] == 4


def test_a_wait_ends_after_a_quarter_of_an_hour_at_most():
    assert [wait_after(n).total_seconds() for n in (0, 4, 5, 6, 9, 10, 500)] == [0, 0, 30, 60, 480, 900, 900]


def test_an_owners_pin_allows_a_cashier_one_thing_and_both_stand_on_it(staffed, expected_warnings):
    expected_warnings.append("wrong pin")
    budi = Actor("Budi Santoso", "T2")
    with pytest.raises(Refused, match="owner_only"):
        people.add(staffed, budi, "Ani", Role.CASHIER)
    with pytest.raises(Refused, match="owner_only"):
        settings.change(staffed, budi, {"phone": "0812"})
    with pytest.raises(Refused, match="wrong_pin"):
        people.allow(staffed, budi, "Sari", "0000", what="Take a person on")
    with pytest.raises(Refused, match="owner_only"):
        people.allow(staffed, budi, "Budi Santoso", "", what="Take a person on")
    allowed = people.allow(staffed, budi, "Sari", PIN, what="Take a person on")
    assert allowed == Actor("Budi Santoso", "T2", allowed_by="Sari")
    people.add(staffed, allowed, "Ani", Role.CASHIER)
    with staffed.uow.read() as u:
        rows = [(person, event, subject, detail) for _at, person, _till, event, subject, detail in u.trade.audit("", "9")]
    assert [row[:3] for row in rows[-3:]] == [
        ("Sari", "wrong_pin", "Sari"), ("Budi Santoso", "allowed", "Budi Santoso"), ("Budi Santoso", "person_added", "Ani"),
    ]  # fmt: skip
    assert all('"allowed_by": "Sari"' in detail for *_names, detail in rows[-2:])
    assert not any("0000" in detail or PIN in detail for *_names, detail in rows)


def test_an_owner_without_a_pin_is_no_way_in_once_pins_are_asked_for(staffed):
    people.add(staffed, OWNER, "Tono", Role.OWNER)
    with pytest.raises(Refused, match="owner_needs_a_pin"):
        people.sign_in(staffed, "Tono", "", till="T1")


def test_no_shop_locks_its_owner_out(shop):
    people.add(shop, OWNER, "Budi", Role.CASHIER)
    people.add(shop, OWNER, "Tono", Role.OWNER)
    assert people.sign_in(shop, "Tono", "", till="T1").person == "Tono", "while nobody has a PIN"
    for act in (
        lambda: people.add(shop, OWNER, "Ani", Role.CASHIER, pin=PIN),
        lambda: people.set_pin(shop, OWNER, "Budi", PIN),
    ):
        with pytest.raises(Refused, match="owner_first"):
            act()
    people.add(shop, OWNER, "Sari", Role.OWNER, pin=PIN)
    people.set_pin(shop, OWNER, "Budi", "1470")
    for act in (lambda: people.set_pin(shop, OWNER, "Sari", None), lambda: people.archive(shop, OWNER, "Sari")):
        with pytest.raises(Refused, match="last_owner"):
            act()
    people.set_pin(shop, OWNER, "Budi", None)
    people.archive(shop, OWNER, "Sari")
    assert not people.asked_for(shop)


def test_who_has_left_does_not_sign_in_and_keeps_the_name(staffed):
    people.archive(staffed, OWNER, "Budi Santoso")
    with pytest.raises(Refused, match="no_such_person"):
        people.sign_in(staffed, "Budi Santoso", "", till="T1")
    with pytest.raises(Refused, match="person_exists"):
        people.add(staffed, OWNER, "budi SANTOSO", Role.CASHIER)
    people.archive(staffed, OWNER, "Budi Santoso", archived=False)
    assert people.sign_in(staffed, "Budi Santoso", "", till="T1").person == "Budi Santoso"


@pytest.mark.parametrize(
    ("name", "pin", "code"),
    [
        ("", None, "person_needs_a_name"),
        ("X" * 61, None, "person_needs_a_name"),
        ("Ani", "123", "not_a_pin"),
        ("Ani", "12345678901", "not_a_pin"),
        ("Ani", "12a4", "not_a_pin"),
        ("Ani", "٢٥٨٠", "not_a_pin"),
        ("Ani", "1111", "pin_too_easy"),
        ("Ani", "3456", "pin_too_easy"),
        ("Ani", "9876", "pin_too_easy"),
    ],
)
def test_what_is_no_name_or_pin_is_refused(staffed, name, pin, code):
    with pytest.raises(Refused, match=code):
        people.add(staffed, OWNER, name, Role.OWNER, pin=pin)
    assert len(people.everybody(staffed)) == 2
