"""What the empty till still asks for follows the books."""

from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.services import origins, products, settings, setup
from pos_app.services.shop import OWNER

CODE = "8997770000014"


def test_a_new_shop_has_everything_before_it_and_each_step_is_seen(shop):
    assert setup.progress(shop).steps == (False, False, False, False)
    products.add_on_the_spot(shop, OWNER, name="Teh Contoh 50 g", price_idr=Rupiah(2_000), code=CODE)
    assert setup.progress(shop).steps == (False, True, False, False)
    origins.record(shop, OWNER, CODE, Entry(kind=Kind.SHOP, state=State.DOMESTIC))
    settings.change(shop, OWNER, {"phone": "0812-0000-0000"})
    assert setup.progress(shop).steps == (True, True, True, False)
    settings.change(shop, OWNER, {"target": "75"})
    assert setup.progress(shop).steps == (True, True, True, True)
