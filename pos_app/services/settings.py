"""The shop's own settings: what they are called, what they may be, and what a new shop begins with."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.money import BasisPoints
from pos_app.domain.shop import ShopCard
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.services.people import LOCK_AFTER_MIN, owner_only
from pos_app.services.shop import Changes, Shop
from pos_app.storage.uow import Transaction
from pos_app.texts import N_

_SCALE_WORDS: Final = {"weight": N_("Weight"), "price": N_("Price")}
_SCALE_WORD: Final = re.compile(r"[^\W\d_]+")
TRAINING: Final = "training"
"""The setting that marks a copy for training; nobody can set it in a shop."""


def _one_of(*allowed: str) -> Callable[[str, str], str]:
    def read(name: str, text: str) -> str:
        if text not in allowed:
            raise Refused("setting_not_one_of", name=name, text=text, allowed=", ".join(x or '""' for x in allowed))
        return text

    return read


def _line(name: str, text: str) -> str:
    bare = one_line(text)
    if len(bare) > 200:
        raise Refused("setting_too_long", name=name)
    return bare


def _shop_name(name: str, text: str) -> str:
    bare = _line(name, text)
    if not bare:
        raise Refused("shop_name_missing")
    return bare


def zone(name: str, text: str) -> str:
    """A time zone by its IANA name."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused("not_a_zone", text=text) from None
    return text


def regency(name: str, text: str) -> str:
    """Four digits of the statistics office, or nothing."""
    bare = text.replace(".", "").strip()
    if bare and not (len(bare) == 4 and bare.isascii() and bare.isdecimal()):
        raise Refused("not_a_regency", text=text)
    return bare


def _percent(name: str, text: str) -> str:
    """A percentage with a decimal point, in the shortest way of writing it: `75`, `75.5`."""
    if not text:
        return ""
    return formatting.share(formatting.parse_percent(text, "en"), "en", decimals=2).removesuffix("%").rstrip("0").rstrip(".")


def _rupiah(_name: str, text: str) -> str:
    """An amount in whole rupiah, or nothing: no limit."""
    return str(max(0, formatting.parse_rupiah(text, "id"))) if text else ""


def _offset(name: str, text: str) -> str:
    values = [int(part) for part in text.split(",") if re.fullmatch(r"-?\d{1,2}", part, re.ASCII)]
    if len(values) != 2 or text.count(",") != 1 or any(abs(v) > 20 for v in values):
        raise Refused("not_an_offset", text=text)
    return ",".join(str(v) for v in values)


def _days(name: str, text: str) -> str:
    """A number of days, or nothing: for ever."""
    bare = text.strip()
    if bare and not (bare.isascii() and bare.isdecimal() and 0 < int(bare) <= 3650):
        raise Refused("not_days", name=name, text=text)
    return bare and str(int(bare))


def _qris(_name: str, text: str) -> str:
    """What the shop's static QRIS says, or nothing."""
    from pos_app.domain import qris

    return qris.read(text).payload if text else ""


def _uids(name: str, text: str) -> str:
    """Articles by their uids, commas between, or nothing."""
    if text and not re.fullmatch(r"[0-9a-f-]{36}(,[0-9a-f-]{36})*", text):
        raise Refused("setting_not_one_of", name=name, text=text, allowed='""')
    return text


def _sha256(name: str, text: str) -> str:
    """A file that is kept with the books, by its SHA-256, or nothing."""
    if text and not re.fullmatch(r"[0-9a-f]{64}", text):
        raise Refused("setting_not_one_of", name=name, text=text, allowed='""')
    return text


def _scale_layout(_name: str, text: str) -> str:
    """What the codes of the shop's scale mean, as `domain.scale_label` reads it, or nothing; its words are taken in every language."""
    from pos_app.domain import scale_label

    meant = {word: word for word in _SCALE_WORDS}
    for speech in formatting.LANGUAGES:
        with texts.speaking(speech):
            meant |= {texts.gettext(said).casefold(): word for word, said in _SCALE_WORDS.items()}
    bare = _SCALE_WORD.sub(lambda found: meant.get(found[0].casefold(), found[0].upper()), text.replace(" ", ""))
    scale_label.layouts(bare)
    return bare


def scale_layout_said(kept: str) -> str:
    """The layout that is kept, in the words of the language spoken."""
    said = _SCALE_WORD.sub(lambda found: texts.gettext(_SCALE_WORDS[found[0]]).casefold() if found[0] in _SCALE_WORDS else found[0], kept)
    return said.replace(",", ", ")


@dataclass(frozen=True, slots=True)
class Setting:
    default: str
    read: Callable[[str, str], str]


