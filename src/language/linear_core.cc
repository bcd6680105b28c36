#include "language/linear_core.h"

#include "language/parser.h"

namespace dateline::language {
namespace {

struct LinearScratch : CoreScratch {
  std::vector<TagId> tags;
  ParserState tree;
  NameFinder::Scratch names;
  std::vector<NameSpan> spans;
};

class LinearCore : public Core {
 public:
  static Result<std::unique_ptr<const Core>> Load(const model::Container& container) {
    auto core = std::make_unique<LinearCore>();
    DL_ASSIGN_OR_RETURN(core->tagger_, Tagger::Load(container));
    DL_ASSIGN_OR_RETURN(core->parser_, Parser::Load(container));
    DL_ASSIGN_OR_RETURN(core->names_, NameFinder::Load(container));
    return std::unique_ptr<const Core>(std::move(core));
  }

  const std::vector<Tag>& tags() const override { return tagger_.tags(); }
  // The longest sentence of news seen has 200 words.
  std::uint32_t longest_sentence() const override { return 1024; }
  std::uint32_t batch_words() const override { return 1; }
  void BeginDocument(CoreScratch&) const override {}
  std::unique_ptr<CoreScratch> NewScratch() const override {
    return std::make_unique<LinearScratch>();
  }
  void Run(Batch& batch, CoreScratch& scratch) const override {
    auto& memory = static_cast<LinearScratch&>(scratch);
    for (std::size_t s = 0; s < batch.sentences(); ++s)
      Sentence(batch, batch.starts[s], batch.starts[s + 1], memory);
  }

 private:
  void Sentence(Batch& batch, std::size_t first, std::size_t end, LinearScratch& scratch) const {
    const auto words = std::span<const Lexeme>(batch.lexemes).subspan(first, end - first);
    tagger_.Run(words, scratch.tags);
    parser_.Run(words, scratch.tags, tagger_.tags(), scratch.tree);
    names_.Run(words, scratch.tags, scratch.names, scratch.spans);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Node& node = scratch.tree.node(static_cast<std::uint32_t>(i + 1));
      batch.tags[first + i] = scratch.tags[i];
      batch.heads[first + i] = node.head;
      batch.labels[first + i] = node.label;
    }
    for (const NameSpan& span : scratch.spans)
      batch.names.push_back({first + span.first, first + span.end, span.name_class});
  }

  Tagger tagger_;
  Parser parser_;
  NameFinder names_;
};

}  // namespace

Result<std::unique_ptr<const Core>> LoadLinearCore(const model::Container& container) {
  return LinearCore::Load(container);
}

}  // namespace dateline::language
