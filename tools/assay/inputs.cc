#include "tools/assay/inputs.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "assay/ingest/facts_json.h"
#include "assay/pack/pack.h"
#include "assay/pack/shipped.h"
#include "assay/pack/tailoring.h"
#include "assay/pack/texts.h"

namespace assay::tool {

std::optional<std::string> ReadFile(const std::string& path) {
  if (path == "-") {
    return std::string(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  }
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    Complain(absl::StrCat("`", path, "` is a folder, not a file"));
    return std::nullopt;
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file.is_open() || file.bad()) {
    Complain(absl::StrCat("cannot read `", path, "`: ", errno == 0 ? "read failed" : std::strerror(errno)));
    return std::nullopt;
  }
  return text;
}

bool WriteOutput(const std::string& path, const std::string& text) {
  if (path.empty()) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
    Complain("cannot write to the standard output");
    return false;
  }
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (file) return true;
  Complain(absl::StrCat("cannot write `", path, "`: ", std::strerror(errno)));
  return false;
}

void Complain(const Diagnostics& problems) {
  if (problems.empty()) return;
  const std::string text = Render(problems);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void Complain(const std::string& message) { std::fprintf(stderr, "assay: %s\n", message.c_str()); }

bool WantsColor(std::FILE* stream) {
  const char* refused = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (refused != nullptr && refused[0] != '\0') return false;
  if (terminal == nullptr || std::strcmp(terminal, "dumb") == 0) return false;
  return isatty(fileno(stream)) == 1;
}

int TerminalWidth(std::FILE* stream) {
  winsize size{};
  if (isatty(fileno(stream)) == 1 && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col >= 60) {
    return size.ws_col > 140 ? 140 : size.ws_col;
  }
  return 100;
}

namespace {

// The texts beside a pack.yaml, by file name; complains and gives nothing if one cannot be read.
std::optional<std::vector<Pack::Source>> FindTexts(const std::filesystem::path& pack) {
  std::vector<Pack::Source> texts;
  if (pack.filename() != "pack.yaml") return texts;
  const std::filesystem::path folder = pack.parent_path();
  std::error_code error;
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.empty() ? "." : folder, error)) {
    std::string name = entry.path().filename().string();
    if (IsTextsFile(name)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    const std::string file = (folder / name).string();
    std::optional<std::string> text = ReadFile(file);
    if (!text) return std::nullopt;
    texts.push_back({file, *std::move(text)});
  }
  return texts;
}

}  // namespace

std::optional<PackText> FindPack(const std::string& name) {
  std::error_code error;
  std::filesystem::path path(name);
  if (std::filesystem::is_directory(path, error)) path /= "pack.yaml";
  if (name == "-" || std::filesystem::exists(path, error)) {
    std::optional<std::string> text = ReadFile(path.string());
    if (!text) return std::nullopt;
    std::optional<std::vector<Pack::Source>> translations = FindTexts(path);
    if (!translations) return std::nullopt;
    return PackText{path.string(), *std::move(text), *std::move(translations)};
  }
  if (const ShippedPack* shipped = FindShippedPack(name)) {
    PackText found{std::string(shipped->file), std::string(shipped->text), {}};
    for (const ShippedText& one : shipped->translations) {
      found.translations.push_back({std::string(one.file), std::string(one.text)});
    }
    return found;
  }
  std::string known;
  for (const ShippedPack& pack : ShippedPacks()) {
    absl::StrAppend(&known, known.empty() ? "" : ", ", std::string(pack.name));
  }
  Complain(absl::StrCat("`", name, "` is neither a file nor a shipped pack; shipped are: ", known));
  return std::nullopt;
}

