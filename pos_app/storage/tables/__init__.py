"""Every table of a shop, one schema for both engines, a module for each noun.

Amounts `_idr` are whole rupiah, quantities `_milli` thousandths of a unit, `_bp` basis points, costs `_cost`
ten-thousandths of a rupiah. Instants are UTC text (`days.stamp`), days `YYYY-MM-DD`. What the database itself must
hold up lives in the frozen scripts of `migrations`, which a test compares with these modules.
"""

from pos_app.storage.columns import metadata
from pos_app.storage.tables.books import attachment, audit, code_counter, document_counter, person, setting, shop, till
from pos_app.storage.tables.consignment import consigned_article, consigned_level, consignment_move, consignment_paper, consignor
from pos_app.storage.tables.coop import (
    coop_article,
    coop_article_sales,
    coop_code,
    coop_month,
    coop_sales,
    coop_shop,
    coop_snapshot,
    coop_stock,
)
from pos_app.storage.tables.counting import stocktake, stocktake_entry, stocktake_line, stocktake_part
from pos_app.storage.tables.credit import credit_payment, customer
from pos_app.storage.tables.goods import (
    category,
    maker,
    name_alias,
    parcel_part,
    price_change,
    product,
    product_code,
    product_merge,
    product_supplier,
    product_unit,
    quantity_price,
    supplier,
)
from pos_app.storage.tables.origin import evidence, maker_statement, origin_event, product_origin
from pos_app.storage.tables.papers import issued_paper, month_closing, print_job
from pos_app.storage.tables.sales import (
    cash_move,
    open_cart,
    payment,
    receipt_counter,
    sale,
    sale_article_month,
    sale_day,
    sale_line,
    shift,
)
from pos_app.storage.tables.stock import (
    receiving_draft,
    stock_document,
    stock_document_line,
    stock_level,
    stock_move,
    supplier_payment,
    supplier_payment_part,
)

APPEND_ONLY = (
    "cash_move",
    "credit_payment",
    "sale",
    "sale_line",
    "payment",
    "stock_move",
    "stock_document",
    "stock_document_line",
    "supplier_payment",
    "supplier_payment_part",
    "origin_event",
    "audit",
    "issued_paper",
    "month_closing",
    "stocktake_line",
    "consignment_paper",
    "consignment_move",
)
"""Tables whose rows are never changed nor deleted: a mistake is undone by a counter-document."""

__all__ = [
    "APPEND_ONLY",
    "attachment",
    "audit",
    "cash_move",
    "category",
    "code_counter",
    "consigned_article",
    "consigned_level",
    "consignment_move",
    "consignment_paper",
    "consignor",
    "coop_article",
    "coop_article_sales",
    "coop_code",
    "coop_month",
    "coop_sales",
    "coop_shop",
    "coop_snapshot",
    "coop_stock",
    "credit_payment",
    "customer",
    "document_counter",
    "evidence",
    "issued_paper",
    "maker",
    "maker_statement",
    "metadata",
    "month_closing",
    "name_alias",
    "open_cart",
    "origin_event",
    "parcel_part",
    "payment",
    "person",
    "price_change",
    "print_job",
    "product",
    "product_code",
    "product_merge",
    "product_origin",
    "product_supplier",
    "product_unit",
    "quantity_price",
    "receipt_counter",
    "receiving_draft",
    "sale",
    "sale_article_month",
    "sale_day",
    "sale_line",
    "setting",
    "shift",
    "shop",
    "stock_document",
    "stock_document_line",
    "stock_level",
    "stock_move",
    "stocktake",
    "stocktake_entry",
    "stocktake_line",
    "stocktake_part",
    "supplier",
    "supplier_payment",
    "supplier_payment_part",
    "till",
]
