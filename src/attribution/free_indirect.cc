#include "attribution/free_indirect.h"

#include <utility>

namespace dateline::attribution {
namespace {

constexpr int kLongestRun = 3;  // sentences
constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

// What a sentence holds of attributions.
struct Held {
  std::size_t reports = kNobody;  // the draft whose content ends with the sentence
  bool is_taken = false;          // someone is said to speak in it, or it is said by someone
};

bool IsStatement(CueClass cue_class) {
  return cue_class == CueClass::kSays || cue_class == CueClass::kClaims ||
         cue_class == CueClass::kConfirms || cue_class == CueClass::kPlans ||
         cue_class == CueClass::kWarns;
}

class Finder {
 public:
  Finder(const Scene& scene, const std::vector<Draft>& drafts) : scene_(scene), drafts_(drafts) {}

  std::vector<Continued> Run() {
    Gather();
    std::vector<Continued> out;
    std::size_t speaker = kNobody;
    int length = 0;
    for (SentenceIndex s; s < scene_.input.sentences.end_index(); ++s) {
      const Held& held = held_[s.value()];
      const bool begins_block = s.value() == 0 || scene_.input.sentences[s].block !=
                                                      scene_.input.sentences[s.previous()].block;
      if (begins_block) speaker = kNobody;
      if (held.is_taken) {
        speaker = held.reports;
        length = 0;
        continue;
      }
      if (speaker == kNobody || ++length > kLongestRun || !IsShifted(s)) {
        speaker = kNobody;
        continue;
      }
      const TokenRange content = scene_.Trim({scene_.begins[s], scene_.input.sentences[s].end});
      if (content.is_empty()) continue;
      Draft draft;
      draft.cue_head = content.first;
      draft.cue = {content.first, content.first};
      draft.content = {content};
      draft.cue_class = drafts_[speaker].cue_class;
      draft.is_inherited = true;
      draft.confidence = confidence::kFreeIndirect;
      out.push_back({std::move(draft), speaker});
    }
    return out;
  }

 private:
  SentenceIndex SentenceOf(TokenIndex t) const { return scene_.input.tokens[t].sentence; }

  void Gather() {
    held_.resize(scene_.input.sentences.size());
    // Parts that begin and end in each sentence: a part may be as long as the document.
    std::vector<std::size_t> begun(held_.size(), 0);
    std::vector<std::size_t> ended(held_.size(), 0);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      if (!draft.cue.is_empty()) held_[SentenceOf(draft.cue_head).value()].is_taken = true;
      for (const TokenRange& part : draft.content) {
        ++begun[SentenceOf(part.first).value()];
        ++ended[SentenceOf(part.end.previous()).value()];
      }
      if (Reports(draft)) held_[SentenceOf(draft.cue_head).value()].reports = i;
    }
    std::size_t open = 0;
    for (std::size_t s = 0; s < held_.size(); ++s) {
      open += begun[s];
      held_[s].is_taken = held_[s].is_taken || open > 0;
      open -= ended[s];
    }
  }

  // "X said that ...": in the past, by someone, not quoted, to the end of its sentence.
  bool Reports(const Draft& draft) const {
    if (draft.is_inherited || !draft.source || draft.confidence < confidence::kPattern ||
        !IsStatement(draft.cue_class) || scene_.word(draft.cue_head).xpos != "VBD" ||
        scene_.SpeechAround(draft.cue_head) != nullptr)
      return false;
    const TokenRange last = draft.content.back();
    if (last.first < draft.cue.end || scene_.SpeechAround(last.end.previous()) != nullptr)
      return false;
    const TokenIndex end = scene_.input.sentences[SentenceOf(draft.cue_head)].end;
    return scene_.Trim({last.first, end}).end <= last.end &&
           SentenceOf(last.first) == SentenceOf(draft.cue_head);
  }

  // The main verb is shifted back, and nothing is quoted.
  bool IsShifted(SentenceIndex s) const {
    const TokenRange sentence{scene_.begins[s], scene_.input.sentences[s].end};
    bool is_shifted = false;
    for (TokenIndex t = sentence.first; t < sentence.end; ++t) {
      if (scene_.SpeechAround(t) != nullptr) return false;
      const auto head = scene_.word(t).head;
      if (head && !scene_.word(*head).head && scene_.word(t).deprel == Deprel::kAux &&
          scene_.Is(t, WordKind::kShifted))
        is_shifted = true;
    }
    return is_shifted;
  }

  const Scene& scene_;
  const std::vector<Draft>& drafts_;
  std::vector<Held> held_;
};

}  // namespace

std::vector<Continued> FindFreeIndirect(const Scene& scene, const std::vector<Draft>& drafts) {
  return Finder(scene, drafts).Run();
}

}  // namespace dateline::attribution
