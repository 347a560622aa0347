"""The door to the network: public pages only, also after redirects and resolution; robots respected; never too much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import SplitResult, urlsplit

import pytest
from conftest import answering

from annotate.fetching import Answer, FetchError, fetch
from annotate.fetching.doors import ask, is_public

PUBLIC = "93.184.215.14"
HTML = {"content-type": 'text/html; charset="ISO-8859-1"'}


@dataclass
class Net:
    """A net of pages by their address; hosts stand at a public address if nothing else is said."""

    pages: dict[str, tuple[int, dict[str, str], bytes]]
    hosts: dict[str, list[str]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> list[str]:
        if host == "gone.example.org":
            raise OSError("no such host")
        return self.hosts.get(host, [PUBLIC])

    def ask(self, address: SplitResult, ip: str, headers: Mapping[str, str]) -> Answer:
        assert headers["User-Agent"].startswith("annotate ")
        self.asked.append((address.geturl(), ip))
        status, head, body = self.pages.get(address.geturl(), (404, {}, b""))
        return Answer(status, head, iter([body[:10], body[10:]]))

    def fetch(self, address: str) -> object:
        return fetch(address, resolver=self.resolve, transport=self.ask)


def test_a_page_comes_with_its_address_and_what_it_is() -> None:
    net = Net({"https://a.example.org/x": (200, HTML, b"<p>words and words</p>")})
    page = fetch("https://a.example.org/x", resolver=net.resolve, transport=net.ask)
    assert (page.address, page.body) == ("https://a.example.org/x", b"<p>words and words</p>")
    assert (page.media_type, page.charset) == ("text/html", "ISO-8859-1")
    assert [address for address, _ in net.asked] == [
        "https://a.example.org/robots.txt",
        "https://a.example.org/x",
    ]


def test_redirects_are_followed_and_each_step_is_judged() -> None:
    net = Net(
        {
            "http://a.example.org/x": (301, {"location": "https://b.example.org/y"}, b""),
            "https://b.example.org/y": (302, {"location": "/zé"}, b""),
            "https://b.example.org/z%C3%A9": (200, HTML, b"<p>here</p>"),
        }
    )
    assert net.fetch("http://a.example.org/x").address == "https://b.example.org/z%C3%A9"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://inside.example.org/",
        "http://user@a.example.org/",
        "http://a.example.org:8080/",
        "file:///etc/passwd",
        "ftp://a.example.org/",
        "http://router.lan/",
    ],
)
@pytest.mark.parametrize("is_redirect", [False, True])
def test_nothing_but_public_pages_is_asked_for(target: str, is_redirect: bool) -> None:
    start = "https://a.example.org/x"
    net = Net(
        {start: (302, {"location": target}, b"")}, {"inside.example.org": [PUBLIC, "10.0.0.7"]}
    )
    with pytest.raises(FetchError):
        net.fetch(start if is_redirect else target)
    assert {address for address, _ in net.asked} <= {start, "https://a.example.org/robots.txt"}


@pytest.mark.parametrize(
    "ip",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ::1 :: fe80::1"
    " fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1:: 64:ff9b::7f00:1 2001:0:0:0:0:0:0:1 fe80::1%eth0"
    " fec0::1 ::10.0.0.1 ::127.0.0.1 ::8.8.8.8 192.0.0.192".split(),
)
def test_addresses_that_are_not_of_the_open_net(ip: str) -> None:
    assert not is_public(ip)


def test_addresses_of_the_open_net() -> None:
    assert is_public(PUBLIC)
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


def test_the_address_that_was_judged_is_the_one_that_is_asked() -> None:
    """A second look-up could say something else."""
    net = Net({"https://a.example.org/x": (200, HTML, b"<p>here</p>")})
    net.fetch("https://a.example.org/x")
    assert {ip for _, ip in net.asked} == {PUBLIC}


def test_robots_are_respected_of_each_host() -> None:
    rules = b"User-agent: *\nDisallow: /private\n"
    net = Net(
        {
            "https://a.example.org/robots.txt": (200, {}, rules),
            "https://a.example.org/open": (200, HTML, b"<p>here</p>"),
            "https://a.example.org/private/x": (200, HTML, b"<p>there</p>"),
            "https://b.example.org/x": (302, {"location": "https://a.example.org/private/x"}, b""),
            "https://c.example.org/robots.txt": (503, {}, b""),
        }
    )
    assert net.fetch("https://a.example.org/open").body == b"<p>here</p>"  # type: ignore[attr-defined]
    for address in (
        "https://a.example.org/private/x",
        "https://b.example.org/x",
        "https://c.example.org/x",
    ):
        with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
            net.fetch(address)
    assert "https://c.example.org/x" not in {address for address, _ in net.asked}


def test_what_goes_wrong_is_said() -> None:
    loop = {"https://a.example.org/x": (302, {"location": "https://a.example.org/x"}, b"")}
    large = {"https://a.example.org/x": (200, HTML, b"x" * (10 * 1024 * 1024 + 1))}
    for pages, address, told in (
        (loop, "https://a.example.org/x", "redirects more than 10 times"),
        (large, "https://a.example.org/x", "larger than 10 MiB"),
        ({}, "https://a.example.org/x", "answers with status 404"),
        ({}, "https://gone.example.org/x", "gone.example.org is not found"),
    ):
        with pytest.raises(FetchError, match=told):
            Net(pages).fetch(address)


def test_a_server_that_is_slow_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 40))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    net = Net({"https://a.example.org/x": (200, HTML, b"x" * 20)})
    with pytest.raises(FetchError, match="takes longer than 60 seconds"):
        net.fetch("https://a.example.org/x")


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = f"{self.headers['Host']} {self.path}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    with answering(ThreadingHTTPServer(("127.0.0.1", 0), _Server)) as port:
        yield port


def test_the_question_goes_to_the_ip_address_in_the_name_of_the_host(port: int) -> None:
    answer = ask(urlsplit(f"http://a.example.org:{port}/x?y=1"), "127.0.0.1", {})
    assert (answer.status, b"".join(answer.parts)) == (
        200,
        f"a.example.org:{port} /x?y=1".encode(),
    )


def test_no_connection_is_an_error_of_the_system(port: int) -> None:
    with pytest.raises(OSError, match=r"nothing answers there"):
        ask(urlsplit("https://a.example.org/"), "127.0.0.1", {})