SETTINGS: Final[Mapping[str, Setting]] = {
    "name": Setting("", _shop_name),
    "zone": Setting("Asia/Jakarta", zone),
    "regency": Setting("", regency),
    "address": Setting("", _line),
    "phone": Setting("", _line),
    "npwp": Setting("", _line),
    "pkp": Setting("no", _one_of("yes", "no")),
    "language": Setting("id", _one_of("id", "en")),
    "receipt_footer": Setting("", _line),
    "cash_rounding": Setting("down-100", _one_of(*CashRounding)),
    "target": Setting("", _percent),
    "target_year": Setting("", _percent),
    "escpos_columns": Setting("32", _one_of("32", "42", "48")),
    "escpos_barcode": Setting("picture", _one_of("picture", "command")),
    "logo": Setting("", _sha256),
    "favourites": Setting("", _uids),
    "label_offset_mm": Setting("0,0", _offset),
    "own_brands": Setting("", _line),
    "scale_layout": Setting("", _scale_layout),
    "scanner_suffix": Setting("enter", _one_of("enter", "tab", "none")),
    "qris": Setting("", _qris),
    "voucher_days": Setting("", _days),
    "points_per_idr": Setting("", _rupiah),
    "point_value_idr": Setting("", _rupiah),
    "domestic_offers": Setting("on", _one_of("on", "off")),
    "below_cost": Setting("warn", _one_of("warn", "bar", "off")),
    "below_stock": Setting("warn", _one_of("warn", "bar")),
    "cashier_discount": Setting("", _percent),
    "shifts": Setting("optional", _one_of("optional", "required")),
    "lock_after_min": Setting(LOCK_AFTER_MIN, _one_of("off", "1", "2", "5", "10", "15", "30")),
    "refund_limit_idr": Setting("", _rupiah),
}


_TARGETS: Final = ("target", "target_year")


def initial(name: str, **given: str) -> dict[str, str]:
    """Settings of a new shop, read and refused like any other."""
    values = {key: setting.default for key, setting in SETTINGS.items()} | given | {"name": name}
    return {key: SETTINGS[key].read(key, value) for key, value in values.items()}


def show(shop: Shop) -> dict[str, str]:
    """Every setting as it stands."""
    with shop.uow.read() as u:
        return stored(u)


def stored(u: Transaction) -> dict[str, str]:
    """Every setting, with the default where an older shop has none."""
    return _defaulted(u.books.settings())


def _defaulted(kept: Mapping[str, str]) -> dict[str, str]:
    return {key: kept.get(key, setting.default) for key, setting in SETTINGS.items()}


def today(shop: Shop, u: Transaction) -> date:
    """The shop's business day now."""
    return days.business_day(shop.clock(), stored(u)["zone"])


def change(shop: Shop, actor: Actor, values: Mapping[str, str]) -> Changes:
    """Changes settings, all of them or none.

    Raises:
        Refused: `no_such_setting`, `owner_only`, or why a value cannot be.
    """
    for name in values:
        if name not in SETTINGS:
            raise Refused("no_such_setting", name=name, known=", ".join(sorted(SETTINGS)))
    read = {name: SETTINGS[name].read(name, value) for name, value in values.items()}
    with shop.uow.write() as u:
        owner_only(u, actor)
        u.books.set_settings(read)
        _keep_targets(shop, u, read)
        u.books.audit(at=shop.clock(), actor=actor, event="settings", subject="shop", **read)
        u.commit()
    return Changes(settings=True)


def card(shop: Shop) -> ShopCard:
    """The shop's head for papers and windows."""
    with shop.uow.read() as u:
        return card_in(u)


def card_in(u: Transaction) -> ShopCard:
    raw = u.books.settings()
    kept = _defaulted(raw)
    return ShopCard(
        uid=u.books.identity()[0],
        name=kept["name"],
        zone=kept["zone"],
        language=formatting.language_named(kept["language"]),
        address=kept["address"],
        phone=kept["phone"],
        npwp=kept["npwp"],
        pkp=kept["pkp"] == "yes",
        regency=kept["regency"] or None,
        receipt_footer=kept["receipt_footer"],
        training=raw.get(TRAINING) == "yes",
    )


def is_training(u: Transaction) -> bool:
    """Whether this is a copy to learn on."""
    return u.books.settings().get(TRAINING) == "yes"


def rounding(shop: Shop) -> CashRounding:
    with shop.uow.read() as u:
        return CashRounding(stored(u)["cash_rounding"])


Targets: TypeAlias = tuple[BasisPoints | None, BasisPoints | None]


def targets(u: Transaction, on: date) -> Targets:
    """The share of domestic goods the shop had set itself for each month, and for the whole year, as it stood on a day."""
    return in_force(u.books.targets(), on)


def in_force(every: Sequence[tuple[date, int | None, int | None]], on: date) -> Targets:
    """Of all targets those of a day: others count from the day they are set, the first ever also for the time before it."""
    known = [target for since, *target in every if since <= on] or [target for _since, *target in every[:1]]
    month, year = known[-1] if known else (None, None)
    return None if month is None else BasisPoints(month), None if year is None else BasisPoints(year)


def _keep_targets(shop: Shop, u: Transaction, read: Mapping[str, str]) -> None:
    """Writes down other targets with the day they count from."""
    if not read.keys() & set(_TARGETS):
        return
    kept, day = stored(u), today(shop, u)
    month, year = (formatting.parse_percent(kept[name], "en") if kept[name] else None for name in _TARGETS)
    if (month, year) != targets(u, day):
        u.books.add_targets(day, month, year)


def new_identity(shop: Shop, actor: Actor, keys: tuple[str, str]) -> str:
    """Makes a copied database a shop of its own: a new uid and key; the uid. `keys` are private and public, in hex."""
    uid = shop.new_uid()
    with shop.uow.write() as u:
        owner_only(u, actor)
        old = u.books.identity()[0]
        u.books.set_identity(uid=uid, private_key=keys[0], public_key=keys[1])
        u.books.audit(at=shop.clock(), actor=actor, event="new_identity", subject=uid, before=old)
        u.commit()
    return uid
