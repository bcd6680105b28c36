#include "dateline/reader.h"

#include <utility>

#include "intake/intake.h"
#include "pipeline/pipeline.h"
#include "text/json_format.h"

namespace dateline {

struct Reader::Impl {
  pipeline::Pipeline pipeline;
};

namespace {

intake::InputFormat FormatOf(InputFormat format) {
  switch (format) {
    case InputFormat::kAuto:
      return intake::InputFormat::kAuto;
    case InputFormat::kText:
      return intake::InputFormat::kText;
    case InputFormat::kHtml:
      return intake::InputFormat::kHtml;
    case InputFormat::kConllu:
      return intake::InputFormat::kConllu;
  }
  return intake::InputFormat::kAuto;
}

}  // namespace

Result<Reader> Reader::Open() {
  DL_ASSIGN_OR_RETURN(auto pipeline, pipeline::Pipeline::Load());
  return Reader(std::make_unique<Impl>(Impl{std::move(pipeline)}));
}

Reader::Reader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Result<Reading> Reader::Read(std::string_view bytes, const ReadOptions& options) const {
  intake::IntakeOptions intake_options;
  intake_options.format = FormatOf(options.format);
  if (!options.date.empty()) {
    DL_ASSIGN_OR_RETURN(intake_options.date, ParseDay(options.date));
  }
  intake_options.publisher = options.publisher;
  intake_options.uri = options.uri;
  DL_ASSIGN_OR_RETURN(auto document, intake::ReadDocument(bytes, intake_options));
  return impl_->pipeline.Read(std::move(document), {}, nullptr);
}

std::string Reader::ToJson(const Reading& reading) { return text::ToJson(reading, {}); }

}  // namespace dateline
