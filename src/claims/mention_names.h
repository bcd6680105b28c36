// Which mention covers a token, and what it is called.
#pragma once

#include <optional>
#include <string>

#include "text/document.h"

namespace dateline::claims {

class MentionNames {
 public:
  // Both must outlive the object.
  MentionNames(const text::LanguageView& view, const IndexedVector<Entity, EntityIndex>& entities)
      : view_(view), entities_(entities) {}

  // The name or, without one, the nominal that covers the token; null for pronouns and none.
  const Mention* MentionAt(TokenIndex token) const;
  // The canonical name where the mention is resolved, else its words.
  std::string NameOf(const Mention& mention) const;
  std::optional<EntityIndex> EntityOf(const Mention& mention) const;

 private:
  const text::LanguageView& view_;
  const IndexedVector<Entity, EntityIndex>& entities_;
};

}  // namespace dateline::claims
