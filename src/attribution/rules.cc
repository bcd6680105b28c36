#include "attribution/rules.h"

#include <iterator>
#include <utility>

#include "attribution/forms.h"
#include "attribution/frames.h"

namespace dateline::attribution {

Composed ComposeRules(const Scene& scene) {
  std::vector<Draft> drafts = FindFrames(scene);
  std::vector<Draft> forms = FindForms(scene);
  drafts.insert(drafts.end(), std::make_move_iterator(forms.begin()),
                std::make_move_iterator(forms.end()));
  return Compose(scene, std::move(drafts), FreeIndirect::kLeave);
}

}  // namespace dateline::attribution
