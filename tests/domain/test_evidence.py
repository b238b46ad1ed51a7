"""What pieces of evidence say together, on a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.evidence import (
    Evidence,
    Kind,
    Resolution,
    expiry,
    judge,
    judged_span,
    maker_regency,
    maker_size,
    replaced,
    stands_already,
)
from pos_app.domain.origin import UNKNOWN, MakerSize, Role, State, Strength

DAY = date(2026, 11, 24)
HOME, ABROAD, NOTHING = State.DOMESTIC, State.IMPORTED, State.UNKNOWN

LABEL = Evidence(Kind.LABEL, HOME, country="ID", seq=1)
MD = Evidence(Kind.REGISTRATION, HOME, number="MD265228006191", family="MD", country="ID", seq=2)
ML = Evidence(Kind.REGISTRATION, ABROAD, number="ML867031004482", family="ML", seq=3)
SHOP = Evidence(Kind.SHOP, HOME, country="ID", seq=4)
SHOP_ABROAD = Evidence(Kind.SHOP, ABROAD, country="CN", seq=5)
NA = Evidence(Kind.REGISTRATION, NOTHING, number="NA18221901080", family="NA", seq=6)
TKDN = Evidence(
    Kind.TKDN,
    HOME,
    number="T-1",
    country="ID",
    tkdn_bp=5235,
    bmp_bp=500,
    valid_from=date(2025, 2, 1),
    valid_until=date(2026, 12, 31),
    seq=7,
)
HT = Evidence(Kind.REGISTRATION, HOME, number="HT123456789", family="HT", country="ID", seq=8)
ENTERED_ABROAD = Evidence(Kind.LABEL, ABROAD, country="MY", seq=9)


def test_nothing_known_is_unknown():
    assert judge([], day=DAY) == UNKNOWN


@pytest.mark.parametrize(
    ("pieces", "state", "strength", "kind"),
    [
        ([LABEL], HOME, Strength.MEDIUM, "label"),
        ([SHOP], HOME, Strength.WEAK, "shop"),
        ([MD], HOME, Strength.STRONG, "registration"),
        ([TKDN, MD, LABEL], HOME, Strength.STRONG, "tkdn"),
        ([LABEL, SHOP, MD], HOME, Strength.STRONG, "registration"),
        ([SHOP, Evidence(Kind.STATEMENT, HOME)], HOME, Strength.WEAK, "statement"),
        ([ML], ABROAD, Strength.STRONG, "registration"),
        ([NA], NOTHING, Strength.NONE, None),
        ([NA, LABEL], HOME, Strength.MEDIUM, "label"),
    ],
)
def test_the_strongest_piece_gives_the_strength(pieces, state, strength, kind):
    origin = judge(pieces, day=DAY)
    assert (origin.state, origin.strength, origin.evidence_kind) == (state, strength, kind)
    assert not origin.conflict


@pytest.mark.parametrize("pieces", [[LABEL, ML], [SHOP, ML], [TKDN, SHOP_ABROAD], [MD, ML], [MD, LABEL, SHOP, SHOP_ABROAD]])
def test_pieces_that_disagree_make_it_unknown_whatever_their_strength(pieces):
    origin = judge(pieces, day=DAY)
    assert (origin.state, origin.strength, origin.conflict) == (NOTHING, Strength.NONE, True)
    assert (origin.tkdn_bp, origin.country, origin.certificate) == (None, None, None)
    assert {(why.kind, why.state) for why in origin.why} == {(piece.kind, piece.state) for piece in pieces}


def test_a_number_that_says_nothing_contradicts_nobody():
    origin = judge([NA, ML], day=DAY)
    assert (origin.state, origin.conflict) == (ABROAD, False)
    assert [why.role for why in origin.why] == [Role.SAYS, Role.NOTHING]


def test_a_presumed_number_yields_to_other_evidence():
    assert judge([HT], day=DAY).state is HOME
    against = judge([HT, ENTERED_ABROAD], day=DAY)
    assert (against.state, against.conflict, against.strength, against.country) == (ABROAD, False, Strength.MEDIUM, "MY")
    assert {why.role for why in against.why} == {Role.SAYS, Role.OVERRULED}
    assert judge([HT, LABEL, ENTERED_ABROAD], day=DAY).conflict


@pytest.mark.parametrize(
    ("day", "tkdn", "strength", "expired"),
    [
        (date(2025, 1, 31), None, Strength.NONE, False),
        (date(2025, 2, 1), 5235, Strength.STRONG, False),
        (date(2026, 12, 31), 5235, Strength.STRONG, False),
        (date(2027, 1, 1), None, Strength.WEAK, True),
    ],
)
def test_a_certificate_counts_from_its_first_day_to_its_last(day, tkdn, strength, expired):
    origin = judge([TKDN], day=day)
    assert (origin.tkdn_bp, origin.strength, origin.expired) == (tkdn, strength, expired)
    assert origin.bmp_bp == (500 if tkdn else None)
    assert origin.certificate == ("T-1" if tkdn else None)
    assert origin.state is (NOTHING if strength is Strength.NONE else HOME)


def test_after_a_certificate_has_expired_the_state_stays_as_strong_as_the_rest():
    origin = judge([TKDN, LABEL], day=date(2027, 1, 1))
    assert (origin.state, origin.strength, origin.tkdn_bp, origin.evidence_kind) == (HOME, Strength.MEDIUM, None, "label")
    assert origin.expired
    assert [why.role for why in origin.why] == [Role.EXPIRED, Role.SAYS]


def test_a_renewed_certificate_takes_over_and_nothing_is_shown_as_expired():
    renewed = replace(TKDN, number="T-2", tkdn_bp=6100, valid_from=date(2026, 6, 1), valid_until=date(2029, 5, 31), seq=20)
    assert judge([TKDN, renewed], day=DAY).tkdn_bp == 6100
    assert judge([TKDN, renewed], day=date(2026, 5, 31)).tkdn_bp == 5235
    later = judge([TKDN, renewed], day=date(2027, 1, 1))
    assert (later.tkdn_bp, later.certificate, later.expired) == (6100, "T-2", False)


def test_of_two_certificates_that_began_together_the_lower_figure_counts():
    other = replace(TKDN, number="T-9", tkdn_bp=4000, seq=21)
    assert judge([TKDN, other], day=DAY).tkdn_bp == judge([other, TKDN], day=DAY).tkdn_bp == 4000


def test_a_piece_proves_nothing_before_it_begins_or_where_it_says_nothing():
    assert TKDN.strength_on(date(2025, 1, 31)) is Strength.NONE
    assert TKDN.strength_on(date(2025, 2, 1)) is Strength.STRONG
    assert NA.strength_on(DAY) is Strength.NONE


def test_what_has_not_begun_is_not_counted_and_does_not_contradict():
    later = replace(ENTERED_ABROAD, valid_from=DAY + timedelta(days=1))
    origin = judge([SHOP, later], day=DAY)
    assert (origin.state, origin.conflict) == (HOME, False)
    assert {why.role for why in origin.why} == {Role.SAYS, Role.NOT_YET}
    assert judge([SHOP, later], day=DAY + timedelta(days=1)).conflict


@pytest.mark.parametrize(
    ("expires", "day", "strength"),
    [
        ("2026", date(2026, 12, 31), Strength.STRONG),
        ("2025", DAY, Strength.WEAK),
        ("2026-11-23", DAY, Strength.WEAK),
        ("2026-11-24", DAY, Strength.STRONG),
    ],
)
def test_an_expired_number_is_weak_and_shown_as_expired(expires, day, strength):
    origin = judge([replace(MD, expires=expires)], day=day)
    assert (origin.state, origin.strength, origin.expired) == (HOME, strength, strength is Strength.WEAK)


def test_an_expired_number_still_contradicts():
    assert judge([replace(ML, expires="2020"), LABEL], day=DAY).conflict


def test_the_earlier_of_two_ends_is_the_last_day():
    assert replace(MD, expires="2027", valid_until=date(2026, 1, 31)).last_day == date(2026, 1, 31)
    assert replace(MD, expires="2025", valid_until=date(2026, 1, 31)).last_day == date(2025, 12, 31)
    assert MD.last_day is None
    assert expiry("") is None


def test_a_person_settles_a_contradiction_until_new_evidence_says_otherwise():
    answer = Resolution(HOME, "wrong package scanned", seq=10)
    origin = judge([LABEL, ML], day=DAY, resolved=answer)
    assert (origin.state, origin.strength, origin.conflict, origin.resolved) == (HOME, Strength.MEDIUM, False, "wrong package scanned")
    assert [why.role for why in origin.why] == [Role.OVERRULED, Role.SAYS]
    assert judge([LABEL, ML, replace(MD, seq=11)], day=DAY, resolved=answer).state is HOME
    newer = judge([LABEL, replace(ML, seq=11)], day=DAY, resolved=answer)
    assert (newer.state, newer.conflict) == (NOTHING, True)


def test_without_a_contradiction_an_old_answer_decides_nothing():
    origin = judge([ML], day=DAY, resolved=Resolution(HOME, "x", seq=10))
    assert (origin.state, origin.resolved) == (ABROAD, None)


def test_countries_come_from_the_strongest_piece_that_names_one():
    assert judge([LABEL], day=DAY).country == "ID"
    assert judge([ML], day=DAY).country is None
    assert judge([ML, SHOP_ABROAD], day=DAY).country == "CN"
    assert judge([SHOP_ABROAD, ENTERED_ABROAD], day=DAY).country == "MY"


def test_an_import_has_no_tkdn():
    assert judge([replace(TKDN, state=ABROAD)], day=DAY).tkdn_bp is None


def test_size_and_regency_of_the_maker_come_from_the_strongest_piece_that_names_them():
    pirt = replace(MD, family="PIRT", maker_size=MakerSize.MICRO, regency="7371")
    said = replace(SHOP, maker_size=MakerSize.LARGE, regency="6474")
    assert (maker_size([said, pirt]), maker_regency([said, pirt])) == (MakerSize.MICRO, "7371")
    assert (maker_size([MD, said]), maker_regency([MD, said])) == (MakerSize.LARGE, "6474")
    assert (maker_size([MD]), maker_regency([])) == (MakerSize.UNKNOWN, None)
    assert MakerSize.MEDIUM.is_ikm
    assert not MakerSize.LARGE.is_ikm


some_days = st.none() | st.dates(date(2024, 1, 1), date(2028, 12, 31))


@st.composite
def evidence(draw, seq: int) -> Evidence:
    kind = draw(st.sampled_from(list(Kind)))
    family = draw(st.sampled_from([None, "MD", "HT", "NA"]))
    state = HOME if kind is Kind.TKDN else draw(st.sampled_from(list(State)))
    begins, ends = draw(some_days), draw(some_days)
    expires = draw(st.sampled_from([None, "2025", "2027", "2026-11-24"]))
    tkdn = draw(st.integers(0, 10_000)) if kind is Kind.TKDN else None
    return Evidence(kind, state, str(seq), family, "ID" if state is HOME else None, tkdn, None, begins, ends, expires, seq=seq)


several = st.integers(0, 5).flatmap(lambda n: st.tuples(*(evidence(seq) for seq in range(n))))
answers = st.none() | st.builds(Resolution, st.sampled_from([HOME, ABROAD]), st.just("why"), st.integers(0, 6))


@given(several, st.randoms(use_true_random=False), st.dates(date(2024, 1, 1), date(2028, 12, 31)), answers)
def test_the_order_of_the_pieces_does_not_matter(pieces, chance, day, resolved):
    shuffled = list(pieces)
    chance.shuffle(shuffled)
    assert judge(shuffled, day=day, resolved=resolved) == judge(pieces, day=day, resolved=resolved)


@given(several, st.dates(date(2024, 1, 1), date(2028, 12, 31)), answers)
def test_unknown_is_never_called_domestic(pieces, day, resolved):
    origin = judge(pieces, day=day, resolved=resolved)
    said = {piece.state for piece in pieces if piece.state is not NOTHING and piece.counts(day)}
    if origin.state is not NOTHING:
        assert origin.state in said
        assert origin.strength is not Strength.NONE
    else:
        assert (origin.strength, origin.tkdn_bp, origin.country) == (Strength.NONE, None, None)
    if resolved is None and said == {HOME, ABROAD} and not any(piece.family == "HT" for piece in pieces):
        assert origin.conflict


@given(several, st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.dates(date(2023, 1, 1), date(2030, 12, 31)), answers)
def test_an_answer_holds_on_every_day_of_its_span(pieces, day, other, resolved):
    span = judged_span(pieces, day=day)
    assert span.first <= day <= span.last
    if span.first <= other <= span.last:
        assert judge(pieces, day=other, resolved=resolved) == judge(pieces, day=day, resolved=resolved)


def test_the_span_ends_where_a_certificate_does_and_begins_where_it_began():
    assert judged_span([TKDN, LABEL], day=DAY) == judged_span([LABEL, TKDN], day=date(2025, 2, 1))
    span = judged_span([TKDN], day=DAY)
    assert (span.first, span.last) == (date(2025, 2, 1), date(2026, 12, 31))
    assert judged_span([], day=DAY).last == date.max
    assert judged_span([replace(MD, valid_until=date.max)], day=DAY).last == date.max


def test_a_piece_takes_the_place_of_its_kind_and_number():
    other = replace(MD, number="MD272827002200050", seq=30)
    assert replaced(replace(MD, seq=40), [LABEL, MD, other, ML]) == [MD]
    assert replaced(replace(LABEL, number="2", seq=40), [LABEL, MD]) == [LABEL]
    assert replaced(TKDN, [LABEL]) == []


def test_only_a_piece_that_says_something_new_is_new():
    assert stands_already(replace(LABEL, seq=40), [LABEL])
    assert not stands_already(replace(LABEL, state=ABROAD), [LABEL])
    assert not stands_already(LABEL, [])
