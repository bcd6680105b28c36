// States of names, as src/language/names.h numbers them: 0 is outside; class k has begin, inside,
// last and unit.
#pragma once

inline constexpr int kStates = 25;
inline constexpr float kNever = -1e30F;

inline bool IsOpen(int s) { return s != 0 && (s - 1) % 4 < 2; }
inline bool IsWithin(int s) { return s != 0 && ((s - 1) % 4 == 1 || (s - 1) % 4 == 2); }
inline bool Follows(int from, int to) {
  return IsOpen(from) ? IsWithin(to) && (from - 1) / 4 == (to - 1) / 4 : !IsWithin(to);
}