namespace {

// Warnings are for the pack's author, who asks for them with `assay check`.
std::optional<CompiledPack> Compile(Pack pack, const Schema& base, Diagnostics* problems) {
  absl::StatusOr<CompiledPack> compiled = CompilePack(std::move(pack), base, problems);
  if (!compiled.ok()) {
    Complain(*problems);
    Complain(std::string(compiled.status().message()));
    return std::nullopt;
  }
  return *std::move(compiled);
}

// The packs of `imports` that stand on the shelf, in folders named by their ids, and those that they
// use. What stands elsewhere or nowhere is for LinkPack to find or to report.
absl::Status FindUsed(const std::vector<PackImport>& imports, const std::filesystem::path& shelf,
                      std::vector<Pack>* library, Diagnostics* problems) {
  for (const PackImport& import : imports) {
    const auto is_found = [&](const Pack& one) { return one.definition().id == import.id; };
    if (std::any_of(library->begin(), library->end(), is_found)) continue;
    const std::filesystem::path file = shelf / import.id / "pack.yaml";
    std::error_code error;
    if (!std::filesystem::exists(file, error)) continue;
    const std::optional<std::string> text = ReadFile(file.string());
    if (!text) return absl::NotFoundError(absl::StrCat("`", file.string(), "` cannot be read"));
    absl::StatusOr<Pack> used = ReadPack(*text, file.string(), PackLimits{}, problems);
    if (!used.ok()) return used.status();
    const std::vector<PackImport> further = used->definition().uses;
    library->push_back(*std::move(used));
    if (absl::Status found = FindUsed(further, shelf, library, problems); !found.ok()) return found;
  }
  return absl::OkStatus();
}

absl::StatusOr<Pack> ReadWithUsed(const PackText& text, Diagnostics* problems) {
  absl::StatusOr<Pack> pack = ReadPack(text.text, text.file, PackLimits{}, problems);
  for (const Pack::Source& translation : text.translations) {
    if (pack.ok()) pack = AddTexts(*std::move(pack), translation.text, translation.file, problems);
  }
  if (!pack.ok() || pack->is_linked()) return pack;
  std::vector<Pack> library;
  const std::filesystem::path folder = std::filesystem::absolute(text.file).parent_path();
  const absl::Status found = FindUsed(pack->definition().uses, folder.parent_path(), &library, problems);
  if (!found.ok()) return found;
  std::vector<Pack> shipped = ShippedLibrary();
  std::move(shipped.begin(), shipped.end(), std::back_inserter(library));
  return LinkPack(*std::move(pack), library, problems);
}

}  // namespace

absl::StatusOr<Pack> ReadSource(const PackSource& source, Diagnostics* problems) {
  const std::optional<PackText> text = FindPack(source.name);
  if (!text) return absl::NotFoundError("there is no such pack");
  absl::StatusOr<Pack> pack = ReadWithUsed(*text, problems);
  if (!pack.ok() || source.tailoring.empty()) return pack;
  const std::optional<std::string> tailoring = ReadFile(source.tailoring);
  if (!tailoring) return absl::NotFoundError("there is no such tailoring");
  return TailorPack(*std::move(pack), *tailoring, source.tailoring, problems);
}

void AddPackOptions(CLI::App* verb, PackSource* source) {
  verb->add_option("-p,--pack", source->name, "A pack file, its folder, or the name of a shipped pack")->required();
  verb->add_option("--tailoring", source->tailoring, "What is changed of the pack, and who approved it")
      ->type_name("FILE");
}

std::optional<CompiledPack> LoadPack(const PackSource& source, const Schema& base) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadSource(source, &problems);
  if (absl::IsNotFound(pack.status())) return std::nullopt;
  if (!pack.ok()) {
    Complain(problems);
    Complain(std::string(pack.status().message()));
    return std::nullopt;
  }
  return Compile(*std::move(pack), base, &problems);
}

std::optional<CompiledPack> EmptyPack(const Schema& base) {
  PackDefinition definition;
  definition.id = "none";
  definition.version = "0.0.0";
  definition.language = "assay-cel/1";
  Diagnostics problems;
  return Compile(Pack(std::move(definition), "", "", Sha256{}), base, &problems);
}

std::optional<Facts> LoadFacts(const FactsSource& source, const Schema& schema) {
  const std::optional<std::string> text = ReadFile(source.path);
  if (!text) return std::nullopt;
  FactsJsonOptions options;
  options.file = source.path == "-" ? "standard input" : source.path;
  options.lenient = source.lenient;
  options.max_diagnostics = source.max_errors;
  Diagnostics problems;
  absl::StatusOr<Facts> facts = ReadFactsJson(*text, schema, options, &problems);
  Complain(problems);
  if (!facts.ok()) {
    Complain(std::string(facts.status().message()));
    return std::nullopt;
  }
  return *std::move(facts);
}

std::optional<std::vector<std::pair<std::string, std::string>>> SplitSettings(
    const std::vector<std::string>& settings) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      Complain(absl::StrCat("`", setting, "` is not of the form name=value"));
      return std::nullopt;
    }
    pairs.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
  }
  return pairs;
}

bool ReadDay(const std::string& text, std::optional<Date>* day) {
  if (text.empty()) return true;
  *day = Date::Parse(text);
  if (*day) return true;
  Complain(absl::StrCat("`", text, "` is not a day; write it as 2026-03-31"));
  return false;
}

}  // namespace assay::tool
