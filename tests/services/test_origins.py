"""Evidence as people record, withdraw and resolve it, on both engines."""

from datetime import date

import pytest

from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.origin import MakerSize, State, Strength
from pos_app.domain.product import Kind as Goods
from pos_app.errors import Refused
from pos_app.services import check, origins, products, settings
from pos_app.services.shop import OWNER

HOME, ABROAD, NOTHING = State.DOMESTIC, State.IMPORTED, State.UNKNOWN
OIL, MILK = "8997770000014", "8997770000021"
MD, ML = "BPOM RI MD 265228006191", "ML 867031004482"


@pytest.fixture
def shop(shop):
    settings.change(shop, OWNER, {"zone": "Asia/Makassar"})
    for code, name in ((OIL, "MINYAK KELAPA 2L"), (MILK, "SUSU STERIL 189 ML")):
        products.add_on_the_spot(shop, OWNER, name=name, price_idr=10_000, code=code)
    yield shop
    assert check.problems(shop) == []


def record(shop, entry, code=OIL, **more):
    return origins.record(shop, OWNER, code, entry, **more)


def refusal(act, *args, **more):
    with pytest.raises(Refused) as no:
        act(*args, **more)
    return no.value.code


def test_a_registration_number_sets_the_state_and_finds_its_article(shop):
    known, changes = record(shop, Entry(Kind.REGISTRATION, number=MD))
    assert (known.origin.state, known.origin.strength, known.origin.country) == (HOME, Strength.STRONG, "ID")
    assert changes.origins
    for scan in ("(90)MD265228006191(91)270131", "90MD265228006191\x1d91280630", "md 265228006191"):
        assert products.show(shop, scan).product.code == OIL
    assert refusal(products.show, shop, "(90)MD999999999999(91)270131") == "unknown_code"


def test_a_number_on_two_articles_asks_which_is_meant(shop):
    record(shop, Entry(Kind.REGISTRATION, number=MD))
    record(shop, Entry(Kind.REGISTRATION, number=MD), MILK)
    assert refusal(products.show, shop, "(90)MD265228006191") == "code_on_several"


def test_pieces_that_disagree_make_it_unknown_and_say_why(shop):
    record(shop, Entry(Kind.LABEL, HOME))
    known, _ = record(shop, Entry(Kind.REGISTRATION, number=ML))
    assert (known.origin.state, known.origin.conflict) == (NOTHING, True)
    assert [(x.kind, x.state) for x in known.origin.why] == [("registration", ABROAD), ("label", HOME)]
    assert products.show(shop, OIL).product.origin.state is NOTHING


def test_a_reason_resolves_until_new_evidence_disagrees(shop):
    record(shop, Entry(Kind.LABEL, HOME))
    record(shop, Entry(Kind.REGISTRATION, number=ML))
    known, _ = record(shop, Entry(state=HOME), resolves="the ML number was on another package")
    assert (known.origin.state, known.origin.strength, known.origin.resolved) == (
        HOME,
        Strength.MEDIUM,
        "the ML number was on another package",
    )
    assert products.show(shop, OIL).product.origin.resolved == "the ML number was on another package"
    same, changes = record(shop, Entry(Kind.REGISTRATION, number=ML))
    assert (same.origin.state, changes.origins) == (HOME, False)
    newer, _ = record(shop, Entry(Kind.REGISTRATION, number="ML 070982000100801"))
    assert (newer.origin.state, newer.origin.conflict) == (NOTHING, True)


def test_withdrawing_the_wrong_piece_ends_a_contradiction(shop):
    record(shop, Entry(Kind.LABEL, HOME))
    record(shop, Entry(Kind.REGISTRATION, number=ML))
    known, _ = origins.withdraw(shop, OWNER, OIL, Kind.REGISTRATION, number="ml 867031004482", why="wrong package")
    assert (known.origin.state, known.origin.strength) == (HOME, Strength.MEDIUM)
    assert refusal(products.show, shop, "(90)ML867031004482") == "unknown_code"


