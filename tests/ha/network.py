"""Machines as network namespaces on one bridge, each with a cable that can be cut."""
import subprocess

PREFIX = "10.77.0."
HUB = PREFIX + "254"  # the address of this side of the bridge


def _ip(*arguments):
    subprocess.run(["ip", *arguments], check=True)


class Network:
    """Wants a network namespace of its own, in which its addresses are free."""

    def __init__(self):
        _ip("link", "set", "lo", "up")
        _ip("link", "add", "hub", "type", "bridge")
        _ip("address", "add", HUB + "/24", "dev", "hub")
        _ip("link", "set", "hub", "up")

    def add(self, name, number):
        """A machine with its address; returns the address."""
        address = f"{PREFIX}{number}"
        _ip("netns", "add", name)
        _ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name)
        _ip("link", "set", name, "master", "hub", "up")
        _ip("-n", name, "address", "add", address + "/24", "dev", "eth0")
        _ip("-n", name, "link", "set", "lo", "up")
        _ip("-n", name, "link", "set", "eth0", "up")
        return address

    def cut(self, name):
        _ip("link", "set", name, "down")

    def mend(self, name):
        _ip("link", "set", name, "up")


def inside(name, user=None):
    """The beginning of a command that runs on that machine, in the same process."""
    command = ["nsenter", f"--net=/run/netns/{name}"]
    if user:
        command += [f"--setuid={user.pw_uid}", f"--setgid={user.pw_gid}"]
    return command


def processes(name):
    """All that run on that machine."""
    found = subprocess.run(["ip", "netns", "pids", name], check=True, capture_output=True,
                           text=True)
    return [int(word) for word in found.stdout.split()]
