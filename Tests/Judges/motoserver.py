"""moto's server, which verifies signatures with botocore's own signer."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request

import boto3

REGION = "us-east-1"
ACCOUNT = "123456789012"


class Judgement(Exception):
    """Something is not as it should be."""


def check(condition, message):
    if not condition:
        raise Judgement(message)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def moto(log):
    """A server that verifies signatures; gives its address and a key that may do everything."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=log, stderr=subprocess.STDOUT,
        env=os.environ | {"MOTO_ACCOUNT_ID": ACCOUNT})
    try:
        deadline = time.monotonic() + 60
        while True:
            check(server.poll() is None, "moto's server has ended")
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{url}/moto-api/data.json", timeout=5).close()
                break
            check(time.monotonic() < deadline, "moto's server does not answer")
            time.sleep(0.1)
        iam = boto3.client("iam", endpoint_url=url, region_name=REGION,
                           aws_access_key_id="nobody", aws_secret_access_key="nothing")
        iam.create_user(UserName="judge")
        iam.put_user_policy(
            UserName="judge", PolicyName="all", PolicyDocument=
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}')
        key = iam.create_access_key(UserName="judge")["AccessKey"]
        request = urllib.request.Request(
            f"{url}/moto-api/reset-auth", data=b"0", headers={"Content-Type": "text/plain"})
        urllib.request.urlopen(request, timeout=5).close()
        yield url, key["AccessKeyId"], key["SecretAccessKey"]
    finally:
        server.terminate()
        server.wait()
