"""What `run` beside this file does, with helm and kubectl-validate on the path and a PostgreSQL."""
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import yaml

CHART = Path(__file__).resolve().parents[3] / "packaging/helm/orgd"
CLUSTERS = ("1.25", "1.30")  # the oldest that the chart names, the newest that is known there
LEAST = ["--set", "secret=orgd"]
ALL = [*LEAST, "--set", "tls.secret=orgd-tls", "--set", "storeCertificates=ca",
       "--set", "image.digest=sha256:" + "0" * 64, "--set", "imagePullSecrets[0].name=registry",
       "--set", "settings.trusted_proxies={10.0.0.0/8,::1}", "--set", "settings.max_connections=7",
       "--set", "settings.rate_limits=true", "--set", "podAnnotations.one=two",
       "--set", "nodeSelector.disk=fast", "--set", "service.annotations.three=four"]

# What the chart takes from the Secret.
SECRETS = {"ORGD_STORE": os.environ["ORGD_TEST_POSTGRES"], "ORGD_KEY": "5" * 64}
PATIENCE_SECONDS = 60
NOWHERE = "192.0.2.1:1"  # an address that no machine has


def need(true, text):
    if not true:
        sys.exit(f"failed: {text}")


def ended(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          check=False, **more)


def helm(*words):
    # It knows no version of Kubernetes unless its release build tells it one.
    return ended("helm", *words, "--kube-version", CLUSTERS[-1])


def rendered(*values):
    result = helm("template", "trial", CHART, *values)
    need(result.returncode == 0, result.stderr)
    return result.stdout


def refused(saying, *values):
    result = helm("template", "trial", CHART, *values)
    need(result.returncode != 0 and re.search(saying, result.stderr),
         f"helm template {' '.join(values)} should be refused for {saying}: {result.stderr}")


def valid(text, version):
    """Whether a cluster of this version would take the objects."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "objects.yaml").write_text(text, encoding="utf-8")
        result = ended("kubectl-validate", "--version", version, folder)
    return result.returncode == 0, result.stdout + result.stderr


def check_schemas():
    for values in (LEAST, ALL):
        lint = helm("lint", "--strict", CHART, *values)
        need(lint.returncode == 0, lint.stdout)
        text = rendered(*values)
        for version in CLUSTERS:
            accepted, output = valid(text, version)
            need(accepted, output)
    wrong, output = valid(text.replace("readOnlyRootFilesystem", "readOnlyRoot"), CLUSTERS[-1])
    need(not wrong and "readOnlyRoot" in output, "a misspelt word passes for valid")


def objects(*values):
    made = {each["kind"]: each for each in yaml.safe_load_all(rendered(*values)) if each}
    pod = made["Deployment"]["spec"]["template"]["spec"]
    return made, pod, pod["containers"][0]


def check_pod():
    """What schemas cannot know: that nothing of the pod may do more than it must."""
    made, pod, container = objects(*ALL)
    need(pod["securityContext"]["runAsNonRoot"] and not pod["automountServiceAccountToken"],
         "the pod may be root or call the cluster")
    security = container["securityContext"]
    need(security["readOnlyRootFilesystem"] and not security["allowPrivilegeEscalation"]
         and security["capabilities"] == {"drop": ["ALL"]}, f"the container may do {security}")
    need({each["name"]: each["valueFrom"]["secretKeyRef"]["key"] for each in container["env"]}
         == {"ORGD_STORE": "store", "ORGD_KEY": "key"}, "secrets are not only named")
    ports = {each["name"] for each in container["ports"]}
    need(all(container[probe]["httpGet"]["port"] in ports - {"api"} for probe in
             ("startupProbe", "livenessProbe", "readinessProbe")), "a probe asks the API")
    service = made["Service"]["spec"]
    need(service["ports"][0]["targetPort"] == "api" and len(service["ports"]) == 1,
         "the service shows more than the API")
    labels = made["Deployment"]["spec"]["template"]["metadata"]["labels"]
    for selector in (service["selector"],
                     made["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
                     made["Deployment"]["spec"]["selector"]["matchLabels"]):
        need(selector.items() <= labels.items(), f"{selector} does not select the pods")
    need("PodDisruptionBudget" not in objects(*LEAST, "--set", "replicas=1")[0],
         "a budget keeps the only node from moving")


def check_refusals():
    refused("Secret that holds store and key")
    refused("settings.listen: the chart says this", *LEAST, "--set", "settings.listen=127.0.0.1:1")
    refused("replica", *LEAST, "--set", "replica=3")
    refused("digest", *LEAST, "--set", "image.digest=latest")


class Node:
    """orgd as the chart's container starts it, but on free ports."""

    def __init__(self, orgd, work, *values):
        made, _, container = objects(*values)
        probes = (container["startupProbe"], container["livenessProbe"],
                  container["readinessProbe"])
        self.paths = [probe["httpGet"]["path"] for probe in probes]
        settings = made["ConfigMap"]["data"]["orgd.toml"]
        file = work / "orgd.toml"
        file.write_text(settings.replace("0.0.0.0:9100", "127.0.0.1:0"), encoding="utf-8")
        words = [word.replace("/etc/orgd/settings/orgd.toml", str(file))
                 .replace("0.0.0.0:8080", "127.0.0.1:0") for word in container["args"]]
        # The image's own word for where to listen must not win.
        self.process = subprocess.Popen([orgd, *words], env=SECRETS | {"ORGD_LISTEN": NOWHERE},
                                        text=True, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)

    def metrics(self):
        while line := self.process.stdout.readline():
            if found := re.search(r"metrics on (\S+)", line):
                return found[1]
        sys.exit(f"failed: orgd ends: {self.process.stderr.read()}")

    def stop(self):
        # Twice: the second signal ends the delay in which balancers notice.
        self.process.send_signal(signal.SIGTERM)
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=60)


def answered(url):
    """Whether the address comes to answer 200; readiness takes a first question to the store."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS) as answer:
                return answer.status == 200
        except urllib.error.HTTPError as error:
            error.read()
    return False


def check_start(orgd):
    made = ended(orgd, "init", "--org", "Acme", "--owner", "owner@example.org", env=SECRETS)
    need(made.returncode == 0, made.stderr)
    with tempfile.TemporaryDirectory() as folder:
        node = Node(orgd, Path(folder), *LEAST)
        try:
            url = node.metrics()
            for path in node.paths:
                need(answered(url + path), f"{path} does not come to answer 200")
        finally:
            node.stop()
        node = Node(orgd, Path(folder), *LEAST, "--set", "settings.thread=2")
        _, error = node.process.communicate(timeout=60)
        need(node.process.returncode != 0 and "threads" in error,
             f"a misspelt setting is not told: {error}")


def main():
    check_refusals()
    check_schemas()
    check_pod()
    check_start(sys.argv[1])
    print("the chart makes what Kubernetes takes and orgd starts with")


main()
