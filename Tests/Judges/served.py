"""The embedded cloud as `esteira local serve` serves it, and the clients that judge it."""

import contextlib
import json
import os
import re
import subprocess
import sys
import time

import boto3
import botocore.config
import botocore.exceptions

REGION = "eu-west-1"

# Neither the account nor the proxy of whoever runs this plays a part.
for name in list(os.environ):
    if name.startswith("AWS_") or name.lower().endswith("_proxy"):
        del os.environ[name]

# The CLI polls every 5 or 30 seconds, which no option changes. Here it sleeps no longer than this.
CLI = """
import sys, time
pause = time.sleep
time.sleep = lambda seconds: pause(min(seconds, 0.03))
from awscli.clidriver import main
sys.exit(main())
"""


class Judgement(Exception):
    """Something is not as it should be."""


class ServedCloud:
    """A server of the built program, the clients that ask it, and how often it was right."""

    def __init__(self, program, folder):
        self.program, self.folder, self.checks = program, folder, 0
        (folder / "esteira.yaml").write_text("project: judged\n")

    def check(self, condition, message):
        self.checks += 1
        if not condition:
            raise Judgement(message)

    def same(self, found, wanted, what):
        self.check(found == wanted, f"{what}: {found!r}, not {wanted!r}")

    # The server

    def serve(self):
        """Starts the program as a person would, and believes what it says."""
        self.server = subprocess.Popen(
            [self.program, "local", "serve", "--port", "0", "--project", str(self.folder)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        said = ""
        while "Interrupt it" not in said:
            line = self.server.stdout.readline()
            if not line:
                raise Judgement(f"the server ended with {self.server.wait()}")
            said += line
        self.world = dict(re.findall(r"(AWS_\w+)=(\S+)", said)) | {
            "AWS_DEFAULT_REGION": REGION, "PATH": os.environ["PATH"], "HOME": str(self.folder)}
        self.url = self.world["AWS_ENDPOINT_URL"]
        self.cloud = self.client()

    def stop(self, how):
        self.server.send_signal(how)
        code = self.server.wait(20)
        self.server.stdout.close()
        return code

    # The clients

    def client(self, service="cloudformation", key=None, secret=None, attempts=5):
        return boto3.client(
            service, endpoint_url=self.url, region_name=REGION,
            aws_access_key_id=key or self.world["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=secret or self.world["AWS_SECRET_ACCESS_KEY"],
            config=botocore.config.Config(
                retries={"total_max_attempts": attempts, "mode": "standard"}))

    def aws(self, *arguments, code=0, **variables):
        done = subprocess.run(
            [sys.executable, "-c", CLI, *arguments], cwd=self.folder, env=self.world | variables,
            capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
        said = done.stdout + done.stderr
        self.check(done.returncode == code,
                   f"aws {' '.join(arguments)} ended with {done.returncode}, not {code}:\n{said}")
        return json.loads(done.stdout) if done.stdout.startswith("{") else said

    def refuses(self, code, message, call, status=400, **arguments):
        """A call that AWS refuses: its code, its words (the start of them), its status."""
        try:
            call(**arguments)
        except botocore.exceptions.ClientError as error:
            found = error.response["Error"]
            self.same(found["Code"], code, f"the code ({found['Message']})")
            self.check(found["Message"].startswith(message),
                       f"the words: {found['Message']!r}, not {message!r}")
            self.same(error.response["ResponseMetadata"]["HTTPStatusCode"], status, "the status")
        else:
            raise Judgement(f"{arguments} was to be refused with {code}")

    @contextlib.contextmanager
    def raises(self, kind):
        found = []
        try:
            yield found
        except kind as error:
            found.append(error)
        self.check(found, f"there was to be a {kind.__name__}")

    def wait(self, waiter, **arguments):
        self.cloud.get_waiter(waiter).wait(
            WaiterConfig={"Delay": 0.03, "MaxAttempts": 500}, **arguments)

    # What is there

    def stack(self, name):
        return self.cloud.describe_stacks(StackName=name)["Stacks"][0]

    def status(self, name):
        return self.stack(name)["StackStatus"]

    def settle(self, name):
        """The status when nothing is under way any more; no waiter knows a failure's last one."""
        for _ in range(500):
            if not (status := self.status(name)).endswith("_IN_PROGRESS"):
                return status
            time.sleep(0.03)
        raise Judgement(f"{name} stays in {status}")

    def pages(self, action, key, **arguments):
        pages = list(self.cloud.get_paginator(action).paginate(**arguments))
        return len(pages), [item for page in pages for item in page[key]]

    def history(self, name):
        """The events as lines, oldest first."""
        _, events = self.pages("describe_stack_events", "StackEvents", StackName=name)
        return [" ".join(filter(None, (event["LogicalResourceId"], event["ResourceStatus"],
                                       event.get("ResourceStatusReason"))))
                for event in reversed(events)]

    def fails(self, text):
        """Says what is to go wrong from now on."""
        faults = self.folder / ".esteira/local/faults.yaml"
        faults.write_text(text) if text else faults.unlink()
