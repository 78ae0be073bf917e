/// A page of a list, and the token of the next one. A token names the last item that was shown, so
/// that what is added at the front meanwhile neither hides nor repeats anything.
struct Page<Item> {
  let items: [Item]
  let next: String?

  init(
    _ all: [Item], after token: String?, size: Int, id: (Item) -> String
  ) throws(Refusal) {
    var start = 0
    if let token {
      guard let shown = all.firstIndex(where: { Self.token(id($0)) == token }) else {
        throw .validation("The NextToken is not valid: \(token)")
      }
      start = shown + 1
    }
    items = Array(all[start...].prefix(size))
    next = start + items.count < all.count ? items.last.map { Self.token(id($0)) } : nil
  }

  private static func token(_ id: String) -> String {
    Letters.text(40, of: Letters.hex, seed: id, purpose: "page")
  }
}
