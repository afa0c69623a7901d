"""The style rules, found by the widgets' class names: those of the start page, and those that can wait for its paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secure_desktop.shell.colors import Colors


def first_rules(colors: Colors, *, size: float, pad: int) -> str:
    """Return the rules for the start page. `size` is the text's in points, `pad` the padding in pixels."""
    return f"""
        QPushButton {{
            padding: {pad}px {2 * pad + 4}px; border: 1px solid {colors.edge}; border-radius: 5px;
            background: {colors.base}; color: {colors.text};
        }}
        QPushButton:hover {{ background: {colors.info}; border-color: {colors.accent}; }}
        QPushButton:pressed {{ background: {colors.selected}; }}
        QPushButton:focus {{ border: 2px solid {colors.link}; padding: {pad - 1}px {2 * pad + 3}px; }}
        QPushButton:disabled {{ color: {colors.muted}; border-color: {colors.line}; background: {colors.side}; }}
        PrimaryButton {{
            background: {colors.accent}; color: {colors.accent_text}; border-color: {colors.accent}; font-weight: bold;
        }}
        PrimaryButton:hover, PrimaryButton:pressed {{ background: {colors.accent_hover}; color: {colors.accent_text}; }}
        PrimaryButton:focus {{ border: 2px solid {colors.text}; }}
        PrimaryButton:disabled {{ color: {colors.muted}; border-color: {colors.line}; background: {colors.side}; }}
        QPushButton:checked {{ background: {colors.selected}; border-color: {colors.link}; }}
        LinkButton, LinkButton:checked {{
            border: none; background: transparent; color: {colors.link}; padding: 2px; text-decoration: underline;
        }}
        LinkButton:hover {{ background: {colors.info}; }}
        LinkButton:focus {{ border: 2px solid {colors.link}; border-radius: 3px; padding: 0px; }}
        QMenuBar {{ background: {colors.side}; border-bottom: 1px solid {colors.line}; }}
        QMenuBar::item {{ padding: {pad}px {pad + 4}px; background: transparent; }}
        QMenuBar::item:selected {{ background: {colors.selected}; }}
        QScrollArea, ScrollContent {{ background: {colors.window}; border: none; }}
        PageTitle {{ font-size: {size * 1.6:.1f}pt; font-weight: bold; }}
        SectionTitle {{ font-size: {size * 1.15:.1f}pt; font-weight: bold; }}
    """


def further_rules(colors: Colors, *, size: float, pad: int, arrow: str) -> str:
    """Return the rules for everything else; `arrow` is the path of the picture on choices."""
    return _rules(colors, size=size, pad=pad, arrow=arrow) + _table_rules(colors, pad=pad)


