"""Goods that belong to somebody else until they are sold."""

from sqlalchemy import Index

from pos_app.storage.columns import key, ref, table, whole, word

consignor = table(
    "consignor",
    key(),
    word("name", unique=True),
    word("address", null=True),
    word("phone", null=True),
    word("agreement", null=True),
    word("agreed_on"),
    word("terms"),
    whole("terms_value"),
    word("spoilt_by"),
    whole("settle_days"),
    whole("unsold_days"),
    word("note", null=True),
)
consigned_article = table(
    "consigned_article",
    ref("product_id", "product.id", primary=True),
    ref("consignor_id", "consignor.id"),
    word("terms"),
    whole("terms_value"),
    Index("consigned_article_by_consignor", "consignor_id"),
)
consignment_paper = table(
    "consignment_paper",
    key(),
    word("uid", unique=True),
    word("number", unique=True),
    word("kind"),
    ref("consignor_id", "consignor.id"),
    word("at"),
    word("business_day"),
    word("person"),
    word("till"),
    word("their_number", null=True),
    word("their_person", null=True),
    word("note", null=True),
    whole("owed_before_idr"),
    whole("paid_idr"),
    word("means", null=True),
    ref("shift_id", "shift.id", null=True),
    ref("counters_id", "consignment_paper.id", null=True),
    Index("consignment_paper_by_consignor", "consignor_id", "business_day"),
    Index("consignment_paper_by_shift", "shift_id"),
    Index("consignment_paper_by_counters", "counters_id"),
)
consignment_move = table(
    "consignment_move",
    key(),
    ref("consignor_id", "consignor.id"),
    ref("product_id", "product.id"),
    word("business_day"),
    word("kind"),
    whole("qty_milli"),
    whole("each_idr", null=True),
    whole("owed_idr"),
    ref("paper_id", "consignment_paper.id", null=True),
    ref("sale_id", "sale.id", null=True),
    Index("consignment_move_by_consignor", "consignor_id", "business_day"),
    Index("consignment_move_by_product", "product_id"),
    Index("consignment_move_by_sale", "sale_id"),
    Index("consignment_move_by_paper", "paper_id"),
)
consigned_level = table(
    "consigned_level",
    ref("product_id", "product.id", primary=True),
    ref("consignor_id", "consignor.id", primary=True),
    whole("on_hand_milli"),
)
