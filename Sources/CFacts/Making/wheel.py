"""Reads AWS's published schemas out of a cfn-lint wheel."""

import ast
import json
import pathlib
import zipfile

from graph import Graph, pointer
from overrides import Mistake, path_in, reference

DATA = "cfnlint/data/"
PATHS = {
    "readOnly": "readOnlyProperties", "writeOnly": "writeOnlyProperties",
    "createOnly": "createOnlyProperties", "deprecated": "deprecatedProperties",
    "conditionalCreateOnly": "conditionalCreateOnlyProperties",
    "primaryIdentifier": "primaryIdentifier",
}
RUNTIMES = {"AWS::Lambda::Function", "AWS::Serverless::Function"}
ENDS = ["deprecated", "create-block", "update-block", "successor"]
# Where policies stand, and by which rules: an identity's has no principal, a resource's needs one.
DOCUMENTS = {
    "AWS::IAM::Group": {"Policies/*/PolicyDocument": "identity"},
    "AWS::IAM::GroupPolicy": {"PolicyDocument": "identity"},
    "AWS::IAM::ManagedPolicy": {"PolicyDocument": "identity"},
    "AWS::IAM::Policy": {"PolicyDocument": "identity"},
    "AWS::IAM::Role": {
        "AssumeRolePolicyDocument": "trust", "Policies/*/PolicyDocument": "identity"},
    "AWS::IAM::RolePolicy": {"PolicyDocument": "identity"},
    "AWS::IAM::User": {"Policies/*/PolicyDocument": "identity"},
    "AWS::IAM::UserPolicy": {"PolicyDocument": "identity"},
    "AWS::SSO::PermissionSet": {"InlinePolicy": "identity"},
    "AWS::KMS::Key": {"KeyPolicy": "resource"},
    "AWS::OpenSearchService::Domain": {"AccessPolicies": "resource"},
    "AWS::S3::BucketPolicy": {"PolicyDocument": "resource"},
    "AWS::SNS::TopicPolicy": {"PolicyDocument": "resource"},
    "AWS::SQS::QueuePolicy": {"PolicyDocument": "resource"},
    "AWS::ECR::Repository": {"RepositoryPolicyText": "resource_ecr"},
}


