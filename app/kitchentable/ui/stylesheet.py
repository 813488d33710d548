"""The style sheet: every rule of the look that Qt's style sheets can say, from tokens."""

from __future__ import annotations

from kitchentable.ui.tokens import Colours, Sizes


def stylesheet(colours: Colours, sizes: Sizes) -> str:
    """Return the application's style sheet for a theme and text size."""
    return "\n".join(
        part(colours, sizes) for part in (_ground, _words, _cards, _buttons, _fields, _boxes, _side, _bars)
    )


def _ground(c: Colours, s: Sizes) -> str:
    return f"""
    QWidget {{ font-size: {s.body}px; color: {c.ink}; }}
    QMainWindow, QDialog, QMessageBox, QWidget[ground="paper"] {{ background: {c.paper}; }}
    QScrollArea, QWidget[ground="clear"] {{ background: transparent; border: none; }}
    QToolTip {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.muted}; padding: 6px; }}
    """


def _words(c: Colours, s: Sizes) -> str:
    return f"""
    QLabel {{ background: transparent; }}
    QLabel[role="h1"] {{ font-size: {s.px(28)}px; font-weight: 700; }}
    QLabel[role="h2"] {{ font-size: {s.px(19)}px; font-weight: 700; }}
    QLabel[role="h3"] {{ font-size: {s.px(16)}px; font-weight: 700; }}
    QLabel[role="strong"] {{ font-weight: 700; }}
    QLabel[role="muted"] {{ color: {c.muted}; }}
    QLabel[role="small"] {{ color: {c.muted}; font-size: {s.small}px; }}
    QLabel[role="number"] {{ color: {c.help}; font-size: {s.px(22)}px; font-weight: 700; }}
    QLabel[role="brand"] {{ color: {c.side_text}; font-size: {s.px(18)}px; font-weight: 700; }}
    QLabel[role="error"] {{ color: {c.help}; }}
    """


def _cards(c: Colours, s: Sizes) -> str:
    tones = {
        "plain": (c.surface, c.line),
        "brand": (c.brand_soft, c.line),
        "amber": (c.amber_soft, c.line),
        "help": (c.help_soft, c.line),
        "ok": (c.ok_soft, c.line),
    }
    cards = "\n".join(
        f'QFrame[tone="{tone}"] {{ background: {ground}; border: 1px solid {line}; border-radius: 14px; }}'
        for tone, (ground, line) in tones.items()
    )
    pills = "\n".join(
        f'QLabel[pill="{tone}"] {{ background: {ground}; color: {text}; '
        f"border: 1px solid {_edge(c, ground, text, edge)}; }}"
        for tone, (ground, text, edge) in {
            "brand": (c.brand_soft, c.brand, c.brand_soft),
            "surface": (c.surface, c.brand, c.surface),
            "quiet": (c.paper, c.muted, c.line),
            "amber": (c.amber_soft, c.amber, c.amber_soft),
            "ok": (c.ok_soft, c.ok, c.ok_soft),
            "help": (c.help_soft, c.help, c.help_soft),
        }.items()
    )
    return f"""
    {cards}
    QLabel[pill] {{ font-size: {s.small}px; font-weight: 700; border-radius: {s.px(9)}px;
        padding: 2px {s.space(12)}px; }}
    {pills}
    QLabel[badge="step"] {{ background: {c.brand_soft}; color: {c.brand}; border: 1px solid {c.brand};
        border-radius: {s.px(13)}px; font-size: {s.px(14)}px; font-weight: 700; min-width: {s.px(26) - 2}px;
        max-width: {s.px(26) - 2}px; min-height: {s.px(26) - 2}px; max-height: {s.px(26) - 2}px; }}
    QLabel[step="screen"] {{ background: {c.paper}; border: 1px solid {c.line}; border-radius: 8px;
        font-size: {s.px(14)}px; padding: 4px 12px; }}
    QLabel[step="described"] {{ border: 1px dashed {c.muted}; border-radius: 8px; font-style: italic;
        font-size: {s.px(14)}px; padding: 4px 12px; }}
    """


def _edge(c: Colours, ground: str, text: str, edge: str) -> str:
    """Return a pill's outline: where its ground is that of all else, as in high contrast, it needs one to be seen."""
    return text if ground == c.paper == c.surface else edge


