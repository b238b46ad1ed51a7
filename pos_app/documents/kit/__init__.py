"""What every printed paper is made of: type, colours, a pen, blocks that know their height, and pages.

Papers are drawn with ReportLab's canvas, never with its paragraphs: a name is written sign by sign, so nothing in it
is read as markup and nothing is fetched. Charts are rectangles; `reportlab.graphics` would be a second layout beside
this one and knows neither the hatching of the unknown nor the fonts' tabular figures.
"""
