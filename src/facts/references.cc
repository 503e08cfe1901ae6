#include "src/facts/references.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include <boost/unordered/unordered_flat_map.hpp>

#include "absl/strings/str_cat.h"
#include "src/facts/rows_by_key.h"

namespace assay {
namespace {

// How a key resolves: to a row, or to nothing that can be known, or to a fault.
struct Resolved {
  Row row = kNoRow;
  CellState state = CellState::kUnknown;
};

// A reference column on its way to final rows.
struct ReferenceColumn {
  std::vector<std::int32_t> cells;
  std::vector<std::uint8_t> states;    // Empty while every cell is a value.
  std::vector<std::uint32_t> offsets;  // Lists.
  std::vector<std::int32_t> elements;

  CellState state(std::size_t row) const {
    return states.empty() ? CellState::kValue : static_cast<CellState>(states[row]);
  }
};

std::uint64_t ScopedKey(Row parent, std::size_t key) { return std::uint64_t{parent} << 32 | key; }

class ReferenceResolution {
 public:
  ReferenceResolution(const OrderedFacts& facts, bool lenient, std::vector<SealedColumns>* tables,
                      Cells* cells, std::vector<DanglingReference>* dangling,
                      std::vector<UnresolvedReference>* unresolved, FaultList* faults)
      : facts_(facts),
        is_lenient_(lenient),
        schema_(*facts.data.schema),
        tables_(tables),
        cells_(cells),
        dangling_(dangling),
        unresolved_(unresolved),
        faults_(faults),
        rows_by_key_(facts.data.tables.size()),
        rows_by_scoped_key_(facts.data.tables.size()) {}

  void Run() {
    for (std::size_t type = 0; type < facts_.data.tables.size(); ++type) {
      ResolveTable(static_cast<RecordTypeId>(type));
    }
    std::sort(unresolved_->begin(), unresolved_->end(),
              [](const UnresolvedReference& a, const UnresolvedReference& b) {
                return std::tie(a.type, a.field, a.row, a.element) <
                       std::tie(b.type, b.field, b.row, b.element);
              });
  }

 private:
  // What is the same for all cells of one field.
  struct Work {
    RecordTypeId type;
    FieldId id;
    const Field& field;
    const BuildColumn& arrived;
    const std::vector<Row>& rows;  // As they arrived, by final row.
    const ReferenceColumn* scope;  // Null without one.
    bool has_scope_field;
  };

  void ResolveTable(RecordTypeId type) {
    const std::vector<Field>& fields = schema_.record(type).fields;
    std::vector<std::optional<ReferenceColumn>> resolved(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].kind == FieldKind::kReference) {
        ResolveField(type, static_cast<FieldId>(i), &resolved);
      }
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (resolved[i])
        Keep(*std::move(resolved[i]), fields[i].is_list, &(*tables_)[type].columns[i]);
    }
  }

  // Scopes first: they lead from embedded types to their parents, so there is an end to them.
  void ResolveField(RecordTypeId type, FieldId id,
                    std::vector<std::optional<ReferenceColumn>>* resolved) {
    if ((*resolved)[id]) return;
    const Field& field = schema_.field(type, id);
    const BuildColumn& arrived = facts_.data.tables[type].columns[id];
    const std::vector<Row>& rows = facts_.orders[type].rows;
    const bool is_scoped = field.scope_field != kNoId;
    if (is_scoped && arrived.size > 0) ResolveField(type, field.scope_field, resolved);
    const ReferenceColumn* scope =
        is_scoped && arrived.size > 0 ? &*(*resolved)[field.scope_field] : nullptr;
    const Work work = {type, id, field, arrived, rows, scope, is_scoped};
    (*resolved)[id] = field.is_list ? ResolveLists(work) : ResolveCells(work);
  }

  ReferenceColumn ResolveCells(const Work& work) {
    ReferenceColumn column;
    column.cells.assign(work.rows.size(), 0);
    for (std::size_t row = 0; row < work.rows.size(); ++row) {
      CellState state = work.arrived.state(work.rows[row]);
      if (state == CellState::kValue) {
        const Resolved found =
            Resolve(work, row, static_cast<std::size_t>(work.arrived.cell(work.rows[row])),
                    FaultPlace::kNoElement);
        if (found.state == CellState::kValue) {
          column.cells[row] = static_cast<std::int32_t>(found.row);
          continue;
        }
        state = found.state;
      }
      column.states.resize(work.rows.size(), 0);
      column.states[row] = static_cast<std::uint8_t>(state);
    }
    return column;
  }

  ReferenceColumn ResolveLists(const Work& work) {
    ReferenceColumn column;
    column.offsets.reserve(work.rows.size() + 1);
    column.offsets.push_back(0);
    for (std::size_t row = 0; row < work.rows.size(); ++row) {
      const CellState state = work.arrived.state(work.rows[row]);
      if (state != CellState::kValue) {
        column.states.resize(work.rows.size(), 0);
        column.states[row] = static_cast<std::uint8_t>(state);
      }
      const std::span<const std::int32_t> keys = work.arrived.list(work.rows[row]);
      for (std::size_t i = 0; i < keys.size(); ++i) {
        const Resolved found = Resolve(work, row, static_cast<std::size_t>(keys[i]), i);
        column.elements.push_back(static_cast<std::int32_t>(found.row));
      }
      column.offsets.push_back(static_cast<std::uint32_t>(column.elements.size()));
    }
    return column;
  }

