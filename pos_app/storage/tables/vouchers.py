"""Vouchers: what the shop owes on a code, given for a return or sold as a gift."""

from sqlalchemy import Index

from pos_app.storage.columns import key, ref, table, whole, word

voucher = table(
    "voucher",
    key(),
    word("code", unique=True),
    word("kind"),
    word("business_day"),
    word("expires", null=True),
    ref("sale_id", "sale.id"),
    whole("line_no", null=True),
    Index("voucher_by_sale", "sale_id"),
)
voucher_move = table(
    "voucher_move",
    key(),
    ref("voucher_id", "voucher.id"),
    ref("sale_id", "sale.id"),
    word("at"),
    word("business_day"),
    whole("amount_idr"),
    word("person"),
    word("till"),
    Index("voucher_move_by_voucher", "voucher_id"),
    Index("voucher_move_by_sale", "sale_id"),
)
