"""Papers the shop has issued, slips that wait for the printer, months that are closed or whose report was made by itself."""

from sqlalchemy import Column, Index, LargeBinary

from pos_app.storage.columns import key, table, whole, word

issued_paper = table(
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
print_job = table(
    "print_job",
    key(),
    word("till"),
    word("kind"),
    word("subject"),
    word("at"),
    word("state"),
    word("changed_at"),
    whole("tries"),
    Column("body", LargeBinary, nullable=True),
    Index("print_job_by_state", "state", "till"),
)
due_paper = table("due_paper", word("month", primary_key=True), word("number"), word("at"), word("path"))
month_closing = table(
    "month_closing",
    key(),
    word("month"),
    word("event"),
    word("at"),
    word("person"),
    word("why", null=True),
    word("kept", null=True),
    word("papers", null=True),
    Index("month_closing_by_month", "month"),
)
