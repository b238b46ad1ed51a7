"""A paper of goods that leave, kept after every change until it is posted (`stock_documents.take_out`) or given up."""

import json

from pos_app.domain.actor import Actor
from pos_app.domain.outgoing import Leaving, Outgoing
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind
from pos_app.services import drafts
from pos_app.services.settings import today
from pos_app.services.shop import Shop
from pos_app.storage.stock_documents import Draft


def keep(shop: Shop, actor: Actor, draft: Outgoing) -> None:
    """Keeps a draft in place of what it was; one with nothing on it, or posted, is forgotten."""
    body = {
        "kind": draft.kind,
        "why": draft.why,
        "whom": draft.whom,
        "goods": [drafts.written(x.found) | {"qty": x.qty, "batch": x.batch} for x in draft.goods],
    }
    with shop.uow.write() as u:
        if draft.is_untouched or u.stock_documents.by_uid(draft.uid) is not None:
            u.stock_documents.drop_draft(draft.uid)
        else:
            u.stock_documents.keep_draft(Draft(draft.uid, drafts.OUTGOING, actor.till, today(shop, u), shop.clock(), json.dumps(body)))
        u.commit()


def left(shop: Shop, actor: Actor) -> Outgoing:
    """The draft this till was left with, or an empty one."""
    with shop.uow.read() as u:
        kept = next((x for x in u.stock_documents.drafts(drafts.OUTGOING) if x.till == actor.till), None)
        if kept is None:
            return Outgoing(shop.new_uid())
        body = json.loads(kept.body)
        products = drafts.products_of(u, body["goods"], day=today(shop, u))
    goods = tuple(Leaving(drafts.found_in(products, x), Milli(x["qty"]), x["batch"]) for x in body["goods"])
    return Outgoing(kept.uid, DocumentKind(body["kind"]), goods, body["why"], body["whom"])
