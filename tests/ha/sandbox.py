"""Runs a function in network, mount and process namespaces of its own, with a directory that is
removed: nothing that it started or made is left, however it ends. The directory is in memory,
unless asked otherwise, because machines that run tests stop at times for seconds to write."""
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET = 0x00020000, 0x20000000, 0x40000000
MS_REC, MS_PRIVATE = 0x4000, 0x40000
PR_SET_PDEATHSIG = 1
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_libc = ctypes.CDLL(None, use_errno=True)


class NoNamespaces(Exception):
    """This process may not make namespaces."""


def run(function, on_disk=False):
    """The exit code of `function(directory)`, which runs in a process of its own."""
    if _libc.unshare(CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET) != 0:
        raise NoNamespaces(os.strerror(ctypes.get_errno()))
    directory = Path(tempfile.mkdtemp(prefix="orgd-ha-"))
    directory.chmod(0o755)  # PostgreSQL runs as another user
    first = 0

    def end(number, _frame):
        # With its first process the kernel ends all others of the namespace.
        if first:
            os.kill(first, signal.SIGKILL)
        print(f"ended by {signal.Signals(number).name}", file=sys.stderr)

    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        for number in ENDING:
            signal.signal(number, end)
        first = os.fork()
        if first == 0:
            _be_first(function, directory, on_disk)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        code = os.waitstatus_to_exitcode(os.waitpid(first, 0)[1])
        return code if code >= 0 else 1
    finally:
        shutil.rmtree(directory)


def _be_first(function, directory, on_disk):
    """Process 1 of the namespace: all orphans become its children, and it must bury them, or
    Patroni would take a dead PostgreSQL for a living one."""
    code = 1
    try:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        os.setsid()  # the terminal's Ctrl-C is for the process outside
        for number in ENDING:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        _mount(directory, on_disk)
        child = os.fork()
        if child == 0:
            try:
                code = function(directory)
            except BaseException:  # nobody else would tell of it
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        while True:
            pid, status = os.wait()
            if pid == child:
                code = abs(os.waitstatus_to_exitcode(status))
                break
    finally:
        os._exit(code)


def _keep_mounts_private(directory):
    """Else they would be seen outside. The root must be a mount for that, and for `ip netns`, which
    a chroot is not: who enters a mount namespace, be it his own, stands at its real root, and a
    copy of the tree is a mount."""
    here, root = os.getcwd(), os.open("/", os.O_PATH)
    space = os.open("/proc/self/ns/mnt", os.O_RDONLY)
    if (_libc.setns(space, CLONE_NEWNS) != 0
            or _libc.mount(None, b"/", None, MS_REC | MS_PRIVATE, None) != 0):
        raise NoNamespaces(os.strerror(ctypes.get_errno()))
    os.fchdir(root)
    os.chroot(".")
    subprocess.run(["mount", "--rbind", "/", str(directory)], check=True)
    os.chroot(directory)
    os.chdir(here)
    os.close(space)
    os.close(root)


def _mount(directory, on_disk):
    """Unseen by the process outside, which removes what these mounts hide."""
    _libc.unshare(CLONE_NEWNS)
    _keep_mounts_private(directory)
    # Patroni's semaphores are in /dev/shm, which is not everybody's in every chroot.
    mounts = [("-t", "proc", "proc", "/proc"), ("-t", "tmpfs", "tmpfs", "/run"),
              ("-t", "tmpfs", "-o", "mode=1777", "tmpfs", "/dev/shm")]
    if not on_disk:
        mounts.append(("-t", "tmpfs", "-o", "mode=755", "tmpfs", str(directory)))
    for arguments in mounts:
        subprocess.run(["mount", *arguments], check=True)
