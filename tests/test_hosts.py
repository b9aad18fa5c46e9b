import pytest


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_asks_under_another_name_than_ours_is_refused(app, clean, host, method):
    answer = app.test_client().open("/connexion", method=method, headers={"Host": host})
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_our_own_name_is_answered(app, clean):
    assert app.test_client().get("/connexion", headers={"Host": "localhost:8000"}).status_code == 200
