"""Markup without the words that a browser would not show.

A page can hold words that none of its readers sees: of no size, white on white, hidden by a style or an attribute.
They are no words of the filing. Pages that hide nothing, nearly all, cost one search.
"""

from __future__ import annotations

import re

# What may hide words, each after the sign that it can't do without: most pages are done with at the signs.
_HIDES = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        (
            "none",
            r"display\s*:\s*none(?!\s*;?\s*[\"'][^<>]*>\s*<ix:header)",
        ),  # the data of inline XBRL is no text anyway
        ("hidden", r"hidden(?<=[\s\"']hidden)[\s=>/]"),
        ("visibility", r"visibility\s*:\s*(?:hidden|collapse)"),
        ("font-size", r"font-size\s*:\s*0"),
        ("opacity", r"opacity\s*:\s*0"),
        ("color", r"color(?<!bgcolor)(?<!background-color)\s*[:=]\s*[\"']?\s*(?:#fff|white\b|rgba?\(\s*255)"),
        (":", r": ?-\d{3}"),
    )
)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*)([^<>]*)>")
_STYLE = re.compile(r"\bstyle\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_CLASS = re.compile(r"\bclass\s*=\s*[\"']?([^\"'>]*)", re.IGNORECASE)
_COLOR = re.compile(r"\b(bg)?color\s*=\s*[\"']?\s*([#\w]+)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?:^|[\s\"'])hidden(?:\s*=\s*[\"']?(?:hidden|true)?[\"']?)?(?=[\s/]|$)", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_SELECTOR = re.compile(r"\w*\.([\w-]+)")
_WHITE = re.compile(r"(?:white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\b.*)", re.IGNORECASE)
_ZERO = re.compile(r"0*\.?0*(?:px|pt|em|rem|ex|in|cm|mm|pc|%)?", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:[\d.]+(?:em|%)|smaller|larger|inherit)", re.IGNORECASE)
_FAR = re.compile(r"-\d{4,}(?:\.\d+)?(?:px|pt)|-\d{3,}(?:\.\d+)?em", re.IGNORECASE)
_EMPTY = frozenset("area base br col embed hr img input link meta page param source track wbr".split())
_OPAQUE = frozenset({"script", "style", "title", "ix:header"})
_BLOCKS = frozenset(
    "address article blockquote body center div dl dt dd fieldset footer form h1 h2 h3 h4 h5 h6 header hr html li main "
    "nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_ROWS = frozenset({"tr", "tbody", "thead", "tfoot"})
# Which open element ends where one of these begins.
_ENDS = {
    "p": _BLOCKS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}) | _ROWS,
    "th": frozenset({"td", "th"}) | _ROWS,
    "tr": _ROWS,
}


# What an element's words inherit, each a bit: a page has thousands of elements.
_GONE = 1  # not laid out: nothing inside can show
_UNSEEN = 2
_TINY = 4
_SET_WHITE = 8
_BACKED = 16  # a colour or a picture lies behind
_HIDDEN = frozenset(
    shown for shown in range(32) if shown & (_GONE | _UNSEEN | _TINY) or shown & (_SET_WHITE | _BACKED) == _SET_WHITE
)


def _put(shown: int, bit: int, *, on: bool) -> int:
    return shown | bit if on else shown & ~bit


def without_hidden(markup: str) -> str:
    """Return the markup without the words that a browser would not show; what is not laid out goes with its tags."""
    low = markup.lower()
    if not any(sign in low and pattern.search(low) for sign, pattern in _HIDES):
        return markup
    cut, white = _cut(markup)
    if white and "<img" in low and white > len(_TAG.sub("", cut)):
        # Pictures of pages, with their words set in white beneath them: a reader sees the words in the pictures.
        cut, _ = _cut(markup, white_shows=True)
    return cut


def _cut(markup: str, *, white_shows: bool = False) -> tuple[str, int]:
    """Return the markup without what is hidden, and how many characters of white on white that was."""
    sheet = _classes(markup) if "<style" in markup.lower() else {}
    xml = markup.lstrip()[:5] == "<?xml"
    stack: list[tuple[str, int]] = [("", _BACKED if white_shows else 0)]
    opened: dict[str, int] = {}
    known: dict[tuple[int, str], int] = {}  # a page has few styles, and each many times
    low = markup.lower()
    ends = {name for name in _OPAQUE if f"</{name}" in low}  # what never ends is read as if it were not there
    kept: list[str] = []
    position = 0
    opaque = ""
    white = 0
    for match in _TAG.finditer(markup):
        start, end = match.span()
        closing, name, rest = match.groups()
        name = name.lower()
        if opaque:
            if not (closing and name == opaque):
                continue
            if name == "ix:header" and stack[-1][1] & _GONE:
                kept.append(markup[position:end])  # no words, but facts of the cover
                position = end
            opaque = ""
        state = stack[-1][1]
        gone = state & _GONE
        if state not in _HIDDEN:
            kept.append(markup[position:start])
        elif not gone:
            kept.append(" ")
            white += start - position if state & _SET_WHITE else 0
        position = end if gone else start
        if closing:
            if opened.get(name):
                while stack[-1][0] != name:
                    opened[stack.pop()[0]] -= 1
                opened[name] -= 1
                stack.pop()
            continue
        if name in _OPAQUE:
            if name in ends:
                opaque = name
                position = start if gone else position
            continue
        if name in _EMPTY:
            continue
        if name in _BLOCKS:
            _end_before(name, stack, opened)
            inherited = stack[-1][1]
            if gone and not inherited & _GONE:
                position = start
        else:
            inherited = state
        if xml and rest.endswith("/"):
            continue
        own = known.get((inherited, rest)) if rest else inherited
        if own is None:
            own = known[inherited, rest] = _styled(inherited, rest, sheet)
        if own & _GONE and not inherited & _GONE:
            position = end
        stack.append((name, own))
        opened[name] = opened.get(name, 0) + 1
    if stack[-1][1] not in _HIDDEN:
        kept.append(markup[position:])
    return "".join(kept), white


def _end_before(name: str, stack: list[tuple[str, int]], opened: dict[str, int]) -> None:
    """Close the elements that end where a block begins, though nothing says so."""
    while True:
        depth = len(stack) - 1
        while depth > 0 and len(stack) - depth < 20 and stack[depth][0] not in _BLOCKS:
            depth -= 1
        if depth <= 0 or name not in _ENDS.get(stack[depth][0], ()):
            return
        while len(stack) > depth:
            opened[stack.pop()[0]] -= 1


def _styled(shown: int, attributes: str, sheet: dict[str, str]) -> int:
    """Return what an element's attributes make of what it inherits."""
    low = attributes.lower()
    styles = ""
    if sheet and "class" in low and (named := _CLASS.search(attributes)):
        styles = ";".join(sheet.get(word, "") for word in named[1].split())
    if "style" in low and (style := _STYLE.search(attributes)):
        styles = f"{styles};{style[1] or style[2] or style[3] or ''}"
    if "color" in low:
        for behind, color in _COLOR.findall(attributes):
            white = bool(_WHITE.fullmatch(color))
            if not behind:
                shown = _put(shown, _SET_WHITE, on=white)
            elif not white:
                shown |= _BACKED
    if "background=" in low:
        shown |= _BACKED
    if "hidden" in low and _ATTRIBUTE.search(attributes):
        shown |= _GONE
    return _declared(shown, styles) if styles.strip(";") else shown


def _declared(shown: int, styles: str) -> int:
    for declaration in styles.split(";"):
        name, colon, value = declaration.partition(":")
        if not colon:
            continue
        name, value = name.strip().lower(), value.replace("!important", "").strip()
        if name == "display":
            shown |= _GONE if value.lower() == "none" else 0
        elif name == "visibility":
            shown = _put(shown, _UNSEEN, on=value.lower() in ("hidden", "collapse"))
        elif name == "font-size":
            still = shown & _TINY and _RELATIVE.fullmatch(value)
            shown = _put(shown, _TINY, on=bool(_ZERO.fullmatch(value) or still))
        elif name == "color":
            shown = _put(shown, _SET_WHITE, on=bool(_WHITE.fullmatch(value)))
        elif name in ("background", "background-color", "background-image"):
            plain = _WHITE.match(value) or value.lower() in ("none", "transparent", "inherit", "initial")
            shown |= 0 if plain else _BACKED
        elif name == "opacity":
            shown |= _GONE if _ZERO.fullmatch(value) else 0
        elif name in ("left", "top", "text-indent", "margin-left"):
            shown |= _GONE if _FAR.fullmatch(value) else 0
    return shown


def _classes(markup: str) -> dict[str, str]:
    """Return the declarations of a page's simple rules (``.name {...}``), by class; rules inside of others are not."""
    found: dict[str, str] = {}
    low = markup.lower()
    start = low.find("<style")
    while start >= 0 and (end := low.find("</style", start)) >= 0:
        sheet = markup[low.find(">", start) + 1 : end]
        depth = position = opening = 0
        for brace in _BRACE.finditer(sheet):
            if brace[0] == "{":
                depth += 1
                opening = brace.start()
                continue
            if depth == 1:
                for selector in sheet[position:opening].split(","):
                    named = _SELECTOR.fullmatch(selector.strip())
                    if named:
                        found[named[1]] = f"{found.get(named[1], '')};{sheet[opening + 1 : brace.start()]}"[-1000:]
            depth = max(0, depth - 1)
            position = brace.end() if depth == 0 else position
        start = low.find("<style", end)
    return found
