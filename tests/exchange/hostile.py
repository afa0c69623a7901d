"""Text that would harm a careless export, and strategies that make more of it."""

from hypothesis import strategies as st

HOSTILE = (
    "<b>bold</b> &amp; <script>alert(1)</script>",
    "</bdi></td></table><img src=x onerror=alert(1)>",
    "\"quoted\" 'x' ]]> <!-- --> <![CDATA[ {{ 7 * 7 }} {% raw %}",
    "=cmd|' /C calc'!A0",
    "+1\t-1\r\n@SUM(A1)",
    "\tx",
    "\rx",
    "\x00\x01\x0b\x1b[31m\x7f\x85",
    "invoice\u202egnp.exe\u202c \u2066x\u2069 \u200f\u200e",
    "\ud83d half \udc00",
    "\ud83d\udea8",
    "\ufffe\uffff\ufdd0\U0001ffff\U0010ffff",
    "_x0041_ _x005F_x0041_",
    "<r></si></sst>&</r>",
    " leading,\n\n trailing \u00a0\u2028\u2029 ",
    "é\u0301 עברית العربية 학교 🚸 ＝1",
    "Z" + "\u0300" * 300,
)

hostile_texts = st.lists(
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.characters(exclude_categories=()), max_size=20),
        st.text(st.sampled_from("\x00\t\n\r =+-@'\"<>&_x04\u202e\ud83d\udea8{%"), max_size=12),
    ),
    max_size=5,
).map("".join)
"""Texts of all characters that there are, with halves of characters, formulas, markup and controls among them."""

storable_texts = hostile_texts.map(lambda text: text.encode("utf-8", "replace").decode("utf-8"))
"""The same without halves of characters, which no assessment holds."""
