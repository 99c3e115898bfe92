# deepwallet_library(NAME
#   [SOURCES file...]         of the current folder
#   [WRITERS file...]         sources too: what prints need not be fast, and compiles sooner
#   [HEADERS file...]         of the current folder
#   [LINKS name...]           seen in headers: engine folders by their name, or targets with "::"
#   [PRIVATE_LINKS name...])  used in sources alone; named in the same way
#
# Makes deepwallet_NAME, alias deepwallet::NAME, one library for one folder. Includes are written
# from the root of the project. Each header must compile alone: a source includes the header of its
# name first, which shows it for that one, and the target all_verify_interface_header_sets checks
# those that have no source. Without sources it is an INTERFACE library, which hands its links on.

function(_deepwallet_targets out)
  set(targets "")
  foreach(name IN LISTS ARGN)
    if(name MATCHES "::")
      list(APPEND targets "${name}")
    else()
      list(APPEND targets "deepwallet::${name}")
    endif()
  endforeach()
  set(${out} "${targets}" PARENT_SCOPE)
endfunction()

function(deepwallet_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;WRITERS;HEADERS;LINKS;PRIVATE_LINKS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "deepwallet_library(${name}): cannot read ${arg_UNPARSED_ARGUMENTS}")
  endif()
  _deepwallet_targets(links ${arg_LINKS})
  _deepwallet_targets(private_links ${arg_PRIVATE_LINKS})

  set(target deepwallet_${name})
  if(arg_SOURCES)
    set(scope PUBLIC)
    add_library(${target} STATIC ${arg_SOURCES} ${arg_WRITERS})
    set_source_files_properties(${arg_WRITERS}
      PROPERTIES COMPILE_OPTIONS $<$<CONFIG:Release>:-O1>)
    target_link_libraries(${target} PRIVATE ${private_links} deepwallet_warnings)
    set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  else()
    if(private_links)
      message(FATAL_ERROR "deepwallet_library(${name}): PRIVATE_LINKS without SOURCES")
    endif()
    set(scope INTERFACE)
    add_library(${target} INTERFACE)
  endif()
  add_library(deepwallet::${name} ALIAS ${target})

  target_compile_features(${target} ${scope} cxx_std_20)
  target_include_directories(${target} ${scope} "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${target} ${scope} ${links})
  if(arg_HEADERS)
    set(sources ${arg_SOURCES} ${arg_WRITERS})
    list(TRANSFORM sources REPLACE "\\.cpp$" ".hpp")
    set(alone ${arg_HEADERS})
    list(REMOVE_ITEM alone ${sources})
    target_sources(${target} ${scope}
      FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${arg_HEADERS})
    if(alone)
      target_sources(${target} ${scope}
        FILE_SET alone TYPE HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${alone})
      set_target_properties(${target} PROPERTIES
        VERIFY_INTERFACE_HEADER_SETS ON
        INTERFACE_HEADER_SETS_TO_VERIFY alone)
    endif()
    list(TRANSFORM arg_HEADERS PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    set_property(GLOBAL APPEND PROPERTY DEEPWALLET_HEADERS ${arg_HEADERS})
    set_property(GLOBAL APPEND PROPERTY DEEPWALLET_LIBRARIES deepwallet::${name})
  endif()
endfunction()
