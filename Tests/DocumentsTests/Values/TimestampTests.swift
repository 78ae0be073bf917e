import Documents
import Testing

@Suite struct TimestampTests {
  static let known: [(Int64, String, String, String)] = [
    (0, "1970-01-01T00:00:00Z", "19700101T000000Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
    (
      1_795_194_000_000, "2026-11-20T17:00:00Z", "20261120T170000Z",
      "Fri, 20 Nov 2026 17:00:00 GMT"
    ),
    (
      951_782_400_000, "2000-02-29T00:00:00Z", "20000229T000000Z",
      "Tue, 29 Feb 2000 00:00:00 GMT"
    ),
    (-1000, "1969-12-31T23:59:59Z", "19691231T235959Z", "Wed, 31 Dec 1969 23:59:59 GMT"),
    (
      4_107_542_399_000, "2100-02-28T23:59:59Z", "21000228T235959Z",
      "Sun, 28 Feb 2100 23:59:59 GMT"
    ),
  ]

  @Test(arguments: known)
  func everyFormIsReadAndWritten(
    _ milliseconds: Int64, _ iso: String, _ basic: String, _ http: String
  ) {
    let time = Timestamp(milliseconds: milliseconds)
    #expect(time.iso8601 == iso)
    #expect(time.basic == basic)
    #expect(time.httpDate == http)
    #expect(Timestamp(iso8601: iso) == time)
    #expect(Timestamp(basic: basic) == time)
    #expect(Timestamp(httpDate: http) == time)
  }

  @Test(
    arguments: [
      ("2026-11-20T17:00:00.5Z", 1_795_194_000_500),
      ("2026-11-20T17:00:00.123456Z", 1_795_194_000_123),
      ("2026-11-20T18:30:00+01:30", 1_795_194_000_000),
      ("2026-11-20T12:00:00-0500", 1_795_194_000_000),
      ("2016-12-31T23:59:60Z", 1_483_228_800_000), ("1969-12-31T23:59:59.999Z", -1),
    ] as [(String, Int64)])
  func fractionsAndOffsets(_ text: String, _ milliseconds: Int64) {
    #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
  }

  @Test func fractionIsWritten() {
    #expect(Timestamp(milliseconds: 7).iso8601 == "1970-01-01T00:00:00.007Z")
    #expect(Timestamp(milliseconds: -1).iso8601 == "1969-12-31T23:59:59.999Z")
    #expect(Timestamp(milliseconds: -1).seconds == -1)
  }

  @Test(arguments: [
    "", "2026-11-20", "2026-11-20T17:00:00", "2026-13-20T17:00:00Z", "2026-02-29T17:00:00Z",
    "2026-11-20T24:00:00Z", "2026-11-20T17:60:00Z", "2026-11-20T17:00:00.Z",
    "2026-11-20T17:00:00Zx", "20261120T170000Z", "2026-11-20T17:00:00+25:00",
  ])
  func refusesWhatIsNoTime(_ text: String) {
    #expect(Timestamp(iso8601: text) == nil)
  }

  @Test(arguments: [
    "", "20261120", "2026-11-20T17:00:00Z", "20261120T170000", "20260229T000000Z",
  ])
  func refusesWhatIsNotBasic(_ text: String) {
    #expect(Timestamp(basic: text) == nil)
  }

  @Test(arguments: [
    "", "Fri, 20 Nov 2026 17:00:00", "Fri, 20 Now 2026 17:00:00 GMT",
    "Fri, 31 Nov 2026 17:00:00 GMT", "Fri 20 Nov 2026 17:00:00 GMT",
  ])
  func refusesWhatIsNoDateOfHTTP(_ text: String) {
    #expect(Timestamp(httpDate: text) == nil)
  }

  @Test func everyDayOfFourCenturiesComesBack() {
    for day in -146_097..<146_097 {
      let time = Timestamp(seconds: Int64(day) * 86_400 + 43_200)
      #expect(Timestamp(basic: time.basic) == time)
    }
  }
}
