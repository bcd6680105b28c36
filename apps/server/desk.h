// The files of the desk that this program embeds.
#pragma once

#include "serve/assets.h"

namespace dateline::server {

// Empty where the desk was not built into the program.
serve::Assets EmbeddedDesk();

}  // namespace dateline::server
