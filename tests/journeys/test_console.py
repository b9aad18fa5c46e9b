"""The watch of the other journeys hears what it is there for."""

import pytest


@pytest.mark.parametrize(
    ("planted", "heard"),
    [
        ("""<p style="color: red">""", "inline style"),
        ("""<button id="planted" onclick="alert()">""", "inline event handler"),
        ("""<img alt="" src="http://127.0.0.2:9/pixel.png">""", "Loading the image"),
    ],
)
def test_what_the_policy_refuses_is_heard(planted, heard, browse, console):
    page = browse()
    page.goto("/")
    with page.expect_console_message(lambda message: heard in message.text):
        page.locator("main").evaluate("(it, planted) => { it.innerHTML = planted; it.firstChild.click() }", planted)
    assert any(heard in complaint for complaint in console.complaints)
    console.complaints.clear()


def test_a_fault_of_a_script_and_an_unexpected_status_are_heard(browse, console):
    page = browse()
    with page.context.expect_event("weberror"):
        page.goto("/")
        page.evaluate("() => { setTimeout(() => { throw new Error('planted') }) }")
    with page.expect_console_message():
        page.goto("/nulle-part")
    assert [complaint.partition(":")[0] for complaint in console.complaints] == ["uncaught", "error"]
    console.complaints.clear()
