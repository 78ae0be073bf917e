// Written by Sources/CFacts/regenerate.
#define FACTS_WHEEL "1.58.0"
#define FACTS_DIGEST \
  "a056a9ffef276fd4e0bd0bc66ebe243046f2336556e7ddc7eaae564b24114646"
