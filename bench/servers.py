"""Starts and stops what bench/run measures: orgd, nginx, and the load on them."""
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path

NONCES = 4096
SERVER_CORE = "0"
LOAD_CORE = "1"
# Requests made before the clock starts, for each second of a run: more than any server answers.
MADE_EACH_SECOND = 170_000
MEDIA_TYPE = "application/vnd.atlas.2023-01-01+json"
LATER_TYPE = "application/vnd.atlas.2025-02-19+json"
REALM = "MMS Public API"
LONGEST_WORD = 4000  # of nginx's configuration


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pid):
    """Processor time of a process and all its threads so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Orgd:
    """The server on one core with one event loop, its log in a file, as operators run it."""

    def __init__(self, program, store, *options, core=SERVER_CORE, command="serve", threads=1):
        self.log = (store.parent / "orgd.log").open("a")
        self.tls = "--tls-cert" in options
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            ["taskset", "-c", core, program, command, "--data", store, "--threads", str(threads),
             "--listen", "127.0.0.1:0", *options],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        self.start_seconds = time.perf_counter() - begin
        if not line.startswith("listening on "):
            self.process.kill()
            raise RuntimeError("orgd did not start: " + Path(self.log.name).read_text()[-2000:])
        self.host = line.split("//")[1].strip()
        self.pid = self.process.pid

    def stop(self):
        self.process.terminate()
        if self.process.wait(60) != 0:
            raise RuntimeError(f"orgd ended with {self.process.returncode}")
        self.process.stdout.close()
        self.log.close()

    def memory_mib(self):
        status = Path(f"/proc/{self.pid}/status").read_text()
        return {name: int(re.search(rf"{name}:\s+(\d+) kB", status).group(1)) / 1024
                for name in ("RssAnon", "RssFile", "VmHWM")}

    def connect(self):
        host, port = self.host.split(":")
        plain = socket.create_connection((host, int(port)))
        if not self.tls:
            return plain
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(plain)

    def write_nonces(self, file):
        """Each 401 brings one; they are asked for in pipelined bunches."""
        ask = f"GET /api/atlas/v2 HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode() * 64
        found = []
        with self.connect() as client:
            while len(found) < NONCES:
                client.sendall(ask)
                data = b""
                while data.count(b'nonce="') < 64 or data.count(b"\n}") < 64:
                    data += client.recv(1 << 16)
                found += re.findall(rb'nonce="([^"]+)"', data)
        file.write_bytes(b"".join(nonce + b"\n" for nonce in found))


class Nginx:
    """nginx with one worker on the same core, answering 200 with the given body; one that is too
    long for its configuration it sends from an open file."""

    def __init__(self, folder, body, tls=()):
        folder.mkdir()
        self.host = f"127.0.0.1:{free_port()}"
        (folder / "body").write_text(body)
        answer = f"return 200 '{body}';"
        if len(body) > LONGEST_WORD:
            answer = (f"root {folder}; try_files /body =404; sendfile on; tcp_nopush on;"
                      " open_file_cache max=10 inactive=1h; open_file_cache_valid 1h;")
        secure, keys = "", ""
        if tls:
            secure = "ssl"
            keys = (f"ssl_certificate {tls[0]}; ssl_certificate_key {tls[1]};"
                    " ssl_protocols TLSv1.3;")
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"{user} daemon off; worker_processes 1; pid {folder}/pid;"
            f" error_log {folder}/error.log;"
            " events { worker_connections 2048; }"
            f" http {{ access_log off; keepalive_requests 1000000000; default_type {MEDIA_TYPE};"
            f" client_body_temp_path {folder}; proxy_temp_path {folder};"
            f" fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};"
            f" server {{ listen {self.host} {secure}; {keys} location / {{ {answer} }} }} }}")
        self.process = subprocess.Popen(
            ["taskset", "-c", SERVER_CORE, "nginx", "-p", folder, "-e", f"{folder}/error.log", "-c",
             folder / "nginx.conf"])
        for _ in range(500):
            children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True,
                                      text=True, check=False).stdout.split()
            with socket.socket() as probe:
                host, port = self.host.split(":")
                if children and probe.connect_ex((host, int(port))) == 0:
                    self.pid = int(children[0])
                    return
            time.sleep(0.02)
        self.stop()
        raise RuntimeError("nginx did not start: " + (folder / "error.log").read_text())

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


class Load:
    """A run of bench_load, made at once and started by go(): what it counted, and the server's
    processor time meanwhile. An answer with another status than `expected` is an error; with `drop`
    it is a request that was not admitted."""

    def __init__(self, program, server, path, *, seconds, expected=200, tls=False, close=False,
                 drop=False, made=None, **options):
        self.server, self.drop = server, drop
        words = [word for name, value in options.items() if value is not None
                 for word in (f"--{name.replace('_', '-')}", str(value))]
        flags = {"--tls": tls, "--close": close, "--drop": drop}
        self.process = subprocess.Popen(
            ["taskset", "-c", LOAD_CORE, program, "--host", server.host, "--path", path,
             "--seconds", str(seconds), "--expected", str(expected),
             "--made", str(int(made or MADE_EACH_SECOND * seconds)), *words,
             *(flag for flag, given in flags.items() if given)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline() != "ready\n":
            raise RuntimeError("the load cannot be made")

    def go(self):
        self.before = cpu_seconds(self.server.pid)
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self

    def end(self):
        told, _ = self.process.communicate()
        spent = cpu_seconds(self.server.pid) - self.before
        if self.process.returncode != 0:
            raise RuntimeError("the load broke off")
        counted = json.loads(told)
        self.refused, self.dropped = counted["refused"], counted["dropped"]
        if counted["broken"] or not counted["answers"] or (self.refused and not self.drop):
            raise RuntimeError(f"answers are not what they should be: {told}")
        self.answers = counted["answers"]
        self.rate = self.answers / counted["seconds"]
        self.p99_ms = counted["p99_ms"]
        self.busy = spent / counted["seconds"]
        self.cpu_micros = spent * 1e6 / self.answers
        self.late = counted["late"]
        return self

    def run(self):
        return self.go().end()


def printed(core, *command):
    """What a program prints that runs on this core."""
    return subprocess.run(["taskset", "-c", core, *command], capture_output=True, text=True,
                          check=True).stdout


def fresh_copy(seed, store):
    shutil.rmtree(store, ignore_errors=True)
    shutil.copytree(seed, store)
    os.sync()


def write_certificate(folder):
    """One for both servers: a certificate and its key, as two files."""
    files = folder / "cert.pem", folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost", "-days",
                    "2", "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
    return files
