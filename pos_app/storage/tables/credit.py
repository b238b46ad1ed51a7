"""Customers who buy on account, and what they pay."""

from sqlalchemy import Index

from pos_app.storage.columns import flag, key, ref, table, whole, word

customer = table(
    "customer",
    key(),
    word("number", unique=True),
    word("name"),
    word("phone", null=True),
    flag("member"),
    flag("reseller"),
    whole("limit_idr", null=True),
    whole("due_days", null=True),
    word("note", null=True),
    word("archived_at", null=True),
    word("created_at"),
)
credit_payment = table(
    "credit_payment",
    key(),
    word("uid", unique=True),
    word("number", unique=True),
    word("customer"),
    word("at"),
    word("business_day"),
    whole("amount_idr"),
    word("means"),
    word("reference", null=True),
    word("person"),
    word("till"),
    ref("shift_id", "shift.id", null=True),
    ref("undoes_id", "credit_payment.id", null=True),
    word("why", null=True),
    Index("credit_payment_by_customer", "customer"),
    Index("credit_payment_by_shift", "shift_id"),
)
