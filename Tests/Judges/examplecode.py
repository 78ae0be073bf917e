"""Code for the examples that name some."""

import yaml


def write_code(folder, example):
    """Writes it where the example says, with the file that its handler names."""
    for resource in yaml.load(example, Loader=yaml.CSafeLoader)["resources"].values():
        if "code" not in resource or "runtime" not in resource:
            continue
        path = folder / resource["code"]
        if path.suffix:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("def handler(event, context):\n  return {}\n")
            continue
        path.mkdir(parents=True)
        module = resource.get("handler", "index.handler").rsplit(".", 1)[0]
        ending = "mjs" if resource["runtime"].startswith("nodejs") else "py"
        (path / f"{module}.{ending}").write_text("# what runs\n")
        (path / "lib").mkdir()
        (path / "lib/data.bin").write_bytes(bytes(range(256)))
