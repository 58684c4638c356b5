"""Serve the built book on this machine."""

import argparse
import functools
import gzip
import io
import sys
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from linebyline.site.book import BookError, find_book

_LOOPBACK = "127.0.0.1"
_PORT = 8000
_TEXT = frozenset({".css", ".html", ".js", ".json", ".mjs", ".svg"})


@functools.lru_cache(maxsize=256)
def _compressed(path: Path, modified: int) -> bytes:
    """A file, packed; `modified` is its time stamp, so that a file built anew is packed anew."""
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    """Serves files with the types that browsers insist on, text packed, and says nothing."""

    protocol_version = "HTTP/1.1"  # a connection carries many files
    disable_nagle_algorithm = True  # heads are not held back until their bodies come
    extensions_map = {  # noqa: RUF012, the base class has it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer with a text packed, as static hosts do, to whoever reads that."""
        path = Path(self.translate_path(self.path))
        asked = self.headers.get("Accept-Encoding", "")
        if path.suffix not in _TEXT or "gzip" not in asked or not path.is_file():
            return super().send_head()
        body = _compressed(path, path.stat().st_mtime_ns)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve a folder on the loopback address while the block runs.

    Args:
        folder: what to serve.
        port: where; any free port when 0.

    Yields:
        The address, such as `http://127.0.0.1:8000/`.
    """
    handler = functools.partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer((_LOOPBACK, port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://{_LOOPBACK}:{server.server_port}/"
        server.shutdown()
        thread.join()


def main(argv: Sequence[str]) -> int:
    """Serve the built book until interrupted."""
    parser = argparse.ArgumentParser(prog="linebyline serve", description=main.__doc__)
    parser.add_argument("--open", action="store_true", help="open it in the browser")
    parser.add_argument("--port", type=int, default=_PORT, help=f"{_PORT} unless told")
    options = parser.parse_args(argv)
    try:
        book = find_book()
        if not (book.html / "index.html").exists():
            raise BookError("The book is not built yet: run 'make book'.")
        _serve(book.html, options.port, options.open)
    except BookError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
    return 0


def _serve(folder: Path, port: int, show: bool) -> None:
    try:
        with serving(folder, port) as address:
            print(f"The book is at {address} (stop with Ctrl-C)", flush=True)
            if show:
                webbrowser.open(address)
            threading.Event().wait()
    except OSError as problem:
        message = f"Port {port} cannot be used ({problem.strerror}): choose another with --port."
        raise BookError(message) from problem
