"""The driver `probe-wire`, through which judges call what Esteira calls, and moto, which checks."""

import contextlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request

import boto3

ROOT = pathlib.Path(__file__).resolve().parents[2]
checks = 0


def expect(condition, message):
    """Ends the judge unless something is so."""
    global checks
    checks += 1
    if not condition:
        raise SystemExit(f"error: {message}")


def build():
    environment = os.environ | {"ESTEIRA_JUDGES": "1"}
    command = ["swift", "build", "-c", "release", "--product", "probe-wire"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=sys.stderr)
    return ROOT / ".build/release/probe-wire"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def moto():
    """A server whose signature checks are on; gives its address and a key that may do all."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    program = pathlib.Path(sys.executable).parent / "moto_server"
    server = subprocess.Popen(
        [program, "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit("error: moto did not start")
                time.sleep(0.05)
        iam = boto3.client("iam", endpoint_url=url, region_name="us-east-1",
                           aws_access_key_id="any", aws_secret_access_key="any")
        iam.create_user(UserName="probe")
        iam.put_user_policy(UserName="probe", PolicyName="all", PolicyDocument=json.dumps({
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}))
        key = iam.create_access_key(UserName="probe")["AccessKey"]
        urllib.request.urlopen(urllib.request.Request(
            f"{url}/moto-api/reset-auth", b"0", {"Content-Type": "text/plain"})).close()
        yield url, key["AccessKeyId"], key["SecretAccessKey"]
    finally:
        server.terminate()
        server.wait(10)


class Probe:
    def __init__(self, program, url, key, secret):
        self.program = program
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": "/nonexistent", "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret}

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments], env=self.environment,
                              capture_output=True, text=True, timeout=120)
        return done.returncode, done.stdout.splitlines()

    def good(self, *arguments):
        code, lines = self.run(*arguments)
        expect(code == 0, f"{' '.join(arguments)} ended with {code}: {lines}")
        return lines

    def fault(self, *arguments):
        code, lines = self.run(*arguments)
        expect(code == 1, f"{' '.join(arguments)} ended with {code}: {lines}")
        return lines[-1].split(" ", 3)
