"""A paper of goods that leave survives the program: what was scanned is there again until it is posted."""

from dataclasses import replace

from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind
from pos_app.services import find, outgoing, stock_documents
from pos_app.services.shop import OWNER
from pos_app.services.stock_documents import Out
from tests.services.test_stock_documents import receive
from tests.shelf import put


def test_a_draft_is_there_again_until_it_is_posted_or_emptied(shop):
    put(shop, "A", 10_000)
    receive(shop, ("A", 10, 5_000), supplier="CV A")
    (found,) = find.by_code(shop, "A")
    draft = outgoing.left(shop, OWNER)
    assert draft.is_untouched
    draft = replace(draft, kind=DocumentKind.SUPPLIER_RETURN, why="remuk", whom="CV A")
    draft, at = draft.with_goods(found, Milli(2_000), None)
    again, same = draft.with_goods(found, Milli(1_000), None)
    assert (at, same, again.goods[0].qty, again.goods[0].worth_idr) == (0, 0, 3_000, 15_000)
    batched, other = again.with_goods(found, Milli(500), "B1")
    outgoing.keep(shop, OWNER, batched)
    outgoing.keep(shop, OWNER, batched.with_qty(other, Milli(700)))
    back = outgoing.left(shop, OWNER)
    assert (back.uid, back.kind, back.why, back.whom) == (draft.uid, DocumentKind.SUPPLIER_RETURN, "remuk", "CV A")
    assert [(x.found.code, x.qty, x.batch) for x in back.goods] == [("A", 3_000, None), ("A", 700, "B1")]
    assert outgoing.left(shop, replace(OWNER, till="T9")).is_untouched
    kept = back.without(1)
    out = [Out(x.found.code, x.qty) for x in kept.goods]
    stock_documents.take_out(shop, OWNER, kept.kind, out, why=kept.why, supplier=kept.whom, uid=kept.uid)
    assert outgoing.left(shop, OWNER).is_untouched
    outgoing.keep(shop, OWNER, kept)
    assert outgoing.left(shop, OWNER).is_untouched, "a draft that was posted meanwhile does not come back"
    outgoing.keep(shop, OWNER, replace(kept, uid=shop.new_uid()))
    assert not outgoing.left(shop, OWNER).is_untouched
    outgoing.keep(shop, OWNER, replace(outgoing.left(shop, OWNER), goods=(), why="", whom=""))
    assert outgoing.left(shop, OWNER).is_untouched
