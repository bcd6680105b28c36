// In order, a batch of sentences at a time: lexemes and their classes, what the core of the model
// says of them (linear_core.h, encoder_core.h), lemmas and features, names. A sentence without end
// (a table, a log, a text without punctuation) is read in pieces, so that the memory of a call does
// not grow with its input.
#include "language/language.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <optional>
#include <vector>

#include "language/closing_speech.h"
#include "language/core.h"
#include "language/lexeme.h"
#include "language/morphology.h"
#include "language/name_types.h"
#include "language/relations.h"
#include "language/sections.h"
#include "language/word_classes.h"
#include "model/container.h"
#include "model/resources.h"
#include "text/dateline.h"
#include "text/stage.h"

namespace dateline::language {

static_assert(text::Stage<LanguageStage, text::StructureView, text::LanguageLayers>);

namespace {

constexpr std::size_t kAlignment = 64;
struct alignas(kAlignment) Block {
  char bytes[kAlignment];
};

bool IsAligned(std::string_view bytes) {
  // NOLINTNEXTLINE: only the low bits of the address are looked at
  return reinterpret_cast<std::uintptr_t>(bytes.data()) % kAlignment == 0;
}

// A part of a sentence that is read as one.
struct Piece {
  TokenIndex first;
  TokenIndex end;
  bool continues = false;    // the sentence of the piece before
  bool is_dateline = false;  // it hangs on the root of the sentence that follows
};

// What one thread reads with; reused from document to document.
struct Memory {
  Batch batch;
  std::vector<Piece> pieces;  // of the batch
  std::unique_ptr<CoreScratch> core;
  TokenIndex root;                     // of the sentence that is being read
  std::optional<TokenIndex> dateline;  // the root of the dateline before it
};

// Memories that no thread is using.
class MemoryPool {
 public:
  // Gives one back at its end.
  class Lease {
   public:
    Lease(MemoryPool& pool, std::unique_ptr<Memory> memory)
        : pool_(pool), memory_(std::move(memory)) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() {
      const std::lock_guard lock(pool_.mutex_);
      pool_.free_.push_back(std::move(memory_));
    }
    Memory& operator*() const { return *memory_; }

   private:
    MemoryPool& pool_;
    std::unique_ptr<Memory> memory_;
  };

  Lease Take(const Core& core) {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) {
      auto memory = std::make_unique<Memory>();
      memory->core = core.NewScratch();
      free_.reserve(++made_);  // so that giving back never fails
      return Lease(*this, std::move(memory));
    }
    auto memory = std::move(free_.back());
    free_.pop_back();
    return Lease(*this, std::move(memory));
  }

