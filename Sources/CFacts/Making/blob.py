"""Writes the blob. Its layout is told in docs/decisions/0011-facts-in-one-blob.md."""

import collections
import json
import struct

from graph import KEYWORDS

MAGIC = b"ESTFACTS"
VERSION = 1
# Behind the magic, the version and the date.
DIGEST_AT = 8 + 4 + 12
HANDLERS = ["create", "read", "update", "delete", "list"]
# A field's place is its bit in the mask of a type's record.
FIELDS = [
    "root", "readOnly", "writeOnly", "createOnly", "conditionalCreateOnly", "deprecated",
    "primaryIdentifier", "additionalIdentifiers", "transforms", "replacementStrategy", "tagging",
    "lifecycle", "handlers", "reference", "attributes", "data", "updates", "regions", "ends",
    "documents",
]


def varint(value):
    """Seven bits a byte, the lowest first; all bytes but the last have their highest bit set."""
    assert value >= 0
    encoded = bytearray()
    while value > 127:
        encoded.append(value & 127 | 128)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


class Strings:
    """Counts how often each text is referred to, then lays them out, frequent ones first."""

    def __init__(self):
        self.counts = collections.Counter()
        self.offsets = None
        self.bytes = b""

    def lay_out(self):
        pool = bytearray()
        self.offsets = {}
        for text, _ in sorted(self.counts.items(), key=lambda entry: (-entry[1], entry[0])):
            self.offsets[text] = len(pool)
            encoded = text.encode()
            pool += varint(len(encoded)) + encoded
        self.bytes = bytes(pool)

    def at(self, text):
        if self.offsets is None:
            self.counts[text] += 1
            return 0
        return self.offsets[text]


class Encoder:
    """Encodes nodes and records; run once to count the texts, and again to write."""

    def __init__(self, merged):
        self.merged = merged
        self.strings = Strings()
        self.node_offsets = {}

    def text(self, text):
        return varint(self.strings.at(text))

    def texts(self, texts):
        return varint(len(texts)) + b"".join(map(self.text, texts))

    def value(self, value):
        """A text's place times four; 0 a text, 1 a number's digits, 2 anything else as JSON."""
        if isinstance(value, str):
            return varint(self.strings.at(value) << 2)
        kind = 1 if isinstance(value, (int, float)) and not isinstance(value, bool) else 2
        return varint(self.strings.at(json_text(value)) << 2 | kind)

    def node_at(self, node):
        return varint(self.node_offsets.get(id(self.merged[id(node)]), 0))

    def node(self, node):
        mask = 0
        payload = bytearray()
        for bit, (keyword, kind) in enumerate(KEYWORDS):
            if keyword in node.says:
                payload += self.said(kind, node.says[keyword])
            elif keyword in node.below:
                payload += self.hanging(kind, node.below[keyword])
            else:
                continue
            mask |= 1 << bit
        return bytes([node.types]) + varint(mask) + bytes(payload)

    def said(self, kind, value):
        if kind == "flag":
            return b""
        if kind == "count":
            return varint(value)
        if kind == "text":
            return self.text(value if isinstance(value, str) else json_text(value))
        if kind == "texts":
            return self.texts(value)
        if kind == "value":
            return self.value(value)
        if kind == "values":
            return varint(len(value)) + b"".join(map(self.value, value))
        assert kind == "textsMap", kind
        return varint(len(value)) + b"".join(
            self.text(name) + self.texts(value[name]) for name in sorted(value))

    def hanging(self, kind, value):
        if kind == "node":
            return self.node_at(value)
        if kind == "nodes":
            return varint(len(value)) + b"".join(map(self.node_at, value))
        return varint(len(value)) + b"".join(
            self.text(name) + self.node_at(child) for name, child in value)

    def record(self, facts):
        """A type's record: a mask of fields, then each field's length and bytes."""
        mask = 0
        payload = bytearray()
        for bit, name in enumerate(FIELDS):
            if name in facts:
                mask |= 1 << bit
                field = self.field(name, facts[name])
                payload += varint(len(field)) + field
        return varint(mask) + bytes(payload)

    def field(self, name, value):
        if name == "root":
            return self.node_at(value)
        if name in ("data", "replacementStrategy"):
            return self.text(value)
        if name == "additionalIdentifiers":
            return varint(len(value)) + b"".join(map(self.texts, value))
        if name == "transforms":
            return varint(len(value)) + b"".join(
                self.text(path) + self.text(value[path]) for path in sorted(value))
        if name == "tagging":
            flags = sum(
                1 << bit for bit, flag in enumerate(["taggable", "onCreate", "updatable", "system"])
                if value[flag])
            return varint(flags) + self.text(value["property"]) + self.texts(value["permissions"])
        if name == "lifecycle":
            return self.text(value["status"]) + self.text(value["date"])
        if name == "handlers":
            return varint(len(value)) + b"".join(
                varint(HANDLERS.index(handler)) + varint(value[handler]["minutes"])
                + self.texts(value[handler]["permissions"])
                for handler in HANDLERS if handler in value)
        if name == "reference":
            return self.text(value["kind"]) + self.texts(value["members"])
        if name == "updates":  # sorted, so that a wider path stands before a narrower one
            return varint(len(value)) + b"".join(
                self.text(path) + self.text(behaviour) + self.text(reason)
                for path, behaviour, reason in sorted(value))
        if name == "regions":  # a bit for each of the regions that all types have in common
            known, has = value
            return self.text(" ".join(known)) + varint(
                sum(1 << bit for bit, region in enumerate(known) if region in has))
        if name == "ends":
            return varint(len(value)) + b"".join(
                b"".join(map(self.text, entry)) for entry in value)
        if name == "documents":
            return varint(len(value)) + b"".join(
                self.text(path) + self.text(kind) + self.node_at(node)
                for path, kind, node in sorted(value, key=lambda entry: entry[0]))
        return self.texts(value)


