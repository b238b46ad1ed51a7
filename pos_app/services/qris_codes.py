"""The shop's QRIS: kept once, then a code with the amount for each payment. The money is confirmed by a person."""

from dataclasses import dataclass
from pathlib import Path

from pos_app import files
from pos_app.domain import qris
from pos_app.domain.actor import Actor
from pos_app.domain.money import Rupiah
from pos_app.domain.qris import Qris
from pos_app.errors import Refused
from pos_app.services import settings
from pos_app.services.shop import Changes, Shop

Modules = tuple[tuple[bool, ...], ...]
"""Rows of a code's modules without a quiet zone; True is dark."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The code of one payment as a screen draws it, with the name the buyer's telephone will show."""

    amount_idr: Rupiah
    merchant: str
    modules: Modules


def keep(shop: Shop, actor: Actor, payload: str) -> Qris:
    """Keeps the shop's static code, as text.

    Raises:
        Refused: as `domain.qris.read`; the one before stays.
    """
    found = qris.read(payload)
    settings.change(shop, actor, {"qris": found.payload})
    return found


def keep_picture(shop: Shop, actor: Actor, path: Path) -> Qris:
    """Keeps the shop's static code from a photo or a scan of it.

    Raises:
        Refused: `file_missing`, `no_qr_in_picture`, and as `domain.qris.read`.
    """
    return keep(shop, actor, _in_picture(path))


def drop(shop: Shop, actor: Actor) -> Changes:
    """Forgets the shop's code."""
    return settings.change(shop, actor, {"qris": ""})


def kept(shop: Shop) -> Qris | None:
    """The shop's code, if it has one."""
    payload = settings.show(shop)["qris"]
    return qris.read(payload) if payload else None


def for_amount(shop: Shop, amount_idr: Rupiah) -> str:
    """What the code of one payment says.

    Raises:
        Refused: `no_qris_kept`, `payment_not_positive`, `qris_above_most`.
    """
    return qris.for_amount(_needed(shop), amount_idr)


def shown(shop: Shop, amount_idr: Rupiah) -> Shown:
    """The code of one payment for a screen.

    Raises:
        Refused: as `for_amount`.
    """
    known = _needed(shop)
    return Shown(amount_idr, known.name, modules(qris.for_amount(known, amount_idr)))


def _needed(shop: Shop) -> Qris:
    known = kept(shop)
    if known is None:
        raise Refused("no_qris_kept")
    return known


def picture(payload: str, *, module: int = 8) -> bytes:
    """The code as a PNG with `module` dots to a module and the quiet zone of four."""
    import io

    import segno

    out = io.BytesIO()
    segno.make_qr(payload, error="m").save(out, kind="png", scale=module, border=4)
    return out.getvalue()


def modules(payload: str) -> Modules:
    """The code's modules."""
    import segno

    return tuple(tuple(bool(cell) for cell in row) for row in segno.make_qr(payload, error="m").matrix)


def _in_picture(path: Path) -> str:
    import io

    import zxingcpp
    from PIL import Image, UnidentifiedImageError

    try:
        seen = zxingcpp.read_barcodes(Image.open(io.BytesIO(files.read(path))).convert("L"))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise Refused("no_qr_in_picture", path=path) from None
    texts = [code.text for code in seen if code.format == zxingcpp.BarcodeFormat.QRCode]
    if len(texts) != 1:
        raise Refused("no_qr_in_picture", path=path)
    return texts[0]
