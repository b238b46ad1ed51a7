"""What may help to look at a package and proves nothing, in words that say so: never evidence, counted nowhere."""

from collections.abc import Mapping

from pos_app import texts
from pos_app.documents.countries import country_name
from pos_app.domain.barcode import shared_code
from pos_app.domain.gs1_prefix import joined_in
from pos_app.domain.origin import State
from pos_app.domain.origin_hints import importer_named
from pos_app.domain.product import Kind, Product, ProductId
from pos_app.services.owner_origin import STATES
from pos_app.storage.uow import Transaction
from pos_app.texts import gettext as _
from pos_app.texts import ngettext


def of(u: Transaction, product: Product) -> tuple[str, ...]:
    """Every hint about an article: an importer in its name, other shops of the co-op, the prefix of its code; none of what is no goods."""
    if product.kind is not Kind.GOODS:
        return ()
    said = (importer(product.name), others(elsewhere(u, product.id)), prefix(product.code))
    return tuple(hint for hint in said if hint)


def elsewhere(u: Transaction, product_id: ProductId) -> Mapping[State, int]:
    """How many other shops of the co-op say what of an article, by the codes they share."""
    gtins = sorted({gtin for code in u.codes.of(product_id) if (gtin := shared_code(code))})
    return u.coop.tags(gtins, without=u.books.identity()[0]) if gtins else {}


def prefix(code: str) -> str:
    """What the GS1 prefix of a code says, and what it does not; empty for a code without one."""
    joined = joined_in(code)
    if joined is None:
        return ""
    digits, where = joined
    said = _("A hint, not evidence: GS1 prefix {prefix} ({country}) tells where the company is registered, not where goods are made.")
    return said.format(prefix=digits, country=country_name(where, texts.language()))


def others(coop: Mapping[State, int]) -> str:
    """What other shops of the co-op say of a code; empty where none says anything."""
    if not coop:
        return ""
    parts = [
        ngettext("{n} co-op shop says {state}", "{n} co-op shops say {state}", n).format(n=n, state=_(STATES[state]))
        for state, n in sorted(coop.items(), key=lambda pair: -pair[1])
    ]
    return _("A hint, not evidence: {shops}.").format(shops=", ".join(parts))


def importer(name: str) -> str:
    """What an importer named in an article's name suggests; empty where none is named."""
    said = importer_named(name)
    return _("A hint, not evidence: the name says “{words}”.").format(words=said) if said else ""
