// In order: rows of the words, the network, tags, names, a tree a sentence, and the relations of
// all arcs of the batch at once.
#include "language/encoder_core.h"

#include <algorithm>

#include "language/encoder.h"
#include "language/name_memory.h"
#include "language/projective_tree.h"
#include "text/enum_names.h"

namespace dateline::language {
namespace {

// Longer sentences are read in pieces: the tree's time and memory grow faster than the sentence.
constexpr std::uint32_t kLongestSentence = 256;
constexpr std::uint32_t kBatchWords = 192;
constexpr std::size_t kLanes = 8;

struct EncoderScratch : CoreScratch {
  std::vector<InputRows> rows;
  Encoder::Scratch network;
  std::vector<float> emissions;
  NameMemory memory;
  std::vector<NameState> states;
  Viterbi<float> viterbi;
  std::vector<NameSpan> spans;
  std::vector<float> dependents;
  std::vector<float> projected;
  std::vector<float> heads;
  std::vector<float> arcs;
  TreeFinder trees;
  std::vector<float> ends;  // of arcs, for their relations
  std::vector<std::uint8_t> bytes;
  std::vector<float> relations;

  template <typename T>
  static T* Grow(std::vector<T>& memory, std::size_t size) {
    if (memory.size() < size) memory.resize(size);
    return memory.data();
  }
};

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t newline = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, newline));
    text.remove_prefix(std::min(newline + 1, text.size()));
  }
  return lines;
}

float Positive(float x) { return x > 0.0f ? x : 0.0f; }

class EncoderCore : public Core {
 public:
  static Result<std::unique_ptr<const Core>> Load(const model::Container& container,
                                                  const Kernels& kernels);

  const std::vector<Tag>& tags() const override { return tags_; }
  std::uint32_t longest_sentence() const override { return kLongestSentence; }
  std::uint32_t batch_words() const override { return kBatchWords; }
  void BeginDocument(CoreScratch& scratch) const override {
    static_cast<EncoderScratch&>(scratch).memory.Forget();
  }
  std::unique_ptr<CoreScratch> NewScratch() const override {
    return std::make_unique<EncoderScratch>();
  }
  void Run(Batch& batch, CoreScratch& scratch) const override;

 private:
  // Where the outputs of a head begin.
  std::size_t states_at() const { return shape_.tags; }
  std::size_t arc_dependent_at() const { return states_at() + shape_.states; }
  std::size_t arc_head_at() const { return arc_dependent_at() + shape_.arc_width; }
  std::size_t label_dependent_at() const { return arc_head_at() + shape_.arc_width; }
  std::size_t label_head_at() const { return label_dependent_at() + shape_.label_width; }

  Status LoadTrees(const model::Container& container);
  Status LoadRelations(const model::Container& container);
  void Tags(std::span<const float> outputs, Batch& batch) const;
  void Names(std::span<const float> outputs, Batch& batch, EncoderScratch& scratch) const;
  void Tree(std::span<const float> outputs, std::span<std::uint32_t> heads,
            EncoderScratch& scratch) const;
  void Relations(std::span<const float> outputs, Batch& batch, EncoderScratch& scratch) const;

  const Kernels* kernels_ = nullptr;
  EncoderShape shape_;
  std::vector<Tag> tags_;
  Encoder encoder_;
  NameTransitions<float> transitions_{};
  std::vector<float> bilinear_;  // [from][to]
  std::span<const float> prior_;
  std::span<const float> root_;
  std::vector<Deprel> relations_;
  std::size_t root_relation_ = SIZE_MAX;  // the output that stands for the root's, if there is one
  float relation_scale_ = 1;
  Matrix relation_matrix_;
};

