# RE2 and the parts of Abseil that it needs, from the sources in the npm package re2 (pinned in package-lock.json), the
# same for the native build and for WebAssembly. The package's own build file names the sources.
set(re2_dir ${PROJECT_SOURCE_DIR}/node_modules/re2)
if(NOT EXISTS ${re2_dir}/binding.gyp)
  message(FATAL_ERROR "RE2's sources are missing: run `make deps` (or `npm ci --ignore-scripts`).")
endif()

file(STRINGS ${re2_dir}/binding.gyp lines REGEX "\"vendor/.*\\.cc\"")
set(sources "")
foreach(line IN LISTS lines)
  string(REGEX REPLACE ".*\"(vendor/.*\\.cc)\".*" "\\1" file ${line})
  # Not PCRE's wrapper; not the log library, which cmake/quiet-log stands in for.
  if(NOT file MATCHES "util/pcre\\.cc|absl/log/|absl/flags/|_win\\.cc")
    list(APPEND sources ${re2_dir}/${file})
  endif()
endforeach()
foreach(waiter pthread stdcpp sem)
  list(APPEND sources ${re2_dir}/vendor/abseil-cpp/absl/synchronization/internal/${waiter}_waiter.cc)
endforeach()

if(EMSCRIPTEN)
  # Abseil's stack traces would ask the page for JavaScript evaluated at run time.
  list(FILTER sources EXCLUDE REGEX "debugging/(stacktrace|symbolize)\\.cc$")
  list(APPEND sources ${PROJECT_SOURCE_DIR}/cmake/no_stack_traces.cc)
endif()

add_library(re2 STATIC EXCLUDE_FROM_ALL ${sources})
target_include_directories(re2 SYSTEM
  PRIVATE ${PROJECT_SOURCE_DIR}/cmake/quiet-log
  PUBLIC ${re2_dir}/vendor/re2 ${re2_dir}/vendor/abseil-cpp)
target_compile_features(re2 PUBLIC cxx_std_20)
target_compile_options(re2 PRIVATE -w)
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  target_link_libraries(re2 PUBLIC Threads::Threads)
endif()
