"""Every table of a shop, one schema for both engines.

Amounts `_idr` are whole rupiah, quantities `_milli` thousandths of a unit, `_bp` basis points, costs `_cost`
ten-thousandths of a rupiah. Instants are UTC text (`days.stamp`), days `YYYY-MM-DD`. What the database itself must
hold up lives in the frozen scripts of `migrations`, which a test compares with this module.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, LargeBinary, MetaData, Table, UniqueConstraint
from sqlalchemy.schema import SchemaItem

from pos_app.storage.columns import flag, key, ref, whole, word

metadata = MetaData()


def _table(name: str, *items: SchemaItem) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True)


shop = _table(
    "shop",
    key(),
    word("uid", unique=True),
    word("private_key"),
    word("public_key"),
    word("created_at"),
    CheckConstraint("id = 1", name="only_one_shop"),
)
setting = _table("setting", word("name", primary_key=True), word("value"))
till = _table("till", word("name", primary_key=True), word("machine"))

category = _table("category", key(), word("name", unique=True))
maker = _table("maker", key(), word("name", unique=True), word("size"), word("regency", null=True))

product = _table(
    "product",
    key(),
    word("uid", unique=True),
    word("sku", null=True),
    word("code"),
    word("name"),
    word("receipt_name", null=True),
    word("kind"),
    ref("category_id", "category.id", null=True),
    ref("maker_id", "maker.id", null=True),
    word("brand", null=True),
    word("supplier", null=True),
    word("unit"),
    whole("price_idr", null=True),
    whole("member_price_idr", null=True),
    whole("wholesale_price_idr", null=True),
    whole("average_cost", null=True),
    whole("last_cost", null=True),
    word("tax_class"),
    flag("weighed"),
    flag("sellable"),
    whole("min_stock_milli", null=True),
    whole("max_stock_milli", null=True),
    word("shelf", null=True),
    word("description", null=True),
    word("archived_at", null=True),
    word("created_at"),
    word("changed_at"),
    Index("product_by_sku", "sku"),
    Index("product_by_name", "name"),
    Index("product_by_category", "category_id"),
)
product_unit = _table(
    "product_unit",
    key(),
    ref("product_id", "product.id"),
    word("unit"),
    whole("holds_milli", null=True),
    whole("price_idr", null=True),
    UniqueConstraint("product_id", "unit", name="one_unit_of_a_name"),
)
product_code = _table(
    "product_code",
    key(),
    ref("product_id", "product.id"),
    word("code"),
    word("gtin", null=True),
    word("role"),
    ref("unit_id", "product_unit.id", null=True),
    UniqueConstraint("product_id", "code", name="one_code_once_an_article"),
    Index("product_code_by_code", "code"),
    Index("product_code_by_gtin", "gtin"),
)

evidence = _table(
    "evidence",
    key(),
    ref("product_id", "product.id"),
    word("kind"),
    word("number"),
    word("family", null=True),
    word("state"),
    word("country", null=True),
    whole("tkdn_bp", null=True),
    whole("bmp_bp", null=True),
    word("valid_from", null=True),
    word("valid_until", null=True),
    word("expires", null=True),
    word("maker", null=True),
    word("maker_size"),
    word("regency", null=True),
    word("note", null=True),
    whole("seq"),
    UniqueConstraint("product_id", "kind", "number", name="one_piece_of_a_kind_and_number"),
    Index("evidence_by_number", "number"),
)
product_origin = _table(
    "product_origin",
    ref("product_id", "product.id", primary=True),
    word("state"),
    word("country", null=True),
    word("strength"),
    whole("tkdn_bp", null=True),
    whole("bmp_bp", null=True),
    word("certificate", null=True),
    word("evidence_kind", null=True),
    flag("conflict"),
    flag("expired"),
    word("maker_size"),
    word("maker_regency", null=True),
    word("resolved_state", null=True),
    word("resolved_why", null=True),
    whole("resolved_seq", null=True),
    word("holds_from"),
    word("holds_until"),
    Index("product_origin_by_state", "state"),
)
origin_event = _table(
    "origin_event",
    key(),
    ref("product_id", "product.id"),
    word("at"),
    word("person"),
    word("till"),
    word("action"),
    word("kind", null=True),
    word("number", null=True),
    word("state_before"),
    word("state_after"),
    word("why", null=True),
    word("detail"),
    Index("origin_event_by_product", "product_id"),
)

stock_move = _table(
    "stock_move",
    key(),
    ref("product_id", "product.id"),
    word("at"),
    word("business_day"),
    word("reason"),
    whole("qty_milli"),
    whole("cost", null=True),
    ref("sale_id", "sale.id", null=True),
    word("document", null=True),
    word("person"),
    word("till"),
    word("note", null=True),
    Index("stock_move_by_product", "product_id"),
    Index("stock_move_by_sale", "sale_id"),
)
stock_level = _table(
    "stock_level",
    ref("product_id", "product.id", primary=True),
    whole("on_hand_milli"),
)

shift = _table(
    "shift",
    key(),
    word("till"),
    word("opened_at"),
    word("opened_by"),
    whole("float_idr"),
    word("closed_at", null=True),
    word("closed_by", null=True),
    whole("counted_idr", null=True),
    whole("expected_idr", null=True),
    word("why", null=True),
    Index("shift_by_till", "till", "closed_at"),
)
receipt_counter = _table(
    "receipt_counter",
    word("till", primary_key=True),
    word("business_day", primary_key=True),
    whole("last"),
)
sale = _table(
    "sale",
    key(),
    word("uid", unique=True),
    word("number", unique=True),
    word("kind"),
    word("till"),
    word("at"),
    word("business_day"),
    word("person"),
    ref("shift_id", "shift.id", null=True),
    word("customer", null=True),
    ref("refunds_id", "sale.id", null=True),
    word("why", null=True),
    word("cash_rounding"),
    whole("total_idr"),
    whole("rounding_idr"),
    whole("paid_idr"),
    whole("change_idr"),
    whole("tax_idr"),
    word("source", null=True),
    word("source_id", null=True),
    word("source_digest", null=True),
    word("posted_at"),
    UniqueConstraint("source", "source_id", name="one_receipt_of_a_source"),
    Index("sale_by_day", "business_day"),
    Index("sale_by_refunds", "refunds_id"),
    Index("sale_by_shift", "shift_id"),
)
sale_line = _table(
    "sale_line",
    key(),
    ref("sale_id", "sale.id"),
    whole("line_no"),
    ref("product_id", "product.id"),
    word("business_day"),
    word("code"),
    word("name"),
    word("category"),
    word("kind"),
    word("unit"),
    whole("qty_milli"),
    whole("base_qty_milli"),
    whole("unit_price_idr"),
    whole("gross_idr"),
    flag("gross_given"),
    whole("line_discount_idr"),
    whole("promotion_discount_idr"),
    whole("basket_discount_idr"),
    whole("amount_idr"),
    whole("cost", null=True),
    word("tax_class"),
    flag("weighed"),
    word("origin"),
    word("country", null=True),
    word("strength"),
    word("evidence_kind", null=True),
    whole("tkdn_bp", null=True),
    whole("bmp_bp", null=True),
    word("certificate", null=True),
    word("maker", null=True),
    word("maker_size"),
    word("maker_regency", null=True),
    word("promotion", null=True),
    word("consignor", null=True),
    word("member", null=True),
    whole("refunds_line", null=True),
    UniqueConstraint("sale_id", "line_no", name="one_line_of_a_number"),
    Index("sale_line_by_day", "business_day"),
    Index("sale_line_by_product", "product_id", "business_day"),
)
payment = _table(
    "payment",
    key(),
    ref("sale_id", "sale.id"),
    whole("line_no"),
    word("means"),
    whole("amount_idr"),
    word("reference", null=True),
    Index("payment_by_sale", "sale_id"),
)
audit = _table(
    "audit",
    key(),
    word("at"),
    word("person"),
    word("till"),
    word("event"),
    word("subject"),
    word("detail"),
)
open_cart = _table("open_cart", word("till", primary_key=True), word("saved_at"), word("body"))

issued_paper = _table(
    "issued_paper",
    word("sha256", primary_key=True),
    word("kind"),
    word("number", unique=True),
    word("period_first"),
    word("period_last"),
    word("issued_at"),
    word("figures"),
    Column("body", LargeBinary, nullable=False),
)
coop_shop = _table("coop_shop", key(), word("uid", unique=True), word("public_key"), word("first_seen_at"))
coop_snapshot = _table(
    "coop_snapshot",
    ref("shop_id", "coop_shop.id", primary=True),
    word("name"),
    word("period_first"),
    word("period_last"),
    word("made_at"),
    word("loaded_at"),
    word("sha256"),
    whole("articles"),
)
coop_month = _table(
    "coop_month",
    ref("shop_id", "coop_shop.id", primary=True),
    word("month", primary_key=True),
    whole("receipts"),
    whole("lines"),
)
coop_sales = _table(
    "coop_sales",
    ref("shop_id", "coop_shop.id", primary=True),
    word("month", primary_key=True),
    word("category", primary_key=True),
    word("state", primary_key=True),
    whole("value_idr"),
    whole("pieces_milli"),
    whole("covered_idr"),
    whole("weighted"),
    whole("ikm_idr"),
    whole("strong_idr"),
    whole("medium_idr"),
    whole("weak_idr"),
)
coop_stock = _table(
    "coop_stock",
    ref("shop_id", "coop_shop.id", primary=True),
    word("category", primary_key=True),
    word("state", primary_key=True),
    whole("value_idr"),
    whole("articles"),
    whole("pieces_milli"),
)
coop_article = _table(
    "coop_article",
    ref("shop_id", "coop_shop.id", primary=True),
    whole("number", primary_key=True),
    word("uid"),
    word("code"),
    word("match"),
    word("name"),
    word("category"),
    word("folded_category"),
    word("unit"),
    word("state"),
    word("strength"),
    word("evidence_kind", null=True),
    word("country", null=True),
    whole("tkdn_bp", null=True),
    whole("price_idr", null=True),
    whole("on_hand_milli"),
    whole("sales_idr"),
    Index("coop_article_by_shelf", "state", "folded_category", "match"),
    Index("coop_article_by_match", "match"),
)
coop_code = _table(
    "coop_code",
    whole("shop_id", primary_key=True),
    whole("number", primary_key=True),
    word("gtin", primary_key=True),
    word("code"),
    word("state"),
    ForeignKeyConstraint(["shop_id", "number"], ["coop_article.shop_id", "coop_article.number"]),
    Index("coop_code_by_gtin", "gtin", "state"),
)
coop_article_sales = _table(
    "coop_article_sales",
    whole("shop_id", primary_key=True),
    whole("number", primary_key=True),
    word("month", primary_key=True),
    whole("value_idr"),
    ForeignKeyConstraint(["shop_id", "number"], ["coop_article.shop_id", "coop_article.number"]),
)

APPEND_ONLY = ("sale", "sale_line", "payment", "stock_move", "origin_event", "audit")
"""Tables whose rows are never changed nor deleted: a mistake is undone by a counter-document."""
