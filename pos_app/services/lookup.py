"""Which article a code means: what is on the shelf, on the package or on a list, letter for letter first."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from pos_app.domain import scale_label
from pos_app.domain.barcode import Scan, gtin14, is_digits, read_scan
from pos_app.domain.product import Found, Measured
from pos_app.domain.quantity import MOST, ONE, Milli
from pos_app.errors import Refused
from pos_app.storage.uow import Transaction

_LONGEST: Final = 60
"""No quantity is typed with more signs."""


def _storable(text: str) -> bool:
    """Whether a database can hold the text: a scanner may send anything, half a character among it."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def find(u: Transaction, text: str, *, day: date) -> list[Found]:
    """Articles the text can mean; more than one where a code stands on several.

    A code is met letter for letter; failing that by GTIN (12, 13 or 14 digits, or 11 with a lost 0), then as what the
    shop's scale prints or a scanner sends: the element string of a carton, the 2D code of a package, or a code whose letter case Caps Lock
    turned round.
    """
    if not _storable(text):
        return []
    exact = u.products.by_code(text, day=day) or u.products.by_code(text.strip(), day=day)
    if exact:
        return exact
    plain = text.strip()
    if is_digits(plain):
        gtin = gtin14(plain)
        return (u.products.by_gtin(gtin, day=day) if gtin else []) or _labelled(u, plain, day=day)
    scan = read_scan(plain)
    found: list[Found] = []
    if scan.gtin:
        found = [replace(x, measured=_measured(scan)) for x in u.products.by_gtin(scan.gtin, day=day)]
    if not found and scan.registration:
        found = u.products.by_registration(scan.registration.number, day=day)
    if not found and scan.text != plain:
        found = u.products.by_code(scan.text, day=day) or _labelled(u, scan.text, day=day)
    if not found and plain.swapcase() != plain:
        found = u.products.by_code(plain.swapcase(), day=day)
    return found


def _labelled(u: Transaction, code: str, *, day: date) -> list[Found]:
    """Articles a label of the shop's scale can mean: by the whole code without its value, or by the number in it."""
    if not scale_label.may_be_label(code):
        return []
    label = scale_label.read(code, scale_label.layouts(u.books.settings().get("scale_layout", "")))
    if label is None:
        return []
    for item in label.items:
        if found := u.products.by_code(item, day=day):
            return [replace(x, measured=label.measured) for x in found]
    return []


def _measured(scan: Scan) -> Measured | None:
    """What the element string says of the goods; an amount to pay goes before a weight."""
    if scan.price_idr:
        return Measured(amount_idr=scan.price_idr)
    return Measured(weight_milli=scan.weight_milli) if scan.weight_milli else None


def one(u: Transaction, text: str, *, day: date) -> Found:
    """The one article a code means.

    Raises:
        Refused: `unknown_code`, `code_archived`, or `code_on_several` naming their article numbers.
    """
    found = find(u, text, day=day)
    if not found:
        raise archived(u, text, day=day) or Refused("unknown_code", code=text)
    if len(found) > 1:
        numbers = u.codes.skus([x.product.id for x in found])
        raise Refused("code_on_several", code=text, numbers=", ".join(numbers[x.product.id] for x in found))
    return found[0]


def archived(u: Transaction, text: str, *, day: date) -> Refused | None:
    """What is to be said of a code that no article on the shelf has, where an archived one has it."""
    away = u.products.by_code(text.strip(), day=day, archived=True) if _storable(text) else []
    return Refused("code_archived", code=text.strip(), name=away[0].product.name) if away else None


def with_quantity(u: Transaction, text: str, *, day: date) -> tuple[Found, Milli]:
    """The article and quantity of `CODE*QTY`: split at the last `*`, unless the whole text is a code.

    Raises:
        Refused: as `one` and `quantity`.
    """
    if "*" not in text or is_code(u, text, day=day):
        return one(u, text, day=day), ONE
    code, _star, amount = text.rpartition("*")
    size = quantity(amount)
    return one(u, code, day=day), size


def is_code(u: Transaction, text: str, *, day: date) -> bool:
    """Whether the whole text is a code; a quantity behind the code of a package is none of its fields."""
    met = find(u, text, day=day)
    if not met or met[0].code == text:
        return bool(met)
    code, star, amount = text.rpartition("*")
    return not (star and re.fullmatch(r"\d{1,6}(\.\d{1,3})?", amount, re.ASCII) and find(u, code, day=day))


def quantity(text: str) -> Milli:
    """A quantity with a decimal point and at most three decimals, above zero.

    Raises:
        Refused: `not_a_point_quantity`, `finer_than_a_thousandth`, `quantity_not_positive`, `quantity_too_large`.
    """
    parts = re.fullmatch(r"(-?)(\d*)(?:\.(\d+))?", text, re.ASCII)
    if parts is None or not (parts[2] or parts[3]) or len(text) > _LONGEST:
        raise Refused("not_a_point_quantity", text=text)
    if len(parts[3] or "") > 3:
        raise Refused("finer_than_a_thousandth", text=text)
    size = int(parts[2] or "0") * 1000 + int((parts[3] or "").ljust(3, "0"))
    if parts[1] or size == 0:
        raise Refused("quantity_not_positive")
    if size > MOST:
        raise Refused("quantity_too_large", text=text)
    return Milli(size)
