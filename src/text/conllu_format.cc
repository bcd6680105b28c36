#include "text/conllu_format.h"

#include <vector>

#include "text/enum_names.h"

namespace dateline::text {
namespace {

// "B-PER", "I-PER" or "O" for every token; names only, since nominals overlap them.
std::vector<std::string> NameTags(const Reading& reading) {
  std::vector<std::string> tags(reading.tokens.size(), "O");
  for (const Mention& mention : reading.mentions) {
    if (mention.kind != MentionKind::kName) continue;
    for (TokenIndex t = mention.first; t < mention.end; ++t) {
      tags[t.value()] = (t == mention.first ? "B-" : "I-") + std::string(NameOf(mention.type));
    }
  }
  return tags;
}

void AppendColumn(std::string_view value, std::string& out) {
  out.push_back('\t');
  out.append(value.empty() ? "_" : value);
}

// A form may hold no tab and no line end, which only hostile input has inside a token.
std::string SafeForm(std::string_view form) {
  std::string out(form);
  for (char& c : out) {
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return out;
}

// Is there nothing between a token and the next of its sentence?
bool TouchesNext(const Reading& reading, TokenIndex token) {
  const TokenIndex next = token.next();
  return reading.tokens.has(next) &&
         reading.tokens[next].sentence == reading.tokens[token].sentence &&
         reading.tokens[token].span.end() == reading.tokens[next].span.begin();
}

}  // namespace

std::string ToConllu(const Reading& reading) {
  std::string out;
  const std::vector<std::string> names = NameTags(reading);
  std::size_t range = 0;
  TokenIndex range_end;  // tokens before it belong to a range, which holds their SpaceAfter
  for (const Sentence& sentence : reading.sentences) {
    std::uint32_t number = 0;
    for (TokenIndex t = sentence.first; t < sentence.end; ++t) {
      ++number;
      if (range < reading.multiword_tokens.size() && reading.multiword_tokens[range].first == t) {
        const MultiwordToken& multiword = reading.multiword_tokens[range++];
        range_end = TokenIndex::FromSize(t.value() + multiword.words);
        out += std::to_string(number) + "-" + std::to_string(number + multiword.words - 1) + "\t" +
               SafeForm(multiword.form) + "\t_\t_\t_\t_\t_\t_\t_\t" +
               (TouchesNext(reading, range_end.previous()) ? "SpaceAfter=No\n" : "_\n");
      }
      out += std::to_string(number);
      AppendColumn(SafeForm(reading.tokens[t].span.In(reading.text)), out);
      if (reading.words.empty()) {
        out += "\t_\t_\t_\t_\t_\t_\t_";
      } else {
        const Word& word = reading.words[t];
        AppendColumn(word.lemma, out);
        AppendColumn(NameOf(word.upos), out);
        AppendColumn(word.xpos, out);
        AppendColumn(word.feats, out);
        out +=
            "\t" + std::to_string(word.head ? word.head->value() - sentence.first.value() + 1 : 0);
        AppendColumn(NameOf(word.deprel), out);
        out += "\t_";
      }
      out += "\tNER=" + names[t.value()];
      if (!(t < range_end) && TouchesNext(reading, t)) out += "|SpaceAfter=No";
      out.push_back('\n');
    }
    out.push_back('\n');
  }
  return out;
}

}  // namespace dateline::text
