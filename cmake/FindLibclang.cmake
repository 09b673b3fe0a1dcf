# Finds libclang 17 or later, the newest there is, and gives the imported target `libclang`.
#
# Older ones lack clang_getCursorBinaryOperatorKind(). Set LIBCLANG_ROOT to take one that is not the newest.
set(oldest 17)
if(LIBCLANG_ROOT)
  set(roots ${LIBCLANG_ROOT})
else()
  file(GLOB roots /usr/lib/llvm-* /usr/local/lib/llvm-* /usr/local/opt/llvm*)
  list(SORT roots COMPARE NATURAL ORDER DESCENDING)
  list(APPEND roots /usr /usr/local)
endif()

set(libclang_found)
foreach(root ${roots})
  string(REGEX MATCH "llvm-([0-9]+)$" _ ${root})
  if(CMAKE_MATCH_1 AND CMAKE_MATCH_1 LESS oldest)
    continue()
  endif()
  # NO_CACHE would need CMake 3.21: unset by hand, or the first folder's answer would be every folder's.
  unset(libclang_library CACHE)
  unset(libclang_include CACHE)
  find_library(libclang_library clang PATHS ${root}/lib ${root}/lib64 NO_DEFAULT_PATH)
  find_path(libclang_include clang-c/Index.h PATHS ${root}/include NO_DEFAULT_PATH)
  if(libclang_library AND libclang_include)
    file(STRINGS ${libclang_include}/clang-c/Index.h has_operators REGEX "clang_getCursorBinaryOperatorKind")
    if(has_operators)
      set(libclang_found ${root})
      break()
    endif()
  endif()
endforeach()

if(NOT libclang_found)
  message(FATAL_ERROR "libclang ${oldest} or later was not found (Debian: libclang-19-dev); "
    "set LIBCLANG_ROOT to the folder that holds lib/libclang.so and include/clang-c/")
endif()
message(STATUS "libclang: ${libclang_library}")

add_library(libclang SHARED IMPORTED)
set_target_properties(libclang PROPERTIES
  IMPORTED_LOCATION ${libclang_library}
  INTERFACE_INCLUDE_DIRECTORIES ${libclang_include})
