# A room of src/: a library of the sources of one folder, and the only include root on which its
# headers are found. So whoever links it can include them, and nobody else.
#
#   add_room(TARGET [EXCEPT SOURCE...])    in the folder's room.cmake
function(add_room target)
  cmake_parse_arguments(PARSE_ARGV 1 room "" "" EXCEPT)
  set(folder ${CMAKE_CURRENT_LIST_DIR})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(TRANSFORM room_EXCEPT PREPEND ${folder}/)
  list(REMOVE_ITEM sources ${room_EXCEPT})
  add_library(${target} STATIC ${sources})

  cmake_path(GET folder FILENAME name)
  set(root ${PROJECT_BINARY_DIR}/rooms/${name})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${folder} ${root}/${name} SYMBOLIC)
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${root}>)
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:orgd_warnings>)
endfunction()
