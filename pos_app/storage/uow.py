"""The unit of work: one use case, one transaction, rolled back unless committed.

`with uow.write() as u: …; u.commit()`. The connection never leaves the block; frozen values do. Each noun's queries are
imported when it is first named: a command that only sells need not wait for those of the reports.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from pos_app.storage.engine import IMMEDIATE, world_failed

if TYPE_CHECKING:
    from pos_app.storage.attachments import Attachments
    from pos_app.storage.board import Board
    from pos_app.storage.books import Books
    from pos_app.storage.bought import Bought
    from pos_app.storage.buying import Buying
    from pos_app.storage.closings import Closings
    from pos_app.storage.codes import Codes
    from pos_app.storage.consignment import Consignment
    from pos_app.storage.coop import CoopTables
    from pos_app.storage.cost_proof import CostProof
    from pos_app.storage.customers import Customers
    from pos_app.storage.deposits import Deposits
    from pos_app.storage.glance import Glance
    from pos_app.storage.held_baskets import HeldBaskets
    from pos_app.storage.listing import Listing
    from pos_app.storage.lists import Lists
    from pos_app.storage.makers import Makers
    from pos_app.storage.merges import Merges
    from pos_app.storage.offers import Offers
    from pos_app.storage.origins import Origins
    from pos_app.storage.papers import Papers
    from pos_app.storage.people import People
    from pos_app.storage.points import PointMoves
    from pos_app.storage.prices import Prices
    from pos_app.storage.print_jobs import PrintJobs
    from pos_app.storage.products import Products
    from pos_app.storage.promotions import Promotions
    from pos_app.storage.proof import Proof
    from pos_app.storage.sales import Sales
    from pos_app.storage.shifts import Shifts
    from pos_app.storage.snapshots import SnapshotSums
    from pos_app.storage.sold_lines import SoldLines
    from pos_app.storage.stock import Stock
    from pos_app.storage.stock_documents import StockDocuments
    from pos_app.storage.stocktakes import Stocktakes
    from pos_app.storage.sums import Sums
    from pos_app.storage.supplier_debts import SupplierDebts
    from pos_app.storage.suppliers import Suppliers
    from pos_app.storage.trade import Trade
    from pos_app.storage.units import Units
    from pos_app.storage.vouchers import Vouchers


class Transaction:
    """What can be read and written, by noun; `commit` makes it last."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def books(self) -> "Books":
        """Identity, settings, counters, the audit list, the open basket."""
        from pos_app.storage.books import Books

        return Books(self._connection)

    @cached_property
    def held_baskets(self) -> "HeldBaskets":
        """Baskets that wait for their customers."""
        from pos_app.storage.held_baskets import HeldBaskets

        return HeldBaskets(self._connection)

    @cached_property
    def products(self) -> "Products":
        from pos_app.storage.products import Products

        return Products(self._connection)

    @cached_property
    def codes(self) -> "Codes":
        """What articles are known by."""
        from pos_app.storage.codes import Codes

        return Codes(self._connection)

    @cached_property
    def merges(self) -> "Merges":
        """Articles that live on in others."""
        from pos_app.storage.merges import Merges

        return Merges(self._connection)

    @cached_property
    def prices(self) -> "Prices":
        """Prices as they were, are and will be."""
        from pos_app.storage.prices import Prices

        return Prices(self._connection)

    @cached_property
    def promotions(self) -> "Promotions":
        """What the owner offers for a while."""
        from pos_app.storage.promotions import Promotions

        return Promotions(self._connection)

    @cached_property
    def points(self) -> "PointMoves":
        """Members' points."""
        from pos_app.storage.points import PointMoves

        return PointMoves(self._connection)

    @cached_property
    def lists(self) -> "Lists":
        """Articles by the thousand, for import and export."""
        from pos_app.storage.lists import Lists

        return Lists(self._connection)

    @cached_property
    def listing(self) -> "Listing":
        """What the windows list, a window of rows at a time."""
        from pos_app.storage.listing import Listing

        return Listing(self._connection)

    @cached_property
    def origins(self) -> "Origins":
        from pos_app.storage.origins import Origins

        return Origins(self._connection)

    @cached_property
    def consignment(self) -> "Consignment":
        """Goods of others on the shelf, and what is owed for them."""
        from pos_app.storage.consignment import Consignment

        return Consignment(self._connection)

    @cached_property
    def makers(self) -> "Makers":
        """Makers and brands, their spellings and statements."""
        from pos_app.storage.makers import Makers

        return Makers(self._connection)

    @cached_property
    def stock(self) -> "Stock":
        from pos_app.storage.stock import Stock

        return Stock(self._connection)

    @cached_property
    def stock_documents(self) -> "StockDocuments":
        """Papers that move goods other than by selling."""
        from pos_app.storage.stock_documents import StockDocuments

        return StockDocuments(self._connection)

    @cached_property
    def buying(self) -> "Buying":
        """What to buy is worked out from."""
        from pos_app.storage.buying import Buying

        return Buying(self._connection)

    @cached_property
    def supplier_debts(self) -> "SupplierDebts":
        from pos_app.storage.supplier_debts import SupplierDebts

        return SupplierDebts(self._connection)

    @cached_property
    def suppliers(self) -> "Suppliers":
        from pos_app.storage.suppliers import Suppliers

        return Suppliers(self._connection)

    @cached_property
    def units(self) -> "Units":
        """The larger units of articles."""
        from pos_app.storage.units import Units

        return Units(self._connection)

    @cached_property
    def attachments(self) -> "Attachments":
        """Pictures and papers kept with the books."""
        from pos_app.storage.attachments import Attachments

        return Attachments(self._connection)

    @cached_property
    def deposits(self) -> "Deposits":
        from pos_app.storage.deposits import Deposits

        return Deposits(self._connection)

    @cached_property
    def stocktakes(self) -> "Stocktakes":
        from pos_app.storage.stocktakes import Stocktakes

        return Stocktakes(self._connection)

    @cached_property
    def sales(self) -> "Sales":
        from pos_app.storage.sales import Sales

        return Sales(self._connection)

    @cached_property
    def shifts(self) -> "Shifts":
        from pos_app.storage.shifts import Shifts

        return Shifts(self._connection)

    @cached_property
    def glance(self) -> "Glance":
        """A day and a month at a glance."""
        from pos_app.storage.glance import Glance

        return Glance(self._connection)

    @cached_property
    def offers(self) -> "Offers":
        """Domestic goods offered in place of imported ones."""
        from pos_app.storage.offers import Offers

        return Offers(self._connection)

    @cached_property
    def sums(self) -> "Sums":
        """Sums by group for every report."""
        from pos_app.storage.sums import Sums

        return Sums(self._connection)

    @cached_property
    def proof(self) -> "Proof":
        """Sums worked out anew, for `check`."""
        from pos_app.storage.proof import Proof

        return Proof(self._connection)

    @cached_property
    def cost_proof(self) -> "CostProof":
        """Costs worked out anew, for `check`."""
        from pos_app.storage.cost_proof import CostProof

        return CostProof(self._connection)

    @cached_property
    def customers(self) -> "Customers":
        """Customers and their accounts."""
        from pos_app.storage.customers import Customers

        return Customers(self._connection)

    @cached_property
    def board(self) -> "Board":
        """What stands on the till's touch board."""
        from pos_app.storage.board import Board

        return Board(self._connection)

    @cached_property
    def vouchers(self) -> "Vouchers":
        """Vouchers and what is on them."""
        from pos_app.storage.vouchers import Vouchers

        return Vouchers(self._connection)

    @cached_property
    def people(self) -> "People":
        """Who works in the shop."""
        from pos_app.storage.people import People

        return People(self._connection)

    @cached_property
    def sold_lines(self) -> "SoldLines":
        """The sale lines behind a figure."""
        from pos_app.storage.sold_lines import SoldLines

        return SoldLines(self._connection)

    @cached_property
    def bought(self) -> "Bought":
        """What came in and what was lost, by supplier and origin."""
        from pos_app.storage.bought import Bought

        return Bought(self._connection)

    @cached_property
    def trade(self) -> "Trade":
        """Sums for the owner's reports."""
        from pos_app.storage.trade import Trade

        return Trade(self._connection)

    @cached_property
    def print_jobs(self) -> "PrintJobs":
        """What waits for a printer."""
        from pos_app.storage.print_jobs import PrintJobs

        return PrintJobs(self._connection)

    @cached_property
    def closings(self) -> "Closings":
        """Months that are closed."""
        from pos_app.storage.closings import Closings

        return Closings(self._connection)

    @cached_property
    def papers(self) -> "Papers":
        from pos_app.storage.papers import Papers

        return Papers(self._connection)

    @cached_property
    def snapshots(self) -> "SnapshotSums":
        """Sums by month, for what the shop shows its co-op."""
        from pos_app.storage.snapshots import SnapshotSums

        return SnapshotSums(self._connection)

    @cached_property
    def coop(self) -> "CoopTables":
        from pos_app.storage.coop import CoopTables

        return CoopTables(self._connection)

    def commit(self) -> None:
        self._connection.commit()


