"""Asks a model: passes what API Gateway brings to an endpoint of Amazon SageMaker, and its answer back.

The endpoint's name is in the environment variable ENDPOINT. Needs nothing but what AWS Lambda has.

Optional variables:
  VARIANT       the only variant of the endpoint that is asked
  ALLOW_ORIGIN  the site whose pages may read answers: what the API has as `cors.origin`
  MODEL_SECONDS how long the model may take (20); the function needs a few seconds more
  MOST_BYTES    how large a request may be (4194304: what a serverless endpoint takes; one on
                instances takes more than AWS Lambda can be given)
"""

import base64
import binascii
import json
import logging
import os

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ReadTimeoutError

# What AWS Lambda gives back to its caller is at most 6 MB, with everything around the body.
LARGEST_ANSWER = 6 * 1024 * 1024 - 16 * 1024
# Types of which bytes are text; all others travel in base64.
TEXTS = ("text/", "application/json", "application/xml", "application/jsonlines",
         "application/x-ndjson", "application/x-www-form-urlencoded")
# Error codes of Amazon SageMaker that say that it is busy, or still at it.
BUSY = {"ThrottlingException", "ServiceUnavailable", "ServiceUnavailableException",
        "ModelNotReadyException"}

log = logging.getLogger()
log.setLevel(logging.INFO)
_client = None


class Refusal(Exception):
    """Why a request is not answered by the model: a status, and words for its caller."""

    def __init__(self, status, message, **headers):
        super().__init__(message)
        self.status = status
        self.headers = headers


def client():
    """The client, made once: those that come after the first call find its connection open."""
    global _client
    if _client is None:
        seconds = float(os.environ.get("MODEL_SECONDS", "20"))
        # A model that failed or timed out would fail or time out again, at twice the price.
        _client = boto3.client("sagemaker-runtime", config=Config(
            connect_timeout=2, read_timeout=seconds, retries={"total_max_attempts": 1}))
    return _client


def handler(event, context):
    """Answers one request of API Gateway (a proxy event of a REST API)."""
    try:
        answer = ask(event)
    except Refusal as refusal:
        log.warning("refused with %d: %s", refusal.status, refusal)
        answer = reply(refusal.status, "application/json",
                       json.dumps({"message": str(refusal)}).encode(), refusal.headers)
    except Exception:
        # The trace is for the log; what stands in it is nobody else's business.
        log.exception("the function failed")
        answer = reply(500, "application/json", b'{"message": "The function failed"}')
    return answer


def ask(event):
    """The model's answer to an event."""
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    body = content(event)
    request = {
        "EndpointName": endpoint(),
        "Body": body,
        "ContentType": headers.get("content-type") or "application/json",
        "Accept": accepted(headers.get("accept")),
    }
    if variant := os.environ.get("VARIANT"):
        request["TargetVariant"] = variant
    try:
        answer = client().invoke_endpoint(**request)
        result = answer["Body"].read()
    except ClientError as error:
        raise refusal(error) from error
    except ReadTimeoutError as error:
        raise Refusal(504, "The model took too long") from error
    except BotoCoreError as error:
        log.error("the endpoint could not be asked: %s", error)
        raise Refusal(502, "The model cannot be asked") from error
    kind = answer.get("ContentType") or "application/octet-stream"
    if size(result, kind) > LARGEST_ANSWER:
        raise Refusal(502, "The model's answer is too large: ask for less at once")
    more = {}
    if variant := answer.get("InvokedProductionVariant"):
        more["X-Amzn-Invoked-Production-Variant"] = variant
    return reply(200, kind, result, more)


def endpoint():
    name = os.environ.get("ENDPOINT")
    if not name:
        log.error("the environment variable ENDPOINT names no endpoint")
        raise Refusal(500, "The function is not set up: it knows no endpoint")
    return name


def content(event):
    """The bytes of a request's body."""
    body = event.get("body")
    if not body:
        raise Refusal(400, "The request has no body for the model")
    if event.get("isBase64Encoded"):
        try:
            body = base64.b64decode(body, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Refusal(400, "The request's body is no base64") from error
    else:
        body = body.encode()
    most = int(os.environ.get("MOST_BYTES", "4194304"))
    if len(body) > most:
        raise Refusal(413, f"The request has {len(body)} bytes, and the model gets {most} at most: "
                           "send less at once")
    return body


def accepted(value):
    """What the model is to answer with: the first type that is asked for, if any is preferred."""
    first = (value or "").split(",")[0].split(";")[0].strip()
    return first if first and "*" not in first else "application/json"


def refusal(error):
    """What a caller is told of an error of Amazon SageMaker."""
    details = error.response.get("Error", {})
    code = details.get("Code", "")
    log.error("%s: %s", code, details.get("Message"))
    if code == "ModelError":
        status = error.response.get("OriginalStatusCode") or 500
        log.error("the model answered %s; its log: %s",
                  status, error.response.get("LogStreamArn"))
        # What the model says of a request that it does not take is for whoever sent it.
        if 400 <= int(status) < 500:
            words = error.response.get("OriginalMessage") or "The model does not take this request"
            return Refusal(int(status), words)
        return Refusal(502, "The model failed")
    if code in BUSY:
        return Refusal(503, "The model is busy: try again", **{"Retry-After": "1"})
    if code == "ValidationError" and "size" in details.get("Message", "").lower():
        return Refusal(413, "The request is too large for the model")
    if code == "AccessDeniedException":
        return Refusal(500, "The function is not set up: it may not ask the endpoint")
    return Refusal(502, "The model cannot be asked")


def is_text(kind):
    return kind.split(";")[0].strip().lower().startswith(TEXTS)


def size(body, kind):
    """How long a body is in an answer of AWS Lambda, which is JSON."""
    if not is_text(kind):
        return (len(body) + 2) // 3 * 4
    return len(json.dumps(body.decode(errors="replace")))


def reply(status, kind, body, headers=None):
    """An answer as API Gateway takes it."""
    answer = {"statusCode": status, "headers": {"Content-Type": kind, **(headers or {})}}
    if origin := os.environ.get("ALLOW_ORIGIN"):
        answer["headers"]["Access-Control-Allow-Origin"] = origin
    try:
        if not is_text(kind):
            raise UnicodeError
        answer["body"], answer["isBase64Encoded"] = body.decode(), False
    except UnicodeError:
        answer["body"], answer["isBase64Encoded"] = base64.b64encode(body).decode(), True
    return answer
