// Stands in for Abseil's stack traces in the browser, where its own would need JavaScript evaluated at run time.
#include "absl/debugging/stacktrace.h"
#include "absl/debugging/symbolize.h"

namespace absl {
ABSL_NAMESPACE_BEGIN
int GetStackTrace(void**, int, int) { return 0; }
bool Symbolize(const void*, char*, int) { return false; }
ABSL_NAMESPACE_END
}  // namespace absl
