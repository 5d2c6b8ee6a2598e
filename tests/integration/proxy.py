"""deploy/nginx.conf.template as it is, on ports and with a certificate of the test's own, in front of whatever it is given."""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.settings import LOOPBACK, ROOT
from tests.dialogues.servers import free_port, wait_for

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
OPENSSL = shutil.which("openssl")
MISSING = "nginx or openssl is not installed on this machine: make proxy"
AROUND = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/karla.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """A running nginx. secure, plain: its addresses with and without TLS."""

    secure: str
    plain: str
    folder: Path

    def client(self, *, local: str = LOOPBACK) -> httpx.Client:
        """A client that trusts the test's certificate. local: the address it comes from."""
        trusted = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        transport = httpx.HTTPTransport(verify=trusted, local_address=local)
        return httpx.Client(transport=transport, base_url=self.secure, timeout=30, trust_env=False)

    def access_log(self) -> str:
        return (self.folder / "access.log").read_text(encoding="utf-8")


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0


@contextlib.contextmanager
def proxy_to(address: str, folder: Path) -> Iterator[Proxy]:
    """An nginx in front of host:port, ended afterwards."""
    assert NGINX is not None
    assert OPENSSL is not None
    command = [OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command += ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)
    plain, secure = free_port(), free_port()
    written = (ROOT / "deploy" / "nginx.conf.template").read_text(encoding="utf-8")
    for before, after in (
        ("${KARLA_ADDRESS}", address),
        ("${SERVER_NAME}", "localhost"),
        ("${CERTIFICATES}", str(folder)),
        ("listen 80;", f"listen {LOOPBACK}:{plain};"),
        ("listen 443 ", f"listen {LOOPBACK}:{secure} "),
        ("/var/log/nginx/access.log", f"{folder}/access.log"),
    ):
        assert before in written, before
        written = written.replace(before, after)
    (folder / "karla.conf").write_text(written, encoding="utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), encoding="utf-8")
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE, text=True)
    try:
        assert wait_for(lambda: process.poll() is not None or answers(secure), seconds=20)
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        yield Proxy(f"https://localhost:{secure}", f"http://localhost:{plain}", folder)
    finally:
        process.terminate()
        process.wait(20)
        if process.stderr:
            process.stderr.close()
