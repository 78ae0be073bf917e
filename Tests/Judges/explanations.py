"""Why `esteira check` and cfn-lint differ about a template, where they do: reasons that can be checked
of any template, none of which names a file.

A reason is a function of what is known of the template; it says whether it holds of a finding of one
side that the other one does not have.
"""

import functools
import json
import re

from cfnlint.decode import decode


class Case:
    """A template with what both sides found in it."""

    def __init__(self, path, theirs, ours):
        self.path, self.ours = path, ours
        self.theirs = [{**match, "path": match["path"] or []} for match in theirs]

    @functools.cached_property
    def decoded(self):
        """The template as cfn-lint reads it, and what it says while reading."""
        return decode(str(self.path))

    @property
    def body(self):
        return self.decoded[0] or {}

    def at(self, *steps):
        """What stands at a path; nothing if that leads nowhere."""
        value = self.body
        for step in steps:
            if isinstance(value, dict) and step in value:
                value = value[step]
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def type(self, resource):
        found = self.at("Resources", resource, "Type")
        return found if isinstance(found, str) else ""

    def rules_at(self, path):
        return {match["rule"] for match in self.theirs if match["path"] == path}


def begins(path, start):
    return path[:len(start)] == start


def is_silenced(body):
    """Whether a part of a template tells cfn-lint not to say something."""
    metadata = body.get("Metadata") if isinstance(body, dict) else None
    lint = metadata.get("cfn-lint") if isinstance(metadata, dict) else None
    config = lint.get("config") if isinstance(lint, dict) else None
    return bool(isinstance(config, dict) and config.get("ignore_checks"))


# Errors of ours that cfn-lint does not have.


def is_unread(case, finding):
    return case.decoded[0] is None and any(
        match.rule.id == "E0000" for match in case.decoded[1])


def is_told_to_be_silent(case, finding):
    return is_silenced(case.body) or is_silenced(case.at(*finding["path"][:2]))


def is_in_unknown_type(case, finding):
    resource = finding["path"][:2]
    return len(finding["path"]) > 3 and "E3006" in case.rules_at([*resource, "Type"])


def is_part_of_theirs(case, finding):
    path = finding["path"]
    return any(
        len(match["path"]) > 1 and begins(path, match["path"])
        for match in case.theirs)


def is_around_theirs(case, finding):
    path = finding["path"]
    return len(path) > 3 and any(begins(match["path"], path) for match in case.theirs)


def is_other_half(case, finding):
    return finding["code"] == "EST3191" and any(
        match["rule"] in ("E3020", "E3021") and match["path"][:-1] == finding["path"][:-1]
        for match in case.theirs)


def is_no_mapping(case, finding):
    name = re.fullmatch(r"there is no mapping `(.+)`", finding["message"])
    return bool(name) and name[1] not in (case.at("Mappings") or {})


def is_deep_in_mapping(case, finding):
    path = finding["path"]
    return path[:1] == ["Mappings"] and len(path) > 4 and isinstance(case.at(*path), (dict, list))


def is_unknown_in_rules(case, finding):
    name = re.fullmatch(r"there is no parameter `(.+)`", finding["message"])
    return (finding["path"][:1] == ["Rules"] and bool(name)
            and name[1] not in (case.at("Parameters") or {}))


def is_ring_of_conditions(case, finding):
    """Each condition that the message names really names the next one."""
    names = re.findall("`([^`]+)`", finding["message"])
    return finding["code"] == "EST3126" and finding["path"][:1] == ["Conditions"] and all(
        json.dumps({"Condition": other}) in json.dumps(case.at("Conditions", name))
        for name, other in zip(names, names[1:]))


def is_retired_type(case, finding):
    return finding["code"] == "EST3194" and any(
        begins(match["path"], [*finding["path"][:2], "Properties"]) for match in case.theirs)


