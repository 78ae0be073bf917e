"""What boto3 finds in the embedded cloud's S3."""

import json

import botocore.exceptions
from served import REGION


class ServedObjects:
    """A step of a walk through a served cloud."""

    def objects(self):
        """Buckets and objects, with conditional writes."""
        s3 = self.client("s3")
        s3.create_bucket(Bucket="judged",
                         CreateBucketConfiguration={"LocationConstraint": REGION})
        key = "a folder/ü+é & 100%/~record (1).json"
        first = s3.put_object(Bucket="judged", Key=key, Body=b"one", IfNoneMatch="*",
                              ContentType="application/json", Metadata={"serial": "1"})["ETag"]
        self.same(self.refusal(s3.put_object, Bucket="judged", Key=key, Body=b"two",
                               IfNoneMatch="*"), "PreconditionFailed", "a second creation")
        self.same(self.refusal(s3.put_object, Bucket="judged", Key=key, Body=b"two",
                               IfMatch='"none"'), "PreconditionFailed", "a stale write")
        second = s3.put_object(Bucket="judged", Key=key, Body=b"two!", IfMatch=first)["ETag"]
        found = s3.get_object(Bucket="judged", Key=key)
        self.same((found["Body"].read(), found["ETag"], found["ContentLength"]),
                  (b"two!", second, 4), "the object")
        self.same(s3.head_object(Bucket="judged", Key=key)["ContentLength"], 4, "its head")
        part = s3.get_object(Bucket="judged", Key=key, Range="bytes=1-2")
        self.same((part["Body"].read(), part["ContentRange"]), (b"wo", "bytes 1-2/4"), "a part")
        self.same(self.refusal(s3.get_object, Bucket="judged", Key="none"), "NoSuchKey", "none")
        self.template_in_a_bucket(s3)
        for number in range(5):
            s3.put_object(Bucket="judged", Key=f"many/{number}", Body=b"")
        pages = s3.get_paginator("list_objects_v2").paginate(
            Bucket="judged", Prefix="many/", PaginationConfig={"PageSize": 2})
        self.same([one["Key"] for page in pages for one in page["Contents"]],
                  [f"many/{number}" for number in range(5)], "the pages")
        for name, given in (("versioning", {"VersioningConfiguration": {"Status": "Enabled"}}),
                            ("policy", {"Policy": '{"Statement": []}'})):
            getattr(s3, f"put_bucket_{name}")(Bucket="judged", **given)
        self.same(s3.get_bucket_versioning(Bucket="judged")["Status"], "Enabled", "versioning")
        self.same(s3.get_bucket_policy(Bucket="judged")["Policy"], '{"Statement": []}', "policy")
        self.same(self.refusal(s3.delete_bucket, Bucket="judged"), "BucketNotEmpty", "deletion")
        self.folders(s3)
        keys = [{"Key": one["Key"]} for one in s3.list_objects_v2(Bucket="judged")["Contents"]]
        gone = s3.delete_objects(Bucket="judged", Delete={"Objects": keys})
        self.same(len(gone["Deleted"]), len(keys), "what was deleted at once")
        s3.delete_bucket(Bucket="judged")

    def folders(self, s3):
        """What is asked of buckets besides their objects."""
        pages = s3.get_paginator("list_objects_v2").paginate(
            Bucket="judged", Delimiter="/", PaginationConfig={"PageSize": 1})
        groups = [one["Prefix"] for page in pages for one in page.get("CommonPrefixes", [])]
        self.same(groups, ["a folder/", "many/"], "the folders")
        self.same(s3.list_objects_v2(Bucket="judged", MaxKeys=0)["KeyCount"], 0, "an empty page")
        self.same(self.refusal(s3.list_objects_v2, Bucket="judged", MaxKeys=-1),
                  "InvalidArgument", "a page of less than nothing")
        self.same([one["Name"] for one in s3.list_buckets()["Buckets"]], ["judged"], "the buckets")
        self.same(s3.get_bucket_location(Bucket="judged")["LocationConstraint"],
                  None if REGION == "us-east-1" else REGION, "where the bucket lies")
        self.same(self.refusal(s3.create_bucket, Bucket="Not_A_Name",
                               CreateBucketConfiguration={"LocationConstraint": REGION}),
                  "InvalidBucketName", "a name that is none")
        s3.put_object(Bucket="judged", Key="large", Body=b"x" * (20 << 20))
        end = s3.get_object(Bucket="judged", Key="large", Range="bytes=-3")["Body"].read()
        self.same(end, b"xxx", "the end of 20 MB")

    def template_in_a_bucket(self, s3):
        """A template that is too long for a call, as the AWS CLI and boto3 refer to it."""
        body = json.dumps({"Metadata": {"Notes": "a" * 100_000},
                           "Resources": {"T": {"Type": "AWS::SNS::Topic"}}})
        s3.put_object(Bucket="judged", Key="long.json", Body=body.encode())
        address = f"https://s3.{REGION}.amazonaws.com/judged/long.json"
        self.aws("cloudformation", "create-stack", "--stack-name", "long",
                 "--template-url", address)
        self.wait("stack_create_complete", StackName="long")
        held = self.cloud.get_template(StackName="long")["TemplateBody"]
        self.same(held, json.loads(body), "the template from the bucket")
        self.cloud.update_stack(StackName="long", TemplateURL=f"{self.url}/judged/long.json",
                                Tags=[{"Key": "a", "Value": "b"}])
        self.wait("stack_update_complete", StackName="long")
        self.refuses("ValidationError", "S3 error: The specified key does not exist.",
                     self.cloud.create_stack, StackName="none", TemplateURL=address + "x")
        self.cloud.delete_stack(StackName="long")
        self.wait("stack_delete_complete", StackName="long")

    def refusal(self, call, **given):
        """The code by which a call is refused."""
        try:
            call(**given)
        except botocore.exceptions.ClientError as error:
            return error.response["Error"]["Code"]
        return None
