"""A parcel is sold as one and counts as its parts: its amount is spread over them by their own prices, exact to the rupiah.

The parcel's line prints; its parts carry amount, origin, cost and stock of their own and are what every sum looks at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pos_app.domain.cart import part_weights, spread_over_parts
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Kind, ParcelPart, Product, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import SaleLine
from pos_app.errors import Refused


def with_parts(lines: Sequence[SaleLine], products: Mapping[ProductId, Product]) -> tuple[SaleLine, ...]:
    """The lines of a document with the parts of its parcels, numbered through.

    Raises:
        Refused: as `spread`.
    """
    made: list[SaleLine] = []
    number = 1
    for line in lines:
        numbered = replace(line, line_no=number)
        made.append(spread(numbered, products[line.product_id]) if line.kind is Kind.PARCEL else numbered)
        number += 1 + len(made[-1].parts)
    return tuple(made)


def spread(line: SaleLine, parcel: Product) -> SaleLine:
    """The line of a parcel with its parts; price, each discount and amount are spread and sum exactly.

    Raises:
        Refused: `parcel_empty`, `parcel_without_prices` (no part has a price to spread by), `parcel_not_whole`.
    """
    if not parcel.parts:
        raise Refused("parcel_empty", name=parcel.name)
    if not sum(part_weights(parcel)):
        raise Refused("parcel_without_prices", name=parcel.name)
    gross, own, promotion, basket = spread_over_parts(
        parcel, line.gross_idr, line.line_discount_idr, line.promotion_discount_idr, line.basket_discount_idr
    )
    parts = []
    for n, part in enumerate(parcel.parts):
        product = part.product
        qty = _whole(parcel, part, line.base_qty)
        parts.append(
            replace(
                line,
                line_no=line.line_no + 1 + n,
                product_id=product.id,
                code=product.code,
                name=product.receipt_name or product.name,
                category=product.category,
                kind=product.kind,
                unit=product.unit,
                qty=qty,
                base_qty=qty,
                unit_price_idr=product.price_idr or Rupiah(0),
                gross_idr=Rupiah(gross[n]),
                gross_given=True,
                line_discount_idr=Rupiah(own[n]),
                promotion_discount_idr=Rupiah(promotion[n]),
                basket_discount_idr=Rupiah(basket[n]),
                amount_idr=Rupiah(gross[n] - own[n] - promotion[n] - basket[n]),
                cost=product.average_cost,
                origin=product.origin,
                maker=product.maker,
                tax_class=product.tax_class,
                weighed=product.weighed,
                promotion_points=0,
                price_kind=None,
                list_price_idr=product.price_idr,
                parts=(),
            )
        )
    return replace(line, parts=tuple(parts))


def _whole(parcel: Product, part: ParcelPart, parcels: Milli) -> Milli:
    """How much of a part so many parcels hold; parcels are whole."""
    if parcels % 1000:
        raise Refused("parcel_not_whole", name=parcel.name)
    return Milli(part.qty * parcels // 1000)
