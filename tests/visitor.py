"""A browser without JavaScript that reads every page it gets as a careful person would."""

from __future__ import annotations

from collections import Counter

import html5lib

from clubapp.members import rules as members

SPACE = "{http://www.w3.org/1999/xhtml}"


class Visitor:
    """One browser, its cookies and its token; each HTML answer is checked, whatever its status."""

    def __init__(self, app, *, language="fr", htmx=False, json=False):
        self.app = app
        self.client = app.test_client()
        self.headers = {"Accept-Language": language, "Sec-Fetch-Site": "same-origin"}
        if htmx:
            self.headers["HX-Request"] = "true"
        if json:
            self.headers["Accept"] = "application/json"

    def enter(self, email):
        """Be signed in, without the mail."""
        with self.app.app_context():
            entrance = members.enter(email, "Test")
        assert entrance, f"{email} is nobody's"
        with self.client.session_transaction() as session:
            session["_user_id"] = entrance.token
        return self

    def token(self):
        return self.client.get("/scans/jeton").json["token"]

    def get(self, path, **kwargs):
        headers = self.headers | kwargs.pop("headers", {})
        return self._read(self.client.get(path, headers=headers, buffered=True, **kwargs))  # a file's answer ends too

    def post(self, path, follow=False, token=None, headers=None, **fields):
        """Send a form with its token, as a page of ours would."""
        fields = {"csrf_token": self.token() if token is None else token, **fields}
        answer = self.client.post(path, data=fields, headers=self.headers | (headers or {}), follow_redirects=follow)
        return self._read(answer)

    def _read(self, answer):
        whole = answer.mimetype == "text/html" and "HX-Request" not in self.headers and answer.status_code // 100 != 3
        if whole and answer.data:
            check_page(answer.text)
        return answer


def check_page(markup):
    """One h1, a title, unique ids, and forms that know their method, their address and their token."""
    page = html5lib.parse(markup)
    assert len(page.findall(f".//{SPACE}h1")) == 1, "a page has one h1"
    title = page.find(f".//{SPACE}title")
    assert title is not None, "a page has a title"
    assert (title.text or "").strip(), "a page has a title"
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    assert not [name for name, count in ids.items() if count > 1], f"ids used twice: {ids.most_common(3)}"
    for form in page.iter(f"{SPACE}form"):
        assert form.get("method") in ("get", "post"), "a form says its method"
        assert form.get("action"), "a form says its address"
        fields = {field.get("name") for field in form.iter(f"{SPACE}input")}
        assert form.get("method") == "get" or "csrf_token" in fields, f"the form to {form.get('action')} has no token"
        assert list(form.iter(f"{SPACE}button")), "a form has a button"