class UnitOfWork:
    """Opens transactions on one shop's database."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self._place = place
        self._writes = engine.execution_options(**{IMMEDIATE: True})
        self._reads = engine
        if engine.dialect.name == "postgresql":
            self._reads = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A consistent view of the books; nothing can be written in it."""
        with self._open(self._reads) as connection:
            yield Transaction(connection)
            if self._engine.dialect.name == "postgresql":
                connection.commit()  # nothing was written; a roll-back would make psycopg forget every statement it has prepared

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction that holds the write lock from its first statement; without `commit` nothing happened."""
        with self._open(self._writes) as connection:
            yield Transaction(connection)

    @contextmanager
    def _open(self, engine: Engine) -> Iterator[Connection]:
        try:
            with engine.connect() as connection:
                yield connection
        except DatabaseError as problem:
            failed = world_failed(problem, self._place)
            if failed is None:
                raise
            raise failed from problem

    def back_up(self, target: Path) -> int:
        """Writes a backup of everything to `target`; how many rows it holds."""
        from pos_app.storage import backup

        return backup.save(self._engine, target)

    def copy(self, place: Path) -> None:
        """Writes everything into a new SQLite file at `place`, as a shop that can be opened."""
        from pos_app.storage import backup

        backup.copy(self._engine, place)

    def close(self) -> None:
        self._engine.dispose()
