# gfpcheck_embed(target table header FILES files...): makes the files a part of the program.
#
# Adds to the target a C file with the table (struct embedded, base/embedded.h), which the header declares. A file's
# name in it is without folder and last suffix.
function(gfpcheck_embed target table header)
  cmake_parse_arguments(arg "" "" "FILES" ${ARGN})
  set(rows)
  foreach(file ${arg_FILES})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(name ${file} NAME_WLE)
    file(READ ${file} text)
    string(REPLACE "\\" "\\\\" text "${text}")
    string(REPLACE "\"" "\\\"" text "${text}")
    string(REPLACE "\n" "\\n\"\n     \"" text "${text}")
    string(APPEND rows "    {\"${name}\",\n     \"${text}\"},\n")
  endforeach()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded/${table}.c)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/embedded.c.in ${source} @ONLY)
  target_sources(${target} PRIVATE ${source})
endfunction()