Result<std::unique_ptr<const Core>> EncoderCore::Load(const model::Container& container,
                                                      const Kernels& kernels) {
  auto core = std::make_unique<EncoderCore>();
  core->kernels_ = &kernels;
  DL_ASSIGN_OR_RETURN(core->shape_, EncoderShape::Load(container));
  const EncoderShape& shape = core->shape_;
  DL_ASSIGN_OR_RETURN(const std::string_view tags, container.Section("tags"));
  DL_ASSIGN_OR_RETURN(core->tags_, ParseTags(tags));
  if (core->tags_.size() != shape.tags || shape.states != kNameStates)
    return BrokenSection(kEncoderSection, "has another number of tags or name states");
  DL_ASSIGN_OR_RETURN(core->encoder_, Encoder::Load(container, shape));
  DL_ASSIGN_OR_RETURN(const auto transitions,
                      Numbers(container, "name.next", kNameStates * kNameStates));
  for (std::size_t i = 0; i < transitions.size(); ++i)
    core->transitions_[i / kNameStates][i % kNameStates] = transitions[i];
  DL_RETURN_IF_ERROR(core->LoadTrees(container));
  DL_RETURN_IF_ERROR(core->LoadRelations(container));
  return std::unique_ptr<const Core>(std::move(core));
}

Status EncoderCore::LoadTrees(const model::Container& container) {
  const std::size_t width = shape_.arc_width;
  DL_ASSIGN_OR_RETURN(const auto bilinear, Numbers(container, "arc.bilinear", width * width));
  bilinear_.resize(width * width);
  for (std::size_t to = 0; to < width; ++to) {
    for (std::size_t from = 0; from < width; ++from)
      bilinear_[from * width + to] = bilinear[to * width + from];
  }
  DL_ASSIGN_OR_RETURN(prior_, Numbers(container, "arc.prior", width));
  DL_ASSIGN_OR_RETURN(root_, Numbers(container, "enc.root", width));
  return Done{};
}

Status EncoderCore::LoadRelations(const model::Container& container) {
  static constexpr std::string_view kName = "enc.deprels";
  DL_ASSIGN_OR_RETURN(const std::string_view names, container.Section(kName));
  for (const std::string_view name : Lines(names)) {
    const auto relation = text::FromName<Deprel>(name);
    if (!relation) return BrokenSection(kName, "names the unknown relation " + std::string(name));
    if (*relation == Deprel::kRoot) root_relation_ = relations_.size();
    relations_.push_back(*relation);
  }
  const std::size_t least = root_relation_ == SIZE_MAX ? 1 : 2;
  if (relations_.size() != shape_.relations || relations_.size() < least)
    return BrokenSection(kName, "names " + std::to_string(relations_.size()) + " relations");
  DL_ASSIGN_OR_RETURN(const auto scales, InputScales(container, shape_));
  relation_scale_ = scales.back();
  DL_ASSIGN_OR_RETURN(
      relation_matrix_,
      Matrix::Load(container, "lab", {shape_.relations, shape_.label_width}, relation_scale_));
  return Done{};
}

void EncoderCore::Run(Batch& batch, CoreScratch& scratch) const {
  auto& memory = static_cast<EncoderScratch&>(scratch);
  memory.rows.clear();
  for (std::size_t i = 0; i < batch.words(); ++i)
    memory.rows.push_back(RowsOf(batch.lexemes[i], encoder_.vocabulary()));
  const auto outputs = encoder_.Run(memory.rows, batch.starts, *kernels_, memory.network);
  Tags(outputs, batch);
  Names(outputs, batch, memory);
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    const std::size_t first = batch.starts[s];
    const std::size_t words = batch.starts[s + 1] - first;
    Tree(outputs.subspan(first * encoder_.stride()),
         std::span<std::uint32_t>(batch.heads).subspan(first, words), memory);
  }
  Relations(outputs, batch, memory);
}

void EncoderCore::Tags(std::span<const float> outputs, Batch& batch) const {
  for (std::size_t i = 0; i < batch.words(); ++i) {
    const float* scores = outputs.data() + i * encoder_.stride();
    batch.tags[i] = static_cast<TagId>(std::max_element(scores, scores + shape_.tags) - scores);
  }
}