OURS_ALONE = [
    ("cfn-lint cannot read the file either (E0000)", is_unread),
    ("the template tells cfn-lint to be silent", is_told_to_be_silent),
    ("cfn-lint knows no such type (E3006) and looks no deeper", is_in_unknown_type),
    ("cfn-lint reports what is around it and looks no deeper", is_part_of_theirs),
    ("cfn-lint reports a part of it", is_around_theirs),
    ("cfn-lint reports the other one of two that exclude each other", is_other_half),
    ("the template has no such mapping, which cfn-lint asks only of keys that it knows",
     is_no_mapping),
    ("cfn-lint looks no deeper into lists of mappings", is_deep_in_mapping),
    ("the template has no such parameter, which cfn-lint does not ask in all parts of a rule",
     is_unknown_in_rules),
    ("conditions need each other, which cfn-lint does not follow", is_ring_of_conditions),
    ("a service was shut down: cfn-lint says so of `Properties`, we of `Type`", is_retired_type),
]

# Errors of cfn-lint that are none.


def is_of_serverless(case, match):
    resource = referred(case, match["path"])
    return (match["rule"] in ("E1010", "E6101") and match["message"].startswith("'")
            and "' is not one of [] in" in match["message"]
            and case.type(resource).startswith("AWS::Serverless::"))


def referred(case, path):
    """The resource whose attribute is asked for at a path that ends in `Fn::GetAtt`."""
    steps = [step for step in path if step is not None]
    while steps and steps[-1] != "Fn::GetAtt":
        steps.pop()
    value = case.at(*steps)
    if isinstance(value, str):
        return value.split(".")[0]
    return value[0] if isinstance(value, list) and value else None


def is_published_alias(case, match):
    if match["rule"] != "E1019" or not match["message"].startswith("'Alias' is not one of"):
        return False
    names = re.findall(r"\$\{(\w+)\.Alias\}", str(case.at(*match["path"])))
    return any(case.at("Resources", name, "Properties", "AutoPublishAlias") for name in names)


def is_of_registry(case, match):
    if match["rule"] != "E3006":
        return False
    name = case.at(*match["path"]) or ""
    return bool(re.fullmatch(r"(?!(?i:AWS)::)(\w{2,64}::){2}\w{2,64}(::MODULE)?", name))


MISTAKEN = [
    ("what SAM makes has attributes that SAM documents, and cfn-lint knows none", is_of_serverless),
    ("SAM makes an alias where AutoPublishAlias is set, and `${Function.Alias}` names it",
     is_published_alias),
    ("a type from the registry, which the account knows and nobody else", is_of_registry),
]

# Errors of cfn-lint that we report at another place.


def is_of_mistaken_parameter(case, match):
    name = re.match(r"(?:\{'Ref': )?'(\w+)'", match["message"])
    return match["rule"] in ("E1019", "E1020") and bool(name) and any(
        begins(finding["path"], ["Parameters", name[1]]) for finding in case.ours)


def is_misspelt_beside(case, match):
    name = re.fullmatch(r"'(\w+)' is a required property", match["message"])
    return match["rule"] == "E3003" and bool(name) and any(
        finding["code"] == "EST3182" and finding["path"][:-1] == match["path"]
        and f"`{name[1]}`" in (finding["hint"] or {}).get("message", "")
        for finding in case.ours)


def is_part_of_ours(case, match):
    path = match["path"] or []
    return any(
        len(finding["path"]) > 3 and begins(path, finding["path"]) for finding in case.ours)


THEIRS_ALONE = [
    ("the parameter has no type that is known, which is reported once, at the parameter",
     is_of_mistaken_parameter),
    ("a misspelt property beside it is reported once, with the one that is missing in its hint",
     is_misspelt_beside),
    ("reported of what is around it", is_part_of_ours),
]


def reason(reasons, case, finding):
    """The first reason that holds, in words."""
    return next((words for words, holds in reasons if holds(case, finding)), None)
