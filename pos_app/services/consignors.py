"""Who brings goods, and on what terms: what is owed to them, what was sold, what lies here and since when, their papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pos_app import formatting
from pos_app.domain import consignment as ledger
from pos_app.domain.actor import Actor
from pos_app.domain.consignment import Account, Agreed, Consignor, Lying, Move, Paper, PaperLine, Terms
from pos_app.domain.days import Period, refuse_count
from pos_app.domain.evidence_entry import basis_points
from pos_app.domain.money import MOST_IDR, WHOLE_BP, Rupiah
from pos_app.domain.product import Product, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.formatting import Language
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.uow import Transaction


@dataclass(frozen=True, slots=True)
class Standing:
    """A consignor now: what is owed, what lies here, when was settled last and whether it is time again."""

    who: Consignor
    owed_idr: Rupiah
    articles: int
    pieces: Milli
    settled_on: date | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Unsold:
    """What has lain here longer than agreed."""

    who: Consignor
    product: Product
    qty: Milli
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Sold and owed over a period, with the articles as they are called now."""

    who: Consignor
    period: Period
    account: Account
    products: Mapping[ProductId, Product]


def listed(shop: Shop) -> list[Standing]:
    """Everyone who brings goods, by name."""
    with shop.uow.read() as u:
        day = today(shop, u)
        owed, pieces, settled = u.consignment.owed(), u.consignment.pieces(), u.consignment.last_settled()
        found = []
        for who in u.consignment.consignors():
            last = settled.get(who.id)
            debt = owed.get(who.id, Rupiah(0))
            due = debt > 0 and (last or who.agreed_on) + timedelta(days=who.settle_days) <= day
            found.append(Standing(who, debt, *pieces.get(who.id, (0, Milli(0))), last, due))
        return found


def agree(shop: Shop, actor: Actor, who: Consignor) -> tuple[Consignor, Changes]:
    """Records whom goods are taken in from and on what terms, or other terms with one who is known by that name.

    New terms count for what is taken in from then on.

    Raises:
        Refused: `consignor_nameless`, `terms_out_of_range`, `days_out_of_range`, `in_the_future`.
    """
    name = one_line(who.name)
    if not name:
        raise Refused("consignor_nameless")
    refuse_terms(who.agreed)
    refuse_count(who.settle_days)
    refuse_count(who.unsold_days)
    with shop.uow.write() as u:
        if who.agreed_on > today(shop, u):
            raise Refused("in_the_future", day=who.agreed_on)
        known = u.consignment.by_name(name, lock=True)
        made = replace(who, name=name, id=known.id if known else who.id)
        if known:
            u.consignment.change(made)
        else:
            made = replace(made, id=u.consignment.add(made))
        u.books.audit(
            at=shop.clock(), actor=actor, event="consignment_agreed", subject=name, terms=made.agreed.terms, value=made.agreed.value
        )
        u.commit()
    return made, Changes(consignment=True)


def read_terms(text: str, language: Language) -> Agreed:
    """Terms as people write them: `20%` of the price, a harga titip `9.500`, a commission in rupiah `-500`.

    Raises:
        Refused: `terms_out_of_range`, `not_a_percentage`, and as `formatting.parse_rupiah`.
    """
    bare = text.strip()
    if bare.endswith("%"):
        return Agreed(Terms.PERCENT, basis_points(bare))
    if bare.startswith("-"):
        return Agreed(Terms.RUPIAH, formatting.parse_rupiah(bare[1:].strip(), language))
    if not bare:
        raise Refused("terms_out_of_range")
    return Agreed(Terms.FIXED, formatting.parse_rupiah(bare, language))


def one(shop: Shop, name: str) -> Consignor:
    """A consignor by name.

    Raises:
        Refused: `no_such_consignor`.
    """
    with shop.uow.read() as u:
        return one_in(u, name)


def one_in(u: Transaction, name: str) -> Consignor:
    """`one` inside a transaction that is open already."""
    found = u.consignment.by_name(one_line(name))
    if found is None:
        raise Refused("no_such_consignor", name=name)
    return found


