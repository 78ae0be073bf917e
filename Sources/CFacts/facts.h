// Written by Sources/CFacts/regenerate.
#define FACTS_WHEEL "1.58.0"
#define FACTS_DIGEST \
  "380f4c1c7ca8aab9e06ad388ce128151ea61a045d9afc9a9e2d07bbba7e1a93b"
