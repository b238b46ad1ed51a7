"""Counting the shelves: parts, what was counted, and the differences that were posted."""

from sqlalchemy import Index, UniqueConstraint

from pos_app.storage.columns import flag, key, ref, table, whole, word

stocktake = table(
    "stocktake",
    key(),
    word("number", unique=True),
    word("name"),
    word("person"),
    word("till"),
    word("started_at"),
    word("state"),
    word("ended_at", null=True),
    word("ended_by", null=True),
    word("uncounted", null=True),
    word("why", null=True),
    Index("stocktake_by_state", "state"),
)
stocktake_part = table(
    "stocktake_part",
    key(),
    ref("stocktake_id", "stocktake.id"),
    word("name"),
    word("person"),
    word("category", null=True),
    word("shelf", null=True),
    word("closed_at", null=True),
    UniqueConstraint("stocktake_id", "name", name="one_part_of_a_name"),
)
stocktake_entry = table(
    "stocktake_entry",
    key(),
    ref("part_id", "stocktake_part.id"),
    ref("product_id", "product.id"),
    word("code"),
    whole("qty_milli"),
    word("at"),
    whole("after_move"),
    word("person"),
    word("sheet", null=True),
    Index("stocktake_entry_by_part", "part_id"),
)
stocktake_line = table(
    "stocktake_line",
    key(),
    ref("stocktake_id", "stocktake.id"),
    ref("product_id", "product.id"),
    whole("counted_milli"),
    whole("system_milli"),
    whole("cost", null=True),
    flag("moved_between"),
    UniqueConstraint("stocktake_id", "product_id", name="one_line_an_article"),
)
