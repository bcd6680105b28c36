#include "error_table.h"

#include <algorithm>
#include <cstdio>

namespace dateline::training {

void ErrorTable::Add(const std::string& corpus, const std::string& kind, std::optional<double> km) {
  for (const std::string& row_name : {std::string("all"), kind}) {
    Row& row = rows_[corpus][row_name];
    if (km) {
      row.km.push_back(*km);
    } else {
      ++row.unresolved;
    }
  }
}

void ErrorTable::Print(const char* title) const {
  for (const auto& [corpus, rows] : rows_) {
    std::printf("%s, %s\n  %-12s %8s %8s %8s %8s %10s %12s\n", title, corpus.c_str(), "", "all",
                "@161 km", "@25 km", "@5 km", "unresolved", "median km");
    for (const auto& [kind, row] : rows) {
      std::vector<double> km = row.km;
      std::sort(km.begin(), km.end());
      const double all = static_cast<double>(km.size() + row.unresolved);
      const auto within = [&](double limit) {
        const auto end = std::upper_bound(km.begin(), km.end(), limit);
        return 100 * static_cast<double>(end - km.begin()) / all;
      };
      std::printf("  %-12s %8.0f %8.1f %8.1f %8.1f %10zu %12.2f\n", kind.c_str(), all, within(161),
                  within(25), within(5), row.unresolved, km.empty() ? 0.0 : km[km.size() / 2]);
    }
  }
}

}  // namespace dateline::training
