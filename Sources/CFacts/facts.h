// Written by Sources/CFacts/regenerate.
#define FACTS_WHEEL "1.58.0"
#define FACTS_DIGEST \
  "bdf2f67323fe61da9932ad34a671d46216ac9b22b663177d6ef818e20993bda8"
