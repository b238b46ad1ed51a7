"""The catalogue as one web page: pictures and looks inside it, no script, and no address but that of WhatsApp.

Names come from other people's lists: every word is escaped, and a policy in the page itself forbids whatever it did not bring.
"""

import base64
from html import escape

from pos_app import formatting, texts
from pos_app.documents import catalogue_words as words
from pos_app.documents.printable import printable
from pos_app.domain.catalogue import Catalogue, Item
from pos_app.formatting import Language
from pos_app.texts import gettext as _

_LOOK = """
:root{color-scheme:light dark;--ink:#16202a;--ink2:#51606d;--line:#dde3e8;--ground:#f4f6f7;--card:#fff;--red:#c8102e;--go:#0b5d57;--on:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#eef2f5;--ink2:#a9b6c0;--line:#2c3740;--ground:#0f1418;--card:#182027;--red:#ff5c70;--go:#4fd1c5;--on:#06201d}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
header,main,footer{max-width:1080px;margin:0 auto;padding:16px}
h1{margin:0 0 4px;font-size:1.5rem;line-height:1.2;overflow-wrap:anywhere}
h2{margin:20px 0 10px;font-size:1.05rem;overflow-wrap:anywhere}
header p,footer p{margin:0;color:var(--ink2);overflow-wrap:anywhere}
ul{list-style:none;margin:0;padding:0;display:grid;gap:12px;grid-template-columns:repeat(auto-fill,minmax(min(100%,280px),1fr))}
li{background:var(--card);border:1px solid var(--line);border-radius:12px;overflow:hidden;display:flex;flex-direction:column}
li img{display:block;width:100%;aspect-ratio:4/3;object-fit:contain;background:#fff;border-bottom:1px solid var(--line)}
.in{padding:12px 14px 14px;display:flex;flex-direction:column;gap:4px;flex:1;min-width:0}
h3{margin:0;font-size:1rem;overflow-wrap:anywhere}
.in p{margin:0;overflow-wrap:anywhere}
.soft{color:var(--ink2);font-size:.9rem}
.price{font-weight:700;font-size:1.15rem}
.badge{display:flex;flex-wrap:wrap;align-items:center;gap:2px 8px;font-size:.9rem}
.flag{display:inline-block;width:18px;height:12px;border:1px solid #8a8f94;background:linear-gradient(#d3122f 50%,#fff 50%);flex:none}
.badge b{color:var(--red)}
header span{display:inline-block}
a{display:block;margin-top:auto;padding:12px;border-radius:10px;background:var(--go);color:var(--on);text-align:center;font-weight:700;text-decoration:none}
.in a{margin-top:10px}.in p+a{margin-top:auto}
a:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
"""


def page(catalogue: Catalogue, language: Language) -> bytes:
    """The page in UTF-8."""
    with texts.speaking(language):
        card, title = catalogue.card, words.title(catalogue)
        phone = f"<span>{_safe(card.phone)}</span>" if card.phone else ""
        about = " · ".join(filter(None, (_safe(card.address), phone, formatting.day(catalogue.day, language))))
        parts = [
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">",
            '<meta name="referrer" content="no-referrer">',
            f"<title>{_safe(title)}</title>\n<style>{_LOOK}</style>\n</head>\n<body>",
            f"<header><h1>{_safe(title)}</h1><p>{about}</p></header>\n<main>",
        ]
        for category, items in catalogue.categories:
            heading = category or _("Without category")
            parts.append(f"<section><h2>{_safe(heading)}</h2>\n<ul>")
            parts += [_item(catalogue, item, language) for item in items]
            parts.append("</ul></section>")
        if not catalogue.items:
            nothing = _("No goods fit this choice.")
            parts.append(f"<p>{_safe(nothing)}</p>")
        foot = _("Prices of {day}; ask whether the goods are still there.").format(day=formatting.day(catalogue.day, language))
        parts.append(f"</main>\n<footer><p>{_safe(foot)}</p></footer>\n</body>\n</html>\n")
        return "\n".join(parts).encode()


def _safe(text: str) -> str:
    return escape(printable(text), quote=True)


def _item(catalogue: Catalogue, item: Item, language: Language) -> str:
    picture, proof, badge = item.picture, words.proof(item, language), words.badge(item)
    if picture is None:
        shown = ""
    else:
        data = base64.b64encode(picture.body).decode()
        size = f'width="{picture.width}" height="{picture.height}"'
        shown = f'<img src="data:{picture.media};base64,{data}" alt="{_safe(item.product.name)}" {size} loading="lazy">'
    lines = [f"<h3>{_safe(item.product.name)}</h3>"]
    pack = " · ".join(filter(None, (words.pack(item, language), words.larger(item, language))))
    if pack:
        lines.append(f'<p class="soft">{_safe(pack)}</p>')
    lines += [f'<p class="price">{_safe(words.price(item, language))}</p>', f"<p>{_safe(words.maker(item))}</p>"]
    if badge:
        named = f'<span class="soft">{_safe(proof)}</span>' if proof else ""
        lines.append(f'<p class="badge"><span class="flag" aria-hidden="true"></span><b>{_safe(badge)}</b>{named}</p>')
    if address := words.order(catalogue, item):
        word = _("Order by WhatsApp")
        lines.append(f'<a href="{escape(address, quote=True)}">{_safe(word)}</a>')
    return f'<li>{shown}<div class="in">{"".join(lines)}</div></li>'
