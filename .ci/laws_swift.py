"""Swift as the laws see it: code without its comments and the words of its strings."""

import re

# In this order: what opens first wins. Regex literals are not told from divisions; a quote inside
# one hides the rest of its line at worst.
OPENING = re.compile(r'//|/\*|(#*)("""|")')


class Code:
    """The lines of a file with comments and string texts blanked out, interpolations kept."""

    def __init__(self, text):
        self.raw = text.split("\n")
        self.comments = []
        self._text = text
        self._out = list(text)
        self._scan(0, None)
        self.lines = "".join(self._out).split("\n")

    def is_comment(self, number):
        """Whether a line, counted from 1, is a comment and nothing else."""
        return 1 <= number <= len(self.raw) and self.raw[number - 1].lstrip().startswith("//")

    def is_documented(self, number):
        """Whether a doc comment stands above a line, attributes between them or not."""
        above = number - 1
        while above >= 1 and self.raw[above - 1].lstrip().startswith(("@", "#if")):
            above -= 1
        line = self.raw[above - 1].strip() if above >= 1 else ""
        return line.startswith("///") or line.endswith("*/")

    def _blank(self, start, end):
        for index in range(start, end):
            if self._out[index] != "\n":
                self._out[index] = " "

    def _scan(self, position, closing):
        """Reads code up to the closing bracket of an interpolation, or to the end."""
        depth = 0
        while position < len(self._text):
            character = self._text[position]
            if closing and character == "(":
                depth += 1
            elif closing and character == ")":
                if depth == 0:
                    return position
                depth -= 1
            found = OPENING.match(self._text, position)
            if not found:
                position += 1
            elif found[0] == "//":
                end = self._text.find("\n", position)
                position = self._comment(position, len(self._text) if end < 0 else end)
            elif found[0] == "/*":
                position = self._comment(position, self._block_end(position))
            else:
                position = self._string(found)
        return position

    def _comment(self, start, end):
        self.comments.append((self._text.count("\n", 0, start) + 1, self._text[start:end]))
        self._blank(start, end)
        return end

    def _block_end(self, position):
        depth = 0
        for found in re.compile(r"/\*|\*/").finditer(self._text, position):
            depth += 1 if found[0] == "/*" else -1
            if depth == 0:
                return found.end()
        return len(self._text)

    def _string(self, opened):
        hashes, quote = opened[1], opened[2]
        escape = "\\" + hashes
        position = start = opened.end()
        while position < len(self._text):
            if self._text.startswith(quote + hashes, position):
                self._blank(start, position)
                return position + len(quote + hashes)
            if self._text.startswith(escape + "(", position):
                self._blank(start, position + len(escape))
                position = start = self._scan(position + len(escape) + 1, ")") + 1
            elif self._text.startswith(escape, position):
                position += len(escape) + 1
            elif self._text[position] == "\n" and quote == '"':
                break
            else:
                position += 1
        self._blank(start, min(position, len(self._text)))
        return position
