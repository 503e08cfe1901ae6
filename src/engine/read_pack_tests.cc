// ReadPackTests: texts to trees, the trees held to the format, the layers of facts put together,
// the cases read one by one.

#include <algorithm>
#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/engine/pack_tests.h"
#include "src/engine/layered_facts.h"
#include "src/engine/pack_tests_format.h"
#include "src/engine/read_expectations.h"
#include "src/pack/check_form.h"
#include "src/pack/read_tree.h"

namespace assay {

struct PackTests::Rep {
  std::vector<std::unique_ptr<const Document>> documents;
  std::vector<PackTestCase> cases;
  std::vector<LayeredFacts> facts;  // Of each case.
};

namespace {

// The last component of a path.
std::string_view FileName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view WithoutEnding(std::string_view name) {
  return name.substr(0, std::min(name.rfind('.'), name.size()));
}

const Node* Mapping(const Node& object, std::string_view member) {
  return MemberOfKind(object, member, NodeKind::kMapping);
}
const Node* Scalar(const Node& object, std::string_view member) {
  return MemberOfKind(object, member, NodeKind::kScalar);
}
const Node* List(const Node& object, std::string_view member) {
  return MemberOfKind(object, member, NodeKind::kSequence);
}

// Mappings of mappings of nothing.
bool SaysNothing(const Node& node) {
  return node.is_mapping() &&
         std::all_of(node.members.begin(), node.members.end(),
                     [](const NodeMember& member) { return SaysNothing(member.value); });
}

// One file, as far as it was read.
struct TestFile {
  const Document* document = nullptr;
  std::string_view name;
  std::unique_ptr<PackFaults> faults;
  bool is_usable = false;    // A mapping of the right format.
  bool is_built_on = false;  // By another file's `from`.
  enum class Base : std::uint8_t { kOpen, kInProgress, kDone } state = Base::kOpen;
  LayeredFacts base;
};

class PackTestsReader {
 public:
  PackTestsReader(const PackDefinition& pack, std::vector<TestFile>* files, PackTests::Rep* rep)
      : names_(pack), files_(*files), rep_(*rep) {}

  void Read() {
    for (TestFile& file : files_) BuildBase(&file);
    for (TestFile& file : files_) {
      if (file.is_usable) ReadCases(&file);
    }
    for (TestFile& file : files_) {
      const bool is_bare = file.is_usable && file.document->root.Find("cases") == nullptr;
      if (!is_bare || file.is_built_on) continue;
      file.faults->Report({file.document->root.mark, 1}, "tests.no-cases",
                          "the file has no cases, and no other file builds on it",
                          "give it `cases`, or take the file away");
    }
  }

 private:
  // The facts that the cases of a file share. False in a circle.
  bool BuildBase(TestFile* file) {
    if (file->state != TestFile::Base::kOpen) return file->state == TestFile::Base::kDone;
    file->state = TestFile::Base::kInProgress;
    if (file->is_usable) {
      const Node& root = file->document->root;
      if (const Node* from = Scalar(root, "from")) StartFrom(*from, file);
      Layer(root, "base", file, &file->base);
    }
    file->state = TestFile::Base::kDone;
    return true;
  }

  void StartFrom(const Node& from, TestFile* file) {
    std::vector<std::string_view> others;
    for (TestFile& other : files_) {
      if (other.name != from.text) {
        if (&other != file) others.push_back(other.name);
        continue;
      }
      if (!BuildBase(&other)) {
        file->faults->Report(file->faults->Value(from), "tests.circle",
                             absl::StrCat("`", from.text, "` builds on this file"),
                             "let one of them have a base of its own");
        return;
      }
      other.is_built_on = true;
      file->base = other.base;
      return;
    }
    file->faults->Report(file->faults->Value(from), "tests.no-such-file",
                         absl::StrCat("there is no test file `", from.text, "`"),
                         others.empty() ? "it must stand beside this one"
                                        : file->faults->Suggestion(from.text, others));
  }

  // Takes away what `without` of `object` names, then lays its member `facts` on top.
  static void Layer(const Node& object, std::string_view facts, TestFile* file,
                    LayeredFacts* base) {
    if (const Node* without = List(object, "without")) {
      for (const Node& id : without->items) {
        if (id.is_scalar()) base->Remove(id, file->faults.get());
      }
    }
    if (const Node* layer = Mapping(object, facts))
      base->Add(*file->document, *layer, file->faults.get());
  }

  void ReadCases(TestFile* file) {
    const Node* cases = List(file->document->root, "cases");
    if (cases == nullptr) return;
    std::set<std::string_view> names;
    for (const Node& node : cases->items) {
      if (node.is_mapping()) ReadCase(node, file, &names);
    }
  }

