// Written by Sources/CFacts/regenerate.
#define FACTS_WHEEL "1.58.0"
#define FACTS_DIGEST \
  "c7ee2c98f8b745859d8fe87bd52828c9e3abd2bc66c8f3727d6303ceb8566542"
