#!/usr/bin/env python3
"""Tries the container image: what it holds, and that it serves as the user it names, on a root that
is read-only.

  tests/packages/image.py FILE       of packaging/build-image, as root

Not by a container runtime: those want a cgroup of their own, which a machine of CI seldom gives.
Namespaces of mounts and processes and a changed root are the part of it that the image can notice.
"""
import gzip
import io
import json
import os
import re
import signal
import stat
import subprocess
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

MOST_BYTES = 40_000_000
SHELLS = {"sh", "bash", "dash", "ash", "zsh", "ksh", "csh", "busybox", "toybox"}
DATA = "var/lib/orgd"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def need(true, text):
    if not true:
        sys.exit(f"failed: {text}")


class Image:
    """An archive in OCI's format: its configuration, and its root unpacked into a folder."""

    def __init__(self, path, root):
        with tarfile.open(path) as archive:
            def blob(digest):
                return archive.extractfile("blobs/" + digest.replace(":", "/")).read()
            index = json.load(archive.extractfile("index.json"))
            manifest = json.loads(blob(index["manifests"][0]["digest"]))
            self.configuration = json.loads(blob(manifest["config"]["digest"]))
            self.bytes = 0
            for layer in manifest["layers"]:
                text = blob(layer["digest"])
                text = gzip.decompress(text) if layer["mediaType"].endswith("gzip") else text
                self.bytes += len(text)
                tarfile.open(fileobj=io.BytesIO(text)).extractall(root, numeric_owner=True)
        self.config = self.configuration["config"]
        self.user, self.group = (int(number) for number in self.config["User"].split(":"))


def check_configuration(image):
    need(image.bytes < MOST_BYTES, f"the image has {image.bytes} bytes")
    need(image.user != 0 and image.group != 0, "the image runs as root")
    need(image.config["Entrypoint"] == ["/usr/bin/orgd"], "the image starts something else")
    need(image.configuration["architecture"] == ARCHITECTURES[os.uname().machine],
         "the image is for another kind of machine")


def check_files(image, root):
    """Nothing there can run anything else, become root, or be changed by the server."""
    for path in root.rglob("*"):
        about = path.lstat()
        name = path.relative_to(root)
        need(path.name not in SHELLS, f"the image has a shell, {name}")
        if stat.S_ISLNK(about.st_mode):
            continue
        need(not about.st_mode & (stat.S_ISUID | stat.S_ISGID), f"{name} changes who runs it")
        need(not about.st_mode & stat.S_IWOTH, f"everybody may write {name}")
        need(str(name) == DATA or about.st_uid == 0, f"{name} belongs to the server")
        if path.is_file() and about.st_mode & stat.S_IXUSR:
            need(path.name == "orgd" or ".so" in path.name, f"the image has a program, {name}")
    data = (root / DATA).stat()
    need((data.st_uid, data.st_gid) == (image.user, image.group), "the data is not the server's")
    need(not any((root / DATA).iterdir()), "the folder of the data is not empty")


def inside(image, root, *words, **more):
    """Starts orgd in the image, its root read-only except for the data."""
    mounts = (f'mount --bind "$0" "$0" && mount --bind "$0/{DATA}" "$0/{DATA}" && '
              'mount -o remount,bind,ro "$0" && mount -t proc proc "$0/proc" && '
              f'exec chroot --userspec={image.user}:{image.group} --groups= "$0" "$@"')
    environment = dict(pair.split("=", 1) for pair in image.config["Env"])
    return subprocess.Popen(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", mounts, root,
         *image.config["Entrypoint"], *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env={"PATH": os.environ["PATH"]} | environment | more)


def output(process, code):
    out, error = process.communicate(timeout=60)
    need(process.returncode == code, f"exits with {process.returncode}: {error}")
    return out + error


def read_as(url, public, private):
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, url, public, private)
    opener = urllib.request.build_opener(urllib.request.HTTPDigestAuthHandler(passwords))
    request = urllib.request.Request(
        f"{url}/orgs", headers={"Accept": "application/vnd.atlas.2023-01-01+json"})
    return json.load(opener.open(request, timeout=30))


def check_serving(image, root):
    (root / "proc").mkdir()
    made = json.loads(output(inside(image, root, "init", "--data", f"/{DATA}", "--json", "--org",
                                    "Acme", "--owner", "owner@example.org"), 0))
    refusal = output(inside(image, root, *image.config["Cmd"]), 1)
    need("insecure" in refusal, f"plain HTTP for everybody is served: {refusal}")

    server = inside(image, root, *image.config["Cmd"], ORGD_INSECURE_HTTP="true",
                    ORGD_LISTEN="127.0.0.1:0")
    try:
        line = server.stdout.readline()
        found = re.match(r"listening on (\S+)", line)
        need(found, f"the server says {line!r} {'' if line else server.stderr.read()}")
        answer = read_as(f"{found[1]}/api/atlas/v2", made["publicKey"], made["privateKey"])
        need([each["name"] for each in answer["results"]] == ["Acme"], f"it answers {answer}")
        try:
            read_as(f"{found[1]}/api/atlas/v2", made["publicKey"], "another")
            sys.exit("failed: a wrong key is served")
        except (urllib.error.HTTPError, ValueError):
            pass
    finally:
        # unshare's child is the first process of its namespace, as in a container.
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        for child in children:
            os.kill(int(child), signal.SIGTERM)
        output(server, 0)
    refused = output(inside(image, root, "check", "--store",
                            "postgresql://127.0.0.1:1/orgd", ORGD_KEY="0" * 64), 1)
    need("refused" in refused, f"PostgreSQL's library does not work: {refused}")


def main():
    if len(sys.argv) != 2 or os.geteuid() != 0:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(dir="/var/tmp") as work:
        root = Path(work) / "root"
        root.mkdir(mode=0o755)
        Path(work).chmod(0o755)
        image = Image(sys.argv[1], root)
        check_configuration(image)
        check_files(image, root)
        check_serving(image, root)
        print(f"{image.bytes / 1e6:.1f} MB, serves as {image.config['User']}")


if __name__ == "__main__":
    main()
