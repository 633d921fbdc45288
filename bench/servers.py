"""Starts and stops what bench/run measures: orgd, nginx, wrk and the raw SQLite program."""
import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

BENCH = Path(__file__).resolve().parent
NONCES = 4096
SERVER_CORE = "0"
LOAD_CORE = "1"


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

    def __init__(self, program, store, *options, core=SERVER_CORE):
        self.log = (store.parent / "orgd.log").open("a")
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            ["taskset", "-c", core, program, "serve", "--data", store, "--threads", "1",
             "--listen", "127.0.0.1:0", *options],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        self.start_seconds = time.perf_counter() - begin
        if not line.startswith("listening on http://"):
            raise RuntimeError("orgd did not start: " + Path(self.log.name).read_text())
        self.host = line.split("//")[1].strip()
        self.pid = self.process.pid

    def stop(self):
        self.process.terminate()
        if self.process.wait(60) != 0:
            raise RuntimeError(f"orgd ended with {self.process.returncode}")
        self.process.stdout.close()
        self.log.close()

    def memory_kib(self):
        status = Path(f"/proc/{self.pid}/status").read_text()
        return {name: int(re.search(rf"{name}:\s+(\d+) kB", status).group(1))
                for name in ("VmRSS", "RssAnon", "RssFile")}

    def connect(self):
        host, port = self.host.split(":")
        return socket.create_connection((host, int(port)))

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
    """nginx with one worker on the same core, answering 200 with the given body."""

    def __init__(self, folder, body, media_type):
        folder.mkdir()
        self.host = f"127.0.0.1:{free_port()}"
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"{user} daemon off; worker_processes 1; pid {folder}/pid;"
            f" error_log {folder}/error.log;"
            " events { worker_connections 1024; }"
            f" http {{ access_log off; keepalive_requests 1000000000; default_type {media_type};"
            f" client_body_temp_path {folder}; proxy_temp_path {folder};"
            f" fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};"
            f" server {{ listen {self.host}; location / {{ return 200 '{body}'; }} }} }}")
        self.process = subprocess.Popen(
            ["taskset", "-c", SERVER_CORE, "nginx", "-p", folder, "-e", f"{folder}/error.log", "-c",
             folder / "nginx.conf"])
        for _ in range(200):
            children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True,
                                      text=True, check=False).stdout.split()
            with socket.socket() as probe:
                host, port = self.host.split(":")
                if children and probe.connect_ex((host, int(port))) == 0:
                    self.pid = int(children[0])
                    return
            time.sleep(0.02)
        raise RuntimeError("nginx did not start: " + (folder / "error.log").read_text())

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


class Run:
    """One run of wrk: what it counted, and the server's processor time meanwhile."""

    def __init__(self, server, seconds, mode, listing="", nonces="", count=0):
        environment = dict(os.environ, BENCH_MODE=mode, BENCH_LIST=str(listing),
                           BENCH_NONCES=str(nonces), BENCH_COUNT=str(count), BENCH_HOST=server.host)
        before = cpu_seconds(server.pid)
        done = subprocess.run(
            ["taskset", "-c", LOAD_CORE, "wrk", "-t1", "-c64", f"-d{seconds}s", "-s",
             BENCH / "load.lua", f"http://{server.host}/"],
            env=environment, capture_output=True, text=True, check=False)
        spent = cpu_seconds(server.pid) - before
        result = re.search(r"^RESULT (\d+) (\d+) (\d+) (\d+) (\d+)$", done.stdout, re.MULTILINE)
        if not result:
            raise RuntimeError(f"wrk failed: {done.stdout}{done.stderr}")
        requests, micros, self.refused, self.broken, self.late = map(int, result.groups())
        self.requests = requests
        self.rate = requests / (micros / 1e6)
        self.server_cpu = spent / (micros / 1e6)
        self.cpu_micros = spent * 1e6 / max(requests, 1)


def on_load_core(*command):
    """What a program prints that runs beside the server."""
    return subprocess.run(["taskset", "-c", LOAD_CORE, *command], capture_output=True, text=True,
                          check=True).stdout


def pipeline_rate(program, url, listing, seconds):
    """Organizations a second of libpq alone, on the server's core."""
    return float(subprocess.run(
        ["taskset", "-c", SERVER_CORE, program, url, listing, str(seconds), "64"],
        capture_output=True, text=True, check=True).stdout)


def raw_rate(program, store, listing, seconds):
    """Invitations a second of SQLite alone."""
    return float(subprocess.run(
        ["taskset", "-c", SERVER_CORE, program, store / "orgd.db", listing, str(seconds), "64"],
        capture_output=True, text=True, check=True).stdout)


def fresh_copy(seed, store):
    shutil.rmtree(store, ignore_errors=True)
    shutil.copytree(seed, store)
    os.sync()