 private:
  std::mutex mutex_;
  std::size_t made_ = 0;
  std::vector<std::unique_ptr<Memory>> free_;
};

bool IsPunctuation(std::string_view surface) {
  return std::ranges::none_of(surface, [](char c) {
    return c < 0 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

}  // namespace

struct LanguageStage::Impl {
  std::vector<Block> copy;  // of an artefact that was not aligned
  std::string name;
  WordClasses classes;
  std::unique_ptr<const Core> core;
  Morphology morphology;
  NameTypes types;
  Relations relations;
  ClosingSpeech closing_speech;
  mutable MemoryPool pool;

  // Where a piece of [first, end) ends.
  TokenIndex EndOfPiece(const text::StructureView& input, TokenIndex first, TokenIndex end) const;
  // Reads the pieces of the batch and empties it.
  void Read(const text::StructureView& input, Memory& memory, text::LanguageLayers& out) const;
  void ReadPiece(const text::StructureView& input, const Piece& piece, std::size_t first,
                 Memory& memory, text::LanguageLayers& out) const;
  void AddNames(const text::StructureView& input, const Memory& memory,
                text::LanguageLayers& out) const;
};

Result<LanguageStage> LanguageStage::Load(std::string_view artefact) {
  auto impl = std::make_shared<Impl>();
  if (!IsAligned(artefact)) {
    impl->copy.resize((artefact.size() + kAlignment - 1) / kAlignment);
    if (!artefact.empty()) std::memcpy(impl->copy.data(), artefact.data(), artefact.size());
    artefact =
        std::string_view(impl->copy.empty() ? "" : impl->copy.front().bytes, artefact.size());
  }
  DL_ASSIGN_OR_RETURN(const auto container,
                      model::Container::Open(artefact, kModelKind, kModelVersion));
  impl->name = container.producer() + " (" + container.fingerprint().substr(0, 12) + ")";
  DL_ASSIGN_OR_RETURN(impl->classes, WordClasses::Load(container));
  DL_ASSIGN_OR_RETURN(impl->core, LoadCore(container, impl->classes));
  DL_ASSIGN_OR_RETURN(const std::string_view lemmas,
                      model::Resource("data/language/lemmas.en.tsv"));
  DL_ASSIGN_OR_RETURN(impl->morphology, Morphology::Load(container, impl->core->tags(), lemmas));
  DL_ASSIGN_OR_RETURN(const std::string_view types,
                      model::Resource("data/language/name_types.en.tsv"));
  DL_ASSIGN_OR_RETURN(impl->types, NameTypes::Load(types));
  DL_ASSIGN_OR_RETURN(const std::string_view relations,
                      model::Resource("data/language/relations.en.tsv"));
  DL_ASSIGN_OR_RETURN(impl->relations, Relations::Load(relations));
  DL_ASSIGN_OR_RETURN(const std::string_view closing,
                      model::Resource("data/language/closing_speech.en.tsv"));
  DL_ASSIGN_OR_RETURN(impl->closing_speech, ClosingSpeech::Load(closing));
  return LanguageStage(std::move(impl));
}

std::string LanguageStage::model_name() const { return impl_->name; }

TokenIndex LanguageStage::Impl::EndOfPiece(const text::StructureView& input, TokenIndex first,
                                           TokenIndex end) const {
  const std::uint32_t most = core->longest_sentence();
  if (end.value() - first.value() <= most) return end;
  // After the last punctuation of the last quarter, so that a clause stays whole.
  for (std::uint32_t words = most; words > most - most / 4; --words) {
    if (IsPunctuation(input.surface(TokenIndex(first.value() + words - 1))))
      return TokenIndex(first.value() + words);
  }
  return TokenIndex(first.value() + most);
}

void LanguageStage::Impl::Read(const text::StructureView& input, Memory& memory,
                               text::LanguageLayers& out) const {
  Batch& batch = memory.batch;
  if (memory.pieces.empty()) return;
  batch.surfaces.clear();
  batch.starts.assign(1, 0);
  for (const Piece& piece : memory.pieces) {
    for (TokenIndex t = piece.first; t < piece.end; ++t) batch.surfaces.push_back(input.surface(t));
    batch.starts.push_back(static_cast<std::uint32_t>(batch.surfaces.size()));
  }
  if (batch.lexemes.size() < batch.words()) batch.lexemes.resize(batch.words());
  for (std::size_t p = 0; p < memory.pieces.size(); ++p) {
    const std::size_t first = batch.starts[p];
    const std::size_t words = batch.starts[p + 1] - first;
    MakeLexemes(std::span<const std::string_view>(batch.surfaces).subspan(first, words),
                std::span<Lexeme>(batch.lexemes).subspan(first, words));
  }
  classes.Fill(std::span<Lexeme>(batch.lexemes).first(batch.words()));
  batch.tags.resize(batch.words());
  batch.heads.resize(batch.words());
  batch.labels.resize(batch.words());
  batch.names.clear();
  core->Run(batch, *memory.core);
  for (std::size_t p = 0; p < memory.pieces.size(); ++p)
    ReadPiece(input, memory.pieces[p], batch.starts[p], memory, out);
  AddNames(input, memory, out);
  memory.pieces.clear();
}

void LanguageStage::Impl::ReadPiece(const text::StructureView& input, const Piece& piece,
                                    std::size_t first, Memory& memory,
                                    text::LanguageLayers& out) const {
  const Batch& batch = memory.batch;
  const std::size_t words = piece.end.value() - piece.first.value();
  TokenIndex root = piece.first;
  for (std::size_t i = 0; i < words; ++i) {
    const TokenIndex token = TokenIndex::FromSize(piece.first.value() + i);
    Word& word = out.words[token];
    const TagId tag = batch.tags[first + i];
    const Lexeme& lexeme = batch.lexemes[first + i];
    word.upos = core->tags()[tag].upos;
    word.xpos = core->tags()[tag].xpos;
    word.feats = morphology.Feats(lexeme, tag);
    word.lemma = morphology.Lemma(lexeme, input.surface(token), tag);
    word.deprel = batch.labels[first + i];
    const std::uint32_t head = batch.heads[first + i];
    if (head != 0) {
      word.head = TokenIndex(piece.first.value() + head - 1);
    } else {
      root = token;
    }
  }
  if (!piece.continues)
    root = closing_speech.Mend(
        piece.first, root, std::span<Word>(&out.words[piece.first], words),
        std::span<const std::string_view>(batch.surfaces).subspan(first, words));
  relations.Refine(std::span<const Lexeme>(batch.lexemes).subspan(first, words), piece.first,
                   std::span<Word>(&out.words[piece.first], words));
  const auto hang = [&](TokenIndex token, TokenIndex head) {
    out.words[token].head = head;
    out.words[token].deprel = Deprel::kParataxis;
  };
  if (piece.is_dateline) {
    memory.dateline = root;
  } else if (piece.continues) {
    hang(root, memory.root);
  } else {
    memory.root = root;
    if (memory.dateline) hang(*memory.dateline, root);
    memory.dateline.reset();
  }
}

void LanguageStage::Impl::AddNames(const text::StructureView& input, const Memory& memory,
                                   text::LanguageLayers& out) const {
  const Batch& batch = memory.batch;
  std::size_t p = 0;
  for (const NameSpan& span : batch.names) {
    while (span.first >= batch.starts[p + 1]) ++p;
    const std::size_t before = memory.pieces[p].first.value();
    Mention mention;
    mention.first = TokenIndex::FromSize(before + span.first - batch.starts[p]);
    mention.end = TokenIndex::FromSize(before + span.end - batch.starts[p]);
    mention.span = input.span_of(mention.first, mention.end);
    mention.type = types.TypeOf(
        span.name_class,
        std::span<const Lexeme>(batch.lexemes).subspan(span.first, span.end - span.first),
        span.first > batch.starts[p] ? &batch.lexemes[span.first - 1] : nullptr);
    mention.kind = MentionKind::kName;
    out.mentions.Add(mention);
  }
}

Result<text::LanguageLayers> LanguageStage::Run(const text::StructureView& input) const {
  text::LanguageLayers out;
  out.words.resize(input.tokens.size());
  const MemoryPool::Lease lease = impl_->pool.Take(*impl_->core);
  Memory& memory = *lease;
  impl_->core->BeginDocument(*memory.core);
  memory.pieces.clear();
  memory.dateline.reset();
  std::uint32_t words = 0;
  const auto add = [&](const Piece& piece) {
    const std::uint32_t size = piece.end.value() - piece.first.value();
    if (words + size > impl_->core->batch_words()) {
      impl_->Read(input, memory, out);
      words = 0;
    }
    memory.pieces.push_back(piece);
    words += size;
  };
  for (SentenceIndex s(0); s < input.sentences.end_index(); ++s) {
    const dateline::Sentence& sentence = input.sentences[s];
    TokenIndex first = sentence.first;
    if (const auto behind = text::EndOfDateline(input, s)) {
      add({first, *behind, false, true});
      first = *behind;
    }
    for (bool continues = false; first < sentence.end; continues = true) {
      const TokenIndex end = impl_->EndOfPiece(input, first, sentence.end);
      add({first, end, continues, false});
      first = end;
    }
  }
  impl_->Read(input, memory, out);
  return out;
}

}  // namespace dateline::language
