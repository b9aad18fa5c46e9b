"""Hands on a keyboard and no mouse: each step of the way must show where one is."""

from __future__ import annotations

from playwright.sync_api import expect

FOCUSED = """() => {
  const it = document.activeElement, look = getComputedStyle(it), box = it.getBoundingClientRect();
  return {
    lost: it === document.body,
    drawn: it.matches("main, h1, .summary") || (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2),
    seen: it.contains(document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2)),
    what: it.outerHTML.slice(0, 120),
  };
}"""
FAR = 120  # more steps than any page needs: a date is four of them


def tab_to(page, target):
    """Press Tab until the target has the focus; each place on the way must be visible."""
    expect(target).to_be_visible()
    for _ in range(FAR):
        arrived = target.evaluate("it => it === document.activeElement")
        if not arrived:
            page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert not focused["lost"] and focused["drawn"] and focused["seen"], focused
        if arrived:
            return
    raise AssertionError(f"no way by Tab to {target}")


def press(page, target, key="Enter"):
    tab_to(page, target)
    page.keyboard.press(key)


def write(page, label, words):
    tab_to(page, page.get_by_label(label))
    page.keyboard.type(words)
