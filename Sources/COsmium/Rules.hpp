// Tag rules, hashed by key.
#pragma once

#include "COsmium.h"
#include "TagBytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plision {

/// The interests of the three kinds of object.
using Interests = std::array<std::uint32_t, 3>;

/// Answers which interests an object's tags raise, in one hash look-up per tag.
class Rules {
public:
    Rules(const cosmium_rule *rules, std::size_t count) {
        std::size_t size = 16;
        while (size < count * 4) size *= 2;
        m_slots.assign(size, -1);
        for (std::size_t index = 0; index < count; ++index) add(rules[index]);
    }

    /// Bits raised by `bytes` (packed tags) on an object of `kind`.
    std::uint32_t interests(std::string_view bytes, int kind) const {
        std::uint32_t bits = 0;
        for_each_tag(bytes, [&](std::string_view key, std::string_view value) {
            const int found = m_slots[slot(key)];
            if (found < 0) return;
            const Key &entry = m_keys[static_cast<std::size_t>(found)];
            bits |= entry.any[static_cast<std::size_t>(kind)];
            for (const Value &one : entry.values) {
                if (one.text == value) bits |= one.interests[static_cast<std::size_t>(kind)];
            }
        });
        return bits;
    }

private:
    struct Value {
        std::string text;
        Interests interests{};
    };

    struct Key {
        std::string text;
        Interests any{};
        std::vector<Value> values;
    };

    void add(const cosmium_rule &rule) {
        int &found = m_slots[slot(rule.key)];
        if (found < 0) {
            found = static_cast<int>(m_keys.size());
            m_keys.push_back({rule.key, {}, {}});
        }
        Key &key = m_keys[static_cast<std::size_t>(found)];
        const Interests interests{rule.node, rule.way, rule.relation};
        if (rule.value) {
            key.values.push_back({rule.value, interests});
        } else {
            for (std::size_t kind = 0; kind < interests.size(); ++kind) key.any[kind] |= interests[kind];
        }
    }

    /// The slot that holds `key`, or the empty one where it belongs; the table is never more than a quarter full.
    std::size_t slot(std::string_view key) const {
        std::uint64_t hash = 0xcbf29ce484222325U;
        for (const char byte : key) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
        std::size_t place = (hash ^ (hash >> 32U)) & (m_slots.size() - 1);
        while (m_slots[place] >= 0 && m_keys[static_cast<std::size_t>(m_slots[place])].text != key) {
            place = (place + 1) & (m_slots.size() - 1);
        }
        return place;
    }

    std::vector<int> m_slots;
    std::vector<Key> m_keys;
};

} // namespace plision
