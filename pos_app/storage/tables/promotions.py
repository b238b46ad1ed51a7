"""What the owner offers for a while, and the members' points."""

from sqlalchemy import Index

from pos_app.storage.columns import flag, key, ref, table, whole, word

promotion = table(
    "promotion",
    key(),
    word("name"),
    word("kind"),
    whole("off_idr", null=True),
    whole("off_bp", null=True),
    whole("buy"),
    whole("free"),
    whole("price_idr"),
    whole("points"),
    flag("domestic"),
    word("first_day"),
    word("last_day", null=True),
    word("weekdays"),
    word("begins", null=True),
    word("ends", null=True),
    word("person"),
    word("created_at"),
    word("ended_at", null=True),
)
promotion_part = table(
    "promotion_part",
    key(),
    ref("promotion_id", "promotion.id"),
    ref("product_id", "product.id", null=True),
    ref("category_id", "category.id", null=True),
    whole("qty_milli"),
    Index("promotion_part_by_promotion", "promotion_id"),
    Index("promotion_part_by_product", "product_id"),
)
point_move = table(
    "point_move",
    key(),
    word("customer"),
    ref("sale_id", "sale.id"),
    word("kind"),
    whole("points"),
    whole("amount_idr"),
    whole("balance"),
    Index("point_move_by_customer", "customer", "id"),
    Index("point_move_by_sale", "sale_id"),
)
