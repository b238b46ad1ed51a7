"""The shop itself: identity, settings, people, counters, the audit list, files kept with it."""

from sqlalchemy import CheckConstraint, Column, LargeBinary

from pos_app.storage.columns import key, table, whole, word

shop = table(
    "shop",
    key(),
    word("uid", unique=True),
    word("private_key"),
    word("public_key"),
    word("created_at"),
    CheckConstraint("id = 1", name="only_one_shop"),
)
setting = table("setting", word("name", primary_key=True), word("value"))
share_target = table("share_target", key(), word("since"), whole("month_bp", null=True), whole("year_bp", null=True))
till = table("till", word("name", primary_key=True), word("machine"))
code_counter = table("code_counter", word("prefix", primary_key=True), whole("last"))
attachment = table(
    "attachment",
    word("sha256", primary_key=True),
    word("media"),
    word("name"),
    word("added_at"),
    Column("body", LargeBinary, nullable=False),
)
document_counter = table(
    "document_counter",
    word("series", primary_key=True),
    word("business_day", primary_key=True),
    whole("last"),
)
person = table(
    "person",
    key(),
    word("name", unique=True),
    word("role"),
    word("pin_hash", null=True),
    whole("wrong"),
    word("wrong_at", null=True),
    word("archived_at", null=True),
    word("created_at"),
)
audit = table(
    "audit",
    key(),
    word("at"),
    word("person"),
    word("till"),
    word("event"),
    word("subject"),
    word("detail"),
)
