// Written by Sources/CFacts/regenerate.
#define FACTS_WHEEL "1.58.0"
#define FACTS_DIGEST \
  "12e007e80814b589fc9e787dfff63e5141816f061a36f587f6b97ff602b74800"
