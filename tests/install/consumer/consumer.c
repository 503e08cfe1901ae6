/* The least a program in C can do with the installed library: include the one header, link, and call. */

#include <assay.h>

int main(void) {
  (void)assay_version();
  return 0;
}