  Resolved Resolve(const Work& work, std::size_t row, std::size_t key, std::size_t element) {
    Row scope_row = kNoRow;
    if (work.has_scope_field) {
      const CellState scope = work.scope->state(row);
      if (scope != CellState::kValue) {
        KeepUnresolved(work, row, key, element);
        if (scope == CellState::kNone) AddDangling(work, row, key, /*lacks_scope=*/true);
        return {.state = scope};
      }
      scope_row = static_cast<Row>(work.scope->cells[row]);
    }
    const Row found = scope_row == kNoRow ? ByKey(work.field.target).Find(key)
                                          : FindScoped(work.field.target, scope_row, key);
    if (found != kNoRow) return {.row = found, .state = CellState::kValue};
    KeepUnresolved(work, row, key, element);
    if (!MayBeMissing(work.field.target, scope_row)) {
      if (is_lenient_) {
        AddDangling(work, row, key, /*lacks_scope=*/false);
      } else {
        AddFault(work, row, static_cast<TextId>(key), element, scope_row);
      }
    }
    return {};
  }

  void KeepUnresolved(const Work& work, std::size_t row, std::size_t key, std::size_t element) {
    unresolved_->push_back(
        {.type = work.type,
         .field = work.id,
         .row = static_cast<Row>(row),
         .element = element == FaultPlace::kNoElement ? 0 : static_cast<std::uint32_t>(element),
         .key = static_cast<TextId>(key)});
  }

  const RowsByKey& ByKey(RecordTypeId type) {
    if (!rows_by_key_[type]) {
      rows_by_key_[type].emplace(facts_.data.tables[type], schema_.record(type).key_field,
                                 facts_.orders[type]);
    }
    return *rows_by_key_[type];
  }

  Row FindScoped(RecordTypeId type, Row parent, std::size_t key) {
    auto& rows = rows_by_scoped_key_[type];
    if (!rows) {
      rows.emplace();
      const TableOrder& order = facts_.orders[type];
      const BuildColumn& keys = facts_.data.tables[type].columns[schema_.record(type).key_field];
      for (std::size_t i = 0; i < order.rows.size(); ++i) {
        if (keys.state(order.rows[i]) != CellState::kValue) continue;
        rows->emplace(
            ScopedKey(order.parents[i], static_cast<std::size_t>(keys.cell(order.rows[i]))),
            static_cast<Row>(i));
      }
    }
    const auto found = rows->find(ScopedKey(parent, key));
    return found == rows->end() ? kNoRow : found->second;
  }

  // Whether a record of `type` can exist that the document does not have.
  bool MayBeMissing(RecordTypeId type, Row scope_row) const {
    if (facts_.feeds[type].is_open()) return true;
    if (scope_row == kNoRow) return false;
    // Of an embedded target: if the record that would embed it is of a feed that is open, what it
    // has of that record may be half of it.
    const RecordTypeId parent = schema_.record(type).parent;
    const Feed& feed = facts_.feeds[parent];
    const FieldId kind_field = schema_.record(parent).feed_kind_field;
    if (kind_field == kNoId || !feed.is_open()) return feed.is_open();
    const BuildColumn& kinds = facts_.data.tables[parent].columns[kind_field];
    const Row arrived = facts_.orders[parent].rows[scope_row];
    return kinds.state(arrived) != CellState::kValue ||
           (feed.open_kinds >> kinds.cell(arrived) & 1) != 0;
  }

  FaultPlace PlaceOf(const Work& work, std::size_t row, std::size_t element) const {
    return {.type = work.type, .row = work.rows[row], .field = work.id, .element = element};
  }

  void AddDangling(const Work& work, std::size_t row, std::size_t key, bool lacks_scope) {
    dangling_->push_back(
        {work.type, static_cast<Row>(row), work.id, static_cast<TextId>(key), lacks_scope});
  }

  void AddFault(const Work& work, std::size_t row, TextId key, std::size_t element, Row scope_row) {
    faults_->Add(PlaceOf(work, row, element), [&]() -> FaultList::Told {
      return {.code = "facts.dangling-reference",
              .message = absl::StrCat("there is no ", schema_.record(work.field.target).name, " `",
                                      std::string(facts_.texts.text(key)), "`"),
              .missing = {work.field.target, key, scope_row}};
    });
  }

  void Keep(ReferenceColumn column, bool is_list, Column::Parts* parts) {
    parts->size = is_list ? column.offsets.size() - 1 : column.cells.size();
    if (is_list) {
      cells_->rows.Keep(std::move(column.offsets), &parts->offsets);
      cells_->narrow.Keep(std::move(column.elements), &parts->elements);
    } else {
      cells_->narrow.Keep(std::move(column.cells), &parts->narrow);
    }
    if (!column.states.empty()) cells_->states.Keep(std::move(column.states), &parts->states);
  }

  const OrderedFacts& facts_;
  bool is_lenient_;
  const Schema& schema_;
  std::vector<SealedColumns>* tables_;
  Cells* cells_;
  std::vector<DanglingReference>* dangling_;
  std::vector<UnresolvedReference>* unresolved_;
  FaultList* faults_;
  std::vector<std::optional<RowsByKey>> rows_by_key_;
  std::vector<std::optional<boost::unordered_flat_map<std::uint64_t, Row>>> rows_by_scoped_key_;
};

}  // namespace

void ResolveReferences(const OrderedFacts& facts, bool lenient, std::vector<SealedColumns>* tables,
                       Cells* cells, std::vector<DanglingReference>* dangling,
                       std::vector<UnresolvedReference>* unresolved, FaultList* faults) {
  ReferenceResolution(facts, lenient, tables, cells, dangling, unresolved, faults).Run();
}

}  // namespace assay