void EncoderCore::Names(std::span<const float> outputs, Batch& batch,
                        EncoderScratch& scratch) const {
  float* emissions = EncoderScratch::Grow(scratch.emissions, batch.words() * kNameStates);
  for (std::size_t i = 0; i < batch.words(); ++i) {
    std::copy_n(outputs.data() + i * encoder_.stride() + states_at(), kNameStates,
                emissions + i * kNameStates);
  }
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    const std::size_t first = batch.starts[s];
    const std::size_t words = batch.starts[s + 1] - first;
    scratch.memory.Share(std::span<const Lexeme>(batch.lexemes).subspan(first, words),
                         {emissions + first * kNameStates, words * kNameStates});
    scratch.viterbi.Run({emissions + first * kNameStates, words * kNameStates}, transitions_, {},
                        scratch.states);
    SpansOf(scratch.states, scratch.spans);
    for (const NameSpan& span : scratch.spans)
      batch.names.push_back({first + span.first, first + span.end, span.name_class});
  }
}

void EncoderCore::Tree(std::span<const float> outputs, std::span<std::uint32_t> heads,
                       EncoderScratch& scratch) const {
  const std::size_t words = heads.size();
  const std::size_t width = shape_.arc_width;
  const std::size_t columns = (words + 1 + kLanes - 1) / kLanes * kLanes;
  float* dependents = EncoderScratch::Grow(scratch.dependents, words * width);
  float* projected = EncoderScratch::Grow(scratch.projected, words * width);
  float* turned = EncoderScratch::Grow(scratch.heads, width * columns);
  float* arcs = EncoderScratch::Grow(scratch.arcs, words * columns);
  for (std::size_t i = 0; i < words; ++i) {
    const float* word = outputs.data() + i * encoder_.stride();
    for (std::size_t k = 0; k < width; ++k) {
      dependents[i * width + k] = Positive(word[arc_dependent_at() + k]);
      turned[k * columns + i] = Positive(word[arc_head_at() + k]);
    }
  }
  for (std::size_t k = 0; k < width; ++k) {
    turned[k * columns + words] = root_[k];
    std::fill_n(turned + k * columns + words + 1, columns - words - 1, 0.0f);
  }
  kernels_->arcs({dependents, width, bilinear_.data(), width, words, width, projected});
  for (std::size_t i = 0; i < words; ++i) {
    for (std::size_t k = 0; k < width; ++k) projected[i * width + k] += prior_[k];
  }
  kernels_->arcs({projected, width, turned, width, words, columns, arcs});
  scratch.trees.Run({{arcs, words * columns}, words, columns}, *kernels_, heads);
}

void EncoderCore::Relations(std::span<const float> outputs, Batch& batch,
                            EncoderScratch& scratch) const {
  const std::size_t words = batch.words();
  const std::size_t width = shape_.label_width;
  const std::size_t stride = relation_matrix_.outputs();
  float* ends = EncoderScratch::Grow(scratch.ends, words * width);
  std::uint8_t* bytes = EncoderScratch::Grow(scratch.bytes, words * width);
  float* scores = EncoderScratch::Grow(scratch.relations, words * stride);
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    for (std::size_t i = batch.starts[s]; i < batch.starts[s + 1]; ++i) {
      // The root's relation is not asked for; its own vector stands in for that of a head.
      const std::size_t head = batch.heads[i] == 0 ? i : batch.starts[s] + batch.heads[i] - 1;
      const float* dependent = outputs.data() + i * encoder_.stride() + label_dependent_at();
      const float* above = outputs.data() + head * encoder_.stride() + label_head_at();
      for (std::size_t k = 0; k < width; ++k)
        ends[i * width + k] = Positive(dependent[k] + above[k]);
    }
  }
  kernels_->quantise(ends, 1.0f / relation_scale_, words * width, bytes);
  kernels_->multiply(relation_matrix_.packed(0), relation_matrix_.panels(), {bytes, width, words},
                     {scores, stride});
  for (std::size_t i = 0; i < words; ++i) {
    if (batch.heads[i] == 0) {
      batch.labels[i] = Deprel::kRoot;
      continue;
    }
    const float* row = scores + i * stride;
    std::size_t best = root_relation_ == 0 ? 1 : 0;
    for (std::size_t r = best + 1; r < relations_.size(); ++r) {
      if (row[r] > row[best] && r != root_relation_) best = r;
    }
    batch.labels[i] = relations_[best];
  }
}

}  // namespace

Result<std::unique_ptr<const Core>> LoadEncoderCore(const model::Container& container,
                                                    const Kernels& kernels) {
  return EncoderCore::Load(container, kernels);
}

}  // namespace dateline::language
