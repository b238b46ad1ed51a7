"""Articles with their categories, makers, suppliers, codes, packs and prices."""

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint

from pos_app.storage.columns import flag, key, ref, table, whole, word

category = table("category", key(), word("name", unique=True))
maker = table("maker", key(), word("name", unique=True), word("size"), word("regency", null=True), word("place", null=True))
name_alias = table("name_alias", word("kind", primary_key=True), word("name", primary_key=True), word("stands_for"))
supplier = table(
    "supplier",
    key(),
    word("name", unique=True),
    word("phone", null=True),
    word("contact", null=True),
    word("address", null=True),
    whole("due_days", null=True),
    word("note", null=True),
    word("archived_at", null=True),
)
product = table(
    "product",
    key(),
    word("uid", unique=True),
    word("sku", null=True),
    word("code"),
    word("name"),
    word("search"),
    word("receipt_name", null=True),
    word("kind"),
    ref("category_id", "category.id", null=True),
    ref("maker_id", "maker.id", null=True),
    word("brand", null=True),
    word("unit"),
    whole("price_idr", null=True),
    whole("member_price_idr", null=True),
    whole("wholesale_price_idr", null=True),
    whole("fee_idr", null=True),
    whole("average_cost", null=True),
    whole("last_cost", null=True),
    word("tax_class"),
    flag("weighed"),
    flag("sellable"),
    whole("min_stock_milli", null=True),
    whole("target_stock_milli", null=True),
    word("content_measure", null=True),
    whole("content_milli", null=True),
    word("picture", null=True),
    word("shelf", null=True),
    word("description", null=True),
    word("archived_at", null=True),
    word("created_at"),
    word("changed_at"),
    ForeignKeyConstraint(["picture"], ["attachment.sha256"]),
    Index("product_by_sku", "sku"),
    Index("product_by_name", "name"),
    Index("product_listing", "archived_at", "search", "maker_id"),
    Index("product_by_category", "category_id"),
)
product_unit = table(
    "product_unit",
    key(),
    ref("product_id", "product.id"),
    word("unit"),
    whole("holds_milli", null=True),
    whole("price_idr", null=True),
    UniqueConstraint("product_id", "unit", name="one_unit_of_a_name"),
)
parcel_part = table(
    "parcel_part",
    ref("parcel_id", "product.id", primary=True),
    ref("product_id", "product.id", primary=True),
    whole("qty_milli"),
    Index("parcel_part_by_product", "product_id"),
)
product_code = table(
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
product_supplier = table(
    "product_supplier",
    ref("product_id", "product.id", primary=True),
    ref("supplier_id", "supplier.id", primary=True),
    flag("usual"),
    word("their_code", null=True),
    ref("unit_id", "product_unit.id", null=True),
    whole("cost", null=True),
    Index("product_supplier_by_supplier", "supplier_id"),
)
quantity_price = table(
    "quantity_price",
    ref("product_id", "product.id", primary=True),
    whole("from_milli", primary_key=True),
    whole("price_idr"),
)
price_change = table(
    "price_change",
    key(),
    ref("product_id", "product.id"),
    word("kind"),
    ref("unit_id", "product_unit.id", null=True),
    whole("from_milli", null=True),
    whole("old_idr", null=True),
    whole("price_idr", null=True),
    word("valid_from"),
    flag("waits"),
    word("withdrawn_at", null=True),
    word("at"),
    word("person"),
    word("source"),
    Index("price_change_by_product", "product_id"),
    Index("price_change_by_day", "waits", "valid_from"),
)
product_merge = table(
    "product_merge",
    ref("gone_id", "product.id", primary=True),
    ref("kept_id", "product.id"),
    word("at"),
    word("person"),
    word("why", null=True),
    Index("product_merge_by_kept", "kept_id"),
)