def json_text(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def assemble(types, merged, date, digest):
    """The whole blob of a dictionary from type name to facts."""
    encoder = Encoder(merged)
    references = collections.Counter()
    order = {}
    for facts in types.values():
        waiting = [facts["root"], *(node for _, _, node in facts.get("documents", []))]
        while waiting:
            node = merged[id(waiting.pop())]
            references[id(node)] += 1
            if id(node) not in order:
                order[id(node)] = node
                waiting += [child for _, _, child in node.children()]
    nodes = [node for _, node in sorted(
        enumerate(order.values()), key=lambda entry: (-references[id(entry[1])], entry[0]))]
    # The texts are counted on a first way through, the places of the nodes found on the next ones:
    # they only grow, so it ends.
    for node in nodes:
        encoder.node(node)
    for name, facts in types.items():
        encoder.text(name)
        encoder.record(facts)
    encoder.strings.lay_out()
    encoded = []
    while True:
        encoded = [encoder.node(node) for node in nodes]
        offsets = {}
        place = 0
        for node, piece in zip(nodes, encoded):
            offsets[id(node)] = place
            place += len(piece)
        if offsets == encoder.node_offsets:
            break
        encoder.node_offsets = offsets
    index = bytearray()
    records = bytearray()
    for name in sorted(types, key=str.encode):
        index += struct.pack("<II", encoder.strings.at(name), len(records))
        records += encoder.record(types[name])
    sections = [bytes(index), bytes(records), b"".join(encoded), encoder.strings.bytes]
    place = DIGEST_AT + 32 + 8 * len(sections)
    header = bytearray(MAGIC + struct.pack("<I", VERSION) + date.encode().ljust(12, b"\0") + digest)
    for section in sections:
        header += struct.pack("<II", place, len(section))
        place += len(section)
    return bytes(header) + b"".join(sections), [len(section) for section in sections]
