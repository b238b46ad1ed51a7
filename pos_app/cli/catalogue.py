"""The command catalogue: goods of the shop's small makers as PDF, web page, text and csv."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.domain.catalogue import Catalogue

_SIZES = ("micro", "small", "medium", "large", "unknown")


def register(commands: Commands) -> None:
    """Adds the command."""
    commands.add("catalogue", _catalogue, text=_("goods of small makers, to show and to send"), arguments=_arguments)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", choices=_SIZES, nargs="+", default=["micro", "small"], help=_("how large the makers are"))
    parser.add_argument("--category", metavar="NAME")
    parser.add_argument("--maker", metavar="NAME")
    parser.add_argument("--find", metavar="TEXT", default="", help=_("words in the name"))
    parser.add_argument("--here", action="store_true", help=_("only makers of the shop's own regency"))
    parser.add_argument("--all", action="store_true", help=_("also what is not in stock"))
    parser.add_argument("--pdf", metavar="FILE", type=Path)
    parser.add_argument("--html", metavar="FILE", type=Path, help=_("one web page that needs nothing beside it"))
    parser.add_argument("--txt", metavar="FILE", type=Path, help=_("a message to paste"))
    parser.add_argument("--csv", metavar="FILE", type=Path)


def _catalogue(call: Call) -> Answer:
    from pos_app.domain.catalogue import Wanted
    from pos_app.domain.origin import MakerSize
    from pos_app.services import catalogues

    args, speech = call.args, texts.language()
    for path in (args.pdf, args.html, args.txt, args.csv):
        if path is not None:
            files.ready(path)
    sizes = tuple(MakerSize(size) for size in args.size)
    wanted = Wanted(sizes, args.category, args.maker, args.find, here=args.here, in_stock=not args.all)
    with call.shop() as shop:
        found = catalogues.made(shop, wanted)
        if args.pdf:
            catalogues.save_pdf(shop, found, args.pdf, language=speech)
        if args.html:
            catalogues.save_page(shop, found, args.html, language=speech)
    if args.txt:
        catalogues.save_text(found, args.txt, language=speech)
    if args.csv:
        catalogues.save_csv(found, args.csv, language=speech)
    written = [str(path) for path in (args.pdf, args.html, args.txt, args.csv) if path]
    return Answer(_document(found), written or catalogues.text(found, language=speech).splitlines())


def _document(catalogue: "Catalogue") -> dict[str, Any]:
    articles = []
    for item in catalogue.items:
        x, proof = item.product, item.proof
        articles.append(
            {
                "code": x.code,
                "name": x.name,
                "category": x.category,
                "unit": x.unit,
                "price_idr": x.price_idr,
                "maker": x.maker.name if x.maker else None,
                "maker_size": x.maker.size.value if x.maker else None,
                "place": item.place or None,
                "origin": x.origin.state.value,
                "evidence": {"kind": proof.kind.value, "number": proof.number, "tkdn_bp": proof.tkdn_bp} if proof else None,
                "picture": item.attachment is not None,
            }
        )
    return {"day": catalogue.day.isoformat(), "whatsapp": catalogue.phone or None, "articles": articles}
