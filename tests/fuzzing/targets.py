"""Every reader of foreign bytes in the program, by name: what reads them, from which corpus, and how a good input is spoilt.

Not in the list, because nothing of it is read: `.eml` drafts and QR codes (only written; `mail` reads its drafts back),
pictures and scans (kept as bytes and never decoded), `cover.txt`, exports other than JSON, the clipboard (plain text).
"""

from dataclasses import dataclass

from tests.fuzzing.mutations import (
    Mutate,
    argument_lists,
    der_values,
    exports,
    json_nodes,
    lines,
    pdf_objects,
    sql_rows,
    words,
    zip_headers,
)
from tests.fuzzing.mutations.plain_bytes import sometimes, spoil
from tests.fuzzing.oracle import Read
from tests.fuzzing.readers import assessments, backups, command_line, keys, parcels, texts


@dataclass(frozen=True, slots=True)
class Target:
    """A reader. `corpus` is the folder of its seeds; `is_python` tells that no library in C does the reading.

    `weight` is how much of a long run it gets.
    """

    name: str
    read: Read
    mutate: Mutate
    corpus: str
    is_python: bool = False
    weight: int = 1


_ROWS = sometimes(sql_rows.mutate, sql_rows.mutate, sql_rows.mutate, sql_rows.pages, plainly=8)
_PDF = sometimes(pdf_objects.mutate, pdf_objects.in_place, pdf_objects.in_place, pdf_objects.in_place)
_JSON = sometimes(json_nodes.mutate)
_EXPORT = sometimes(exports.mutate, exports.mutate, json_nodes.mutate, plainly=8)
_TOML = sometimes(
    lines.mutate, lines.mutate, words.of("[", "]", "=", '"""', "'''", "{", "}", ".", ",", "\\u0000")
)
_SVG = sometimes(
    words.of(
        "<svg>",
        "</svg>",
        "<path d=",
        "M",
        "C",
        "A",
        "Z",
        "z",
        "transform=",
        "matrix(",
        "<!ENTITY",
        "<defs>",
        "1e6",
    )
)
_ADDRESS = sometimes(words.of("@", "<", ">", ",", ";", '"', ".", "x@river.example.gov", "\n"))
_DAY = sometimes(words.of("-", "T", "W", "2027-01-15", "0000", "+", "Z"))
_NAME = sometimes(words.of(".", "..", "/", "\\", ":", "CON", "NUL", "conflict", ".exe", " ", "\u202e"))
_DER = sometimes(der_values.mutate)
_ZIP = sometimes(zip_headers.mutate, zip_headers.mutate, zip_headers.written_anew)

TARGETS = (
    Target("assessment", assessments.opened, _ROWS, "assessment", weight=4),
    Target("assessment-to-write", assessments.written, _ROWS, "assessment", weight=2),
    Target("at-a-glance", assessments.read_at_a_glance, _ROWS, "assessment", weight=2),
    Target("folder", assessments.in_a_folder, _ROWS, "assessment"),
    Target("journal", assessments.as_journal, spoil, "journal"),
    Target("wal", assessments.as_wal, spoil, "wal"),
    Target("combine", assessments.combined, _ROWS, "assessment", weight=3),
    Target("conflict-copy", assessments.beside_its_original, _ROWS, "assessment"),
    Target("check-file", assessments.checked, _ROWS, "assessment", weight=2),
    Target("exports", assessments.exported, _ROWS, "assessment", weight=2),
    Target("printed", assessments.printed, _ROWS, "assessment", weight=2),
    Target("rescue", backups.rescued, _ROWS, "assessment", is_python=True, weight=3),
    Target("backup", backups.restored, _ROWS, "assessment", weight=2),
    Target("backup-note", backups.note, _JSON, "backup-note", is_python=True),
    Target("last-copies", backups.copies_made, _JSON, "last-copies", is_python=True),
    Target("export", texts.export, _EXPORT, "export", is_python=True, weight=3),
    Target("earlier", texts.earlier, _EXPORT, "export", is_python=True),
    Target("signed-form", texts.form, _JSON, "signed-form", is_python=True),
    Target("sign-offs", texts.sign_off, _JSON, "sign-offs", is_python=True),
    Target("rubric", texts.rubric, _TOML, "rubric", is_python=True, weight=2),
    Target("sample", texts.sample, _TOML, "sample", is_python=True),
    Target("settings", texts.own_settings, _JSON, "settings", is_python=True),
    Target("known-keys", texts.keys_met, _JSON, "known-keys", is_python=True),
    Target("lock", texts.lock_text, _JSON, "lock", is_python=True),
    Target("drawing", texts.drawing, _SVG, "drawing", is_python=True, weight=2),
    Target("strokes", texts.strokes, _JSON, "strokes", is_python=True),
    Target("addresses", texts.mail_addresses, _ADDRESS, "addresses", is_python=True),
    Target("day", texts.typed_day, _DAY, "day", is_python=True),
    Target("file-name", texts.file_name, _NAME, "file-name", is_python=True),
    Target("conflict-name", texts.conflict_name, _NAME, "conflict-name", is_python=True),
    Target("passphrase", texts.passphrase, spoil, "passphrase", is_python=True),
    Target("digital-id", keys.digital_id, _DER, "digital-id"),
    Target("own-key", keys.own_key, _DER, "digital-id"),
    Target("certificate", keys.certificate, _DER, "certificate"),
    Target("envelope", keys.envelope, _DER, "envelope", is_python=True),
    Target("pdf", parcels.pdf, _PDF, "pdf", is_python=True, weight=3),
    Target("inside-a-pdf", parcels.inside_a_pdf, _PDF, "pdf", is_python=True, weight=2),
    Target("archive", parcels.archive, _ZIP, "archive", is_python=True, weight=2),
    Target("scan", parcels.scan, spoil, "scan"),
    Target("mail", parcels.draft, _NAME, "mail", is_python=True),
    Target(
        "arguments",
        command_line.arguments,
        sometimes(argument_lists.mutate),
        "arguments",
        is_python=True,
        weight=3,
    ),
)


def named(name: str) -> Target:
    """Return the target of a name. Raises KeyError."""
    return {target.name: target for target in TARGETS}[name]
