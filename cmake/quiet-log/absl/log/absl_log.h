// Stands in for Abseil's header of the same name while RE2 is compiled: RE2's log lines would bring iostreams and a log
// sink into the browser (39 KB gzip). Nothing is lost: RE2 reports errors by values, which the engine turns into Failures.
#pragma once

#include <cstdlib>

namespace hearsay::quiet_log {
struct Sink {
  template <class T>
  constexpr const Sink& operator<<(const T&) const noexcept { return *this; }
};
struct FatalSink : Sink {
  [[noreturn]] ~FatalSink() { std::abort(); }
};
using INFO = Sink;
using WARNING = Sink;
using ERROR = Sink;
using FATAL = FatalSink;
#ifdef NDEBUG
using DFATAL = Sink;
#else
using DFATAL = FatalSink;
#endif
}  // namespace hearsay::quiet_log

#define ABSL_LOG(severity) ::hearsay::quiet_log::severity()
#define ABSL_LOG_IF(severity, condition) \
  if (condition) ::hearsay::quiet_log::severity()
#define ABSL_VLOG(level) ::hearsay::quiet_log::Sink()
