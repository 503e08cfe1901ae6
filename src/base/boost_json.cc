// Boost.JSON, compiled in: the one translation unit that holds its definitions, so that nothing has
// to be linked and the shared library can keep its symbols to itself.

#include <boost/json/src.hpp>