class Wheel:
    """What of a wheel is needed."""

    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)
        self.date = self.json("schemas/version.json")["schema_date"][:10]
        self.stateful = self.json("AdditionalSpecs/StatefulResources.json")["ResourceTypes"]
        self.runtimes = self.json("AdditionalSpecs/LmbdRuntimeLifecycle.json")
        self.graph = Graph()
        self.documents = {}
        self.read_attribute_lists()
        self.read_regions()

    def json(self, path):
        return json.loads(self.archive.read(DATA + path))

    def read_attribute_lists(self):
        """Which types answer `Fn::GetAtt` for every property, and which for some writable ones."""
        source = self.archive.read("cfnlint/schema/_getatts.py").decode()
        lists = {
            statement.targets[0].id: ast.literal_eval(statement.value)
            for statement in ast.parse(source).body if isinstance(statement, ast.Assign)}
        self.all_answer = set(lists["_all_property_types"])
        self.some_answer = lists["_exceptions"]

    def read_regions(self):
        """In which regions there is which type.

        Of a partition that is closed to others nobody knows: its list is us-east-1's once more.
        """
        folder = "schemas/providers/"
        lists = {
            pathlib.PurePath(path).stem: set(json.loads(self.archive.read(path)))
            for path in self.archive.namelist()
            if path.startswith(DATA + folder) and path.endswith(".json")}
        self.serverless = lists.pop("sam")
        known = lists["us-east-1"]
        self.regions = {
            region: types for region, types in sorted(lists.items())
            if region == "us-east-1" or types != known}

    def types(self):
        """The facts of every public type by its name.

        AWS's own (`AMZN::`) are not for others.
        """
        found = {}
        for path in sorted(self.archive.namelist()):
            if path.startswith(DATA + "schemas/resources/") and path.endswith(".json"):
                schema = json.loads(self.archive.read(path))
                name = schema["typeName"]
                if not name.startswith("AMZN::"):
                    found[name] = schema
        return {name: self.facts(name, found[name]) for name in sorted(found)}

    def facts(self, name, schema):
        facts = {"root": self.graph.add(schema)}
        for ours, theirs in PATHS.items():
            if schema.get(theirs):
                facts[ours] = [
                    self.path(name, facts["root"], path) for path in schema[theirs]]
        if schema.get("additionalIdentifiers"):
            facts["additionalIdentifiers"] = [
                [self.path(name, facts["root"], path) for path in paths]
                for paths in schema["additionalIdentifiers"]]
        if schema.get("propertyTransform"):
            # Some speak of properties that a later schema took away; those say nothing any more.
            facts["transforms"] = {
                path: text for path, text in (
                    (path_in(facts["root"], pointer(path)), text)
                    for path, text in schema["propertyTransform"].items())
                if path is not None}
        if "replacementStrategy" in schema:
            facts["replacementStrategy"] = schema["replacementStrategy"]
        if "lifecycle" in schema:
            facts["lifecycle"] = {"date": "", **schema["lifecycle"]}
        if "handlers" in schema:
            facts["handlers"] = {
                handler: {
                    "minutes": says.get("timeoutInMinutes", 0),
                    "permissions": sorted(set(says.get("permissions", [])))}
                for handler, says in schema["handlers"].items()}
        if "tagging" in schema or "taggable" in schema:
            facts["tagging"] = tagging(schema.get("tagging") or {"taggable": schema["taggable"]})
        if "primaryIdentifier" in facts:
            facts["reference"] = reference(facts["primaryIdentifier"])
        attributes = self.attributes(name, schema, facts)
        if attributes:
            facts["attributes"] = attributes
        if name not in self.serverless:
            facts["regions"] = (
                sorted(self.regions),
                [region for region in sorted(self.regions) if name in self.regions[region]])
        if name in RUNTIMES:
            facts["ends"] = [
                ("Runtime", value, *(says[key] or "" for key in ENDS))
                for value, says in sorted(self.runtimes.items())]
        if name in DOCUMENTS:
            facts["documents"] = [
                (path, kind, self.document(kind)) for path, kind in DOCUMENTS[name].items()]
        return facts

    def document(self, kind):
        """The schema of a policy document, which refers to a common one for its parts."""
        if kind not in self.documents:
            parts = self.json("schemas/other/iam/policy.json")
            schema = self.json(f"schemas/other/iam/policy_{kind}.json")
            schema = json.loads(json.dumps(schema).replace('"policy#/', '"#/definitions/policy/'))
            parts = json.loads(json.dumps(parts).replace('"#/', '"#/definitions/policy/'))
            schema["definitions"]["policy"] = parts
            self.documents[kind] = self.graph.add(schema)
        return self.documents[kind]

    def path(self, name, root, text):
        found = path_in(root, pointer(text))
        if found is None:
            raise Mistake(f"{name}: {text} leads nowhere")
        return found

    def attributes(self, name, schema, facts):
        """What `Fn::GetAtt` knows: what is read-only, and what the lists name."""
        if name == "AWS::CloudFormation::CustomResource":
            return ["*"]
        if name == "AWS::CloudFormation::Stack":
            return ["Outputs.*"]
        found = {path.replace("/", ".") for path in facts.get("readOnly", [])}
        if name == "AWS::ServiceCatalog::CloudFormationProvisionedProduct":
            found = found - {"Outputs"} | {"Outputs.*"}
        found.update(self.some_answer.get(name, []))
        if name in self.all_answer:
            found = {
                leaf for name, node in schema["properties"].items()
                for leaf in leaves(schema, node, name)}
        return sorted(found)


def tagging(says):
    """What is not said about tagging holds."""
    can = says.get("taggable", True)
    return {
        "taggable": can, "onCreate": can and says.get("tagOnCreate", True),
        "updatable": can and says.get("tagUpdatable", True),
        "system": can and says.get("cloudFormationSystemTags", True),
        "property": pointer(says.get("tagProperty", "/properties/Tags")) if can else "",
        "permissions": sorted(says.get("permissions", [])),
    }


def leaves(schema, node, path):
    """What a type that answers for all its properties knows at one of them, and below it.

    As the lists were made: by what a node says itself, so that a list of a definition's objects is
    an attribute, and an object that says so beside a reference has none.
    """
    types = node.get("type", [])
    types = [types] if isinstance(types, str) else types
    if "object" in types:
        for name, child in node.get("properties", {}).items():
            yield from leaves(schema, child, f"{path}.{name}")
    elif "array" in types:
        if node.get("items", {}).get("type") not in ("object", "array"):
            yield path
    elif "$ref" in node:
        yield from leaves(schema, schema["definitions"][node["$ref"].split("/")[-1]], path)
    else:
        yield path
