// What the rules alone find: frames and forms, composed.
#pragma once

#include "attribution/compose.h"
#include "attribution/scene.h"

namespace dateline::attribution {

Composed ComposeRules(const Scene& scene);

}  // namespace dateline::attribution