def refuse_terms(agreed: Agreed) -> None:
    """Raises: `terms_out_of_range`."""
    most = WHOLE_BP if agreed.terms is Terms.PERCENT else MOST_IDR
    if not 0 <= agreed.value <= most:
        raise Refused("terms_out_of_range")


# ---------------------------------------------------------------- accounts and papers


def statement(shop: Shop, name: str, period: Period) -> Statement:
    """What was sold and is owed over a period.

    Raises:
        Refused: `no_such_consignor`.
    """
    with shop.uow.read() as u:
        who = one_in(u, name)
        found = ledger.account(u.consignment.moves(who.id), u.consignment.payments(who.id), period)
        products = u.products.by_ids([x.product_id for x in found.articles], day=today(shop, u))
        return Statement(who, period, found, products)


def since_settled(shop: Shop, name: str) -> Period:
    """From the day after the last settlement (from the agreement, where there was none) until today.

    Raises:
        Refused: `no_such_consignor`.
    """
    with shop.uow.read() as u:
        who, day = one_in(u, name), today(shop, u)
        last = u.consignment.last_settled().get(who.id)
        first = min(day, last + timedelta(days=1)) if last else min(day, who.agreed_on)
        return Period(first, day)


def unsold(shop: Shop, *, days: int | None = None) -> list[Unsold]:
    """What has lain here longer than agreed with its consignor, or than `days`; the longest first."""
    with shop.uow.read() as u:
        day = today(shop, u)
        by_id = {who.id: who for who in u.consignment.consignors()}
        found: list[tuple[Consignor, Lying]] = []
        for who in by_id.values():
            limit = who.unsold_days if days is None else days
            lying = ledger.lying(u.consignment.moves(who.id))
            found += [(who, x) for x in lying if (day - x.since).days > limit]
        products = u.products.by_ids([x.product_id for _who, x in found], day=day)
    rows = [Unsold(who, products[x.product_id], x.qty, x.since, (day - x.since).days) for who, x in found]
    return sorted(rows, key=lambda row: (-row.days, row.who.name, row.product.name))


def goods_of(shop: Shop, name: str) -> list[tuple[Product, Agreed, Milli]]:
    """A consignor's articles with their terms and what lies here of each, those left of what another brings now among them.

    Raises:
        Refused: `no_such_consignor`.
    """
    with shop.uow.read() as u:
        who = one_in(u, name)
        here = u.consignment.lying_here(who.id)
        ids = {*u.consignment.articles_of(who.id), *here}
        owners, products = u.consignment.owners(ids), u.products.by_ids(ids, day=today(shop, u))
        rows = [(products[i], ledger.terms_with(who, owners.get(i)), here.get(i, Milli(0))) for i in ids]
        return sorted(rows, key=lambda row: row[0].name.casefold())


def papers(shop: Shop, name: str, *, most: int = 100) -> list[Paper]:
    """Papers of a consignor without their lines, the latest first.

    Raises:
        Refused: `no_such_consignor`.
    """
    with shop.uow.read() as u:
        return u.consignment.papers(one_in(u, name).id, most=most)


def paper(shop: Shop, number: str) -> Paper:
    """A paper with its lines, its articles as they are called now.

    Raises:
        Refused: `no_such_consignment_note`.
    """
    with shop.uow.read() as u:
        found = u.consignment.paper(number.strip())
        if found is None:
            raise Refused("no_such_consignment_note", number=number)
        return whole(shop, u, *found)


def whole(shop: Shop, u: Transaction, paper: Paper, moves: Sequence[Move]) -> Paper:
    """A paper with the lines its moves are."""
    products = u.products.by_ids([m.product_id for m in moves], day=today(shop, u))
    return replace(paper, lines=paper_lines(moves, products))


def paper_lines(moves: Sequence[Move], products: Mapping[ProductId, Product]) -> tuple[PaperLine, ...]:
    """What moves say on a paper, without signs."""
    known = [(products[m.product_id], m) for m in moves]
    return tuple(PaperLine(p.code, p.name, p.unit, Milli(abs(m.qty)), m.each_idr, m.owed_idr) for p, m in known)
