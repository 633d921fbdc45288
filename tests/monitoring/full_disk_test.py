"""A disk that is really full: a small file system in memory, in a namespace of the test's own where
that may be mounted. What needs none stands in surroundings_test.py and reserve_test.cpp."""
import os
import subprocess
import sys
import unittest
from pathlib import Path

INSIDE = "ORGD_TEST_DISK"
BYTES = 24 << 20


def own_disk():
    """Runs this file again with a disk of its own; nothing where mounting is not allowed."""
    mount = ["unshare", "--map-root-user", "--mount"] if os.geteuid() else ["unshare", "--mount"]
    script = ('folder=$(mktemp -d) && mount -t tmpfs -o size=%d tmpfs "$folder" || exit 77; '
              'env %s="$folder" "$@"; code=$?; umount "$folder"; rmdir "$folder"; exit $code'
              % (BYTES, INSIDE))
    done = subprocess.run([*mount, "sh", "-c", script, "sh", sys.executable, "-B", __file__])
    if done.returncode in (1, 77) and not _can_mount(mount):
        print("skipped: no file system can be mounted here; the limit on the size of files in "
              "surroundings_test.py and the disk in memory of reserve_test.cpp stand for it")
        return 0
    return done.returncode


def _can_mount(mount):
    probe = 'folder=$(mktemp -d) && mount -t tmpfs tmpfs "$folder" && umount "$folder"'
    return subprocess.run([*mount, "sh", "-c", probe], capture_output=True).returncode == 0


if INSIDE not in os.environ:
    if __name__ == "__main__":
        sys.exit(own_disk())
else:
    import tempfile
    tempfile.tempdir = os.environ[INSIDE]
    from watched_server import WithStore, wait_until

    class FullDisk(WithStore):
        def fill(self, name):
            """Leaves no byte, and tells how to free it all."""
            filler = Path(os.environ[INSIDE]) / name
            with open(filler, "wb", buffering=0) as out:
                for size in (1 << 20, 4096, 1):
                    try:
                        while True:
                            out.write(b"x" * size)
                    except OSError:
                        pass
            return filler.unlink

        def test_reads_survive_it_and_a_crash_and_writes_come_back(self):
            server = self.serve()
            client = server.client()
            self.addCleanup(client.close)
            wait_until(lambda: (self.folder / "reserve").exists(), "room is held back")
            rename = {"name": "Acknowledged"}
            self.assertEqual(client.call(self.key, "PATCH", self.org, rename).status, 200)
            free = self.fill("filler")
            large = {"desc": "x" * 200, "roles": ["ORG_MEMBER"]}
            refused = wait_until(
                lambda: (answer := client.call(self.key, "POST", f"{self.org}/apiKeys", large))
                .status != 200 and answer, "the log of the store is full too")
            self.assertEqual((refused.status, refused.headers["Retry-After"]), (503, "10"))
            self.assertEqual(client.call(self.key, "GET", self.org).status, 200)
            wait_until(lambda: server.readiness()[0] == 503, "not ready")
            server.process.kill()
            server.process.wait()
            # As after a restart of the machine: to open, there is no byte for the shared memory.
            (self.folder / "orgd.db-shm").unlink()
            self.fill("rest")

            again = self.serve()
            client = again.client()
            self.addCleanup(client.close)
            read = client.call(self.key, "GET", self.org)
            self.assertEqual((read.status, read.body["name"]), (200, "Acknowledged"))
            self.assertFalse((self.folder / "reserve").exists(), "it was given up")
            free()
            wait_until(lambda: client.call(self.key, "PATCH", self.org, {"name": "Later"}).status
                       == 200, "writes come back")
            self.assertEqual(again.end(), 0)

    if __name__ == "__main__":
        unittest.main()
