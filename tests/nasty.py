"""Texts that do harm where somebody is careless: in one list, so that every way out is tried with all of them."""

NASTY = {
    "markup": '<b>bold</b> </para> <img src="/etc/passwd"> <script>alert(1)</script> <onDraw name="x"/>',
    "references": "&amp; &x; &#x110000; &nbsp",
    "end of everything": "]]> --> </bdi></td></table></sst></w:t>",
    "templates": "{name} {0} {{ 7 * 7 }} {% raw %} %s %n $HOME `id`",
    "formula": "=cmd|' /C calc'!A0",
    "formula behind signs": '\t+1+HYPERLINK("http://x")',
    "wide formula": "＝1+1",
    "heads of a mail": "x\r\nBcc: stranger@example.org\r\n\r\nbody",
    "lines of a calendar": "x\nEND:VEVENT\nBEGIN:VALARM",
    "terminal": "\x1b[31mred\x1b]0;title\x07 \x9b31m",
    "direction": "invoice\u202egnp.exe\u202c \u2066x\u2069 \u200f",
    "invisible": "a\u200b\u2060\ufeffb\u00ad",
    "line ends": "one\u2028two\u2029three\x85four\x0bfive",
    "controls": "\x01\x08\x0c\x7f",
    "no characters": "\ufffe\uffff\ufdd0\U0001ffff",
    "marks on marks": "Z" + "\u0300" * 300,
    "right to left": "עברית العربية",
    "joined signs": "👩\u200d👩\u200d👧\u200d👦 🏴\U000e0067\U000e0062",
    "marks of a workbook": "_x0041_ _x005F_",
    "key of a menu": "&File A&&B",
    "path": "../../etc/passwd C:\\x NUL. CON.txt a:b",
}
"""Each as an assessment file can hold it: without NUL and without halves of characters."""

ONE_WORD = "x" * 100_000
"""The longest note that can be entered, without a place to break it."""
