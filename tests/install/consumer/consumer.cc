// The least a program in C++ can do with the installed library: call into it, and through it into a library underneath.

#include <iostream>

#include <assay/base/digest.h>

int main() {
  const std::string digest = assay::ToHex(assay::Sha256Of("abc"));
  std::cout << digest << "\n";
  return digest.starts_with("ba7816bf") ? 0 : 1;
}
