// SQLite's R*Tree in memory. It has no nearest query: a box grows until the tenth answer lies within its reach.
#include <sqlite3.h>

#include <cmath>

#include "peer.hpp"

static void check(int code, sqlite3* database) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) throw std::runtime_error(sqlite3_errmsg(database));
}

int main(int, char** arguments) {
    const char* peer = "SQLite R*Tree";
    const std::string folder = arguments[1];
    const double scale = std::cos(39.6 * M_PI / 180);
    auto points = Reader(folder + "/points.bin").points();
    auto queries = Reader(folder + "/queries.bin").points();
    sqlite3* database = nullptr;
    auto run = [&](const char* sql) { check(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), database); };
    measureBuild(peer, "build 1M points, region", 1, [&] {
        if (database) sqlite3_close(database);
        check(sqlite3_open(":memory:", &database), database);
        run("create virtual table tree using rtree(id, west, east, south, north); begin");
        sqlite3_stmt* insert;
        check(sqlite3_prepare_v2(database, "insert into tree values (?1, ?2, ?2, ?3, ?3)", -1, &insert, nullptr), database);
        for (size_t index = 0; index < points.size(); ++index) {
            sqlite3_bind_int64(insert, 1, int64_t(index));
            sqlite3_bind_double(insert, 2, points[index].x);
            sqlite3_bind_double(insert, 3, points[index].y);
            check(sqlite3_step(insert), database);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        run("commit");
    });
    sqlite3_stmt* select;
    check(sqlite3_prepare_v2(database,
                             "select id, west, south from tree where east >= ?1 and west <= ?2 and north >= ?3 and south <= ?4",
                             -1, &select, nullptr),
          database);
    auto search = [&](Point query, double x, double y, auto&& visit) {
        sqlite3_reset(select);
        sqlite3_bind_double(select, 1, query.x - x);
        sqlite3_bind_double(select, 2, query.x + x);
        sqlite3_bind_double(select, 3, query.y - y);
        sqlite3_bind_double(select, 4, query.y + y);
        while (sqlite3_step(select) == SQLITE_ROW) visit();
    };
    std::vector<std::pair<double, int64_t>> found;
    for (size_t count : {10, 1})
        measure(
            peer, "k=" + std::to_string(count) + " nearest of 1M, region", queries,
            [&](Point query) {
                for (double reach = 0.003;; reach *= 2) {
                    found.clear();
                    search(query, reach / scale, reach, [&] {
                        double dx = (sqlite3_column_double(select, 1) - query.x) * scale;
                        double dy = sqlite3_column_double(select, 2) - query.y;
                        found.emplace_back(dx * dx + dy * dy, sqlite3_column_int64(select, 0));
                    });
                    if (found.size() < count) continue;
                    std::partial_sort(found.begin(), found.begin() + ptrdiff_t(count), found.end());
                    if (found[count - 1].first > reach * reach) continue;
                    int64_t sum = 0;
                    for (size_t index = 0; index < count; ++index) sum += found[index].second;
                    return sum;
                }
            },
            2000);
    measure(
        peer, "box of about 100 of 1M", queries,
        [&](Point query) {
            int64_t count = 0;
            search(query, 0.017, 0.007, [&] { ++count; });
            return count;
        },
        2000);
    sqlite3_finalize(select);
    sqlite3_close(database);
}
