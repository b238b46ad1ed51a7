"""Words in the cells of a list that answer yes or no, goods or service, or leave a price open."""

from typing import Final

YES: Final = frozenset(
    {
        "1", "active", "ada", "aktif", "benar", "ditampilkan", "enabled", "on", "publish", "published", "t", "true", "v", "x", "y", "ya",
        "yes",
    }
)  # fmt: skip
NO: Final = frozenset(
    {
        "-1", "0", "archived", "arsip", "deleted", "dihapus", "disabled", "draft", "f", "false", "hidden", "inactive", "n", "no",
        "non aktif",
        "non-aktif", "nonaktif", "off", "salah", "tdk", "tidak", "tidak aktif", "unlisted", "unpublished",
    }
)  # fmt: skip
SERVICE: Final = frozenset(
    {
        "1=jasa", "gift card", "jasa", "layanan", "non inventory", "non-inventory", "service", "services", "virtual",
    }
)  # fmt: skip
DEPOSIT: Final = frozenset(
    {
        "deposit", "jaminan", "titipan wadah",
    }
)  # fmt: skip
GOODS: Final = frozenset(
    {
        "assembly", "barang", "barang dagang", "combo", "consu", "consumable", "default", "goods", "goods without stock", "inventory",
        "persediaan", "product", "rakitan", "simple", "storable", "storable product", "variation",
    }
)  # fmt: skip
OPEN: Final = frozenset(
    {
        "bebas", "by request", "hubungi", "nego", "open", "open price", "tanya", "terbuka", "variabel", "variable",
    }
)  # fmt: skip
ERRORS: Final = frozenset(
    {
        "#div/0!", "#n/a", "#na", "#name?", "#null!", "#num!", "#ref!", "#value!",
    }
)  # fmt: skip

GUIDES: Final = frozenset(
    {
        "wajib", "opsional", "angka", "harga", "stok", "required", "optional", "number", "numeric", "yes", "no", "float", "currency",
    }
)  # fmt: skip
"""Single words that explain a column of numbers in a row under the header."""


def yes_or_no(text: str) -> bool | None:
    """What a cell answers; None where it says neither."""
    folded = text.casefold()
    if folded in YES:
        return True
    return False if folded in NO else None