def test_what_cannot_be_withdrawn_or_resolved_is_refused_and_changes_nothing(shop):
    record(shop, Entry(Kind.REGISTRATION, number=MD))
    record(shop, Entry(Kind.REGISTRATION, number="MD 272827002200050"))
    before = origins.show(shop, OIL)
    assert refusal(origins.withdraw, shop, OWNER, OIL, Kind.REGISTRATION, why="x") == "several_such_pieces"
    assert refusal(origins.withdraw, shop, OWNER, OIL, Kind.LABEL, why="x") == "no_such_evidence"
    assert refusal(origins.withdraw, shop, OWNER, OIL, Kind.REGISTRATION, number="nonsense", why="x") == "no_such_evidence"
    assert refusal(origins.withdraw, shop, OWNER, OIL, Kind.REGISTRATION, number=MD, why=" ") == "reason_missing"
    assert refusal(record, shop, Entry(state=HOME), resolves=" ") == "reason_missing"
    assert refusal(record, shop, Entry(state=NOTHING), resolves="x") == "nothing_to_resolve"
    assert refusal(record, shop, Entry(Kind.REGISTRATION, number="NA18221901080"), resolves="x") == "nothing_to_resolve"
    assert refusal(record, shop, Entry(Kind.REGISTRATION, HOME, number=ML)) == "number_says_imported"
    assert refusal(record, shop, Entry(state=HOME), "nobody") == "unknown_code"
    assert refusal(origins.show, shop, 999_999) == "unknown_code"
    assert origins.show(shop, OIL) == before


def test_a_later_piece_of_the_same_kind_replaces_it_and_history_keeps_both(shop, clock):
    record(shop, Entry(Kind.LABEL, HOME))
    clock.forward(minutes=5)
    record(shop, Entry(Kind.LABEL, ABROAD, country="CN", note="Made in China"))
    known = origins.show(shop, OIL)
    assert [(piece.state, piece.country) for piece in known.pieces] == [(ABROAD, "CN")]
    product, events = origins.history(shop, OIL)
    assert product.code == OIL
    assert [(x.action, x.before, x.after, x.person, x.detail["state"]) for x in events] == [
        ("set", HOME, ABROAD, "Pemilik", "imported"),
        ("set", NOTHING, HOME, "Pemilik", "domestic"),
    ]
    assert (events[0].at - events[1].at).total_seconds() == 300


def test_certificates_and_numbers_stand_side_by_side_a_statement_replaces_the_one_before(shop):
    for number in ("T-1", "T-2"):
        record(shop, Entry(Kind.TKDN, number=number, tkdn_bp=5_000))
    for number in ("SP-1", "SP-2"):
        record(shop, Entry(Kind.STATEMENT, HOME, number=number))
    assert [(piece.kind, piece.number) for piece in origins.show(shop, OIL).pieces] == [
        (Kind.TKDN, "T-1"),
        (Kind.TKDN, "T-2"),
        (Kind.STATEMENT, "SP-2"),
    ]


def test_the_same_piece_again_changes_nothing_and_leaves_no_history(shop):
    record(shop, Entry(Kind.LABEL, HOME))
    _, changes = record(shop, Entry(Kind.LABEL, HOME))
    assert not changes.origins
    assert len(origins.history(shop, OIL)[1]) == 1


def test_state_unknown_takes_back_the_shops_own_word_alone(shop):
    record(shop, Entry(Kind.LABEL, HOME))
    record(shop, Entry(state=ABROAD))
    known, _ = record(shop, Entry(state=NOTHING))
    assert known.origin.state is HOME
    _, changes = record(shop, Entry(state=NOTHING))
    assert not changes.origins
    assert [x.action for x in origins.history(shop, OIL)[1]] == ["withdraw", "set", "set"]


