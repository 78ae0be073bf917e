"""The property trees of all types as one graph in which equal parts are one node."""

import json

# A keyword's place in this list is its bit in the mask of a node, and part of the format: the
# reader in Sources/CloudFormation/Facts has the same list. The frequent ones come first.
KEYWORDS = [
    ("minLength", "count"), ("maxLength", "count"), ("pattern", "text"), ("enum", "values"),
    ("properties", "map"), ("required", "texts"), ("closed", "flag"), ("items", "node"),
    ("unordered", "flag"), ("minItems", "count"), ("maxItems", "count"), ("uniqueItems", "flag"),
    ("format", "text"), ("minimum", "text"), ("maximum", "text"), ("default", "value"),
    ("patternProperties", "map"), ("anyOf", "nodes"), ("oneOf", "nodes"), ("allOf", "nodes"),
    ("maxProperties", "count"), ("minProperties", "count"), ("relationship", "texts"),
    ("enumCaseInsensitive", "values"), ("requiredXor", "texts"), ("multipleOf", "text"),
    ("dependentRequired", "textsMap"), ("dependentExcluded", "textsMap"),
    ("dependentSchemas", "map"), ("uniqueKeys", "texts"), ("const", "value"),
    ("arrayType", "text"), ("if", "node"), ("then", "node"), ("else", "node"), ("not", "node"),
    ("maxUniqueItems", "count"), ("requiredOr", "texts"), ("prefixItems", "nodes"),
    ("exclusiveMinimum", "text"), ("exclusiveMaximum", "text"), ("additionalProperties", "node"),
]
KINDS = dict(KEYWORDS)
TYPES = ["object", "array", "string", "number", "integer", "boolean", "null"]
# What is said for people, and what is about a type rather than about its properties' values.
IGNORED = {
    "$comment", "$id", "$ref", "$schema", "additionalIdentifiers", "cfnLint",
    "conditionalCreateOnlyProperties",
    "createOnlyProperties", "definitions", "deprecatedProperties", "description",
    "documentationUrl", "examples", "handlers", "lifecycle", "primaryIdentifier",
    "propertyTransform", "readOnlyProperties", "replacementStrategy", "resourceLink", "sourceUrl",
    "taggable", "tagging", "title", "type", "typeConfiguration", "typeName",
    "writeOnlyProperties",
}
# The Boolean keywords, and the value that says something; the other one is what holds anyway.
FLAGS = {"insertionOrder": ("unordered", False), "uniqueItems": ("uniqueItems", True)}


class Node:
    """One node: its types, what it says itself, and the nodes below it."""

    def __init__(self):
        self.types = 0
        self.says = {}
        self.below = {}  # keyword to a node, a list of nodes, or pairs of name and node

    def children(self):
        for keyword, value in self.below.items():
            if isinstance(value, Node):
                yield keyword, None, value
            else:
                for entry in value:
                    yield (keyword, *entry) if isinstance(entry, tuple) else (keyword, None, entry)


class Graph:
    """Turns schemas into nodes, and finds which nodes are equal."""

    def __init__(self):
        self.nodes = []

    def add(self, schema):
        """The root node of a resource type's schema."""
        root = SchemaReader(self, schema).node(schema)
        # Few schemas say of their root what is plain.
        root.types |= 1
        return root

    def merge(self):
        """Maps every node to the one that stands for all that are equal to it.

        Definitions may contain themselves, so equality is found from above: nodes that look the
        same are taken for equal until their children turn out not to be.
        """
        position = {id(node): index for index, node in enumerate(self.nodes)}
        links = [[position[id(child)] for _, _, child in node.children()] for node in self.nodes]
        labels, count = number([shape(node) for node in self.nodes])
        while True:
            labels, more = number([
                (label, tuple(labels[child] for child in below))
                for label, below in zip(labels, links)])
            if more == count:
                break
            count = more
        first = {}
        return {
            id(node): first.setdefault(label, node) for node, label in zip(self.nodes, labels)}


class SchemaReader:
    """Turns one resource type's schema into nodes."""

    def __init__(self, graph, schema):
        self.graph = graph
        self.schema = schema
        self.made = {}

    def node(self, raw):
        raw = self.resolved(raw)
        key = id(raw)
        if key in self.made:
            return self.made[key][0]
        node = Node()
        # The dictionary is kept beside its node, so that its identity is not given away again.
        self.made[key] = (node, raw)
        self.graph.nodes.append(node)
        self.fill(node, raw)
        return node

    def resolved(self, raw):
        """Follows references; what stands beside one is added to what it refers to."""
        beside = {}
        while "$ref" in raw:
            beside = {**{k: v for k, v in raw.items() if k not in IGNORED or k == "type"}, **beside}
            target = self.schema
            for step in raw["$ref"].removeprefix("#/").split("/"):
                target = target[step.replace("~1", "/").replace("~0", "~")]
            raw = target
        return {**raw, **beside} if beside else raw

    def fill(self, node, raw):
        types = raw.get("type", [])
        for name in [types] if isinstance(types, str) else types:
            node.types |= 1 << TYPES.index(name)
        for keyword, value in raw.items():
            if keyword in IGNORED:
                continue
            if keyword in FLAGS:
                flag, telling = FLAGS[keyword]
                if value is telling:
                    node.says[flag] = True
            elif keyword == "additionalProperties":
                if value is False:
                    node.says["closed"] = True
                elif value is not True:
                    node.below[keyword] = self.node(value)
            elif keyword == "dependencies":
                self.fill_dependencies(node, value)
            elif keyword == "relationshipRef":
                node.says["relationship"] = [value["typeName"], pointer(value["propertyPath"])]
            elif KINDS[keyword] == "node":
                node.below[keyword] = self.node(value)
            elif KINDS[keyword] == "nodes":
                node.below[keyword] = [self.node(entry) for entry in value]
            elif KINDS[keyword] == "map":
                node.below[keyword] = [(name, self.node(value[name])) for name in sorted(value)]
            elif value != [] or keyword == "default":
                node.says[keyword] = value

    def fill_dependencies(self, node, value):
        """The older keyword for two newer ones."""
        names = {name: entry for name, entry in value.items() if isinstance(entry, list)}
        schemas = {name: entry for name, entry in value.items() if isinstance(entry, dict)}
        if names:
            node.says["dependentRequired"] = {**node.says.get("dependentRequired", {}), **names}
        if schemas:
            node.below["dependentSchemas"] = [
                (name, self.node(schemas[name])) for name in sorted(schemas)]


def pointer(text):
    """`/properties/A/*/B` as `A/*/B`. Some are written without the first slash upstream."""
    steps = [step for step in text.split("/") if step]
    return "/".join(steps[1:] if steps[0] == "properties" else steps)


def shape(node):
    """What a node says without the nodes below it, but with how they hang there."""
    says = json.dumps(node.says, sort_keys=True)
    return node.types, says, tuple((keyword, name) for keyword, name, _ in node.children())


def number(keys):
    """Gives equal keys equal numbers, counted in the order in which they appear."""
    numbers = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys], len(numbers)
