"""Snapshots of member shops, as a co-op has loaded them."""

from sqlalchemy import ForeignKeyConstraint, Index

from pos_app.storage.columns import key, ref, table, whole, word

coop_shop = table("coop_shop", key(), word("uid", unique=True), word("public_key"), word("first_seen_at"))
coop_snapshot = table(
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
coop_month = table(
    "coop_month",
    ref("shop_id", "coop_shop.id", primary=True),
    word("month", primary_key=True),
    whole("receipts"),
    whole("lines"),
)
coop_sales = table(
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
coop_stock = table(
    "coop_stock",
    ref("shop_id", "coop_shop.id", primary=True),
    word("category", primary_key=True),
    word("state", primary_key=True),
    whole("value_idr"),
    whole("articles"),
    whole("pieces_milli"),
)
coop_article = table(
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
coop_code = table(
    "coop_code",
    whole("shop_id", primary_key=True),
    whole("number", primary_key=True),
    word("gtin", primary_key=True),
    word("code"),
    word("state"),
    ForeignKeyConstraint(["shop_id", "number"], ["coop_article.shop_id", "coop_article.number"]),
    Index("coop_code_by_gtin", "gtin", "state"),
)
coop_article_sales = table(
    "coop_article_sales",
    whole("shop_id", primary_key=True),
    whole("number", primary_key=True),
    word("month", primary_key=True),
    whole("value_idr"),
    ForeignKeyConstraint(["shop_id", "number"], ["coop_article.shop_id", "coop_article.number"]),
)