def test_a_certificate_counts_on_its_last_day_and_lapses_on_the_next_without_anyone_writing(shop, clock):
    record(shop, Entry(Kind.TKDN, number="T-1", tkdn_bp=5_235, bmp_bp=500, valid_until=date(2026, 11, 24)))
    origin = products.show(shop, OIL).product.origin
    assert (origin.tkdn_bp, origin.bmp_bp, origin.strength, origin.certificate) == (5_235, 500, Strength.STRONG, "T-1")
    clock.set("2026-11-25T00:00:00+08:00")
    origin = products.show(shop, OIL).product.origin
    assert (origin.state, origin.tkdn_bp, origin.bmp_bp, origin.strength, origin.expired) == (HOME, None, None, Strength.WEAK, True)


def test_a_home_industry_number_makes_the_maker_micro_until_it_is_withdrawn(shop):
    record(shop, Entry(Kind.REGISTRATION, number="P-IRT 2067371010452-27"))
    maker = products.show(shop, OIL).product.maker
    assert (maker.name, maker.size, maker.regency) == ("", MakerSize.MICRO, "7371")
    products.change(shop, OWNER, OIL, {"maker": "Dapur Bu Siti"})
    maker = products.show(shop, OIL).product.maker
    assert (maker.name, maker.size) == ("Dapur Bu Siti", MakerSize.MICRO)
    origins.withdraw(shop, OWNER, OIL, Kind.REGISTRATION, why="wrong package")
    assert products.show(shop, OIL).product.maker.size is MakerSize.UNKNOWN


def test_a_makers_name_and_size_are_entered_with_the_evidence(shop):
    record(shop, Entry(Kind.LABEL, HOME, maker="CV Maju", maker_size=MakerSize.SMALL, regency="64.74"))
    maker = products.show(shop, OIL).product.maker
    assert (maker.name, maker.size, maker.regency) == ("CV Maju", MakerSize.SMALL, "6474")
    record(shop, Entry(Kind.REGISTRATION, number="P-IRT 2067371010452-27"))
    assert products.show(shop, OIL).product.maker.size is MakerSize.MICRO


@pytest.mark.parametrize("kind", [Goods.SERVICE, Goods.DEPOSIT])
def test_services_and_deposits_have_no_origin(shop, kind):
    record(shop, Entry(Kind.LABEL, HOME))
    products.change(shop, OWNER, OIL, {"kind": kind})
    assert refusal(record, shop, Entry(Kind.LABEL, HOME)) == "goods_only_have_origin"
    assert refusal(record, shop, Entry(state=NOTHING)) == "goods_only_have_origin"
    known = origins.show(shop, OIL)
    assert (known.origin.state, known.pieces) == (NOTHING, ())


def test_a_gs1_prefix_is_no_evidence(shop):
    for code in (OIL, MILK):
        origin = products.show(shop, code).product.origin
        assert (origin.state, origin.strength, origin.country) == (NOTHING, Strength.NONE, None)


def test_finding_by_number_uses_an_index(shop):
    from sqlalchemy import text

    record(shop, Entry(Kind.REGISTRATION, number=MD))
    with shop.uow.read() as u:
        connection = u._connection
        where = "SELECT product_id FROM evidence WHERE number = 'MD265228006191' AND kind = 'registration'"
        if connection.dialect.name == "sqlite":
            plan = [row[-1] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {where}"))]
            assert all("SEARCH" in step and "evidence_by_number" in step for step in plan)
        else:
            connection.execute(text("SET enable_seqscan = off"))
            plan = [row[0] for row in connection.execute(text(f"EXPLAIN {where}"))]
            assert any("evidence_by_number" in step for step in plan)


def test_an_article_may_be_named_by_its_key(shop):
    product = products.show(shop, OIL).product
    known, _ = record(shop, Entry(Kind.LABEL, HOME), product.id)
    assert known.product.code == OIL
    assert origins.read(MD).number == "MD265228006191"
