"""Draws what stood on a terminal, as SVG: commands behind a prompt, and what they printed."""
from xml.sax.saxutils import escape

COLUMNS, LINE, LETTER, MARGIN, BAR = 92, 20, 8.43, 18, 34
PROMPT, COMMAND, COMMENT, OUTPUT = "#7ee787", "#f0f6fc", "#8b949e", "#c9d1d9"


def _spans(kind, line):
    """The pieces of a line, each with its colour."""
    if kind == "output":
        return [(OUTPUT, line)]
    prompt = [(PROMPT, "$ ")] if kind == "command" else []
    command, blank, comment = line.partition("  # ")
    return [*prompt, (COMMAND, command), (COMMENT, blank + comment)]


def _text(number, kind, line):
    y = BAR + MARGIN + LINE * number
    spans = "".join(f'<tspan fill="{colour}">{escape(piece)}</tspan>'
                    for colour, piece in _spans(kind, line) if piece)
    return f'<text x="{MARGIN}" y="{y}">{spans}</text>'


def picture(lines, title):
    """SVG of lines, pairs of a kind ("command", "continuation" or "output") and a text."""
    for _, line in lines:
        if len(line) > COLUMNS:
            raise ValueError(f"a terminal of {COLUMNS} columns cuts: {line}")
    width = round(2 * MARGIN + LETTER * (COLUMNS + 2))
    height = BAR + MARGIN + LINE * len(lines) + 4
    dots = "".join(f'<circle cx="{MARGIN + 20 * place}" cy="17" r="6" fill="{colour}"/>'
                   for place, colour in enumerate(("#ff5f57", "#febc2e", "#28c840")))
    texts = "\n".join(_text(number, *line) for number, line in enumerate(lines))
    return f'''<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>{escape(title)}</title>
<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>
{dots}
<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" \
font-size="14" xml:space="preserve" style="white-space:pre">
{texts}
</g>
</svg>
'''
