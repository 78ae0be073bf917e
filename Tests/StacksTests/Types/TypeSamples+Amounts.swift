import Documents
import Stacks

extension TypeSample {
  /// Sizes, percentages and ranges.
  static let amounts: [TypeSample] = [
    TypeSample(
      "sizes",
      .size(.init(128, .mebibytes)...(.init(10, .gibibytes)), in: .mebibytes, example: "512MiB"),
      right: [
        ("512MiB", "512"), ("1GiB", "1024"), ("131072KiB", "128"), ("134217728B", "128"),
        ("1024000KB", nil),
      ].compactMap { written, result in result.map { (written, $0) } },
      wrong: [
        "512", "512MB", "1GB", "512 MiB", "512mib", "512Mi", "512mb", "512M", "1g", "1.5GiB",
        "64MiB",
        "20GiB", "512XB", "512 megabytes", "-512MiB", "much", "99999999999999999999MiB",
        "9999999999999TiB", "[1GiB]", "~", "${var.five}",
      ]
    ) { .number(Number($0.mebibytes)) },
    TypeSample(
      "disks",
      .size(.init(10, .gigabytes)...(.init(16, .terabytes)), in: .gigabytes, example: "100GB"),
      right: [("10GB", "\"10GB\""), ("1TB", "\"1TB\"")],
      wrong: ["100GiB", "5GB", "100G"]
    ) { .string($0.text) },
    TypeSample(
      "percentages", .percentage(1...100, example: "25%"),
      right: [
        ("10", "10"), ("10%", "10"), ("\"10%\"", "10"), ("\"10\"", "10"), ("1.5%", "1.5"),
        ("100", "100"), ("${var.five}", "5"), ("${var.five}%", "5"),
      ],
      wrong: [
        "10 %", "10 percent", "0.25", "0", "101", "250%", "-5", "ten", "10%%", ".inf",
        "true",
        "[10]", "{percent: 10}", "~", "${env.account}",
      ]
    ) { .number($0.number) },
    TypeSample(
      "ranges", .range(0...100),
      right: [
        ("1..4", "[1,4]"), ("3", "[3,3]"), ("\"3\"", "[3,3]"), ("0..0", "[0,0]"),
        ("{min: 2, max: 4}", "[2,4]"), ("\"${var.five}..9\"", "[5,9]"), ("${var.five}", "[5,5]"),
      ],
      wrong: [
        "4..1", "1-4", "1-400", "1...4", "1 .. 4", "1 to 4", "\"1,4\"", "1:4", "4-1", "[1, 4]",
        "[4, 1]",
        "[1, 2, 3]", "1..", "..4", "1..400", "400", "-1..4", "1.5", "one", "a..b",
        "{min: 4, max: 1}", "{min: 1}", "{min: 1, max: 400}", "~",
        "${artifacts}",
      ]
    ) { .array([.number(Number($0.min)), .number(Number($0.max))]) },
  ]
}
