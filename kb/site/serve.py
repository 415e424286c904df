"""Serve the built site, make again what an edit touches, and reload the page in the browser."""

from __future__ import annotations

import functools
import itertools
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError
from watchfiles import watch

from kb.base import load
from kb.errors import KnowledgeBaseError
from kb.site import cache
from kb.site.build import SiteError, build, run_mkdocs, write_docs
from kb.site.finish import finish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_EVENTS = "/kb-reload"
_RELOAD = "/kb-reload.js"
_SCRIPT = f'new EventSource("{_EVENTS}").onmessage = () => location.reload();\n'.encode()
_TAG = f'<script src="{_RELOAD}"></script>'.encode()
_BEAT = 400
"""Milliseconds after which an edit is followed, at the latest."""


def serve(root: Path, host: str, port: int, say: Callable[[str], object]) -> None:
    """Serves `build/site` until interrupted; an edited entry is on its page within seconds.

    `say` is told what is being done, line by line.

    Raises:
        InvalidKnowledgeBase: if the entries have mistakes when it starts.
        SiteError: if the port is taken.
    """
    news = threading.Condition()
    handler = functools.partial(
        _Handler, directory=str(root / "build/site"), news=news, hosts=_hosts(host)
    )
    try:
        server = _Server((host, port), handler)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        raise SiteError(f"cannot answer on {host}:{port}: {why}; try --port") from error
    if not cache.is_fresh(root):
        build(root, say)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    followed = edits(root)
    try:
        early = next(followed)  # nothing is missed from here on
        say(f"the site is on http://{host}:{server.server_address[1]}/ (Ctrl-C stops)")
        _follow(root, itertools.chain([early], followed), news, say)
    except KeyboardInterrupt:
        say("stopped")
    finally:
        server.shutdown()


def edits(root: Path) -> Iterator[bool]:
    """Whether something was edited, again and again, at every beat at the latest."""
    # Editors replace a file, and a watch on it ends with it: this one is looked at instead.
    settings = root / "mkdocs.yml"
    seen = settings.stat().st_mtime_ns
    folders = (root / "entries", root / "site")
    for changes in watch(*folders, debounce=_BEAT, rust_timeout=_BEAT, yield_on_timeout=True):
        now = settings.stat().st_mtime_ns if settings.exists() else seen
        yield bool(changes) or now != seen
        seen = now


def _follow(
    root: Path, beats: Iterable[bool], news: threading.Condition, say: Callable[[str], object]
) -> None:
    for edited in beats:
        if not edited:
            continue
        start = time.monotonic()
        try:
            pages = rebuild(root)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever is edited can be wrong
            say(f"{_told(error)}\n\nthe site stays as it was; mend this and it follows")
            continue
        say(f"made {pages} pages again in {time.monotonic() - start:.1f} s")
        with news:
            news.notify_all()


def _told(error: BaseException) -> str:
    """What is wrong with an edit: in a template, with its file and line."""
    if isinstance(error, KnowledgeBaseError):
        return str(error)
    if isinstance(error, TemplateError):
        line = getattr(error, "lineno", None)
        place = f"{getattr(error, 'filename', None) or 'a template'}:{line}: " if line else ""
        return f"{place}{error.message or type(error).__name__}"
    return f"{type(error).__name__}: {error}"


def _hosts(host: str) -> frozenset[str] | None:
    """By what names a browser may ask; by any, where others than this machine are to reach it."""
    own = {"127.0.0.1", "localhost", "::1"}
    return frozenset(own) if host in own else None


def rebuild(root: Path) -> int:
    """Makes the pages again whose Markdown changed; returns how many.

    The tutorial keeps its last answers until the next start: it takes longer than all the rest.

    Raises:
        CellFailed: if the tutorial itself was changed, and a cell of it fails.
        InvalidKnowledgeBase: if the entries have mistakes.
        SiteError: if MkDocs fails.
    """
    (root / cache.STAMP).unlink(missing_ok=True)
    site = root / "build/site"
    base = load(root / "entries")
    changed = [name for name in write_docs(base, root, again=False) if name.endswith(".md")]
    run_mkdocs(root, dirty=True)
    for name in changed:
        if not (root / "build/docs" / name).exists():
            (site / name).with_suffix(".html").unlink(missing_ok=True)
    finish(base, site)
    return len(changed)


class _Server(ThreadingHTTPServer):
    """A server that keeps the terminal for what the reader must know."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing of a reader who left, or asked for nonsense."""


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, with a script in each page that waits for news."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - as the base class has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".woff2": "font/woff2",
    }

    def __init__(
        self,
        *args: Any,
        news: threading.Condition,
        hosts: frozenset[str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.news = news
        self.hosts = hosts
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answers with a file, a page, or the stream of news."""
        path = self.path.partition("?")[0]
        if not self._is_meant():
            self.send_error(403, "This server answers to localhost alone")
        elif path == _EVENTS:
            self._stream()
        elif path == _RELOAD:
            self._answer(200, "text/javascript", _SCRIPT)
        elif path.endswith((".html", "/")):
            self._page()
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """Answers without a body, to those who may ask."""
        if self._is_meant():
            super().do_HEAD()
        else:
            self.send_error(403)

    def _is_meant(self) -> bool:
        """Whether the request names this machine: another name may be that of a foreign page."""
        name = (self.headers.get("Host") or "").strip().lower()
        bare = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
        return self.hosts is None or bare in self.hosts

    def _page(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file()
        try:
            body = (file if found else Path(self.directory) / "404.html").read_bytes()
        except OSError:
            self.send_error(404)
            return
        head, end, tail = body.rpartition(b"</body>")
        body = head + _TAG + end + tail if end else body
        self._answer(200 if found else 404, "text/html", body)

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                with self.news:
                    changed = self.news.wait(15)
                self.wfile.write(b"data: changed\n\n" if changed else b": waiting\n\n")
                self.wfile.flush()
        except OSError:  # the reader left
            return

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Keeps the terminal for what the reader must know."""
