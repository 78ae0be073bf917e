internal import Documents
internal import Stacks

/// A database as its fields say it.
struct PostgresDesign {
  let place: NetworkPlace
  let runsOn: Machine
  /// Whether another one stands ready.
  let hasStandby: Bool
  /// How many days it can be brought back.
  let backups: Int
  let key: Value?

  /// What it runs on.
  enum Machine {
    /// One machine with a disk, in GiB, which may grow.
    case instance(type: String, storage: Int, growth: Int?)
    /// A capacity that follows the load, and after how many seconds without anybody it pauses.
    case serverless(least: Number, most: Number, pause: Int?)
  }

  /// Reads the fields; nil if they do not go together, which is reported.
  init?(_ it: inout Blueprint) {
    let network = it[Postgres.network]
    place = NetworkPlace(network)
    guard place.innerSubnets.count > 1 else {
      it.refuse(
        Postgres.network,
        "a database needs subnets in two zones, and `\(network.name)` has \(place.innerSubnets.count)",
        hint: "name another one in the network")
      return nil
    }
    for caller in it[Postgres.callers] ?? []
    where caller[FargateService.network].name != network.name {
      it.refuse(
        Postgres.callers,
        "`\(caller.name)` runs in another network, `\(caller[FargateService.network].name)`",
        hint: "let both be in one network")
      return nil
    }
    guard let machine = Self.machine(&it) else { return nil }
    runsOn = machine
    let isProtected = it.environment.isProtected
    hasStandby = it[Postgres.standby] ?? isProtected
    backups = it[Postgres.backups]?.days ?? (isProtected ? 30 : 7)
    key = it[Postgres.key]
  }

  private static func machine(_ it: inout Blueprint) -> Machine? {
    guard let settings = it[Postgres.serverless] else {
      let storage = it[Postgres.storage]?.gibibytes ?? 20
      let growth = it[Postgres.growth]?.gibibytes
      // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
      if let growth, growth * 10 < storage * 11 {
        it.refuse(
          Postgres.growth, "a disk of `\(storage)GiB` grows by a tenth at least",
          hint: "write `grows-to: \(storage * 2)GiB`, or leave it out")
        return nil
      }
      return .instance(
        type: it[Postgres.instance] ?? "db.t4g.small", storage: storage, growth: growth)
    }
    let own: [(any FieldDeclaration, isGiven: Bool)] = [
      (Postgres.instance, it[Postgres.instance] != nil),
      (Postgres.storage, it[Postgres.storage] != nil),
      (Postgres.growth, it[Postgres.growth] != nil),
    ]
    for (field, isGiven) in own where isGiven {
      it.refuse(
        field, "a serverless database has no `\(field.name)`: capacity and disk follow the load",
        hint: "remove it, or remove `serverless`")
    }
    let (least, most) = (settings[Postgres.least], settings[Postgres.most])
    if least.double > most.double {
      it.refuse(
        Postgres.least, in: settings,
        "at least `\(least.canonical)` and at most `\(most.canonical)` is nothing",
        hint: "write `min` below `max`")
    }
    if settings[Postgres.pause] != nil, least.double > 0 {
      it.refuse(
        Postgres.pause, in: settings, "a capacity of `\(least.canonical)` at least never pauses",
        hint: "write `min: 0`, or remove it")
    }
    guard it.isSound else { return nil }
    return .serverless(
      least: least, most: most,
      pause: least.double > 0 ? nil : settings[Postgres.pause]?.seconds ?? 300)
  }
}
