#include "language/parser.h"

#include <algorithm>

namespace dateline::language {
namespace {

std::uint64_t Distance(std::uint64_t from, std::uint64_t to) {
  const std::uint64_t d = to > from ? to - from : from - to;
  return d < 5 ? d : d < 8 ? 5 : d < 15 ? 6 : 7;
}

std::uint64_t Few(std::uint64_t count) { return std::min<std::uint64_t>(count, 4); }

}  // namespace

void ParserState::Start(std::span<const Lexeme> words, std::span<const TagId> tags,
                        std::span<const Tag> tag_set) {
  words_ = static_cast<std::uint32_t>(words.size());
  next_ = 1;
  stack_.assign(1, 0);
  nodes_.assign(words.size() + 2, Node{});
  nodes_.front().word = 1;
  nodes_.front().tag = 254;
  nodes_.front().upos = 30;
  nodes_.back().word = 2;
  nodes_.back().tag = 255;
  nodes_.back().upos = 31;
  for (std::size_t i = 0; i < words.size(); ++i) {
    nodes_[i + 1].word = words[i].lower;
    nodes_[i + 1].tag = tags[i];
    nodes_[i + 1].upos = static_cast<std::uint64_t>(tag_set[tags[i]].upos);
  }
}

bool ParserState::Allows(Move move) const {
  const bool has_next = next_ <= words_;
  switch (move) {
    case Move::kShift:
      return has_next;
    case Move::kLeft:
      return has_next && stack_.size() > 1;
    case Move::kRight:
      return stack_.size() > 2 || (stack_.size() == 2 && !has_next);
  }
  return false;
}

void ParserState::Shift() { stack_.push_back(next_++); }

ParserState::Arc ParserState::ArcOf(Move move) const {
  const std::uint32_t dependent = stack_.back();
  return {move == Move::kLeft ? next_ : stack_[stack_.size() - 2], dependent};
}

void ParserState::Attach(Move move, Deprel label) {
  const Arc arc = ArcOf(move);
  stack_.pop_back();
  Node& head = nodes_[arc.head];
  Node& dependent = nodes_[arc.dependent];
  dependent.head = arc.head;
  dependent.label = label;
  const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(label);
  if (move == Move::kLeft) {
    // Left dependents arrive from the nearest to the farthest.
    head.left2 = head.left;
    head.left = arc.dependent;
    ++head.left_count;
    head.left_labels |= bit;
  } else {
    head.right = arc.dependent;
    ++head.right_count;
    head.right_labels |= bit;
  }
}

void MoveFeatures(const ParserState& state, MoveFeatureList& out) {
  const Node& s0 = state.Stack(0);
  const Node& s1 = state.Stack(1);
  const Node& s2 = state.Stack(2);
  const Node& b0 = state.Ahead(0);
  const Node& b1 = state.Ahead(1);
  const Node& b2 = state.Ahead(2);
  static const Node kNone{};
  const auto node = [&](std::uint32_t i) -> const Node& { return i == 0 ? kNone : state.node(i); };
  const Node& s0_left = node(s0.left);
  const Node& s0_right = node(s0.right);
  const Node& s1_left = node(s1.left);
  const Node& s1_right = node(s1.right);
  const Node& b0_left = node(b0.left);
  const std::uint32_t top = state.stack().back();
  const std::uint32_t below =
      state.stack().size() > 1 ? state.stack()[state.stack().size() - 2] : 0;
  const std::uint64_t gap = Distance(top, state.next());
  const std::uint64_t gap_below = Distance(below, top);
  const std::uint64_t s0wt = Join(s0.word, s0.tag);
  const std::uint64_t s1wt = Join(s1.word, s1.tag);
  const std::uint64_t b0wt = Join(b0.word, b0.tag);
  const std::uint64_t tags = Join(s0.tag, b0.tag);
  const std::uint64_t tags_below = Join(s1.tag, s0.tag);

  out.clear();
  out.Add(Hash(1, s0wt));
  out.Add(Hash(2, s0.word));
  out.Add(Hash(3, s0.tag));
  out.Add(Hash(4, s1wt));
  out.Add(Hash(5, s1.word));
  out.Add(Hash(6, s1.tag));
  out.Add(Hash(7, b0wt));
  out.Add(Hash(8, b0.word));
  out.Add(Hash(9, b0.tag));
  out.Add(Hash(10, b1.word, b1.tag));
  out.Add(Hash(11, b1.word));
  out.Add(Hash(12, b1.tag));
  out.Add(Hash(13, b2.word));
  out.Add(Hash(14, b2.tag));
  out.Add(Hash(15, s2.tag));
  out.Add(Hash(16, s2.word));
  // Two words.
  out.Add(Hash(17, s0wt, b0wt));
  out.Add(Hash(18, s0wt, b0.tag));
  out.Add(Hash(19, s0.tag, b0wt));
  out.Add(Hash(20, s0.word, b0.word));
  out.Add(Hash(21, tags));
  out.Add(Hash(22, b0.tag, b1.tag));
  out.Add(Hash(23, tags_below));
  out.Add(Hash(24, s1.word, s0.word));
  out.Add(Hash(25, s1wt, s0.tag));
  out.Add(Hash(26, s1.tag, s0wt));
  out.Add(Hash(27, s1.tag, b0.tag));
  out.Add(Hash(28, s1.word, b0.word));
  out.Add(Hash(29, s1.tag, b0.word));
  out.Add(Hash(30, b0.word, b1.tag));
  // Three and more.
  out.Add(Hash(31, tags, b1.tag));
  out.Add(Hash(32, tags_below, b0.tag));
  out.Add(Hash(33, s2.tag, tags_below));
  out.Add(Hash(34, tags_below, b0.tag, b1.tag));
  out.Add(Hash(35, b0.tag, b1.tag, b2.tag));
  out.Add(Hash(36, tags, b1.tag, b2.tag));
  out.Add(Hash(37, tags, s0_left.tag));
  out.Add(Hash(38, tags, s0_right.tag));
  out.Add(Hash(39, tags_below, s1_right.tag));
  out.Add(Hash(40, tags_below, s1_left.tag));
  out.Add(Hash(41, tags, b0_left.tag));
  out.Add(Hash(42, tags_below, s0_right.tag));
  out.Add(Hash(43, s1.word, tags));
  out.Add(Hash(44, s0.word, b0.tag, b1.tag));
  out.Add(Hash(45, s0.word, s1.tag, b0.tag));
  out.Add(Hash(46, b0.word, tags_below));
  out.Add(Hash(47, b1.word, tags));
  out.Add(Hash(48, tags_below, s0_left.word));
  out.Add(Hash(49, tags, s0_left.word));
  out.Add(Hash(50, s1.word, s0_left.word, s0.tag));
  out.Add(Hash(51, s1.word, s0.tag, b0.word));
  // How far apart.
  out.Add(Hash(52, gap, s0.word));
  out.Add(Hash(53, gap, b0.word));
  out.Add(Hash(54, gap, tags));
  out.Add(Hash(55, gap_below, tags_below));
  out.Add(Hash(56, gap_below, s1.word));
  // What they have already.
  out.Add(Hash(57, s0.word, Few(s0.right_count)));
  out.Add(Hash(58, s0.tag, Few(s0.right_count), Few(s0.left_count)));
  out.Add(Hash(59, b0.tag, Few(b0.left_count)));
  out.Add(Hash(60, s1.tag, Few(s1.right_count)));
  out.Add(Hash(61, s0.tag, s0.left_labels));
  out.Add(Hash(62, s0.word, s0.left_labels));
  out.Add(Hash(63, s0.tag, s0.right_labels));
  out.Add(Hash(64, s0.word, s0.right_labels));
  out.Add(Hash(65, b0.tag, b0.left_labels));
  out.Add(Hash(66, b0.word, b0.left_labels));
  out.Add(Hash(67, s1.tag, s1.right_labels, s0.tag));
  out.Add(Hash(68, s1.word, s1.right_labels, s0.tag));
  out.Add(Hash(69, tags, s0.left_labels, b0.left_labels));
  out.Add(Hash(70, tags_below, s0.left_labels, s0.right_labels));
  out.Add(Hash(71, tags_below, s1.left_labels, s1.right_labels));
  out.Add(Hash(72, tags, s0.right_labels, b1.tag));
}

void LabelFeatures(const ParserState& state, ParserState::Arc arc, LabelFeatureList& out) {
  const Node& head = state.node(arc.head);
  const Node& word = state.node(arc.dependent);
  static const Node kNone{};
  const auto node = [&](std::uint32_t i) -> const Node& { return i == 0 ? kNone : state.node(i); };
  const Node& left = node(word.left);
  const Node& left2 = node(word.left2);
  const Node& right = node(word.right);
  const Node& before = state.node(arc.dependent - 1);
  const Node& after = state.node(arc.dependent + 1);
  const std::uint64_t side = arc.head < arc.dependent ? 1 : 2;
  const std::uint64_t gap = side * 8 + Distance(arc.head, arc.dependent);
  const std::uint64_t tags = Join(head.tag, word.tag) + side;
  out.clear();
  out.Add(Hash(101, tags));
  out.Add(Hash(102, tags, word.word));
  out.Add(Hash(103, tags, head.word));
  out.Add(Hash(104, head.word, word.word, side));
  out.Add(Hash(105, word.word, side));
  out.Add(Hash(106, head.word, side));
  out.Add(Hash(107, word.tag, gap));
  out.Add(Hash(108, tags, gap));
  out.Add(Hash(109, tags, left.word));
  out.Add(Hash(110, tags, left.tag));
  out.Add(Hash(111, head.word, left.word, side));
  out.Add(Hash(112, word.word, left.word, side));
  out.Add(Hash(113, tags, word.left_labels));
  out.Add(Hash(114, tags, word.right_labels));
  out.Add(Hash(115, tags, left2.word));
  out.Add(Hash(116, tags, right.word));
  out.Add(Hash(117, tags, head.left_labels));
  out.Add(Hash(118, tags, head.right_labels));
  out.Add(Hash(119, head.word, head.right_labels, side));
  out.Add(Hash(120, head.word, word.tag, head.left_labels, side));
  out.Add(Hash(121, tags, before.tag, after.tag));
  out.Add(Hash(122, tags, before.word));
  out.Add(Hash(123, tags, after.word));
  out.Add(Hash(124, word.word, before.word, side));
  out.Add(Hash(125, word.upos, head.upos, side));
  out.Add(Hash(126, word.upos, word.left_labels, side));
  out.Add(Hash(127, word.word, word.tag, head.upos, side));
  out.Add(Hash(128, tags, node(head.left).tag));
  out.Add(Hash(129, tags, left.word, head.left_labels));
  out.Add(Hash(130, tags, word.left_labels, word.right_labels));
  out.Add(Hash(131, tags, node(right.left).word));
  out.Add(Hash(132, tags, state.node(arc.head + 1).tag));
}

Result<Parser> Parser::Load(const model::Container& container) {
  Parser parser;
  DL_ASSIGN_OR_RETURN(parser.moves_, MoveTable::Load(container, "move"));
  DL_ASSIGN_OR_RETURN(parser.labels_, SparseTable::Load(container, "label", kDeprels));
  return parser;
}

Deprel Parser::LabelOf(const ParserState& state, ParserState::Arc arc) const {
  if (arc.head == 0) return Deprel::kRoot;
  LabelFeatureList features;
  LabelFeatures(state, arc, features);
  std::int32_t scores[kDeprels] = {};
  labels_.Score(features, scores);
  scores[static_cast<std::size_t>(Deprel::kRoot)] = INT32_MIN;
  return static_cast<Deprel>(std::max_element(scores, scores + kDeprels) - scores);
}

void Parser::Run(std::span<const Lexeme> words, std::span<const TagId> tags,
                 std::span<const Tag> tag_set, ParserState& state) const {
  state.Start(words, tags, tag_set);
  MoveFeatureList features;
  while (!state.is_done()) {
    if (!state.Allows(Move::kLeft) && !state.Allows(Move::kRight)) {
      state.Shift();
      continue;
    }
    Move best = Move::kRight;
    if (state.Allows(Move::kShift)) {
      MoveFeatures(state, features);
      for (const Feature feature : features) moves_.Prefetch(feature);
      MoveTable::Sums sums;
      for (const Feature feature : features) moves_.Score(feature, sums);
      std::int32_t best_score = INT32_MIN;
      for (const Move move : {Move::kShift, Move::kLeft, Move::kRight}) {
        const std::int32_t score = sums.Total(static_cast<std::size_t>(move));
        if (state.Allows(move) && score > best_score) {
          best = move;
          best_score = score;
        }
      }
    }
    if (best == Move::kShift) {
      state.Shift();
    } else {
      state.Attach(best, LabelOf(state, state.ArcOf(best)));
    }
  }
}

}  // namespace dateline::language