def _buttons(c: Colours, s: Sizes) -> str:
    return f"""
    QPushButton {{ min-height: {s.control - 6}px; padding: 0 {s.space(16)}px; border-radius: 10px; font-weight: 700;
        border: 2px solid {c.brand}; background: transparent; color: {c.brand}; outline: none; }}
    QPushButton:hover {{ background: {c.brand_soft}; }}
    QPushButton:disabled {{ color: {c.muted}; border-color: {c.muted}; }}
    QPushButton[kind="primary"] {{ background: {c.brand}; color: {c.on_brand}; }}
    QPushButton[kind="primary"]:hover {{ background: {c.brand_strong}; border-color: {c.brand_strong}; }}
    QPushButton[kind="primary"]:disabled {{ background: {c.track}; color: {c.ink}; border-color: {c.track}; }}
    QPushButton[kind="quiet"] {{ border-color: transparent; padding: 0 6px; margin-left: -6px; }}
    QPushButton[kind="danger"] {{ border-color: {c.help}; color: {c.help}; }}
    QPushButton[kind="danger"]:hover {{ background: {c.help_soft}; }}
    QPushButton[kind="option"] {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.muted};
        font-weight: 400; padding: 0 {s.space(14)}px; min-height: {s.control - 4}px; }}
    QPushButton[kind="option"]:hover {{ border-color: {c.brand}; }}
    QPushButton[kind="option"]:checked {{ background: {c.brand}; color: {c.on_brand}; border: 1px solid {c.brand};
        font-weight: 700; }}
    QPushButton:focus, QPushButton[kind="option"]:focus {{ border: 3px solid {c.ink}; }}
    QPushButton[kind="secondary"]:focus, QPushButton[kind="danger"]:focus {{ border: 4px solid {c.ink}; }}
    QPushButton[kind="quiet"]:focus {{ margin-left: 0; padding: 0 6px 0 0; }}
    QPushButton[kind="row"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 14px;
        color: {c.ink}; text-align: left; }}
    QPushButton[kind="row"]:hover {{ border-color: {c.brand}; background: {c.brand_soft}; }}
    QPushButton[kind="row"]:checked {{ border: 2px solid {c.brand}; background: {c.brand_soft}; }}
    QPushButton[kind="row"]:focus {{ border: 3px solid {c.ink}; }}
    """


def _fields(c: Colours, s: Sizes) -> str:
    return f"""
    QLineEdit, QComboBox, QPlainTextEdit {{ background: {c.surface}; color: {c.ink};
        border: 1px solid {c.muted}; border-radius: 10px; padding: 0 12px; min-height: {s.control - 4}px;
        selection-background-color: {c.brand}; selection-color: {c.on_brand};
        placeholder-text-color: {c.muted}; }}
    QPlainTextEdit {{ padding: 8px; }}
    QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus {{ border: 2px solid {c.brand}; }}
    QLineEdit[wrong="true"], QComboBox[wrong="true"] {{ border: 2px solid {c.help}; }}
    QComboBox::drop-down {{ border: none; width: {s.px(28)}px; }}
    QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.muted};
        selection-background-color: {c.brand_soft}; selection-color: {c.ink}; outline: none; padding: 4px; }}
    QComboBox QAbstractItemView::item {{ min-height: {s.px(30)}px; }}
    """


def _boxes(c: Colours, s: Sizes) -> str:  # noqa: ARG001 - one signature for every part
    return f"""
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QLabel#qt_msgbox_label {{ font-size: {s.px(16)}px; font-weight: 700; }}
    QLabel#qt_msgbox_informativelabel {{ min-width: {s.px(340)}px; }}
    """


def _side(c: Colours, s: Sizes) -> str:
    return f"""
    QFrame[ground="side"] {{ background: {c.side}; border: none; }}
    QPushButton[kind="nav"] {{ color: {c.side_text}; border: 2px solid transparent; border-radius: 10px;
        background: transparent; font-weight: 400; text-align: left; padding: 0 {s.space(12)}px;
        min-height: {min(s.px(40), 56) - 4}px; }}
    QPushButton[kind="nav"]:hover {{ background: {c.side_chosen}; }}
    QPushButton[kind="nav"][here="true"] {{ background: {c.side_chosen}; font-weight: 700; }}
    QPushButton[kind="nav"]:focus {{ border: 2px solid {c.side_text}; }}
    QPushButton[kind="help-nav"] {{ color: {c.help}; background: {c.help_soft}; border: 2px solid {c.help_soft};
        border-radius: 10px; text-align: left; padding: 0 {s.space(12)}px; min-height: {min(s.px(40), 56) - 4}px; }}
    QPushButton[compact="true"] {{ text-align: center; padding: 0; }}
    QPushButton[kind="help-nav"]:hover {{ border-color: {c.help}; }}
    QPushButton[kind="help-nav"]:focus {{ border: 3px solid {c.help}; }}
    """


def _bars(c: Colours, s: Sizes) -> str:
    return f"""
    QFrame[bar="undo"] {{ background: {c.brand_soft}; border: none; border-top: 1px solid {c.muted}; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
    QScrollBar::handle:vertical {{ background: {c.muted}; border-radius: 4px; min-height: {s.px(36)}px; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
    QScrollBar::handle:horizontal {{ background: {c.muted}; border-radius: 4px; min-width: {s.px(36)}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ background: {c.track}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }}
    QProgressBar::chunk {{ background: {c.brand}; border-radius: 4px; }}
    """