  void ReadCase(const Node& node, TestFile* file, std::set<std::string_view>* names) {
    PackFaults& faults = *file->faults;
    PackTestCase test;
    test.place = PlaceOf(*file->document, {node.mark, 1});
    if (const Node* name = Scalar(node, "name")) {
      test.name = name->text;
      test.place = PlaceOf(*file->document, faults.Value(*name));
      if (!names->insert(name->text).second) {
        faults.Report(faults.Value(*name), "tests.duplicate-name",
                      absl::StrCat("another case of this file is called `", name->text, "`"),
                      "say what tells them apart");
      }
    }
    test.id = absl::StrCat(std::string(WithoutEnding(file->name)), "/", test.name);
    if (const Node* as_of = Scalar(node, "as_of")) {
      test.as_of = Date::Parse(as_of->text);
      if (!test.as_of) {
        faults.Report(faults.Value(*as_of), "tests.bad-date",
                      absl::StrCat("`", as_of->text, "` is not a day"), "write it as 2026-03-31");
      }
    }
    if (const Node* parameters = Mapping(node, "params")) {
      test.parameters_place = PlaceOf(*file->document, {parameters->mark, 1});
      ReadParameters(*parameters, file, &test);
    }
    if (const Node* expect = Mapping(node, "expect")) {
      test.expectations = ReadExpectations(*expect, *file->document, names_, &faults);
      if (SaysNothing(*expect)) {
        faults.Report({expect->mark, 1}, "tests.no-expectation",
                      "the case expects nothing, so it cannot fail",
                      "name an item, trap, check, observation or score");
      }
    }
    LayeredFacts facts = file->base;
    Layer(node, "facts", file, &facts);
    test.facts = facts.ToJson();
    rep_.cases.push_back(std::move(test));
    rep_.facts.push_back(std::move(facts));
  }

  void ReadParameters(const Node& parameters, TestFile* file, PackTestCase* test) {
    for (const NodeMember& member : parameters.members) {
      if (!IsKnown(member, names_.parameters, "tests.no-such-parameter", "has no parameter",
                   file->faults.get())) {
        continue;
      }
      std::string value;
      JsonWriter json(JsonLayout::kCompact, &value);
      WriteJson(member.value, &json);
      test->parameters.emplace_back(member.key, std::move(value));
    }
  }

  const TestedNames names_;
  std::vector<TestFile>& files_;
  PackTests::Rep& rep_;
};

}  // namespace

PackTests::PackTests(std::unique_ptr<const Rep> rep) : rep_(std::move(rep)) {}
PackTests::PackTests(PackTests&&) noexcept = default;
PackTests& PackTests::operator=(PackTests&&) noexcept = default;
PackTests::~PackTests() = default;

std::span<const PackTestCase> PackTests::cases() const { return rep_->cases; }

void PackTests::MoveIntoFile(const PackTestCase& test, Diagnostic* fault) const {
  const auto index = static_cast<std::size_t>(&test - rep_->cases.data());
  const bool wants_key = fault->code == "facts.unknown-member";
  const LayeredFacts::Origin origin = rep_->facts[index].Find(fault->place.pointer, wants_key);
  // What no layer says (there is no `collected`) is missing from the case.
  std::string pointer = std::move(fault->place.pointer);
  PlaceAt(origin.document == nullptr ? test.place : PlaceOf(*origin.document, origin.spot), fault);
  fault->place.pointer = std::move(pointer);
}

void PackTests::PlaceAt(const Place& place, Diagnostic* fault) const {
  for (const auto& document : rep_->documents) {
    if (document->file != place.file) continue;
    const Diagnostic placed = document->At({place.line, place.column}, place.length, "", "");
    fault->place = placed.place;
    fault->source_line = placed.source_line;
    fault->source_line_from = placed.source_line_from;
    return;
  }
}

absl::StatusOr<PackTests> ReadPackTests(std::span<const PackTestFile> texts,
                                        const CompiledPack& pack, const PackTestLimits& limits,
                                        Diagnostics* problems) {
  auto rep = std::make_unique<PackTests::Rep>();
  std::vector<TestFile> files;
  std::vector<Diagnostics> found(texts.size());
  std::size_t errors = 0;
  bool are_trees = true;
  for (std::size_t k = 0; k < texts.size(); ++k) {
    auto document = std::make_unique<Document>();
    TreeLimits tree_limits;
    tree_limits.bytes = limits.bytes;
    const Notation notation = NotationOf(texts[k].text);
    const bool is_tree = ReadTree(texts[k].text, texts[k].file, tree_limits, document.get(), &found[k]);
    errors += found[k].size();
    TestFile& file = files.emplace_back();
    file.document = document.get();
    file.name = FileName(document->file);
    file.faults = std::make_unique<PackFaults>(*document, limits.diagnostics);
    rep->documents.push_back(std::move(document));
    are_trees = are_trees && is_tree;
    if (!is_tree) continue;
    for (std::size_t other = 0; other < k; ++other) {
      if (files[other].name != file.name) continue;
      file.faults->Report(
          {file.document->root.mark, 1}, "tests.duplicate-file",
          absl::StrCat("`", std::string(file.name), "` is also the name of ", texts[other].file),
          "give one of them another name");
    }
    file.is_usable = HasFormat(*file.document, "assay.tests/1", "a test file", file.faults.get());
    if (file.is_usable)
      CheckForm(file.document->root, PackTestsForm(), notation, file.faults.get());
  }
  // Without one of the trees, what others build on it would be said to be missing.
  if (are_trees) PackTestsReader(pack.pack().definition(), &files, rep.get()).Read();
  for (std::size_t k = 0; k < texts.size(); ++k) {
    errors += files[k].faults->error_count();
    Diagnostics of_form = files[k].faults->Take();
    RenameCodes("tests", &of_form);
    problems->insert(problems->end(), found[k].begin(), found[k].end());
    problems->insert(problems->end(), of_form.begin(), of_form.end());
  }
  if (errors == 0 && rep->cases.empty()) {
    problems->push_back({.code = "tests.no-cases",
                         .message = "there are no cases to run",
                         .hint = "write some beside the pack, in tests/*.yaml"});
    errors = 1;
  }
  if (errors > 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("the tests have ", errors, errors == 1 ? " fault" : " faults"));
  }
  return PackTests(std::move(rep));
}

}  // namespace assay
