// From a reading to what the ledger keeps: the only place where both are known.
#pragma once

#include <vector>

#include "dateline/reading.h"
#include "record/claim_record.h"

namespace dateline::pipeline {

record::DocumentRecord DocumentRecordOf(const Reading& reading);
record::EngineRecord EngineRecordOf(const EngineInfo& engine);
std::vector<record::ClaimRecord> ClaimRecordsOf(const Reading& reading);

}  // namespace dateline::pipeline
