// Documents for the tests of the stage, written as text with its tokens and sentences marked.
#pragma once

#include <string>
#include <string_view>

#include "times/times.h"

namespace dateline::times {

// A document whose tokens are parted at blanks; "|" ends a sentence and its block. No language.
class Builder {
 public:
  Builder(std::string_view marked, std::string_view published) {
    if (!published.empty()) info_.published = {*ParseDay(published), DateBasis::kGiven};
    std::size_t begin = 0;
    while (begin < marked.size()) {
      std::size_t end = marked.find(' ', begin);
      if (end == std::string_view::npos) end = marked.size();
      const std::string_view word = marked.substr(begin, end - begin);
      begin = end + 1;
      if (word == "|") {
        EndSentence();
        continue;
      }
      const std::size_t at = text_.size();
      text_ += word;
      tokens_.Add({ByteSpan::FromSizes(at, text_.size()), sentences_.end_index()});
      text_ += ' ';
    }
    EndSentence();
  }

  text::TimeLayers Read() const {
    static const TimesStage stage = TimesStage::Load().value();
    return Read(stage);
  }
  text::TimeLayers Read(const TimesStage& stage) const {
    const text::StructureView structure{text_, info_, blocks_, sentences_, tokens_};
    return stage.Run(text::LanguageView{structure, words_, mentions_}).value();
  }
  void SetLanguage(std::string_view code) { info_.language = code; }
  std::string_view Surface(const TimeExpression& time) const { return time.span.In(text_); }

 private:
  void EndSentence() {
    if (first_ == tokens_.end_index()) return;
    const ByteSpan span = tokens_[first_].span.Cover(tokens_.back().span);
    const BlockIndex block = blocks_.Add({BlockKind::kParagraph, span});
    sentences_.Add({span, block, first_, tokens_.end_index()});
    first_ = tokens_.end_index();
  }

  DocumentInfo info_;
  std::string text_;
  IndexedVector<Block, BlockIndex> blocks_;
  IndexedVector<Sentence, SentenceIndex> sentences_;
  IndexedVector<Token, TokenIndex> tokens_;
  IndexedVector<Word, TokenIndex> words_;
  IndexedVector<Mention, MentionIndex> mentions_;
  TokenIndex first_;
};

}  // namespace dateline::times