def _rules(colors: Colors, *, size: float, pad: int, arrow: str) -> str:
    warning = colors.tone("partly")
    dot = round(size * 0.6) * 2  # pixels across the sign of a choice
    ring = dot // 4 + 1
    return f"""
        QLineEdit, QPlainTextEdit {{
            border: 1px solid {colors.edge}; border-radius: 5px; padding: {pad - 1}px {pad + 1}px;
            background: {colors.base}; color: {colors.text}; selection-background-color: {colors.accent};
            selection-color: {colors.accent_text};
        }}
        QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {colors.link}; padding: {pad - 2}px {pad}px; }}
        QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {colors.side}; }}
        QScrollBar:vertical {{ background: transparent; width: 13px; margin: 0px; }}
        QScrollBar::handle:vertical {{ background: {colors.edge}; border-radius: 4px; min-height: 34px; margin: 2px 2px 2px 3px; }}
        QScrollBar:horizontal {{ background: transparent; height: 13px; margin: 0px; }}
        QScrollBar::handle:horizontal {{ background: {colors.edge}; border-radius: 4px; min-width: 34px; margin: 3px 2px 2px 2px; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
        QComboBox {{
            border: 1px solid {colors.edge}; border-radius: 5px; padding: {pad - 1}px {pad + 1}px;
            background: {colors.base}; color: {colors.text};
        }}
        QComboBox:focus, QComboBox:on {{ border: 2px solid {colors.link}; padding: {pad - 2}px {pad}px; }}
        QComboBox:disabled {{ color: {colors.muted}; background: {colors.side}; }}
        QComboBox::drop-down {{ border: none; width: {4 * pad + 2}px; }}
        QComboBox::down-arrow {{ image: url("{arrow}"); width: {2 * pad + 2}px; height: {2 * pad + 2}px; }}
        QComboBox QLineEdit {{ border: none; padding: 0px; background: transparent; }}
        QComboBox QAbstractItemView {{
            border: 1px solid {colors.edge}; background: {colors.base}; color: {colors.text};
            selection-background-color: {colors.accent}; selection-color: {colors.accent_text};
        }}
        QToolTip {{ color: {colors.text}; background: {colors.base}; border: 1px solid {colors.edge}; padding: 3px; }}
        SidePanel {{ background: {colors.side}; border-right: 1px solid {colors.line}; }}
        FooterBar {{ background: {colors.footer}; border-top: 1px solid {colors.line}; }}
        Card {{ border: 1px solid {colors.line}; border-radius: 8px; background: {colors.base}; }}
        Card[open="true"] {{ border: 2px solid {colors.link}; }}
        InfoBox {{ background: {colors.info}; border: none; border-left: 3px solid {colors.link}; }}
        WarningBox {{
            background: {warning.ground}; border: 1px solid {warning.edge};
            border-radius: 5px;
        }}
        WarningBox QLabel {{ color: {warning.text}; }}
        QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
        QRadioButton::indicator {{
            width: {dot}px; height: {dot}px; border: 1px solid {colors.edge}; border-radius: {dot // 2 + 1}px;
            background: {colors.base};
        }}
        QRadioButton::indicator:checked {{
            width: {dot + 2 - 2 * ring}px; height: {dot + 2 - 2 * ring}px; border: {ring}px solid {colors.link};
            border-radius: {dot // 2 + 1}px; background: {colors.base};
        }}
        QRadioButton:focus {{ background: {colors.selected}; border-radius: 4px; }}
        StrongLabel, PlainLabel[strong="true"] {{ font-weight: bold; }}
        LargeLabel {{ font-size: {size * 1.4:.1f}pt; }}
        DigitsLabel {{ font-family: Consolas, Menlo, "DejaVu Sans Mono", monospace; }}
        GoodLabel {{ color: {colors.good}; }}
        DangerLabel {{ color: {colors.danger}; }}
        QListView#sections {{ background: transparent; border: none; outline: none; }}
    """


def _table_rules(colors: Colors, *, pad: int) -> str:
    return f"""
        QTableView {{
            background: {colors.window}; border: none; outline: none; selection-background-color: {colors.selected};
            selection-color: {colors.text};
        }}
        QTableView::item {{ border-bottom: 1px solid {colors.line}; padding: {pad - 2}px 6px; }}
        QTableView::item:selected {{ background: {colors.selected}; color: {colors.text}; }}
        QTableView::item:focus {{ border: 2px solid {colors.link}; padding: {pad - 3}px 4px; }}
        QCalendarWidget QTableView::item {{ border: none; padding: 0px; }}
        QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {colors.side}; }}
        QCalendarWidget QToolButton {{ color: {colors.text}; background: transparent; padding: {pad - 2}px {pad + 4}px; }}
        QCalendarWidget QToolButton:hover {{ background: {colors.selected}; }}
        QTableView::corner {{ background: transparent; border: none; }}
        QHeaderView {{ background: {colors.window}; border: none; }}
        QHeaderView::section {{
            background: {colors.window}; color: {colors.muted}; border: none; border-bottom: 1px solid {colors.edge};
            padding: {pad - 1}px 9px; font-weight: bold;
        }}
    """
