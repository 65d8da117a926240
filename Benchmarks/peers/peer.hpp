// What the peers share: the input files of IndexBenchmark, and its way to measure and print.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

struct Point {
    double x, y;
};
using Ring = std::vector<Point>;
using Area = std::vector<std::vector<Ring>>;

struct Reader {
    std::vector<char> bytes;
    size_t position = 0;

    explicit Reader(const std::string& path) {
        std::ifstream file(path, std::ios::binary);
        if (!file) throw std::runtime_error("cannot read " + path);
        bytes.assign(std::istreambuf_iterator<char>(file), {});
    }

    template <class Number>
    Number number() {
        Number value;
        if (position + sizeof value > bytes.size()) throw std::runtime_error("short file");
        std::copy_n(bytes.data() + position, sizeof value, reinterpret_cast<char*>(&value));
        position += sizeof value;
        return value;
    }

    std::vector<Point> points() {
        std::vector<Point> result(number<uint64_t>());
        for (auto& point : result) {
            point.x = number<double>();
            point.y = number<double>();
        }
        return result;
    }

    std::vector<Area> areas() {
        std::vector<Area> result(number<uint64_t>());
        for (auto& area : result) {
            area.resize(number<uint64_t>());
            for (auto& polygon : area) {
                polygon.resize(number<uint64_t>());
                for (auto& ring : polygon) ring = points();
            }
        }
        return result;
    }
};

// Time of this thread alone, so that other load on the machine disturbs less.
inline double now() {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e9 + double(time.tv_nsec);
}

inline void report(const char* peer, const std::string& scenario, const char* unit, std::vector<double> times,
                   int64_t sum) {
    std::sort(times.begin(), times.end());
    std::printf("%s\t%s\t%s\t%.1f\t%.1f\t%.1f\t%lld\n", peer, scenario.c_str(), unit, times.front(),
                times[times.size() / 2], times.back(), static_cast<long long>(sum));
}

// Nanoseconds per query over rounds of 20,000 queries, the first round not counted.
template <class Answer>
void measure(const char* peer, const std::string& scenario, const std::vector<Point>& queries, Answer answer,
             size_t perRound = 20000) {
    perRound = std::min(perRound, queries.size());
    std::vector<double> times;
    int64_t sum = 0;
    for (size_t round = 0; round < 16; ++round) {
        size_t start = round * perRound % std::max<size_t>(1, queries.size() - perRound + 1);
        double began = now();
        for (size_t index = start; index < start + perRound; ++index) sum += answer(queries[index]);
        if (round > 0) times.push_back((now() - began) / double(perRound));
    }
    report(peer, scenario, "ns", times, sum);
}

template <class Work>
void measureBuild(const char* peer, const std::string& scenario, int rounds, Work work) {
    std::vector<double> times;
    for (int round = 0; round <= rounds; ++round) {
        double began = now();
        work();
        if (round > 0) times.push_back((now() - began) / 1e6);
    }
    report(peer, scenario, "ms", times, 0);
}
