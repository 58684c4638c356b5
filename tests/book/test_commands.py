"""The command line: each word finds its module, and the built book can be served."""

import gzip
import importlib.util
import urllib.request

import pytest

from linebyline import cli
from linebyline.site import serve


@pytest.mark.parametrize("name", cli._COMMANDS)
def test_command_has_a_module(name):
    assert importlib.util.find_spec(cli._COMMANDS[name].module)


def test_command_gets_the_words_after_it(monkeypatch):
    got = []
    monkeypatch.setattr(serve, "main", lambda argv: got.append(argv) or 7)
    assert cli.main(["serve", "--port", "9000"]) == 7
    assert got == [["--port", "9000"]]


def test_unknown_command_is_refused(capsys):
    with pytest.raises(SystemExit):
        cli.main(["fly"])
    assert "invalid choice: 'fly'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.mjs", "text/javascript"), ("a.js", "text/javascript"), ("a.wasm", "application/wasm")],
)
def test_scripts_are_served_as_browsers_want_them(tmp_path, name, kind):
    (tmp_path / name).touch()
    with serve.serving(tmp_path) as address, urllib.request.urlopen(address + name) as answer:
        assert answer.headers["content-type"] == kind


def test_text_is_packed_for_those_who_read_that(tmp_path):
    text = b"<p>the same words</p>" * 100
    (tmp_path / "a.html").write_bytes(text)
    with serve.serving(tmp_path) as address:
        asked = urllib.request.Request(address + "a.html", headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(asked) as answer:
            body = answer.read()
            assert int(answer.headers["content-length"]) == len(body) < len(text) / 10
            assert answer.headers["content-type"] == "text/html"
            assert gzip.decompress(body) == text
        with urllib.request.urlopen(address + "a.html") as answer:
            assert answer.read() == text


def test_book_that_is_not_built_is_not_served(small_book, monkeypatch, capsys):
    monkeypatch.chdir(small_book.root)
    assert serve.main([]) == 1
    assert "not built yet" in capsys.readouterr().err


def test_port_in_use_is_said(small_book, monkeypatch, capsys):
    small_book.html.mkdir(parents=True)
    (small_book.html / "index.html").touch()
    monkeypatch.chdir(small_book.root)
    with serve.serving(small_book.html) as address:
        port = address.rstrip("/").rpartition(":")[2]
        assert serve.main(["--port", port]) == 1
    assert f"Port {port} cannot be used" in capsys.readouterr().err
